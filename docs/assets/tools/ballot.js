/**
 * <playbook-ballot>: a voter ranks the points of a board, on a phone, and hands the ballot back as a link, a QR code or a file.
 *
 * Nothing is sent by itself. What was ranked is remembered on this device alone, each board's by itself.
 */
import { LitElement } from "../vendor/lit/lit.min.js";
import { PREFIX, contentOf, device, differs, find, fresh, last, onto, read, save } from "./priorities/ballot-store.js";
import { view } from "./priorities/ballot-view.js";
import { Refused } from "./priorities/cleaning.js";
import { addressOf } from "./priorities/forms.js";
import { encode } from "./priorities/links.js";
import { digest, slipOf } from "./priorities/merging.js";
import { hashOf, saltOf } from "./priorities/seal.js";

/**
 * @typedef {import("./priorities/links.js").BallotFile} BallotFile
 * @typedef {import("./priorities/ballot-store.js").Mine} Mine
 * @typedef {{ ballot: BallotFile, hash?: string, opened?: boolean }} Given not opened: it is the seal that is handed over
 * @typedef {{ kind: "vote" | "seal", link: string, ballot: BallotFile }} Out what is handed over
 */

export class PlaybookBallot extends LitElement {
  static properties = { mine: {}, out: {}, said: {}, wrong: {}, notice: {}, missing: {} };

  constructor() {
    super();
    /** Where ballots are handed back. */
    this.board = "";
    /** @type {Mine | null} */
    this.mine = null;
    /** @type {Out | null} */
    this.out = null;
    /** What became of copying; what went wrong; what happened to the ballot; what keeps it from being handed back. */
    this.said = this.wrong = this.notice = this.missing = "";
    this.arrive = () => location.hash.includes("=") && this.take(location.hash);
    this.other = (/** @type {StorageEvent} */ event) => this.changedElsewhere(event);
  }

  createRenderRoot() {
    return this; // the page's own styles apply
  }

  connectedCallback() {
    const data = this.querySelector('script[type="application/json"]')?.textContent;
    if (data && !this.board) {
      const { board, published } = JSON.parse(data);
      this.board = addressOf(board, published);
      this.replaceChildren();
      const mine = last();
      if (mine) this.show(mine);
      void this.arrive();
    }
    addEventListener("hashchange", this.arrive);
    addEventListener("storage", this.other);
    super.connectedCallback();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    removeEventListener("hashchange", this.arrive);
    removeEventListener("storage", this.other);
  }

  // -- opening

  /**
   * Open what somebody has given: a link, pasted or scanned or in the address, or a file. What is ranked stays, whatever it is.
   *
   * @param {string | File} given
   */
  async take(given) {
    this.wrong = "";
    try {
      const { readFile } = await import("./priorities/files.js");
      const { kind, data, notes } = /** @type {any} */ (await readFile(given));
      if (kind !== "slip" && kind !== "board") throw new Refused("This is no board for voters. Copy the whole link, or ask for the file. A ballot is opened on the board.");
      const slip = kind === "board" ? slipOf(data) : data;
      const { mine, said } = onto(find(slip.board) ?? fresh(slip), slip);
      this.turn(mine, [...said, ...notes].map((note) => `${note}.`).join(" "));
    } catch (error) {
      const { reason = `This cannot be opened (${error}).` } = /** @type {Partial<Refused>} */ (error);
      this.wrong = `${reason}${this.mine ? " What you have ranked is as it was." : ""}`;
    }
  }

  /**
   * Show and keep a ballot, in place of all that was said about the one before.
   *
   * @param {Mine} mine
   * @param {string} [notice]
   */
  show(mine, notice = "") {
    this.mine = mine;
    this.out = null;
    this.wrong = this.missing = "";
    this.notice = notice;
    this.keep();
    for (const details of this.querySelectorAll("details")) details.open = false;
    if (mine.sealed) void this.give(mine.sealed);
  }

  /**
   * Show another ballot, or another ranking, because the voter wants it.
   *
   * @param {Mine} mine
   * @param {string} [notice]
   */
  turn(mine, notice) {
    this.show(mine, notice);
    this.focusOn("#ballot-board");
  }

  // -- keeping

  /** @param {Partial<Mine>} [changed] */
  keep(changed) {
    if (!this.mine) return;
    const { mine, clash } = save({ ...this.mine, ...changed });
    this.mine = mine;
    if (clash) this.notice = "This ballot was changed in another tab at the same time. Your ranking counts; the other is kept.";
  }

  /** @param {Partial<import("./priorities/ballot-store.js").Ranking>} changed */
  rank(changed) {
    if (this.mine) this.show({ ...this.mine, ranking: { ...this.mine.ranking, ...changed } });
  }

  /** @param {StorageEvent} event */
  changedElsewhere({ key, newValue }) {
    const { mine } = this;
    if (!mine || key !== PREFIX + mine.ranking.slip.board) return;
    const theirs = read(newValue);
    if (!newValue) this.notice = "This ballot was forgotten in another tab. Change something to keep it.";
    if (!theirs || theirs.saved <= mine.saved) return;
    if (differs(theirs, mine)) this.show({ ...theirs, before: mine.ranking }, "This ballot was changed in another tab. You see the newer ranking; yours is kept.");
    else if (theirs.sealed?.opened !== mine.sealed?.opened) this.show(theirs);
    else this.mine = theirs;
  }

  forget() {
    if (!this.mine) return;
    device.write(PREFIX + this.mine.ranking.slip.board, null);
    this.leaveLink();
    this.mine = this.out = null;
    this.wrong = "";
    this.notice = "The ballot is forgotten.";
    this.focusOn("#ballot-link");
  }

  /** A reload must not bring back the board of the address. */
  leaveLink() {
    history.replaceState(history.state, "", location.pathname + location.search);
  }

  // -- handing back

  /**
   * Hand the ballot back as it is now, or its seal. What is missing is said instead.
   *
   * @param {boolean} seals
   */
  async hand(seals) {
    if (!this.mine) return;
    const { voter, handed, ranking } = this.mine;
    const { slip, group, tiers } = ranking;
    this.missing = !group ? "Choose whom you speak for." : tiers.length ? "" : "Rank one point at least.";
    if (this.missing) return this.focusOn("#ballot-missing");
    const of = contentOf(ranking);
    const number = handed.number + (handed.of === of ? 0 : 1);
    /** @type {BallotFile} */
    const ballot = { format: "playbook-ballot/1", board: slip.board, voter, group, number, items: digest(slip.items), tiers };
    if (seals) ballot.salt = saltOf();
    const sealed = seals ? { ballot, hash: await hashOf(ballot), opened: false } : null;
    await this.handOver(sealed ?? { ballot }, { sealed, handed: { number, of } });
  }

  /**
   * @param {Given} given
   * @param {Partial<Mine>} changed
   */
  async handOver(given, changed) {
    this.keep(changed);
    await this.give(given);
    this.focusOn("#ballot-out");
  }

  /** @param {Given} given */
  async give({ ballot, hash, opened = true }) {
    const kind = opened ? "vote" : "seal";
    const link = `${this.board}#${kind}=${await encode(kind, { ...ballot, hash })}`;
    this.said = "";
    if (this.mine?.voter === ballot.voter) this.out = { kind, link, ballot };
  }

  /** @param {string} selector */
  async focusOn(selector) {
    await this.updateComplete;
    /** @type {HTMLElement | null} */ (this.querySelector(selector))?.focus();
  }

  render() {
    return view(this);
  }
}

customElements.define("playbook-ballot", PlaybookBallot);
