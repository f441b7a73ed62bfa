/**
 * Points as CSV, in and out, and ballots, in: scripts/playbook/priorities/csv_files.py does the same, in the same words.
 *
 * The reader is our own, in thirty lines. Papa Parse 5.7.1 (6.9 kB) makes one cell of `"One" more` and all rows below,
 * and tells no column; Python's csv module reads `One more` and says nothing. Both sides must say the same of a file.
 */
import { fold, listed, misfit, nextId, scrub, shown } from "./cleaning.js";
import { MOST } from "./model.js";
import { ITEM, isPlace } from "./shapes.js";

/**
 * @typedef {import("./model.js").Board} Board
 * @typedef {import("./model.js").Item} Item
 * @typedef {{ row: number, column: string, what: string, mend: string, text: string }} Refusal one for each fault;
 *   `row` counts as a spreadsheet does, 1 is the header; `text` is the whole row as it was read
 * @typedef {{ row: number, cells: string[], fault: { column: number, what: string } | null, text: string }} Row
 * @typedef {{ row: number, fine: boolean, get: (column: string) => string, refuse: (column: string, what: string, mend: string) => void }} Line
 * @typedef {import("./shapes.js").Shape} Shape
 */

export const COLUMNS = Object.keys(ITEM.properties);
/** What `writeItems` adds, and nobody reads back. */
export const COMPUTED = ["quadrant", "lead_score", "others_score", "lead_rank", "others_rank", "firm", "order"];
const VOTERS = ["voter", "group", "number"];
const ID = new RegExp(ITEM.properties.id.pattern);
const AN_ID = ITEM.properties.id.description.replace("an id:", "Write");
const OR_EMPTY = ", or leave it empty.";
const FORMULA = /^'*[=+\-@\t\r]/;

/**
 * A refusal as a sentence: "Row 14, column effort: “XL” is no effort. Write S, M or L."
 *
 * @param {Refusal} refusal
 */
export const sentence = ({ row, column, what, mend }) => `Row ${row}${column && `, column ${column}`}: ${what}. ${mend}`;

/**
 * Points out of CSV with a header row; `title` alone is enough.
 *
 * @param {string} text
 * @param {Pick<Board, "items" | "ballots">} board what is there already
 * @returns {{ items: Item[], refused: Refusal[], notes: string[] }} what to add, and all that was not taken in
 */
export function readItems(text, board) {
  const { lines, refused, notes } = tabled(text, ["title"], COLUMNS, COMPUTED);
  /** @type {Item[]} */
  const items = [];
  const ids = new Set(board.items.map((item) => item.id));
  const titles = new Map(board.items.map((item) => [fold(item.title), item.id]));
  const given = lines.map((line) => line.get("id"));
  for (const line of lines) {
    const item = /** @type {Item} */ (Object.fromEntries(COLUMNS.map((column) => [column, valueOf(column, line, notes)])));
    const { id, title } = item;
    const key = fold(title);
    const same = titles.get(key);
    if (ids.has(id)) line.refuse("id", `${shown(id)} is taken`, "Give the point an id of its own, or none.");
    if (same) line.refuse("title", `${shown(title)} is there already, as ${same}`, "Write what is different about it, or take the row out.");
    if (line.fine && board.items.length + items.length >= MOST.items) line.refuse("", `the board holds ${MOST.items} points at most`, "Take points out first.");
    if (!line.fine) continue;
    item.id ??= nextId(board, [...given, ...ids]);
    ids.add(item.id);
    titles.set(key, item.id);
    items.push(item);
  }
  return { items, refused, notes };
}

/**
 * Points out of a pasted list: a title in each line.
 *
 * @param {string} text
 * @param {Pick<Board, "items" | "ballots">} board
 */
export function readList(text, board) {
  const lines = text.split(/\r\n?|\n/).map((line) => line.replace(/^[ \t]*(?:[-*•]|[0-9]{1,3}[.)])[ \t]+/, ""));
  const { items, refused, notes } = readItems(`title\n${lines.map(quoted).join("\n")}`, board);
  const up = (/** @type {Refusal} */ one) => ({ ...one, row: one.row - 1, column: "" });
  return { items, refused: refused.map(up), notes: notes.map((note) => note.replace(/^Row ([0-9]+), column title/, (_all, row) => `Row ${row - 1}`)) };
}

/**
 * Ballots out of CSV: `voter,group,number` and a column for each point, with the tier in the cell (1 hurts most).
 *
 * @param {string} text
 * @param {Board} board
 * @returns {{ ballots: import("./links.js").BallotFile[], refused: Refusal[], notes: string[] }} for `accept`
 */
