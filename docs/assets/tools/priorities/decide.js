/** The third step of the board: the figure and the table, what there is to say, run-offs, and the order of work. */
import { html, nothing } from "../../vendor/lit/lit.min.js";
import { edited, withBoard } from "./changes.js";
import { listed } from "./cleaning.js";
import { STATUS } from "./collect.js";
import { writeItems } from "./csv.js";
import { ADVICE, gap, markdown, named, place, split } from "./exports.js";
import { INK, caption, figure, standalone } from "./figure.js";
import { button, count, download, link } from "./forms.js";
import { LEAD } from "./model.js";
import { DONE, QUADRANTS } from "./ranking.js";
import { inFours } from "./seal.js";
import { sealed } from "./voting.js";

/**
 * @typedef {import("./ranking.js").Result} Result
 * @typedef {import("./ranking.js").Axis} Axis
 * @typedef {import("./model.js").Item} Item
 */

/** A gap of so many ranks is worth a talk. Our own advice, as on Our board. */
const WIDE = 0.6;
const SIDES = /** @type {const} */ ({ lead: "the lead’s side", others: "the others’ side" });

export class Decide {
  /** @param {import("../board.js").PlaybookBoard} host */
  constructor(host) {
    this.host = host;
  }

  render() {
    const { host } = this;
    const { result, badges, words } = host.ranked();
    if (!result.n) return html`<p>There is nothing to decide yet. ${link("Collect points first", () => host.go("Collect"))}</p>`;
    return html`
      ${this.sealing()}
      <div class="g-board" @pointerover=${(/** @type {Event} */ event) => this.mark(event)} @focusin=${(/** @type {Event} */ event) => this.mark(event)}>
        <figure class="g-fig">
          ${badges.length ? figure(result, badges, "board-figure") : html`<p class="g-board__note">The figure needs a ballot on both sides.</p>`}
          ${badges.length ? html`<figcaption>${caption(result, badges)}</figcaption>` : nothing}
          ${this.top(result)}
        </figure>
        <div class="g-board-tab">${this.table(result)}</div>
      </div>
      <div class="g-board__two">
        <div>
          <h3>Order of work</h3>
          ${this.order(result)}
        </div>
        <div>
          ${this.runOffs(result)}
          <h3>What the ballots say</h3>
          <ul class="g-board-said">${[...words, ...result.notes].map((one) => html`<li>${one}</li>`)}</ul>
          <p class="g-board__note">Begin where both agree is the interview’s advice. All counting, and what to do with the other quadrants, is our own.</p>
        </div>
      </div>
      <h3>Take it along</h3>
      ${host.kept.closed.length || sealed(host.board).length ? html`<p class="g-board__note">A ballot that is sealed stays out of every file; the board’s file has its hash alone.</p>` : nothing}
      <div class="g-actions">
        ${this.files(result, words, badges.length > 0).map(([words, save]) => button(words, save))}
      </div>
    `;
  }

  /**
   * @param {Result} result
   * @param {string[]} words
   * @param {boolean} drawn
   * @returns {[string, () => void][]}
   */
  files(result, words, drawn) {
    const { host } = this;
    const { board } = host;
    const name = named(board);
    const svg = () => download(`${name}.svg`, standalone(/** @type {SVGElement} */ (host.querySelector("svg.g-draw--board"))), "image/svg+xml");
    return [
      ["Save the board", () => host.exportBoard()],
      ["Table (CSV)", () => download(`${name}.csv`, `\ufeff${writeItems(board, result)}`, "text/csv")],
      ["Markdown", () => download(`${name}.md`, markdown(board, result, words), "text/markdown")],
      ...(drawn ? [/** @type {[string, () => void]} */ (["Figure (SVG)", svg])] : []),
      ["Print", () => print()],
    ];
  }

  /** A row's badge, and a badge's row, is marked while the pointer or the focus is on the other. @param {Event} event */
  mark(event) {
    const id = /** @type {Element} */ (event.target).closest("[data-point]")?.getAttribute("data-point");
    for (const element of this.host.querySelectorAll(".g-board [data-point]")) element.toggleAttribute("data-marked", element.getAttribute("data-point") === id);
  }

