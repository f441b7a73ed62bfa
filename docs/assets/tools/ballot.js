/**
 * <playbook-ballot>: a voter ranks the points of a board, on a phone, and hands the ballot back as a link, a QR code or a file.
 *
 * Nothing is sent by itself. What was ranked is remembered on this device alone, each board's by itself.
 */
import { LitElement } from "../vendor/lit/lit.min.js";
import { Ballots, PREFIX, differs, read, voterId } from "./priorities/ballot-store.js";
import { view } from "./priorities/ballot-view.js";
import { Refused, listed } from "./priorities/cleaning.js";
import { download } from "./priorities/forms.js";
import { encode } from "./priorities/links.js";
import { digest, slipOf } from "./priorities/merging.js";
import { hashOf, saltOf } from "./priorities/seal.js";

/**
 * @typedef {import("./priorities/links.js").Slip} Slip
 * @typedef {import("./priorities/ballot-store.js").Mine} Mine
 * @typedef {import("./priorities/ballot-store.js").Ranking} Ranking
 * @typedef {{ kind: "vote" | "seal", link: string, ballot: import("./priorities/links.js").BallotFile | null }} Out what is handed over
 */

const OPEN = "playbook-ballot-open";
const HERE_ALONE = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])?$/; // nobody else can open this machine, or a folder
const TAB = "This ballot was changed in another tab. You see the newer ranking; yours is kept.";

/** @param {Ranking} ranking what makes a ballot another one */
const contentOf = ({ group, tiers, slip }) => JSON.stringify([group, tiers.map((tier) => [...tier].sort()), digest(slip.items)]);

export class PlaybookBallot extends LitElement {
  static properties = {
    mine: { attribute: false },
    out: { state: true },
    said: { state: true },
    wrong: { state: true },
    notice: { state: true },
    missing: { state: true },
  };

  constructor() {
    super();
    /** Where the board is, from this page, and where this page is published. */
    this.board = this.published = "";
    this.store = new Ballots();
    /** @type {Mine | null} */
    this.mine = null;
    /** @type {Out | null} */
    this.out = null;
    this.said = this.wrong = this.notice = "";
    /** What keeps the ballot from being handed back. @type {"" | "group" | "ranking"} */
    this.missing = "";
    this.arrive = () => location.hash.includes("=") && this.take(location.hash);
    this.other = (/** @type {StorageEvent} */ event) => this.changedElsewhere(event);
  }

  createRenderRoot() {
    return this; // the page's own styles apply
  }

  connectedCallback() {
    const data = this.querySelector('script[type="application/json"]')?.textContent;
    if (data && !this.board) {
      ({ board: this.board, published: this.published } = JSON.parse(data));
      this.replaceChildren();
      this.resume();
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

  /** Open the ballot that was open last. */
  resume() {
    try {
      const last = this.store.find(localStorage.getItem(OPEN) ?? "");
      if (last) this.show(last);
    } catch {
      // nothing is remembered here
    }
  }

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
      if (kind === "ballot" || kind === "seal") throw new Refused(`This is a ${kind} that somebody hands back. It is opened on the board, by whoever runs the session.`);
      if (kind !== "slip" && kind !== "board") throw new Refused("This is no board for voters. Copy the whole link and nothing else, or ask for the file.");
      this.open(kind === "board" ? slipOf(data) : data, notes);
    } catch (error) {
      const reason = error instanceof Refused ? error.reason : `This cannot be opened (${error}).`;
      this.wrong = `${reason}${this.mine ? " What you have ranked is as it was." : ""}`;
    }
  }

  /**
   * @param {Slip} slip
   * @param {string[]} notes
   */
  open(slip, notes) {
    const found = this.store.find(slip.board);
    const ranking = { slip, group: "", tiers: [] };
    const mine = found ?? { voter: voterId(), saved: 0, ranking, before: null, handed: { number: 0, of: "" }, sealed: null };
    this.notice = "";
    this.show(found ? this.onto(found, slip) : mine);
    this.keep();
    this.notice = [this.notice, ...notes.map((note) => `${note}.`)].filter(Boolean).join(" ");
    void this.focusOn("#ballot-board");
  }