export function readBallots(text, board) {
  const ids = board.items.map((item) => item.id);
  const { lines, refused, notes } = tabled(text, ["voter", "group"], [...VOTERS, ...ids]);
  /** @type {import("./links.js").BallotFile[]} */
  const ballots = [];
  const groups = new Map(board.groups.map((one) => [fold(one.name), one.id]));
  for (const { id } of board.groups) groups.set(id, id);
  for (const line of lines) {
    const [voter = "", side = "", count] = VOTERS.map((column) => scrub(line.get(column)).text);
    const group = groups.get(side) ?? groups.get(fold(side));
    const number = count ? whole(count, 1, 1000000) : 1;
    if (!ID.test(voter)) line.refuse("voter", `${shown(voter)} is no id`, `${AN_ID}.`);
    if (!group) line.refuse("group", `${shown(side)} is no group of this board`, `Write ${listed(board.groups.map((one) => one.id))}.`);
    if (!number) line.refuse("number", `${shown(count ?? "")} is no number of a ballot`, `Write a whole number from 1 to 1000000${OR_EMPTY}`);
    /** @type {string[][]} */
    const tiers = [];
    for (const id of ids) {
      const { text: cell } = scrub(line.get(id));
      const tier = whole(cell, 1, MOST.items);
      if (tier) (tiers[tier] ??= []).push(id);
      else if (cell) line.refuse(id, `${shown(cell)} is no tier`, `Write a whole number from 1 (hurts most) to ${MOST.items}${OR_EMPTY}`);
    }
    if (line.fine && !tiers.length) line.refuse("", "nothing is ranked", "Write 1 below the point that hurts most.");
    if (!line.fine || !group || !number) continue;
    ballots.push({ format: "playbook-ballot/1", board: board.id, voter, group, number, items: null, tiers: tiers.filter(Boolean), salt: null });
  }
  return { ballots, refused, notes };
}

/**
 * All points as CSV, with what the ranking says of them; `readItems` reads it back. No byte-order mark: whoever saves
 * it for a spreadsheet puts one before it.
 *
 * @param {Board} board
 * @param {any} [result] of `rank`
 */
export function writeItems(board, result) {
  const rows = board.items.map((item, index) => {
    const { quadrant, lead, others, lead_rank, others_rank, firm } = result?.items[index] ?? {};
    return [
      ...COLUMNS.map((column) => /** @type {any} */ (item)[column] ?? /** @type {any} */ (ITEM.properties)[column].default),
      ...[quadrant, score(lead), score(others), lead_rank, others_rank, /** @type {any} */ ({ true: "yes", false: "no" })[firm]],
      result && (result.order.indexOf(item.id) + 1 || ""),
    ];
  });
  const lines = [[...COLUMNS, ...COMPUTED], ...rows].map((cells) => cells.map((cell) => quoted([cell ?? ""].flat().join(";"))));
  return lines.map((cells) => `${cells}\r\n`).join("");
}

/** @param {number | null | undefined} value */
const score = (value) => (typeof value === "number" ? (Math.floor(value * 1000 + 0.5) / 1000).toFixed(3) : "");

/** @param {string} cell */
const filled = (cell) => scrub(cell).text !== "";

/** @param {string} cell */
function quoted(cell) {
  const safe = FORMULA.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]|^[ \t]|[ \t]$/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/**
 * @param {string} digits cleaned
 * @param {number} least
 * @param {number} most
 */
function whole(digits, least, most) {
  const number = /^[0-9]{1,9}$/.test(digits) ? Number(digits) : -1;
  return number >= least && number <= most ? number : null;
}

/**
 * What a cell of a point says; what it cannot say is refused.
 *
 * @param {string} column
 * @param {Line} line
 * @param {string[]} notes
 * @returns {unknown}
 */
function valueOf(column, line, notes) {
  const given = /** @type {Shape} */ (/** @type {Record<string, Shape>} */ (ITEM.properties)[column]);
  const { enum: choices, type, minimum = 0, maximum = 0, minLength = 0, maxLength = 0 } = given.anyOf?.[0] ?? given;
  const { text, notes: changed } = scrub(line.get(column));
  notes.push(...changed.map((note) => `Row ${line.row}, column ${column}: ${note}.`));
  const refuse = (/** @type {string} */ what, /** @type {string} */ mend) => line.refuse(column, what, mend);
  const [name, quote] = [column.replaceAll("_", " "), shown(text)];
  if (column === "felt_by") {
    const felt = text.split(";").map((one) => scrub(one).text).filter(Boolean);
    const off = felt.map((one) => misfit(one, 1, MOST.words)).find(Boolean);
    if (off) refuse(`a part ${off.what}`, off.mend);
    if (felt.length > 20) refuse(`it names ${felt.length}`, "Keep to 20.");
    return felt;
  }
  if (!text && column !== "title") return given.default;
  if (choices) {
    const meant = choices.find((one) => fold(one) === fold(text));
    if (!meant) refuse(`${quote} is no ${name}`, `Write ${listed(choices)}.`);
    return meant;
  }
  if (type === "integer") {
    const number = whole(text, minimum, maximum);
    if (number === null) refuse(`${quote} is no number of ${name}`, `Write a whole number from ${minimum} to ${maximum}${OR_EMPTY}`);
    return number;
  }
  if (column === "id") {
    if (!ID.test(text)) refuse(`${quote} is no id`, AN_ID + OR_EMPTY);
    return text;
  }
  const off = misfit(text, minLength, maxLength);
  if (off) refuse(off.what === "is empty" ? "it is empty" : `${quote} ${off.what}`, off.mend);
  if (column === "design_document" && !isPlace(text)) refuse(`${quote} is neither a path nor a web address`, "Write a path, or an address that starts with https:.");
  return text;
}