  sealing() {
    const { host } = this;
    const waiting = sealed(host.board);
    if (!waiting.length) return nothing;
    const here = host.kept.closed.length;
    const others = host.board.ballots.filter(({ group }) => group !== LEAD).length;
    const { expected } = host.kept;
    const open = () => void host.voting.open();
    const ask = () => {
      if (others && others >= expected - waiting.length) open();
      else host.ask(`${others ? `Only ${others} of ${expected} ballots are` : "None of the others’ ballots is"} in. Open the seal now?`, [["Open it", open], ["Wait", () => {}]]);
    };
    return html`<div class="g-note">
      <p><strong>${count(waiting.length, "ballot")} sealed.</strong> The lead’s side stays hidden until it is open. Hash: ${waiting.map(({ hash }) => html`<span class="g-hash">${inFours(hash)}</span>`)}</p>
      ${here
        ? button("Open the sealed ballot", ask)
        : html`<p class="g-board__note">It is not here yet. Whoever sealed it hands it back as a link, a QR code or a file, like any other ballot.</p>`}
    </div>`;
  }

  /** @param {Result} result */
  top(result) {
    const { host } = this;
    const set = (/** @type {number | null} */ top) => host.change(withBoard(host.kept, { top }), top === null ? "A third counts as high on each side." : `The top ${top} of each side count as high.`);
    const step = (/** @type {number} */ by, /** @type {string} */ words, /** @type {string} */ sign) => {
      const to = result.k + by;
      const off = to < 1 || to > result.n;
      return html`<button type="button" class="g-step" aria-label=${words} aria-disabled=${off} @click=${() => off || set(to)}>${sign}</button>`;
    };
    return html`<p class="g-top">
      <span>The top <strong>${result.k}</strong> of each side count as high</span>
      ${step(-1, "One fewer counts as high", "−")}${step(1, "One more counts as high", "+")}
      ${host.board.top === null ? nothing : link("A third, as at first", () => set(null))}
    </p>`;
  }

  /** @param {Result} result */
  table(result) {
    const groups = split(result);
    const both = result.items.every(({ quadrant }) => quadrant);
    const by = (/** @type {string | null} */ key) =>
      result.items
        .map((item, index) => ({ item, index }))
        .filter(({ item }) => item.quadrant === key)
        .sort((one, other) => sum(one.item) - sum(other.item));
    const sections = both ? /** @type {import("./ranking.js").Quadrant[]} */ (["start", "run-off", "case", "listen", "park"]).map((key) => ({ key, rows: by(key) })) : [{ key: null, rows: by(null) }];
    return html`<table class="g-board-rank">
      <caption>Ranks on both sides: 1 hurts most, and the first ${result.k} of ${result.n} count as high.</caption>
      <thead><tr><th scope="col">No.</th><th scope="col">Point</th><th scope="col" class="num">Lead</th><th scope="col" class="num">Others</th><th scope="col" class="num">Gap</th></tr></thead>
      ${sections.filter(({ rows }) => rows.length).map(
        ({ key, rows }) => html`<tbody class="g-board-${key === "run-off" ? "off" : (key ?? "park")}">
          <tr class="g-board-name"><th colspan="5" scope="rowgroup">${key ? QUADRANTS[key] : "Not ranked yet"}<span>${key ? ADVICE[key] : "a side has no ballots"}</span></th></tr>
          ${rows.map(({ item, index }) => this.row(item, index, groups, result.n))}
        </tbody>`,
      )}
    </table>`;
  }

  /**
   * @param {Result["items"][number]} one
   * @param {number} index
   * @param {ReturnType<typeof split>} groups
   * @param {number} n
   */
  row(one, index, groups, n) {
    const item = /** @type {Item} */ (this.host.board.items[index]);
    const ink = one.quadrant ? INK[one.quadrant] : "none";
    const wide = gap(one.lead_rank, one.others_rank);
    const each = groups.map(({ name, ranks }) => `${name} ${ranks[index]}`).join(", ");
    const firm = one.firm === null || one.quadrant === "run-off" ? "" : one.firm ? "firm" : "could flip";
    return html`<tr data-point=${one.id}>
      <td><span class="g-no g-no--${ink} ${one.quadrant === "run-off" ? "g-no--hat" : ""}">${index + 1}</span></td>
      <td>
        <button type="button" class="g-title" aria-describedby="board-more-${index}">${item.title}</button>
        <span class="g-board-more" id="board-more-${index}">${[each, (item.days || item.effort) && work(item)].filter(Boolean).join("; ")}${firm ? html`; <span class="g-board-could">${one.firm ? nothing : html`<i class="g-board-flip"></i>`}${firm}</span>` : nothing}${told(item)}</span>
      </td>
      <td class="num">${place(one.lead_rank)}</td>
      <td class="num">${place(one.others_rank)}</td>
      <td class="num">${wide === null ? "–" : wide >= WIDE * n ? html`<strong>${wide}</strong>` : wide}</td>
    </tr>`;
  }

