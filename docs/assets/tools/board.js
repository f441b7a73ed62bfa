/**
 * <playbook-board>: collect pain points, rank them on both sides, decide. Everything stays on this device.
 *
 * This file holds the board that is open, with its changes and its store; the three steps are in priorities/.
 */
import { LitElement, html, nothing } from "../vendor/lit/lit.min.js";
import { Boards } from "./priorities/boards.js";
import { Refused, clean } from "./priorities/cleaning.js";
import { Collect } from "./priorities/collect.js";
import { Decide } from "./priorities/decide.js";
import { named } from "./priorities/exports.js";
import { written } from "./priorities/files.js";
import { addressOf, count, download, link } from "./priorities/forms.js";
import { History } from "./priorities/history.js";
import { takeFiles, takeText } from "./priorities/intake.js";
import { layout } from "./priorities/layout.js";
import { LEAD } from "./priorities/model.js";
import { notices } from "./priorities/notices.js";
import { Projector } from "./priorities/projector.js";
import { rank, words } from "./priorities/ranking.js";
import { sound } from "./priorities/shapes.js";
import { PlaybookStage } from "./priorities/stage.js";
import { Store, newBoard } from "./priorities/store.js";
import { PlaybookTimer } from "./priorities/timer.js";
import { Voting, sealed } from "./priorities/voting.js";

/**
 * @typedef {import("./priorities/model.js").Board} Board
 * @typedef {import("./priorities/model.js").Item} Item
 * @typedef {import("./priorities/store.js").Kept} Kept
 * @typedef {{ points: Item[], roles: string[], components: string[], areas: string[], ballot: string, before: string, published: string }} Island
 *   `ballot` and `before` are addresses from this page; `published` is where this folder of the site stands for others
 * @typedef {"Collect" | "Rank" | "Decide"} Step
 * @typedef {{ text: string, answers: [string, () => unknown][] }} Question
 */

const STEPS = /** @type {Step[]} */ (["Collect", "Rank", "Decide"]);

/** @param {any} found @returns {Kept} @throws {Refused} */
function soundly({ board, closed, last, expected }) {
  return { board: sound("board", board).data, closed: Array.isArray(closed) ? closed : [], last: Number(last) || 0, expected: Number(expected) || 0 };
}

export class PlaybookBoard extends LitElement {
  static properties = { kept: { attribute: false }, step: { state: true }, said: { state: true }, question: { state: true }, refused: { state: true } };

  constructor() {
    super();
    /** @type {Island} */
    this.island = { points: [], roles: [], components: [], areas: [], ballot: "", before: "", published: "" };
    this.store = new Store(soundly);
    this.history = /** @type {History<Kept>} */ (new History());
    this.kept = newBoard();
    /** @type {Step} */
    this.step = "Collect";
    /** What happened, for eyes and for screen readers. */
    this.said = "";
    /** @type {Question | null} */
    this.question = null;
    /** What was not taken in, with the reason. @type {{ from: string, why: string, text: string }[]} */
    this.refused = [];
    this.collect = new Collect(this);
    this.voting = new Voting(this);
    this.decide = new Decide(this);
    this.projector = new Projector(this);
    this.boards = new Boards(this);
    /** It stands where it is looked at: on the wall, or beside what happened. */
    this.timer = new PlaybookTimer();
    this.timer.addEventListener("ended", () => this.say("The time is up."));
    /** Changes that become one. @type {{ before: Kept, said: string[] } | null} */
    this.batch = null;
    /** What was ranked last, and what of. @type {{ of: unknown[], found: ReturnType<PlaybookBoard["compute"]> } | null} */
    this.memo = null;
    this.came = () => void this.arrive();
    this.elsewhere = (/** @type {StorageEvent} */ event) => this.boards.elsewhere(event);
    this.keys = (/** @type {KeyboardEvent} */ event) => this.key(event);
    this.leaves = (/** @type {BeforeUnloadEvent} */ event) => {
      const half = this.voting.voter?.tiers.length || Object.values(this.drafts).some((text) => text.trim());
      if (half || this.store.memory.size) event.preventDefault();
    };
    /** Whether the boards on this device are listed: reading them all takes a while. */
    this.listing = false;
    /** What was typed and is not in the board yet, by the name of its field. @type {Record<string, string>} */
    this.drafts = {};
  }

  createRenderRoot() {
    return this; // the page's own styles apply
  }

  connectedCallback() {
    const data = this.querySelector('script[type="application/json"]')?.textContent;
    if (data && !this.island.ballot) {
      this.island = JSON.parse(data);
      this.replaceChildren();
      const last = this.store.last();
      if (last) this.show(last);
      void this.arrive();
    }
    super.connectedCallback();
    addEventListener("hashchange", this.came);
    addEventListener("storage", this.elsewhere);
    addEventListener("beforeunload", this.leaves);
    document.addEventListener("keydown", this.keys);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    removeEventListener("hashchange", this.came);
    removeEventListener("storage", this.elsewhere);
    removeEventListener("beforeunload", this.leaves);
    document.removeEventListener("keydown", this.keys);
  }

