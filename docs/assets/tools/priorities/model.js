/**
 * What a board is, as in scripts/playbook/records/board.py, which says what each key means.
 *
 * @typedef {"S" | "M" | "L"} Effort
 * @typedef {"collected" | "ranked" | "chosen" | "in progress" | "verified" | "dropped"} Status
 *
 * @typedef {object} Item
 * @property {string} id
 * @property {string} title
 * @property {string} [statement]
 * @property {string[]} [felt_by]
 * @property {string | null} [component]
 * @property {"deploy" | "maintain" | "monitor" | null} [area]
 * @property {Effort | null} [effort]
 * @property {number | null} [days]
 * @property {number} [procurement_weeks]
 * @property {Status} [status]
 * @property {string} [design_document]
 *
 * @typedef {{ id: string, name: string }} Group
 * @typedef {{ voter: string, group: string, number: number, items: string | null, tiers: string[][] }} Ballot
 * @typedef {{ voter: string, group: string, hash: string }} Seal
 *
 * @typedef {object} Board
 * @property {"playbook-board/1"} format
 * @property {string} id
 * @property {string} title
 * @property {number | null} top
 * @property {Group[]} groups
 * @property {Item[]} items
 * @property {Ballot[]} ballots
 * @property {Seal[]} seals
 * @property {{ lead: string[], others: string[] }} decided
 */

export const FORMAT = "playbook-board/1";
export const LEAD = "lead";
export const MOST = { items: 60, ballots: 500, groups: 8, title: 48, board: 80, group: 40, words: 400 };
