/**
 * Boards on this device, each under a key of its own. What cannot be stored stays in memory, and the trouble is told.
 *
 * @typedef {import("./model.js").Board} Board
 * @typedef {import("./model.js").Ballot} Ballot
 * @typedef {Ballot & { salt?: string | null }} Closed a ballot that waits behind its seal; it is never part of the board's file
 *
 * @typedef {object} Kept
 * @property {Board} board
 * @property {Closed[]} closed
 * @property {number} last the highest number that a typed point has had
 * @property {number} expected how many ballots the room will give; 0: not said
 *
 * @typedef {{ id: string, title: string, points: number, ballots: number }} Listed
 */
import { FORMAT, LEAD } from "./model.js";

export const PREFIX = "playbook-board:";
const OPEN = "playbook-board-open";
const ASIDE = "playbook-board-aside:";
const WAITING = "playbook-board-waiting";

/** @returns {string} an id that no other board or voter has, of signs that cannot be taken for one another */
export function newId() {
  return [...crypto.getRandomValues(new Uint8Array(8))].map((byte) => "abcdefghjkmnpqrstuvwxyz23456789"[byte % 31]).join("");
}

/**
 * @param {string} [title]
 * @returns {Kept}
 */
export function newBoard(title = `Pain points, ${new Date().toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric" })}`) {
  const groups = [
    { id: LEAD, name: "MLOps lead" },
    { id: "data-science", name: "Data scientists" },
    { id: "business", name: "Business" },
  ];
  const decided = { lead: [], others: [] };
  return kept({ format: FORMAT, id: newId(), title, top: null, groups, items: [], ballots: [], seals: [], decided });
}

/**
 * @param {Board} board
 * @returns {Kept}
 */
export function kept(board) {
  return { board, closed: [], last: 0, expected: 0 };
}

/**
 * @param {unknown} error
 * @returns {string} what keeps the browser from storing
 */
const trouble = (error) =>
  error instanceof DOMException && error.name === "QuotaExceededError"
    ? "This browser's storage is full."
    : "This browser does not let the page store anything.";

export class Store {
  /** @param {(value: unknown) => Kept | null} check gives what is sound, and null for what is not */
  constructor(check) {
    this.check = check;
    /** What the open board's key held when it was last read or written here. @type {string | null} */
    this.seen = null;
    /** Why storing failed. */
    this.trouble = "";
    /** What could not be stored. @type {Map<string, string>} */
    this.memory = new Map();
  }

  /** @param {string} key */
  read(key) {
    if (this.memory.has(key)) return this.memory.get(key) ?? null;
    try {
      return localStorage.getItem(key);
    } catch (error) {
      this.trouble = trouble(error);
      return null;
    }
  }

  /**
   * @param {string} key
   * @param {string | null} text null takes it away
   */
  write(key, text) {
    try {
      if (text === null) localStorage.removeItem(key);
      else localStorage.setItem(key, text);
      this.memory.delete(key);
      if (!this.memory.size) this.trouble = "";
      return true;
    } catch (error) {
      this.trouble = trouble(error);
      if (text === null) this.memory.delete(key);
      else this.memory.set(key, text);
      return false;
    }
  }

  /** @param {string} prefix */
  keys(prefix) {
    let stored = /** @type {string[]} */ ([]);
    try {
      stored = Object.keys(localStorage);
    } catch (error) {
      this.trouble = trouble(error);
    }
    return [...new Set([...stored, ...this.memory.keys()])].filter((key) => key.startsWith(prefix)).sort();
  }

  /**
   * @param {string | null} text
   * @returns {Kept | null}
   */
  parsed(text) {
    try {
      return this.check(JSON.parse(text ?? "null"));
    } catch {
      return null;
    }
  }

  /** Give the boards by title. What is no board is kept aside, under another key. @returns {Listed[]} */
  list() {
    return this.keys(PREFIX)
      .flatMap((key) => {
        const text = this.read(key);
        const found = this.parsed(text);
        if (!found && text !== null && this.write(ASIDE + key.slice(PREFIX.length), text)) this.write(key, null);
        return found ? [found.board] : [];
      })
      .map(({ id, title, items, ballots }) => ({ id, title, points: items.length, ballots: ballots.length }))
      .sort((one, other) => one.title.localeCompare(other.title));
  }

  /** Give what was stored and is no board: its key and the text. */
  aside() {
    return this.keys(ASIDE).map((key) => ({ key, text: this.read(key) ?? "" }));
  }

  /** @param {string} id */
  open(id) {
    const text = this.read(PREFIX + id);
    const found = this.parsed(text);
    if (found) {
      this.seen = text;
      this.write(OPEN, id);
    }
    return found;
  }

  /** The board that was open last; the first where nobody knows. */
  last() {
    const listed = this.list();
    const id = this.read(OPEN);
    return this.open(listed.find((one) => one.id === id)?.id ?? listed[0]?.id ?? "");
  }

  /**
   * Store the open board; give what another tab has stored meanwhile, in place of storing.
   *
   * @param {Kept} state
   * @param {boolean} [regardless] also if another tab has changed it
   * @returns {Kept | null}
   */
  save(state, regardless = false) {
    const key = PREFIX + state.board.id;
    const now = this.read(key);
    const other = regardless || now === null || now === this.seen ? null : this.parsed(now);
    if (other) return other;
    this.seen = JSON.stringify(state);
    this.write(key, this.seen);
    return null;
  }

  /** @param {Kept} state */
  start(state) {
    this.seen = null;
    this.save(state, true);
    this.write(OPEN, state.board.id);
  }

  /** @param {string} id */
  remove(id) {
    this.write(PREFIX + id, null);
  }

  /** Ballots and seals that came as links while their board was not here. @returns {string[]} */
  waiting() {
    try {
      const found = /** @type {unknown} */ (JSON.parse(this.read(WAITING) ?? "[]"));
      return Array.isArray(found) ? found.map(String) : [];
    } catch {
      return [];
    }
  }

  /** @param {string[]} payloads */
  wait(payloads) {
    this.write(WAITING, payloads.length ? JSON.stringify([...new Set(payloads)]) : null);
  }
}