  get board() {
    return this.kept.board;
  }

  // -- changes

  /**
   * @param {Kept} state
   * @param {string} said
   */
  change(state, said) {
    if (this.batch) {
      this.kept = state;
      this.batch.said.push(said);
      return;
    }
    this.history.push(this.kept, said);
    this.keep(state, said);
  }

  /** Take many changes as one, which one undo takes back. @param {() => Promise<unknown>} work */
  async together(work) {
    if (this.batch) return void (await work());
    this.batch = { before: this.kept, said: [] };
    try {
      await work();
    } finally {
      const { before, said } = this.batch;
      this.batch = null;
      const all = said.length > 2 ? `${count(said.length, "change")}. The last: ${said.at(-1)}` : said.join(" ");
      if (this.kept !== before) {
        this.history.push(before, all);
        this.keep(this.kept, all);
      }
    }
  }

  /**
   * @param {Kept} state
   * @param {string} said
   */
  keep(state, said) {
    this.kept = state;
    this.say(said);
    const other = this.store.save(state);
    if (other) this.boards.clash(other);
  }

  /** @param {"undo" | "redo"} way */
  back(way) {
    const step = this.history.go(this.kept, way);
    if (step) this.keep(step.state, `${way === "undo" ? "Undone" : "Done again"}: ${step.said}`);
    else this.say(way === "undo" ? "There is nothing to undo." : "There is nothing to do again.");
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    const typing = /** @type {Element} */ (event.target).closest?.("input:not([type=checkbox]), textarea, select");
    const way = event.key.toLowerCase() === "y" || (event.shiftKey && event.key.toLowerCase() === "z") ? "redo" : event.key === "z" ? "undo" : "";
    if (!way || !(event.ctrlKey || event.metaKey) || event.altKey || typing) return;
    event.preventDefault();
    this.back(way);
  }

  /** Say it even if the same was said before. @param {string} text */
  say(text) {
    this.said = text === this.said ? `${text}\u00a0` : text;
  }

  /**
   * @param {string} text
   * @param {Question["answers"]} answers
   */
  ask(text, answers) {
    this.question = { text, answers };
    this.focusOn(".g-ask button");
  }

  /** Keep what is typed while another step is looked at. @param {Event} event */
  draft(event) {
    const { name, value } = /** @type {HTMLInputElement} */ (event.target);
    this.drafts[name] = value;
  }

  /** Focus what is there after the next rendering. @param {string} selector */
  focusOn(selector) {
    void this.updateComplete.then(() => /** @type {HTMLElement | null} */ (this.querySelector(selector))?.focus());
  }

  /** @param {Step} step */
  go(step) {
    this.step = step;
  }

  /** What is drawn a frame later belongs to the update. */
  async getUpdateComplete() {
    const done = await super.getUpdateComplete();
    await /** @type {PlaybookStage | null} */ (this.querySelector("playbook-stage"))?.updateComplete;
    return done;
  }

  /**
   * Clean a name; what is wrong with it is said.
   *
   * @param {string} typed
   * @param {number} least
   * @param {number} most
   */
  named(typed, least, most) {
    try {
      return clean(typed, most, least).text;
    } catch (error) {
      this.say(error instanceof Refused ? error.reason : String(error));
      this.requestUpdate();
      return "";
    }
  }

  // -- what comes in

  /**
   * @param {string} text
   * @param {string} from
   * @param {"points" | "ballots"} [hoped]
   */
  takeText(text, from, hoped) {
    return this.together(() => takeText(this, text, from, hoped));
  }

  /**
   * @param {Iterable<File>} files
   * @param {"points" | "ballots"} [hoped]
   */
  takeFiles(files, hoped = this.step === "Rank" ? "ballots" : "points") {
    return this.together(() => takeFiles(this, files, hoped));
  }

  /**
   * @param {string} from
   * @param {unknown} error
   * @param {string} text
   */
  refuse(from, error, text) {
    const why = error instanceof Refused ? error.reason : error instanceof Error ? error.message : String(error);
    this.refused = [...this.refused, { from, why, text }];
    this.say(`${from}, refused: ${why}`);
  }

