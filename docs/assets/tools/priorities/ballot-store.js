/** A voter's ballots on this device, each under the id of its board. */
import { listed } from "./cleaning.js";
import { digest } from "./merging.js";
import { sound } from "./shapes.js";
import { Store, newId } from "./store.js";

/**
 * @typedef {import("./links.js").Slip} Slip
 * @typedef {{ group: string, tiers: string[][], slip: Slip }} Ranking
 *
 * @typedef {object} Mine
 * @property {string} voter
 * @property {number} saved counts up, so that two tabs notice one another
 * @property {Ranking} ranking
 * @property {Ranking | null} before what was replaced: by a newer list or by another tab. One can go back to it
 * @property {{ number: number, of: string }} handed how often the ballot was handed back, and what it was then; 0: not yet
 * @property {{ ballot: import("./links.js").BallotFile, hash: string, opened: boolean } | null} sealed
 */

export const PREFIX = "playbook-ballot:";
const OPEN = "playbook-ballot-open";

/**
 * @param {Slip} slip
 * @returns {Mine} with an id that no other voter has; its first four signs are the short code
 */
export const fresh = (slip) => ({ voter: newId(), saved: 0, ranking: { slip, group: "", tiers: [] }, before: null, handed: { number: 0, of: "" }, sealed: null });

/**
 * Bring a ranking onto the list of a newer link. If it differs, the ranking before can be had back.
 *
 * @param {Mine} mine
 * @param {Slip} slip
 * @returns {{ mine: Mine, said: string[] }}
 */
export function onto(mine, slip) {
  const before = mine.ranking;
  const old = new Map(before.slip.items.map((item) => [item.id, item]));
  const ids = new Set(slip.items.map(({ id }) => id));
  const same = (/** @type {Slip["items"][0]} */ { id, title }) => old.get(id)?.title === title;
  const items = slip.items.map((item) => (same(item) ? { ...old.get(item.id), ...item } : item)); // links have no statements
  const group = slip.groups.some(({ id }) => id === before.group) ? before.group : "";
  const tiers = before.tiers.map((tier) => tier.filter((id) => ids.has(id))).filter((tier) => tier.length);
  const moved = { ...mine, ranking: { slip: { ...slip, items }, group, tiers } };
  if (!differs(mine, moved)) return { mine: moved, said: [] };
  const named = (/** @type {string} */ what, /** @type {Slip["items"]} */ some) => (some.length ? [`${what}: ${listed(some.map(({ title }) => `“${title}”`), "and")}`] : []);
  const news = named("New or renamed", items.filter((item) => !same(item)));
  const gone = named("Gone", before.slip.items.filter(({ id }) => !ids.has(id)));
  return { mine: { ...moved, before }, said: ["The list has changed since you ranked it", ...news, ...gone] };
}

/** @param {Ranking} ranking what makes a ballot another one */
export const contentOf = ({ group, tiers, slip }) => JSON.stringify([group, tiers.map((tier) => [...tier].sort()), digest(slip.items)]);

/**
 * @param {Mine} one
 * @param {Mine} other
 */
export const differs = (one, other) => contentOf(one.ranking) !== contentOf(other.ranking);

/**
 * @param {string | null} text what is stored
 * @returns {Mine | null}
 */
export function read(text) {
  try {
    const { voter, saved, ranking, before, handed, sealed } = JSON.parse(text ?? "");
    const sorted = (/** @type {Ranking} */ { group, tiers, slip }) => ({ group, tiers: tiers.map((tier) => tier.map(String)), slip: sound("slip", slip).data });
    if (typeof voter !== "string" || !(saved + handed.number >= 0)) return null;
    if (sealed) sound("ballot", sealed.ballot);
    return { voter, saved, ranking: sorted(ranking), before: before && sorted(before), handed, sealed };
  } catch {
    return null; // nothing, or somebody else's data
  }
}

/** What cannot be stored stays in its memory, and its `trouble` says so. */
export const device = new Store(() => null);

/** @returns {Mine[]} those on this device */
export const all = () => device.keys(PREFIX).flatMap((key) => read(device.read(key)) ?? []);

/** @param {string} board */
export const find = (board) => read(device.read(PREFIX + board));

/** The one that was open last. */
export const last = () => find(device.read(OPEN) ?? "");

/**
 * Keep a ballot. If another tab has stored another ranking since, that one is kept as `before`.
 *
 * @param {Mine} mine
 * @returns {{ mine: Mine, clash: boolean }} as it is kept
 */
export function save(mine) {
  const { board } = mine.ranking.slip;
  const stored = find(board) ?? mine;
  const clash = stored.saved > mine.saved && differs(stored, mine);
  const kept = { ...mine, before: clash ? stored.ranking : mine.before, saved: Math.max(mine.saved, stored.saved) + 1 };
  device.write(PREFIX + board, JSON.stringify(kept));
  device.write(OPEN, board);
  return { mine: kept, clash };
}
