/** Ballots that come back, taken into the board: scripts/playbook/priorities/merging.py does the same. */
import { Refused, listed, shown } from "./cleaning.js";
import { MOST } from "./model.js";
import { sound } from "./shapes.js";

/**
 * @typedef {import("./model.js").Board} Board
 * @typedef {import("./links.js").BallotFile} BallotFile
 * @typedef {import("./links.js").SealFile} SealFile
 * @typedef {{ board: Board, outcome: "added" | "replaced" | "already" | "refused", said: string }} Merged
 */

/**
 * What tells one list of points from another: CRC-32 of the ids and titles, in the order of the ids.
 *
 * @param {readonly { id: string, title: string }[]} items
 * @returns {string} 8 hexadecimal digits
 */
export function digest(items) {
  const sorted = [...items].sort((one, other) => (one.id < other.id ? -1 : 1));
  let sum = -1;
  for (const byte of new TextEncoder().encode(sorted.map(({ id, title }) => `${id}\t${title}\n`).join(""))) {
    sum ^= byte;
    for (let bit = 0; bit < 8; bit++) sum = sum & 1 ? (sum >>> 1) ^ 0xedb88320 : sum >>> 1;
  }
  return ((~sum) >>> 0).toString(16).padStart(8, "0");
}

/**
 * What voters get of a board: its groups and points, no ballots.
 *
 * @param {Board} board
 * @returns {import("./links.js").Slip}
 */
export function slipOf({ id, title, groups, items }) {
  return {
    format: "playbook-slip/1",
    board: id,
    title,
    groups: groups.map(({ id, name }) => ({ id, name })),
    items: items.map(({ id, title, statement }) => ({ id, title, ...(statement ? { statement } : {}) })),
  };
}

/**
 * Take a ballot into a board. The board that is given is not changed.
 *
 * @param {Board} board
 * @param {BallotFile} ballot as `decode` or `readFile` gives it
 * @param {boolean} [opened] whether it fits the voter's seal (`verify` in seal.js); needed where there is a seal
 * @returns {Merged} `said` is a sentence or more for people: what was done, what was left out, why it was refused
 */
export const accept = (board, ballot, opened) =>
  attempt(board, () => {
    /** @type {BallotFile} */
    const read = sound("ballot", ballot).data;
    const { voter, group, number, items } = read;
    const who = named("ballot", board, read);
    checkOpened(board, read, opened);
    const known = new Set(board.items.map(({ id }) => id));
    const gone = read.tiers.flat().filter((id) => !known.has(id));
    const tiers = read.tiers.map((tier) => tier.filter((id) => known.has(id))).filter((tier) => tier.length);
    if (!tiers.length) throw new Refused(`${who} ranks ${listed(gone, "and")}, and none of them is on this board. Ask for a new ballot.`);
    const kept = { voter, group, number, items, tiers };
    const before = board.ballots.find((one) => one.voter === voter);
    if (before && number < before.number) throw new Refused(`${who} is number ${number}, and number ${before.number} has been counted. The newer one counts.`);
    const counted = before && told(before) === told(kept);
    const merged = counted ? already(board, `${who} is counted already.`) : put(board, "ballots", who, kept);
    if (gone.length) merged.said += ` It ranks ${listed(gone, "and")}, not on this board any more: left out.`;
    if (items && items !== digest(board.items)) merged.said += " The list of points has changed since; points that are new count as unranked.";
    return merged;
  });

/**
 * Take the seal of a ballot into a board: a later seal of the same voter replaces it, until the ballot is open.
 *
 * @param {Board} board
 * @param {SealFile} seal
 * @returns {Merged}
 */
export const acceptSeal = (board, seal) =>
  attempt(board, () => {
    const { voter, group, hash } = seal;
    const who = named("seal", board, seal);
    const before = board.seals.find((one) => one.voter === voter);
    if (before?.hash === hash && before.group === group) return already(board, `${who} is there already.`);
    if (board.ballots.some((one) => one.voter === voter)) throw new Refused(`${who} came after the ballot itself, so it seals nothing.`);
    return put(board, "seals", who, { voter, group, hash });
  });

/**
 * @param {Board} board
 * @param {() => Merged} take
 * @returns {Merged} the board as it was, where something is refused
 */
function attempt(board, take) {
  try {
    return take();
  } catch (error) {
    if (error instanceof Refused) return { board, outcome: "refused", said: error.reason };
    throw error;
  }
}

/** @param {Board} board @param {string} said @returns {Merged} */
const already = (board, said) => ({ board, outcome: "already", said });

/**
 * Put what a voter gave into its list, in the place of what the same voter gave before.
 *
 * @template {"ballots" | "seals"} List
 * @param {Board} board
 * @param {List} list
 * @param {string} who
 * @param {Board[List][number]} kept
 * @returns {Merged}
 */
function put(board, list, who, kept) {
  const all = [...board[list]];
  const place = all.findIndex(({ voter }) => voter === kept.voter);
  if (place < 0 && all.length >= MOST.ballots) throw new Refused(`The board holds ${MOST.ballots} ${list} at most. ${who} was not added.`);
  all.splice(place < 0 ? all.length : place, 1, kept);
  const [outcome, did] = place < 0 ? ["added", "was added"] : ["replaced", "replaces the one before"];
  return /** @type {Merged} */ ({ board: { ...board, [list]: all }, outcome, said: `${who} ${did}.` });
}

/**
 * What came, as a sentence names it; refused if it is for another board, or for no group of this one.
 *
 * @param {string} what
 * @param {Board} board
 * @param {{ board: string, voter: string, group: string }} given
 */
function named(what, { id, groups }, { board, voter, group }) {
  if (board !== id) throw new Refused(`This is for another board, ${shown(board)}; this one is ${shown(id)}. Open that board, or ask for a ballot of this one.`);
  const name = groups.find((one) => one.id === group)?.name;
  if (name) return `The ${what} of ${voter} (${name})`;
  throw new Refused(`The group ${shown(group)} is not on this board. Its groups are ${listed(groups.map((one) => one.id), "and")}.`);
}

/**
 * @param {Board} board
 * @param {BallotFile} ballot
 * @param {boolean} [opened]
 */
function checkOpened({ seals }, { voter, salt }, opened) {
  if (opened || !seals.some((seal) => seal.voter === voter)) return;
  const what = opened === undefined && !salt ? `${voter} sealed a ballot.` : `The ballot of ${voter} is not the one that was sealed.`;
  throw new Refused(`${what} Ask for the link that opens the seal.`);
}

/** @param {import("./model.js").Ballot} ballot what tells it from another of the same voter */
const told = ({ group, number, tiers }) =>
  JSON.stringify([group, number, tiers.map((tier) => [...tier].sort()).filter((tier) => tier.length)]);