  /** What the address brings: a ballot or a seal. It leaves the address, so that a reload does not bring it again. */
  async arrive() {
    const { hash } = location;
    if (!/^#(vote|seal|points)=/.test(hash)) return;
    history.replaceState(history.state, "", location.pathname + location.search);
    this.scrollIntoView(); // what happened is said at the top of the tool
    if (hash.startsWith("#points=")) return void (await this.points(hash.slice(8)));
    this.go("Rank");
    await this.takeText(hash, "The link", "ballots");
  }

  /** Take points from another tool of this site, such as the gaps of the toolbelt. @param {string} csv escaped for an address */
  async points(csv) {
    let text = csv;
    try {
      text = decodeURIComponent(csv);
    } catch {
      // cut in the middle of a sign: what is wrong is said of the text as it came
    }
    this.go("Collect");
    await this.takeText(text, "The link", "points");
  }

  /**
   * Open the board that something belongs to. If it is not here, what came is kept until it is.
   *
   * @param {string} id
   * @param {string} text
   * @returns {boolean} whether it is open
   */
  opened(id, text) {
    if (this.board.id === id) return true;
    const found = this.store.open(id);
    if (found) {
      this.show(found);
      return true;
    }
    if (text) this.store.wait([...this.store.waiting(), text]);
    this.say("This ballot is for a board that is not on this device. It is kept here: open the board’s file, and it is added.");
    this.requestUpdate();
    return false;
  }

  // -- boards

  /** @param {Kept} state */
  show(state) {
    this.history = new History();
    this.kept = state;
    if (this.batch) this.batch = { before: state, said: [] };
    this.question = null;
    for (const part of [this.collect, this.voting]) part.reset();
    const waiting = this.store.waiting();
    if (waiting.length) {
      this.store.wait([]);
      void this.takeText(waiting.join("\n"), "Kept until now", "ballots");
    }
  }

  /** @param {Kept} state @param {string} said */
  start(state, said) {
    this.store.start(state);
    this.show(state);
    if (!state.board.items.length) this.go("Collect");
    this.say(said);
  }

  /** @param {Board} [board] */
  exportBoard(board = this.board) {
    download(`${named(board)}.json`, written(board), "application/json");
  }

  // -- ranking, once for each state

  /** The board as it may be shown: while a ballot of the lead's is sealed, no other of that side counts. */
  compute() {
    const { board } = this;
    const hides = sealed(board).some(({ group }) => group === LEAD);
    const result = rank(hides ? { ...board, ballots: board.ballots.filter(({ group }) => group !== LEAD) } : board);
    return { result, words: words(result), badges: layout(result) };
  }

  ranked() {
    const { items, groups, ballots, seals, top, decided } = this.board;
    const of = [items, groups, ballots, seals, top, decided];
    if (!this.memo || of.some((part, index) => part !== this.memo?.of[index])) this.memo = { of, found: this.compute() };
    return this.memo.found;
  }

  /** How many ballots are in, in words. */
  arrived() {
    const { ballots } = this.board;
    const { expected, closed } = this.kept;
    const all = ballots.length + closed.length;
    return `${expected ? `${all} of ${expected} ballots` : count(all, "ballot")} ${all === 1 ? "is" : "are"} in`;
  }

  /** The address of a page for others: where the playbook is published, if this machine alone can open it here. @param {string} page */
  address(page) {
    return addressOf(page, this.island.published);
  }

  /** @param {"ballot" | "count"} shows */
  project(shows) {
    void this.projector.open(shows);
  }

  render() {
    if (!this.island.ballot) return nothing;
    const { items, ballots } = this.board;
    const counts = { Collect: count(items.length, "point"), Rank: count(ballots.length, "ballot"), Decide: "" };
    const over = (/** @type {DragEvent} */ event) => event.dataTransfer?.types.includes("Files") && event.preventDefault();
    const dropped = (/** @type {DragEvent} */ event) => {
      if (!event.dataTransfer?.files.length) return;
      event.preventDefault();
      void this.takeFiles([...event.dataTransfer.files]);
    };
    return html`<div @dragover=${over} @drop=${dropped}>
      <p class="g-board__paper">${this.board.title}</p>
      ${this.bar()} ${notices(this)}
      <nav class="g-stages" aria-label="Steps of the board">
        ${STEPS.map(
          (step, index) => html`<button type="button" aria-current=${this.step === step ? "step" : nothing} @click=${() => this.go(step)}>
            <span>${index + 1}</span> ${step}<small>${counts[step]}</small>
          </button>`,
        )}
      </nav>
      <playbook-stage .board=${this} .turn=${{}}></playbook-stage>
      ${this.projector.render()}
    </div>`;
  }

  bar() {
    const undoable = this.history.past.length > 0;
    const redoable = this.history.future.length > 0;
    const toggled = (/** @type {Event} */ event) => {
      this.listing = /** @type {HTMLDetailsElement} */ (event.target).open;
      this.requestUpdate();
    };
    return html`<details class="g-more" @toggle=${toggled}>
        <summary>Board: ${this.board.title}</summary>
        ${this.listing ? this.boards.render() : nothing}
      </details>
      <div class="g-happened">
        <p role="status">${this.said}</p>
        <button type="button" class="g-link" aria-disabled=${!undoable} @click=${() => this.back("undo")}>Undo</button>
        <button type="button" class="g-link" aria-disabled=${!redoable} @click=${() => this.back("redo")}>Redo</button>
        ${link("For the projector", () => this.project("count"))}
        ${this.timer.going && !this.projector.isOpen ? this.timer : nothing}
      </div>`;
  }
}

customElements.define("playbook-board", PlaybookBoard);