  /**
   * Bring a ranking onto the list of a newer link. If it differs, the ranking before can be had back.
   *
   * @param {Mine} mine
   * @param {Slip} slip
   * @returns {Mine}
   */
  onto(mine, slip) {
    const { ranking } = mine;
    const old = new Map(ranking.slip.items.map((item) => [item.id, item]));
    const ids = new Set(slip.items.map(({ id }) => id));
    const items = slip.items.map((item) => ({ ...item, statement: item.statement ?? (old.get(item.id)?.title === item.title ? old.get(item.id)?.statement : undefined) }));
    const group = slip.groups.some(({ id }) => id === ranking.group) ? ranking.group : "";
    const tiers = ranking.tiers.map((tier) => tier.filter((id) => ids.has(id))).filter((tier) => tier.length);
    const moved = { ...mine, ranking: { slip: { ...slip, items }, group, tiers } };
    if (digest(slip.items) === digest(ranking.slip.items) && group === ranking.group) return moved;
    const named = (/** @type {string} */ what, /** @type {Slip["items"]} */ some) => (some.length ? [`${what}: ${listed(some.map(({ title }) => `“${title}”`), "and")}.`] : []);
    const fresh = named("New or renamed", items.filter(({ id, title }) => old.get(id)?.title !== title));
    const gone = named("Gone", ranking.slip.items.filter(({ id }) => !ids.has(id)));
    this.notice = ["The list has changed since you ranked it.", ...fresh, ...gone, "Your other places are kept."].join(" ");
    return { ...moved, before: ranking };
  }

  /** @param {Mine} mine */
  show(mine) {
    this.mine = mine;
    this.out = null;
    for (const open of this.querySelectorAll("details[open]")) open.removeAttribute("open");
    this.missing = "";
    if (mine.sealed) void this.showSealed(mine.sealed);
  }

  // -- keeping

  /** @param {Partial<Mine>} [changed] */
  keep(changed) {
    if (!this.mine) return;
    const { mine, clash } = this.store.save({ ...this.mine, ...changed });
    this.mine = mine;
    if (clash) this.notice = "This ballot was changed in another tab at the same time. Your ranking counts; the other is kept.";
    try {
      localStorage.setItem(OPEN, mine.ranking.slip.board);
    } catch {
      // store.trouble says so
    }
  }

  /** @param {Partial<Ranking>} changed */
  rank(changed) {
    if (!this.mine) return;
    this.out = null;
    this.wrong = this.notice = this.missing = "";
    this.keep({ ranking: { ...this.mine.ranking, ...changed } });
  }

  /** The ranking that another one has replaced comes back, and the other way round. */
  back() {
    if (!this.mine?.before) return;
    this.out = null;
    this.notice = "";
    this.keep({ ranking: this.mine.before, before: this.mine.ranking });
    this.said = "The ranking before is back.";
    void this.focusOn("#ballot-board");
  }

  /** @param {StorageEvent} event */
  changedElsewhere({ key, newValue }) {
    const { mine } = this;
    if (!mine || key !== PREFIX + mine.ranking.slip.board) return;
    const theirs = read(newValue);
    if (!newValue) this.notice = "This ballot was forgotten in another tab. Here it is still open; change something to keep it.";
    if (!theirs || theirs.saved <= mine.saved) return;
    const changed = differs(theirs, mine);
    if (changed) this.notice = TAB;
    if (changed || theirs.sealed?.opened !== mine.sealed?.opened) this.show(theirs);
    this.mine = changed ? { ...theirs, before: mine.ranking } : theirs;
    this.store.known.set(theirs.ranking.slip.board, this.mine);
  }

  forget() {
    if (!this.mine) return;
    this.store.forget(this.mine.ranking.slip.board);
    this.leaveLink();
    this.mine = this.out = null;
    this.notice = this.wrong = "";
    this.said = "The ballot is forgotten.";
    void this.focusOn("#ballot-link");
  }

  // -- handing back

