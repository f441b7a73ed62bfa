/** The first step of the board: points are typed, pasted, imported, mended, moved, merged and taken away. */
import { html, nothing, repeat } from "../../vendor/lit/lit.min.js";
import { added, checked, edited, merged, moved, removed } from "./changes.js";
import { readItems, readList, sentence } from "./csv.js";
import { button, count, download, field, fields, fileButton, link } from "./forms.js";
import { MOST } from "./model.js";

/**
 * @typedef {import("./model.js").Item} Item
 * @typedef {{ row: number, text: string, why: string, head: string }} Refusal a row with all that is wrong in it; `head` is the
 *   header of its table, and empty for a list
 */

/** So many refused lines are shown at once; all are in the download. */
const SHOWN = 20;
const EFFORT = { S: "Small", M: "Medium", L: "Large" };
export const STATUS = ["collected", "ranked", "chosen", "in progress", "verified", "dropped"];

export class Collect {
  /** @param {import("../board.js").PlaybookBoard} host */
  constructor(host) {
    this.host = host;
    /** The id of the point that is being changed. */
    this.editing = "";
    /** What is wrong in a form: its name, and the mend by field. */
    this.wrong = { form: "", by: /** @type {Record<string, string>} */ ({}) };
    /** @type {Refusal[]} */
    this.refused = [];
  }

  /** Close what belongs to the board that was open. */
  reset() {
    this.editing = "";
    this.refused = [];
    this.wrong = { form: "", by: {} };
  }

  /**
   * @param {Event} event
   * @param {Item} [item] the point that the form changes; none for a new one
   */
  submit(event, item) {
    event.preventDefault();
    const form = /** @type {HTMLFormElement} */ (event.target);
    const { host } = this;
    const { item: made, wrong, notes } = checked(fields(form), host.board, item);
    this.wrong = { form: item?.id ?? "new", by: wrong };
    if (Object.keys(wrong).length) {
      host.say(Object.values(wrong).join(" "));
      void host.updateComplete.then(() => /** @type {HTMLElement | null} */ (form.querySelector("[aria-invalid=true]"))?.focus());
      return;
    }
    const also = notes.length ? ` ${notes.join(" ")}` : "";
    if (item) {
      host.change(edited(host.kept, item.id, made), `Changed “${made.title}”.${also}`);
      this.close(item.id);
    } else {
      for (const name of Object.keys(fields(form))) host.drafts[name] = "";
      host.change(added(host.kept, [made]), `Added “${made.title}”.${also}`);
      form.reset();
      host.focusOn("#board-new-title");
    }
  }

  /** @param {string} id */
  close(id) {
    this.editing = "";
    this.host.requestUpdate();
    this.host.focusOn(`[data-edit="${id}"]`);
  }

  /**
   * Take what a list or a table gave. A row with several faults stands once among the refused.
   *
   * @param {Pick<ReturnType<typeof readItems>, "items" | "refused" | "notes">} given
   * @param {string} head
   * @param {string} from what to call it
   */
  take({ items, refused, notes }, head, from) {
    const { host } = this;
    /** @type {Refusal[]} */
    const rows = [];
    for (const one of refused) {
      const same = rows.at(-1);
      const text = head ? one.text : one.text.replace(/^"(.*)"$/s, (_all, inner) => inner.replaceAll('""', '"'));
      if (same && same.row === one.row) same.why += ` ${sentence(one)}`;
      else rows.push({ row: one.row, text, why: sentence(one), head });
    }
    this.refused = [...this.refused, ...rows];
    const no = rows.length ? `, ${count(rows.length, "line")} refused; the reasons stand below the list` : "";
    const more = notes.length > 3 ? [`And ${count(notes.length - 3, "note")} more like these.`] : [];
    const said = [`${from}: ${count(items.length, "point")} added${no}.`, ...notes.slice(0, 3), ...more].join(" ");
    if (items.length) host.change(added(host.kept, items), said);
    else host.say(said);
  }

  /**
   * @param {number} index
   * @param {string} text
   */
  mend(index, text) {
    const { head = "" } = this.refused[index] ?? {};
    const given = head ? readItems(`${head}\n${text}`, this.host.board) : readList(text, this.host.board);
    const why = given.refused.map((one) => `${one.what}. ${one.mend}`).join(" ");
    this.refused = this.refused.flatMap((one, at) => (at === index ? (why ? [{ ...one, text, why }] : []) : [one]));
    if (why) this.host.say(why);
    else this.take(given, head, "Mended");
    if (!why) this.host.focusOn(this.refused.length ? "[data-refused] input" : "#board-new-title");
  }

