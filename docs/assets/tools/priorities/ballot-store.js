/** A voter's ballots on this device, each under the id of its board. What cannot be stored stays in memory, and is told. */
import { sound } from "./shapes.js";

/**
 * @typedef {import("./links.js").Slip} Slip
 * @typedef {{ group: string, tiers: string[][], slip: Slip }} Ranking
 * @typedef {Omit<import("./links.js").BallotFile, "format"> & { salt: string, hash: string, opened: boolean }} SealedBallot
 *
 * @typedef {object} Mine
 * @property {string} voter
 * @property {number} saved counts up, so that two tabs notice one another
 * @property {Ranking} ranking
 * @property {Ranking | null} before what was replaced: by a newer list or by another tab. One can go back to it
 * @property {{ number: number, of: string }} handed how often the ballot was handed back, and what it was then; 0: not yet
 * @property {SealedBallot | null} sealed
 */

export const PREFIX = "playbook-ballot:";
const SIGNS = "abcdefghjkmnpqrstuvwxyz23456789"; // none that people take for another

/** @returns {string} an id that no other voter has; its first four signs are the short code */
export function voterId() {
  return [...crypto.getRandomValues(new Uint8Array(12))].map((byte) => SIGNS[byte % SIGNS.length]).join("");
}

/**
 * @param {string | null} text what is stored
 * @returns {Mine | null}
 */
export function read(text) {
  try {
    const mine = JSON.parse(text ?? "");
    const ranking = (/** @type {any} */ { group, tiers, slip }) => ({ group: String(group), tiers: tiersOf(tiers), slip: sound("slip", slip).data });
    const { number = 0, of = "" } = mine.handed ?? {};
    const { sealed = null } = mine;
    if (typeof mine.voter !== "string" || !Number.isInteger(mine.saved) || !Number.isInteger(number)) return null;
    if (sealed && !(tiersOf(sealed.tiers) && typeof sealed.hash === "string" && typeof sealed.salt === "string")) return null;
    return { ...mine, ranking: ranking(mine.ranking), before: mine.before ? ranking(mine.before) : null, handed: { number, of }, sealed };
  } catch {
    return null; // nothing, or somebody else's data
  }
}

/**
 * @param {any} tiers
 * @returns {string[][]}
 */
const tiersOf = (tiers) => tiers.map((/** @type {any} */ tier) => tier.map(String));

export class Ballots {
  constructor() {
    /** What this page knows of, stored or not. @type {Map<string, Mine>} */
    this.known = new Map();
    /** What keeps the browser from storing; "" if nothing does. */
    this.trouble = "";
  }

  /** @returns {Mine[]} those on this device */
  all() {
    const found = new Map(this.known);
    try {
      for (const key of Object.keys(localStorage)) {
        const mine = key.startsWith(PREFIX) ? read(localStorage.getItem(key)) : null;
        if (mine) found.set(mine.ranking.slip.board, mine);
      }
    } catch {
      // storage is forbidden: saving says so
    }
    return [...found.values()];
  }

  /** @param {string} board */
  find(board) {
    return this.all().find((mine) => mine.ranking.slip.board === board) ?? null;
  }

  /**
   * Keep a ballot. If another tab has stored another ranking since, that one is kept as `before`.
   *
   * @param {Mine} mine
   * @returns {{ mine: Mine, clash: boolean }} as it is kept
   */
  save(mine) {
    const key = PREFIX + mine.ranking.slip.board;
    let clash = false;
    try {
      const stored = read(localStorage.getItem(key));
      clash = Boolean(stored && stored.saved > mine.saved && differs(stored, mine));
      mine = { ...mine, before: clash && stored ? stored.ranking : mine.before, saved: Math.max(mine.saved, stored?.saved ?? 0) + 1 };
      localStorage.setItem(key, JSON.stringify(mine));
      this.trouble = "";
    } catch (error) {
      const full = error instanceof DOMException && error.name === "QuotaExceededError";
      this.trouble = full ? "The storage of this browser is full" : "This browser does not let the page remember anything";
    }
    this.known.set(mine.ranking.slip.board, mine);
    return { mine, clash };
  }

  /** @param {string} board */
  forget(board) {
    this.known.delete(board);
    try {
      localStorage.removeItem(PREFIX + board);
    } catch {
      // nothing was stored
    }
  }
}

/**
 * @param {Mine} one
 * @param {Mine} other
 */
export function differs(one, other) {
  const of = (/** @type {Ranking} */ { group, tiers, slip }) => JSON.stringify([group, tiers, slip.items]);
  return of(one.ranking) !== of(other.ranking);
}
