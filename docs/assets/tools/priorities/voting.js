/** The second step of the board: ballots are handed out and come back; or people rank on this device, one by one. */
import { html, nothing } from "../../vendor/lit/lit.min.js";
import { withBoard } from "./changes.js";
import { written } from "./files.js";
import { button, field, fields, fileButton, link } from "./forms.js";
import { Handing } from "./handing.js";
import { accept, acceptSeal, digest } from "./merging.js";
import { LEAD } from "./model.js";
import "./rank-list.js";
import { WHY_NOT, hashOf, inFours, saltOf, verify } from "./seal.js";
import { newId } from "./store.js";

/** @typedef {import("./links.js").BallotFile} BallotFile */

/** So many ballots, the last ones, are listed at first. */
const SHOWN = 20;

/** Which seals wait for their ballot. @param {import("./model.js").Board} board */
export const sealed = ({ seals, ballots }) => seals.filter((seal) => !ballots.some((ballot) => ballot.voter === seal.voter));

export class Voting {
  /** @param {import("../board.js").PlaybookBoard} host */
  constructor(host) {
    this.host = host;
    this.handing = new Handing(host);
    /** Who ranks on this device now. @type {{ voter: string, group: string, tiers: string[][] } | null} */
    this.voter = null;
    /** Whether the ballot before is in, so that the next voter may come. */
    this.passed = "";
    this.scanning = false;
    this.all = false;
    /** The group that ranked here last, the lead's aside. */
    this.as = "";
  }

  reset() {
    this.handing.link = this.passed = "";
    this.voter = null;
    this.scanning = false;
  }

  // -- ballots come in

  /**
   * @param {BallotFile} ballot
   * @param {string} text what it came as, to be kept if its board is not here
   */
  async ballot(ballot, text) {
    const { host } = this;
    if (!host.opened(ballot.board, text)) return;
    const seal = host.board.seals.find((one) => one.voter === ballot.voter);
    const isOpen = host.board.ballots.some((one) => one.voter === ballot.voter);
    const { salt } = ballot;
    const fits = seal && salt ? await verify({ ...ballot, salt }, seal.hash) : undefined;
    if (seal && fits && !isOpen) {
      const { format: _format, board: _board, ...own } = ballot;
      const closed = [...host.kept.closed.filter((one) => one.voter !== ballot.voter), own];
      host.change({ ...host.kept, closed }, `The sealed ballot of ${code(ballot.voter)} is here and fits its seal. It stays closed until you open it under Decide.`);
      return;
    }
    const merged = accept(host.board, ballot, fits);
    if (merged.outcome === "refused") host.refuse(`Ballot of ${code(ballot.voter)}`, new Error(merged.said), text);
    else if (merged.outcome === "already") host.say(merged.said);
    else host.change(withBoard(host.kept, merged.board), merged.said);
  }

  /**
   * @param {import("./links.js").SealFile} seal
   * @param {string} text
   */
  seal(seal, text) {
    const { host } = this;
    if (!host.opened(seal.board, text)) return;
    const merged = acceptSeal(host.board, seal);
    if (merged.outcome === "refused") host.refuse(`Seal of ${code(seal.voter)}`, new Error(merged.said), text);
    else host.change(withBoard(host.kept, merged.board), `${merged.said} Its hash: ${inFours(seal.hash)}.`);
  }

  /** Open the sealed ballots that are here, each against its hash. */
  async open() {
    const { host } = this;
    let state = host.kept;
    const said = [];
    for (const own of state.closed) {
      const ballot = /** @type {BallotFile} */ ({ format: "playbook-ballot/1", board: state.board.id, ...own });
      const seal = state.board.seals.find((one) => one.voter === own.voter);
      const merged = accept(state.board, ballot, Boolean(seal) && (await verify({ ...ballot, salt: own.salt ?? "" }, seal?.hash ?? "")));
      if (merged.outcome === "refused") host.refuse(`Ballot of ${code(own.voter)}`, new Error(merged.said), written(ballot));
      else said.push(merged.said);
      state = withBoard(state, merged.board);
    }
    host.change({ ...state, closed: [] }, ["The seal is open.", ...said].join(" "));
  }

