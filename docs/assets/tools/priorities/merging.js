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
    groups: groups.map((group) => ({ id: group.id, name: group.name })),
    items: items.map((item) => ({ id: item.id, title: item.title, ...(item.statement ? { statement: item.statement } : {}) })),
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
export function accept(board, ballot, opened) {
  const refused = (/** @type {string} */ said) => /** @type {Merged} */ ({ board, outcome: "refused", said });
  /** @type {BallotFile} */
  let read;
  try {
    read = sound("ballot", ballot).data;
  } catch (error) {
    if (error instanceof Refused) return refused(error.reason);
    throw error;
  }
  const wrong = misplaced(board, read) ?? unsealed(board, read, opened);
  if (wrong) return refused(wrong);
  const { voter, group, number, items } = read;
  const known = new Set(board.items.map((item) => item.id));
  const gone = read.tiers.flat().filter((id) => !known.has(id));
  const tiers = read.tiers.map((tier) => tier.filter((id) => known.has(id))).filter((tier) => tier.length);
  const who = `The ballot of ${voter} (${board.groups.find((one) => one.id === group)?.name})`;
  if (!tiers.length) return refused(`${who} ranks ${listed(gone, "and")}, and none of them is on this board. Ask for a new ballot.`);
  const kept = { voter, group, number, items, tiers };
  const before = board.ballots.find((one) => one.voter === voter);
  if (before && number < before.number) {
    return refused(`${who} is number ${number}, and number ${before.number} has been counted. The newer one counts.`);
  }
  const outcome = !before ? "added" : same(before, kept) ? "already" : "replaced";
  if (outcome === "added" && board.ballots.length >= MOST.ballots) return refused(`The board holds ${MOST.ballots} ballots at most. ${who} was not added.`);
  const said = [{ added: `${who} was added.`, already: `${who} is counted already.`, replaced: `${who} replaces the one before.` }[outcome]];
  if (gone.length) said.push(`It ranks ${listed(gone, "and")}, not on this board any more: left out.`);
  if (items && items !== digest(board.items)) said.push("The list of points has changed since; points that are new count as unranked.");
  const ballots = before ? board.ballots.map((one) => (one === before ? kept : one)) : [...board.ballots, kept];
  return { board: outcome === "already" ? board : { ...board, ballots }, outcome, said: said.join(" ") };
}

/**
 * Take the seal of a ballot into a board: a later seal of the same voter replaces it, until the ballot is open.
 *
 * @param {Board} board
 * @param {SealFile} seal
 * @returns {Merged}
 */
export function acceptSeal(board, seal) {
  const refused = (/** @type {string} */ said) => /** @type {Merged} */ ({ board, outcome: "refused", said });
  const wrong = misplaced(board, seal);
  if (wrong) return refused(wrong);
  const { voter, group, hash } = seal;
  const who = `The seal of ${voter} (${board.groups.find((one) => one.id === group)?.name})`;
  const before = board.seals.find((one) => one.voter === voter);
  if (before && before.hash === hash && before.group === group) return { board, outcome: "already", said: `${who} is there already.` };
  if (board.ballots.some((one) => one.voter === voter)) return refused(`${who} came after the ballot itself, so it seals nothing.`);
  if (!before && board.seals.length >= MOST.ballots) return refused(`The board holds ${MOST.ballots} seals at most. ${who} was not added.`);
  const kept = { voter, group, hash };
  const seals = before ? board.seals.map((one) => (one === before ? kept : one)) : [...board.seals, kept];
  return { board: { ...board, seals }, outcome: before ? "replaced" : "added", said: before ? `${who} replaces the one before.` : `${who} was added.` };
}

/**
 * @param {Board} board
 * @param {{ board: string, group: string }} given
 * @returns {string | null}
 */
function misplaced(board, given) {
  if (given.board !== board.id) return `This is for another board, ${shown(given.board)}; this one is ${shown(board.id)}. Open that board, or ask for a ballot of this one.`;
  if (board.groups.some((group) => group.id === given.group)) return null;
  return `The group ${shown(given.group)} is not on this board. Its groups are ${listed(board.groups.map((group) => group.id), "and")}.`;
}

/**
 * @param {Board} board
 * @param {BallotFile} ballot
 * @param {boolean} [opened]
 * @returns {string | null}
 */
function unsealed(board, { voter, salt }, opened) {
  if (opened || !board.seals.some((seal) => seal.voter === voter)) return null;
  if (opened === undefined && !salt) return `${voter} sealed a ballot. Ask for the link that opens the seal.`;
  return `The ballot of ${voter} is not the one that was sealed. Ask for the link that opens the seal.`;
}

/**
 * @param {import("./model.js").Ballot} one
 * @param {import("./model.js").Ballot} other
 */
function same(one, other) {
  const told = (/** @type {import("./model.js").Ballot} */ { group, number, tiers }) =>
    JSON.stringify([group, number, tiers.map((tier) => [...tier].sort()).filter((tier) => tier.length)]);
  return told(one) === told(other);
}