  render() {
    const { host } = this;
    const { items } = host.board;
    const own = host.island.points.filter((point) => !items.some((item) => item.id === point.id || item.title === point.title));
    return html`
      <div class="g-board__two">
        <div>
          <h3 id="board-add">Add a point</h3>
          ${this.form()}
          <h3>Many at once</h3>
          <form class="g-board__form" @submit=${(/** @type {Event} */ event) => this.paste(event)}>
            ${field(
              { id: "board-paste", asks: "A list, one point a line, or a table", hint: "You can drop a file anywhere on this board." },
              html`<textarea id="board-paste" name="list" rows="3" aria-describedby="board-paste-hint" .value=${host.drafts.list ?? ""} @input=${(/** @type {Event} */ event) => host.draft(event)}></textarea>`,
            )}
            <div class="g-actions">
              <button class="md-button">Add these lines</button>
              ${fileButton("Open a file", ".csv,.tsv,.txt,.json", (files) => host.takeFiles(files))}
              ${own.length
                ? button(`Start with ${count(own.length, "point")} of this playbook`, () => this.takeOwn(own))
                : nothing}
            </div>
          </form>
        </div>
        <div>
          <h3>${items.length ? count(items.length, "point") : "No points yet"}</h3>
          ${items.length
            ? html`<ol class="g-points">${repeat(items, (item) => item.id, (item, index) => this.row(item, index))}</ol>`
            : html`<p class="g-board__note">Ask the room: what are you struggling with? Write each answer down as it is said. Eight to twenty points rank well.</p>`}
          ${this.refusals()}
        </div>
      </div>
    `;
  }

  /** @param {Event} event */
  paste(event) {
    event.preventDefault();
    const form = /** @type {HTMLFormElement} */ (event.target);
    const text = fields(form).list ?? "";
    this.host.drafts = { ...this.host.drafts, list: "" };
    if (text.trim()) void this.host.takeText(text, "Pasted").then(() => form.reset());
  }

  /** @param {Item[]} points */
  takeOwn(points) {
    const room = points.slice(0, MOST.items - this.host.board.items.length);
    this.host.change(added(this.host.kept, room), `Added ${count(room.length, "point")} of the playbook’s own.`);
  }

  /**
   * @param {Item} item
   * @param {number} index
   */
  row(item, index) {
    if (this.editing === item.id) return html`<li class="g-points__open">${this.form(item)}</li>`;
    const facts = [(item.felt_by ?? []).join(", "), item.component, item.area, item.effort && `effort ${item.effort}`, item.days && count(item.days, "day")];
    const weeks = item.procurement_weeks ? `${count(item.procurement_weeks, "week")} of procurement` : "";
    return html`<li>
      <span class="g-no g-no--none">${index + 1}</span>
      <div>
        <span class="g-points__title">${item.title}</span>
        ${item.statement ? html`<p>${item.statement}</p>` : nothing}
        <p class="g-board__note">${[...facts, weeks].filter(Boolean).join(" · ")}</p>
      </div>
      <button type="button" class="g-link" data-edit=${item.id} aria-label="Edit: ${item.title}" @click=${() => this.edit(item.id)}>Edit</button>
    </li>`;
  }

  /** @param {string} id */
  edit(id) {
    this.editing = id;
    this.wrong = { form: "", by: {} };
    this.host.requestUpdate();
    this.host.focusOn(`#board-${id}-title`);
  }