  // -- on this device

  /** @param {SubmitEvent} event */
  begin(event) {
    event.preventDefault();
    const { group = LEAD } = fields(/** @type {HTMLFormElement} */ (event.target));
    this.voter = { voter: newId(), group, tiers: [] };
    if (group !== LEAD) this.as = group;
    this.passed = "";
    this.host.requestUpdate();
    this.host.focusOn("#board-voter");
  }

  /** @param {boolean} seals */
  async count(seals) {
    const { host, voter } = this;
    if (!voter) return;
    if (!voter.tiers.length) {
      host.say("Nothing is ranked yet. Put one point on top at least.");
      return;
    }
    const own = { ...voter, number: 1, items: digest(host.board.items) };
    if (seals) {
      const salt = saltOf();
      const seal = { voter: own.voter, group: own.group, hash: await hashOf({ ...own, board: host.board.id, salt }) };
      const state = withBoard(host.kept, { seals: [...host.board.seals, seal] });
      host.change({ ...state, closed: [...state.closed, { ...own, salt }] }, `Sealed. The hash is ${inFours(seal.hash)}.`);
    } else host.change(withBoard(host.kept, { ballots: [...host.board.ballots, own] }), `The ballot ${code(own.voter)} is counted.`);
    this.voter = null;
    this.passed = seals ? "The ballot is sealed." : "The ballot is counted.";
    host.focusOn("#board-passed");
  }

  render() {
    const { host } = this;
    if (host.board.items.length < 2) return html`<p>Ranking needs two points at least. ${link("Collect them first", () => host.go("Collect"))}</p>`;
    if (this.voter) return this.ranking(this.voter);
    if (this.handing.link) void this.handing.make(); // the list may have changed
    return html`
      ${this.passed
        ? html`<div class="g-passed" id="board-passed" tabindex="-1"><p>${this.passed} Pass the device on: nobody sees this ballot.</p>${this.here("Next voter")}</div>`
        : nothing}
      <div class="g-board__two">
        <div>
          <h3>Who ranks</h3>
          ${this.handing.groups()}
          <h3>Hand out ballots</h3>
          ${this.handing.handOut()}
          ${this.passed ? nothing : html`<h3>Or rank on this device</h3>${this.here("Rank here")}`}
        </div>
        <div>
          <h3>${host.arrived()}</h3>
          ${this.bring()} ${this.list()}
        </div>
      </div>
    `;
  }

  /** @param {string} words */
  here(words) {
    const { groups, ballots, seals } = this.host.board;
    const led = [...ballots, ...seals].some(({ group }) => group === LEAD); // then nobody ranks as the lead unawares
    const as = this.as || groups.find(({ id }) => id !== LEAD)?.id;
    return html`<form class="g-actions" @submit=${(/** @type {SubmitEvent} */ event) => this.begin(event)}>
      <label class="g-board__inline" for="board-as">As</label>
      <select id="board-as" name="group">${groups.map(({ id, name }) => html`<option value=${id} ?selected=${led && id === as}>${name}</option>`)}</select>
      <button class="md-button">${words}</button>
    </form>`;
  }

  /** @param {{ voter: string, group: string, tiers: string[][] }} voter */
  ranking(voter) {
    const { host } = this;
    const group = host.board.groups.find(({ id }) => id === voter.group);
    return html`
      <h3 id="board-voter" tabindex="-1">${group?.name}: what hurts you most?</h3>
      <p class="g-board__note">Put it on top. Points may share a place, and what you leave out shares the last one.</p>
      <playbook-rank-list
        .items=${host.board.items}
        .tiers=${voter.tiers}
        @ranked=${(/** @type {CustomEvent} */ event) => (this.voter = { ...voter, tiers: event.detail.tiers })}
      ></playbook-rank-list>
      <div class="g-actions">
        <button type="button" class="md-button md-button--primary" @click=${() => void this.count(false)}>Count this ballot</button>
        ${voter.group === LEAD && !WHY_NOT ? button("Seal it until the others are in", () => this.count(true)) : nothing}
        ${link("Leave without ranking", () => this.cancel())}
      </div>
    `;
  }

