/** What leaves the board: its file, a table, Markdown and the figure; each says what it holds. */
import { LEAD } from "./model.js";
import { QUADRANTS } from "./ranking.js";

/**
 * @typedef {import("./model.js").Board} Board
 * @typedef {import("./ranking.js").Result} Result
 */

/** What to do with each quadrant. Start here is the interview's advice (P03); the others are our own. */
export const ADVICE = {
  start: "both rank it high: begin here",
  case: "only the lead sees it: bring a number",
  listen: "only the others feel it: go and watch",
  park: "low on both: write down when to look again",
  "run-off": "a tie at the line: vote again on these",
};

/** @param {number | null} rank */
export const place = (rank) => (rank === null ? "–" : String(rank));

/**
 * Mid-ranks of scores, 1 for the highest.
 *
 * @param {number[]} scores
 */
export function ranks(scores) {
  const above = (/** @type {number} */ one) => scores.filter((other) => other > one + 1e-9).length;
  const level = (/** @type {number} */ one) => scores.filter((other) => Math.abs(other - one) <= 1e-9).length;
  return scores.map((one) => above(one) + (level(one) + 1) / 2);
}

/** How each group of the others ranks the points, if there are several. @param {Result} result @returns {{ name: string, ranks: number[] }[]} */
export function split({ groups, items }) {
  const cast = groups.filter(({ id, ballots }) => id !== LEAD && ballots);
  return cast.length < 2 ? [] : cast.map(({ id, name }) => ({ name, ranks: ranks(items.map((item) => item.groups[id] ?? 0)) }));
}

/** @param {number | null} lead @param {number | null} others */
export const gap = (lead, others) => (lead === null || others === null ? null : Math.abs(lead - others));

/** @param {string} text */
const plain = (text) => text.replace(/[\\`*_[\]<>|#]/g, "\\$&");

/**
 * The file names of a board begin with its title.
 *
 * @param {Board} board
 */
export const named = ({ title }) => title.toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-+|-+$/g, "") || "board";

/**
 * The board as Markdown: the order of work, all points by quadrant, and what there is to say about it.
 *
 * @param {Board} board
 * @param {Result} result
 * @param {string[]} said
 */
export function markdown(board, result, said) {
  const of = (/** @type {string} */ id) => board.items.findIndex((item) => item.id === id);
  const order = result.order.map((id, index) => {
    const item = board.items[of(id)];
    const facts = [item?.days && `${item.days} days to the first visible win`, item?.effort && `effort ${item.effort}`, item?.status];
    return `${index + 1}. ${plain(item?.title ?? id)}${` (${facts.filter(Boolean).join(", ")})`.replace(" ()", "")}`;
  });
  const groups = split(result);
  const head = ["No.", "Point", "Quadrant", "Lead", "Others", "Gap", ...groups.map(({ name }) => plain(name)), "Place"];
  const rows = result.items.map((item, index) => {
    const quadrant = item.quadrant ? QUADRANTS[item.quadrant] : "–";
    const firm = item.firm === null ? "–" : item.firm ? "firm" : "could flip";
    const each = groups.map((group) => group.ranks[index]);
    return [index + 1, plain(item.title), quadrant, place(item.lead_rank), place(item.others_rank), gap(item.lead_rank, item.others_rank) ?? "–", ...each, firm];
  });
  const line = (/** @type {unknown[]} */ cells) => `| ${cells.join(" | ")} |`;
  return [
    `# ${plain(board.title)}`,
    "",
    ...(order.length ? ["## Start here, in this order", "", ...order, ""] : []),
    "## All points",
    "",
    `The top ${result.k} of each side count as high. Rank 1 hurts most.`,
    "",
    line(head),
    line(head.map(() => "---")),
    ...rows.map(line),
    "",
    ...[...said, ...result.notes].map((one) => `- ${plain(one)}`),
    "",
  ].join("\n");
}