  /** @param {Item} [item] */
  form(item) {
    const { host } = this;
    const { island, board } = host;
    const key = item?.id ?? "new";
    const wrong = this.wrong.form === key ? this.wrong.by : {};
    const at = (/** @type {string} */ name) => `board-${key}-${name}`;
    const invalid = (/** @type {string} */ name) => (wrong[name] ? "true" : "false");
    const text = (/** @type {string} */ name, /** @type {string} */ asks, /** @type {unknown} */ value, hint = "", type = "text") =>
      field(
        { id: at(name), asks, hint, wrong: wrong[name] },
        html`<input id=${at(name)} name=${name} type="text" inputmode=${type} autocomplete="off" aria-describedby="${at(name)}-hint" aria-invalid=${invalid(name)} .value=${String(value ?? "")} />`,
      );
    const choice = (/** @type {string} */ name, /** @type {string} */ asks, /** @type {[string, string][]} */ choices, /** @type {unknown} */ chosen) =>
      field(
        { id: at(name), asks },
        html`<select id=${at(name)} name=${name}>
          ${choices.map(([value, words]) => html`<option value=${value} ?selected=${value === (chosen ?? "")}>${words}</option>`)}
        </select>`,
      );
    const typed = item ?? host.drafts;
    const draft = (/** @type {Event} */ event) => item || host.draft(event);
    const unknown = /** @type {[string, string]} */ (["", "Not said"]);
    const same = (/** @type {string[]} */ all) => /** @type {[string, string][]} */ ([unknown, ...all.map((one) => [one, one])]);
    return html`
      <form class="g-board__form" aria-label=${item ? `Edit: ${item.title}` : "Add a point"} @input=${draft} @submit=${(/** @type {Event} */ event) => this.submit(event, item)}>
        ${text("title", "What hurts, in a few words", typed.title, `At most ${MOST.title} characters`)}
        ${field(
          { id: at("statement"), asks: "As a sentence", hint: "When … I have to … which costs …", wrong: wrong.statement },
          html`<textarea id=${at("statement")} name="statement" rows="2" aria-describedby="${at("statement")}-hint" aria-invalid=${invalid("statement")} .value=${typed.statement ?? ""}></textarea>`,
        )}
        <details class="g-more" ?open=${["felt_by", "days", "procurement_weeks"].some((name) => wrong[name])}>
          <summary>Who, where, how long</summary>
          <div class="g-board__pairs">
            ${text("felt_by", "Felt by", (item?.felt_by ?? []).join("; "), `Several: with “;” between. ${island.roles.slice(0, 3).join("; ")}`)}
            ${choice("component", "Part of the toolbelt", same(island.components), item?.component)}
            ${choice("area", "Area", same(island.areas), item?.area)}
            ${choice("effort", "Effort", [unknown, ...Object.entries(EFFORT)], item?.effort)}
            ${text("days", "Working days to the first visible win", item?.days, "", "numeric")}
            ${text("procurement_weeks", "Weeks of procurement", item?.procurement_weeks || "", "0 with what you have", "numeric")}
            ${item ? choice("status", "Status", STATUS.map((one) => [one, one]), item.status) : nothing}
          </div>
        </details>
        <div class="g-actions">
          <button class="md-button">${item ? "Save" : "Add the point"}</button>
          ${item
            ? html`${link("Cancel", () => this.close(item.id))}
                ${link("Move up", () => this.move(item, -1))}
                ${link("Move down", () => this.move(item, 1))}
                ${link("Remove", () => this.remove(item))}`
            : nothing}
        </div>
        ${item && board.items.length > 1
          ? html`<div class="g-actions">
              <label class="g-board__inline" for=${at("same")}>The same as</label>
                <select id=${at("same")} @change=${(/** @type {Event} */ event) => this.merge(item, /** @type {HTMLSelectElement} */ (event.target).value)}>
                  <option value="">no other point</option>
                  ${board.items.filter((other) => other !== item).map((other) => html`<option value=${other.id}>${other.title}</option>`)}
                </select>
            </div>`
          : nothing}
      </form>
    `;
  }

  /**
   * @param {Item} item
   * @param {number} by
   */
  move(item, by) {
    this.host.change(moved(this.host.kept, item.id, by), `Moved “${item.title}” ${by < 0 ? "up" : "down"}.`);
  }

  /** @param {Item} item */
  remove(item) {
    const { host } = this;
    const ranked = host.board.ballots.filter((ballot) => ballot.tiers.flat().includes(item.id)).length;
    this.editing = "";
    host.change(removed(host.kept, item.id), `Removed “${item.title}”${ranked ? `, also from ${count(ranked, "ballot")}` : ""}. Undo brings it back.`);
    host.focusOn("#board-new-title");
  }

  /**
   * @param {Item} item
   * @param {string} into
   */
  merge(item, into) {
    const other = this.host.board.items.find((one) => one.id === into);
    if (!other) return;
    this.editing = "";
    this.host.change(merged(this.host.kept, item.id, into), `Merged “${item.title}” into “${other.title}”.`);
    this.host.focusOn(`[data-edit="${into}"]`);
  }

  refusals() {
    const { refused } = this;
    if (!refused.length) return nothing;
    const listed = () => download("refused.txt", refused.map(({ why, text }) => `${why}\t${text}`).join("\n"));
    return html`
      <div class="g-refused">
        <h4>${count(refused.length, "line")} refused</h4>
        <ol>
          ${refused.slice(0, SHOWN).map(
            ({ row, why, text }, index) => html`<li data-refused>
              <form @submit=${(/** @type {Event} */ event) => (event.preventDefault(), this.mend(index, fields(/** @type {HTMLFormElement} */ (event.target)).title ?? ""))}>
                <p>${why}</p>
                <input name="title" type="text" aria-label="Row ${row}, mended" .value=${text} />
                <button class="g-link">Add</button>
              </form>
            </li>`,
          )}
        </ol>
        ${refused.length > SHOWN ? html`<p class="g-board__note">And ${refused.length - SHOWN} more, in the download.</p>` : nothing}
        <div class="g-actions">
          ${link("Download the refused lines", listed)}
          ${link("Leave them out", () => this.leave())}
        </div>
      </div>
    `;
  }

  leave() {
    this.refused = [];
    this.host.say("The refused lines are left out.");
    this.host.focusOn("#board-new-title");
  }
}