  cancel() {
    this.voter = null;
    this.host.say("No ballot was counted.");
    this.host.requestUpdate();
  }

  scan() {
    void import("./scan.js");
    this.scanning = !this.scanning;
    this.host.requestUpdate();
  }

  bring() {
    const { host } = this;
    const add = (/** @type {Event} */ event) => {
      event.preventDefault();
      const form = /** @type {HTMLFormElement} */ (event.target);
      const { ballots = "" } = fields(form);
      host.drafts = { ...host.drafts, ballots: "" };
      if (ballots.trim()) void host.takeText(ballots, "Pasted", "ballots").then(() => form.reset());
    };
    return html`<form class="g-board__form" @submit=${add}>
        ${field({ id: "board-ballots", asks: "Links that came back", hint: "One or many; a copied chat will do." }, html`<textarea id="board-ballots" name="ballots" rows="2" aria-describedby="board-ballots-hint" .value=${host.drafts.ballots ?? ""} @input=${(/** @type {Event} */ event) => host.draft(event)}></textarea>`)}
        <div class="g-actions">
          <button class="md-button">Add ballots</button>
          ${fileButton("Open ballot files", ".json,.csv", (files) => host.takeFiles(files, "ballots"))}
          <button type="button" class="md-button" aria-expanded=${this.scanning} @click=${() => this.scan()}>
            ${this.scanning ? "Stop scanning" : "Scan QR codes"}
          </button>
        </div>
      </form>
      ${this.scanning
        ? html`<playbook-scan @scanned=${(/** @type {CustomEvent} */ event) => void host.takeText(event.detail.text, "Scanned", "ballots")}></playbook-scan>`
        : nothing}`;
  }

  list() {
    const { host } = this;
    const { ballots, groups, seals } = host.board;
    const name = (/** @type {string} */ id) => groups.find((group) => group.id === id)?.name ?? id;
    const remove = (/** @type {string} */ voter, /** @type {string} */ what) =>
      host.change(
        {
          ...withBoard(host.kept, { ballots: ballots.filter((one) => one.voter !== voter), seals: seals.filter((one) => one.voter !== voter) }),
          closed: host.kept.closed.filter((one) => one.voter !== voter),
        },
        `Removed the ${what} ${code(voter)}. Undo brings it back.`,
      );
    const button = (/** @type {string} */ voter, /** @type {string} */ what) =>
      html`<button type="button" class="g-link" aria-label="Remove the ${what} ${code(voter)}" @click=${() => remove(voter, what)}>Remove</button>`;
    const waiting = sealed(host.board);
    if (!ballots.length && !waiting.length) return html`<p class="g-board__note">None yet. They stay on this device.</p>`;
    return html`<div class="g-ballots"><table>
      <caption class="g-unseen">Ballots</caption>
      <thead><tr><th scope="col">Ballot</th><th scope="col">Group</th><th scope="col" class="num">Number</th><th scope="col"><span class="g-unseen">Remove</span></th></tr></thead>
      <tbody>
        ${waiting.map(
          ({ voter, group, hash }) => html`<tr>
            <td><code>${code(voter)}</code></td>
            <td>${name(group)}, sealed<span class="g-hash">${inFours(hash)}</span></td>
            <td class="num">${host.kept.closed.some((one) => one.voter === voter) ? "here" : "to come"}</td>
            <td>${button(voter, "sealed ballot")}</td>
          </tr>`,
        )}
        ${(this.all ? ballots : ballots.slice(-SHOWN)).map(
          ({ voter, group, number }) => html`<tr>
            <td><code>${code(voter)}</code></td><td>${name(group)}</td><td class="num">${number}</td><td>${button(voter, "ballot")}</td>
          </tr>`,
        )}
      </tbody>
    </table></div>
    ${ballots.length > SHOWN
      ? link(`Show ${this.all ? `the last ${SHOWN}` : `all ${ballots.length}`}`, () => ((this.all = !this.all), host.requestUpdate()))
      : nothing}`;
  }
}

/** @param {string} voter */
const code = (voter) => voter.slice(0, 4);