/**
 * Read rows below a header.
 *
 * @param {string} text
 * @param {string[]} needed columns that must be there
 * @param {string[]} known
 * @param {string[]} [ignored]
 * @returns {{ lines: Line[], refused: Refusal[], notes: string[] }}
 */
function tabled(text, needed, known, ignored = []) {
  /** @type {Refusal[]} */
  const refused = [];
  /** @type {string[]} */
  const notes = [];
  const [head = { row: 1, cells: [], fault: null, text: "" }, ...rest] = split(text);
  const refuse = (/** @type {Row} */ { row, text }, /** @type {string} */ column, /** @type {string} */ what, /** @type {string} */ mend) =>
    refused.push({ row, column, what, mend, text });
  const width = head.cells.length;
  const names = width > 100 ? [] : head.cells.map((cell) => scrub(cell).text);
  /** @type {Map<string, number>} */
  const places = new Map();
  names.forEach((name, index) => {
    const meant = known.find((one) => one === name) ?? known.find((one) => one.toLowerCase() === name.toLowerCase());
    if (meant && !places.has(meant)) places.set(meant, index);
    else if (ignored.includes(name)) notes.push(`Column ${name} is computed, so it was not read.`);
    else if (name || rest.some(({ cells }) => filled(cells[index] ?? ""))) {
      notes.push(`Column ${index + 1}, ${shown(name)}, was not read: ${meant ? "it stands there twice" : "it is not known"}.`);
    }
  });
  if (width > 100) refuse(head, "", `there are ${width} columns`, "Keep to 100.");
  else {
    for (const column of needed) {
      if (!places.has(column)) refuse(head, "", `there is no column ${column}`, `Name the columns in the first row: ${listed(known, "and")}.`);
    }
    if (head.fault) refuse(head, String(head.fault.column), head.fault.what, QUOTES);
  }
  const unread = refused.length > 0;
  /** @type {Line[]} */
  const lines = [];
  for (const row of rest) {
    const { cells, fault } = row;
    if (unread) refuse(row, "", "it was not read", "Mend the first row.");
    else if (fault) refuse(row, names[fault.column - 1] || String(fault.column), fault.what, QUOTES);
    else if (cells.slice(width).some(filled)) {
      refuse(row, "", `it has ${cells.length} cells, and the header has ${width}`, "Put a text that holds the separator between double quotes.");
    } else {
      /** @type {Line} */
      const line = {
        row: row.row,
        fine: true,
        get: (column) => plain(cells[places.get(column) ?? -1] ?? ""),
        refuse: (...what) => {
          line.fine = false;
          refuse(row, ...what);
        },
      };
      lines.push(line);
    }
  }
  return { lines, refused, notes };
}

const QUOTES = "Close each text that starts with a double quote, and write a double quote inside it twice.";

/** @param {string} cell without the ' that keeps a spreadsheet from computing it */
const plain = (cell) => (cell.startsWith("'") && FORMULA.test(cell) ? cell.slice(1) : cell);

/**
 * Rows of cells, without the empty ones. The separator is what the first line has most of: comma, semicolon or tab.
 *
 * @param {string} text
 * @returns {Row[]}
 */
export function split(text) {
  const body = text.replace(/^\ufeff/, "");
  const first = (/^[^\r\n]*/.exec(body)?.[0] ?? "").replace(/"[^"]*"/g, "");
  const [separator = ","] = [",", ";", "\t"].sort((one, other) => first.split(other).length - first.split(one).length);
  const token = new RegExp(`(?:"([^"]*(?:""[^"]*)*)("?)([^${separator}\\r\\n]*)|([^${separator}\\r\\n]*))(${separator}|\\r\\n?|\\n|$)`, "y");
  /** @type {Row[]} */
  const rows = [];
  let cells = /** @type {string[]} */ ([]);
  let fault = /** @type {Row["fault"]} */ (null);
  let start = 0;
  for (let row = 1; token.lastIndex < body.length || cells.length; ) {
    const [, inner, closed, after = "", bare = "", end] = token.exec(body) ?? [];
    cells.push(inner === undefined ? bare : inner.replaceAll('""', '"') + after);
    if (inner !== undefined && !closed) fault ??= { column: cells.length, what: "the text that starts with a double quote has no end" };
    else if (filled(after)) fault ??= { column: cells.length, what: "text follows the closing quote" };
    if (end === separator) continue;
    const line = body.slice(start, token.lastIndex).replace(/[\r\n]+$/, "");
    if (fault || cells.some(filled)) rows.push({ row, cells, fault, text: line });
    row += 1;
    start = token.lastIndex;
    cells = [];
    fault = null;
    if (!end) break;
  }
  return rows;
}