  /** @param {Result} result */
  runOffs({ run_offs: open }) {
    const { host } = this;
    const { decided, items } = host.board;
    const titled = (/** @type {string} */ id) => items.find((item) => item.id === id)?.title ?? id;
    const settle = (/** @type {Event} */ event, /** @type {Axis} */ axis, /** @type {number} */ places) => {
      event.preventDefault();
      const chosen = new FormData(/** @type {HTMLFormElement} */ (event.target)).getAll("point").map(String);
      if (chosen.length === places) host.change(withBoard(host.kept, { decided: { ...decided, [axis]: chosen } }), `Settled on ${SIDES[axis]}: ${listed(chosen.map(titled), "and")}.`);
      else host.say(`Choose ${places} of them, not ${chosen.length}.`);
    };
    const undo = (/** @type {Axis} */ axis) => host.change(withBoard(host.kept, { decided: { ...decided, [axis]: [] } }), `The run-off on ${SIDES[axis]} is open again.`);
    const parts = /** @type {Axis[]} */ (["lead", "others"]).map((axis) => {
      const found = open[axis];
      if (found) {
        return html`<form class="g-board__form" @submit=${(/** @type {Event} */ event) => settle(event, axis, found.places)}>
          <fieldset class="g-field">
            <legend class="g-field__asks">Run-off on ${SIDES[axis]}: show hands, then choose ${found.places}</legend>
            ${found.items.length > 9 ? html`<p class="g-board__note">So many? Let fewer count as high, or ask for more ranks.</p>` : nothing}
            ${found.items.map((id) => html`<label class="g-choice"><input type="checkbox" name="point" value=${id} /><span>${titled(id)}</span></label>`)}
          </fieldset>
          <div class="g-actions"><button class="md-button">Settle it</button></div>
        </form>`;
      }
      return decided[axis].length
        ? html`<p class="g-board__note">Settled by hand on ${SIDES[axis]}: ${listed(decided[axis].map(titled), "and")}. ${link("Open it again", () => undo(axis))}</p>`
        : nothing;
    });
    return parts.some((part) => part !== nothing) ? html`<h3>Run-off</h3>${parts}` : nothing;
  }

  /** @param {Result} result */
  order({ order }) {
    const { host } = this;
    if (!order.length) return html`<p class="g-board__note">Nothing is in Start here yet.</p>`;
    const set = (/** @type {Item} */ item, /** @type {Event} */ event) => {
      const status = /** @type {import("./model.js").Status} */ (/** @type {HTMLSelectElement} */ (event.target).value);
      const left = DONE.includes(status);
      host.change(edited(host.kept, item.id, { status }), `“${item.title}” is ${status} now${left ? " and no work any more. Collect can change that" : ""}.`);
      if (left) host.focusOn(".g-board-order select, .g-stages button");
    };
    return html`<p class="g-board__note">By days to the first visible win, then by effort.</p>
      <ol class="g-board-order">
        ${order.map((id) => {
          const index = host.board.items.findIndex((item) => item.id === id);
          const item = /** @type {Item} */ (host.board.items[index]);
          const handed = encodeURIComponent(JSON.stringify({ id, title: item.title, statement: item.statement ?? "" }));
          return html`<li>
            <span class="g-no g-no--both">${index + 1}</span> ${item.title}
            <span class="g-board-more">${work(item)}${told(item)}</span>
            <span class="g-actions">
              <label class="g-board__inline" for="board-status-${id}">Status</label>
                <select id="board-status-${id}" @change=${(/** @type {Event} */ event) => set(item, event)}>
                  ${STATUS.map((one) => html`<option ?selected=${one === (item.status ?? "collected")}>${one}</option>`)}
                </select>
              <a href="${host.island.before}#point=${handed}">Write the before and after</a>
            </span>
          </li>`;
        })}
      </ol>`;
  }
}

/** @param {Result["items"][number]} item */
const sum = ({ lead_rank, others_rank }) => (lead_rank ?? 0) + (others_rank ?? 0);

/** @param {Item} item */
const work = ({ days, effort }) => `${days ? count(days, "day") : "days unknown"}, ${effort || "effort unknown"}`;

/** States that are told; until then a point is there to be ranked. @param {Item} item */
const told = ({ status }) => (STATUS.indexOf(status ?? "") > 1 ? `; ${status}` : "");