  /** The ballot as it is now, or null and what is missing. */
  ballot() {
    const { mine } = this;
    if (!mine) return null;
    const { slip, group, tiers } = mine.ranking;
    this.missing = !group ? "group" : tiers.length ? "" : "ranking";
    if (this.missing) {
      void this.focusOn(this.missing === "group" ? "input[name=ballot-group]" : "playbook-rank-list input");
      return null;
    }
    const number = mine.handed.number + (mine.handed.of === contentOf(mine.ranking) ? 0 : 1);
    return { format: /** @type {const} */ ("playbook-ballot/1"), board: slip.board, voter: mine.voter, group, number, items: digest(slip.items), tiers };
  }

  async hand() {
    const ballot = this.ballot();
    if (!ballot || !this.mine) return;
    this.keep({ handed: { number: ballot.number, of: contentOf(this.mine.ranking) } });
    await this.give("vote", ballot, ballot);
    void this.focusOn("#ballot-out");
  }

  async seal() {
    const ballot = this.ballot();
    if (!ballot || !this.mine) return;
    const { format: _format, ...own } = ballot;
    const salt = saltOf();
    const sealed = { ...own, salt, hash: await hashOf({ ...own, salt }), opened: false };
    this.keep({ sealed, handed: { number: own.number, of: contentOf(this.mine.ranking) } });
    await this.showSealed(sealed);
    void this.focusOn("#ballot-out");
  }

  async unseal() {
    const { sealed } = this.mine ?? {};
    if (!sealed) return;
    const opened = { ...sealed, opened: true };
    this.keep({ sealed: opened });
    await this.showSealed(opened);
    void this.focusOn("#ballot-out");
  }

  /** @param {import("./priorities/ballot-store.js").SealedBallot} sealed */
  showSealed({ hash, opened, ...own }) {
    const ballot = { format: /** @type {const} */ ("playbook-ballot/1"), ...own };
    const { board, voter, group } = own;
    return opened ? this.give("vote", ballot, ballot) : this.give("seal", { board, voter, group, hash }, ballot);
  }

  /**
   * @param {Out["kind"]} kind
   * @param {object} data
   * @param {Out["ballot"]} ballot what a file holds
   */
  async give(kind, data, ballot) {
    const { mine } = this;
    // Where even the published site is this machine, as in a trial, this address is as good
    const elsewhere = HERE_ALONE.test(location.hostname) && !(location.host && HERE_ALONE.test(new URL(this.published).hostname));
    const address = new URL(this.board, elsewhere ? this.published : location.href);
    address.search = "";
    address.hash = `${kind}=${await encode(kind, data)}`;
    if (this.mine?.voter === mine?.voter) this.out = { kind, link: address.href, ballot };
  }

  async copy() {
    try {
      await navigator.clipboard.writeText(this.out?.link ?? "");
      this.said = "The link is copied.";
    } catch {
      this.said = "This browser does not let the page copy. The link is marked: copy it from its field.";
      /** @type {HTMLTextAreaElement | null} */ (this.querySelector("#ballot-given"))?.select();
    }
  }

  async share() {
    try {
      await navigator.share({ title: this.mine?.ranking.slip.title ?? "", url: this.out?.link ?? "" });
    } catch {
      // closed without choosing; the other ways are beside it
    }
  }

  save() {
    const { ballot } = this.out ?? {};
    if (ballot) download(`ballot-${ballot.voter.slice(0, 4)}-${ballot.number}.json`, `${JSON.stringify(ballot, null, 1)}\n`, "application/json");
  }

  /** A seal is left behind, and the ranking can be changed again. */
  anew() {
    this.out = null;
    this.keep({ sealed: null, handed: { number: this.mine?.handed.number ?? 0, of: "" } });
    void this.focusOn("#ballot-board");
  }

  /** A reload must not bring back the board of the address. */
  leaveLink() {
    history.replaceState(history.state, "", location.pathname + location.search);
  }

  /** @param {Mine} mine another ballot of this device */
  turn(mine) {
    this.leaveLink();
    this.wrong = this.notice = "";
    this.show(mine);
    this.keep();
    void this.focusOn("#ballot-board");
  }

  /** Whether the ranking is another one than that which was handed back. */
  changed() {
    return Boolean(this.mine && this.mine.handed.of !== contentOf(this.mine.ranking));
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
