/**
 * Points and ballots as CSV, in and out: scripts/playbook/priorities/csv_files.py does the same, in the same words.
 *
 * The reader is our own: Papa Parse names neither column nor place of a fault, Python's csv module has other ideas of
 * what a fault is, and both sides must say the same.
 */
import { fold, listed, misfit, nextId, scrub, shown } from "./cleaning.js";
import { MOST } from "./model.js";
import { ITEM, SHAPES, isPlace } from "./shapes.js";

/**
 * @typedef {import("./model.js").Board} Board
 * @typedef {import("./model.js").Item} Item
 * @typedef {{ row: number, column: string, what: string, mend: string, text: string }} Refusal one for each fault;
 *   `row` counts as a spreadsheet does, 1 is the header; `text` is the whole row as it was read
 * @typedef {{ row: number, cells: string[], fault: { column: number, what: string } | null, text: string }} Row
 * @typedef {import("./shapes.js").Shape} Shape
 */

export const COLUMNS = Object.keys(ITEM.properties);
/** What `writeItems` adds, and nobody reads back. */
export const COMPUTED = ["quadrant", "lead_score", "others_score", "lead_rank", "others_rank", "firm", "order"];
const VOTERS = ["voter", "group", "number"];
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
  const table = tabled(text, "title", [...COLUMNS], COMPUTED);
  const { refused, notes } = table;
  /** @type {Item[]} */
  const items = [];
  const ids = new Set(board.items.map((item) => item.id));
  const titles = new Map(board.items.map((item) => [fold(item.title), item.id]));
  const given = table.rows.map(({ get }) => get("id"));
  for (const { row, get, refuse } of table.rows) {
    /** @type {Record<string, unknown>} */
    const item = {};
    let fine = true;
    const wrong = (/** @type {string} */ column, /** @type {string} */ what, /** @type {string} */ mend) => {
      fine = false;
      refuse(column, what, mend);
    };
    for (const column of COLUMNS) {
      const cell = valueOf(column, get(column), (what, mend) => wrong(column, what, mend));
      if (cell.value !== undefined) item[column] = cell.value;
      notes.push(...cell.notes.map((note) => `Row ${row}, column ${column}: ${note}.`));
    }
    const { id, title } = /** @type {Item} */ (item);
    if (id && ids.has(id)) wrong("id", `${shown(id)} is taken`, "Give the point an id of its own, or none.");
    const key = title && fold(title);
    if (key && titles.has(key)) wrong("title", `${shown(title)} is there already, as ${titles.get(key)}`, "Write what is different about it, or take the row out.");
    if (fine && board.items.length + items.length >= MOST.items) wrong("", `the board holds ${MOST.items} points at most`, "Take points out first.");
    if (!fine) continue;
    const whole = /** @type {Item} */ ({ ...item, id: id ?? nextId(board, [...given, ...ids]) });
    ids.add(whole.id);
    titles.set(key ?? "", whole.id);
    items.push(whole);
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
  const { items, refused, notes } = readItems(`title\n${lines.map((line) => quoted(line, ",")).join("\n")}`, board);
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
  const { rows, refused, notes } = tabled(text, "voter", [...VOTERS, ...ids], [], "group");
  /** @type {import("./links.js").BallotFile[]} */
  const ballots = [];
  const groups = new Map(/** @type {[string, string][]} */ ([...board.groups.map((one) => [fold(one.name), one.id]), ...board.groups.map((one) => [one.id, one.id])]));
  for (const { get, refuse } of rows) {
    let fine = true;
    const wrong = (/** @type {string} */ column, /** @type {string} */ what, /** @type {string} */ mend) => {
      fine = false;
      refuse(column, what, mend);
    };
    const shapes = /** @type {Record<string, Shape>} */ (SHAPES.ballot.properties);
    const voter = scrub(get("voter")).text;
    if (!new RegExp(shapes["voter"]?.pattern ?? "").test(voter)) wrong("voter", `${shown(voter)} is no id`, "Write letters, digits and hyphens, 24 at most.");
    const side = scrub(get("group")).text;
    const group = groups.get(side) ?? groups.get(fold(side));
    if (!group) wrong("group", `${shown(side)} is no group of this board`, `Write ${listed(board.groups.map((one) => one.id))}.`);
    const number = filled(get("number")) ? whole(get("number"), 1, 1000000) : 1;
    if (number === null) wrong("number", `${shown(get("number"))} is no number of a ballot`, "Write a whole number from 1 to 1000000, or leave it empty.");
    /** @type {Map<number, string[]>} */
    const tiers = new Map();
    for (const id of ids) {
      const cell = scrub(get(id)).text;
      if (!cell) continue;
      const tier = whole(cell, 1, MOST.items);
      if (tier === null) wrong(id, `${shown(cell)} is no tier`, `Write a whole number from 1 (hurts most) to ${MOST.items}, or leave it empty.`);
      else tiers.set(tier, [...(tiers.get(tier) ?? []), id]);
    }
    if (fine && !tiers.size) wrong("", "nothing is ranked", "Write 1 below the point that hurts most.");
    if (!fine || !group || number === null) continue;
    const sorted = [...tiers].sort(([one], [other]) => one - other).map(([, tier]) => tier);
    ballots.push({ format: "playbook-ballot/1", board: board.id, voter, group, number, items: null, tiers: sorted, salt: null });
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
  const about = new Map((result?.items ?? []).map((/** @type {any} */ one) => [one.id, one]));
  const rows = board.items.map((item) => {
    /** @type {any} */
    const one = about.get(item.id) ?? {};
    const firm = one.firm === true ? "yes" : one.firm === false ? "no" : "";
    const place = (result?.order ?? []).indexOf(item.id) + 1;
    return [
      ...COLUMNS.map((column) => {
        const value = /** @type {any} */ (item)[column] ?? /** @type {any} */ (ITEM.properties)[column].default;
        return Array.isArray(value) ? value.join(";") : value;
      }),
      ...[one.quadrant, score(one.lead), score(one.others), one.lead_rank, one.others_rank, firm, place || ""],
    ];
  });
  return written([[...COLUMNS, ...COMPUTED], ...rows]);
}

/**
 * All ballots as CSV; `readBallots` reads it back.
 *
 * @param {Board} board
 */
export function writeBallots(board) {
  const ids = board.items.map((item) => item.id);
  const rows = board.ballots.map(({ voter, group, number, tiers }) => [
    ...[voter, group, number],
    ...ids.map((id) => tiers.findIndex((tier) => tier.includes(id)) + 1 || ""),
  ]);
  return written([[...VOTERS, ...ids], ...rows]);
}

/** @param {number | null | undefined} value */
const score = (value) => (typeof value === "number" ? (Math.floor(value * 1000 + 0.5) / 1000).toFixed(3) : "");

/** @param {string} cell */
const filled = (cell) => scrub(cell).text !== "";

/** @param {unknown[][]} rows */
const written = (rows) => rows.map((row) => `${row.map((cell) => quoted(String(cell ?? ""), ",")).join(",")}\r\n`).join("");

/**
 * @param {string} cell
 * @param {string} separator
 */
function quoted(cell, separator) {
  const safe = FORMULA.test(cell) ? `'${cell}` : cell;
  return safe.includes(separator) || /["\r\n]|^[ \t]|[ \t]$/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/**
 * @param {string} text
 * @param {number} least
 * @param {number} most
 */
function whole(text, least, most) {
  const digits = scrub(text).text;
  const number = /^[0-9]{1,9}$/.test(digits) ? Number(digits) : -1;
  return number >= least && number <= most ? number : null;
}

/**
 * What a cell of a point says.
 *
 * @param {string} column
 * @param {string} cell
 * @param {(what: string, mend: string) => void} refuse
 * @returns {{ value: unknown, notes: string[] }}
 */
function valueOf(column, cell, refuse) {
  const given = /** @type {Record<string, Shape>} */ (ITEM.properties)[column] ?? {};
  const shape = given.anyOf?.[0] ?? given;
  const { text, notes } = scrub(cell);
  const name = column.replaceAll("_", " ");
  const value = structuredClone(given.default);
  if (column === "felt_by") {
    const felt = text.split(";").map((one) => scrub(one).text).filter(Boolean);
    const off = felt.map((one) => misfit(one, 1, MOST.words)).find(Boolean);
    if (off) refuse(`a part ${off.what}`, off.mend);
    if (felt.length > 20) refuse(`it names ${felt.length}`, "Keep to 20.");
    return { value: felt, notes };
  }
  if (!text && column !== "title") return { value, notes };
  if (shape.enum) {
    const meant = shape.enum.find((one) => fold(one) === fold(text));
    if (!meant) refuse(`${shown(text)} is no ${name}`, `Write ${listed(shape.enum)}.`);
    return { value: meant ?? value, notes };
  }
  if (shape.type === "integer") {
    const { minimum = 0, maximum = 0 } = shape;
    const number = whole(text, minimum, maximum);
    if (number === null) refuse(`${shown(text)} is no number of ${name}`, `Write a whole number from ${minimum} to ${maximum}, or leave it empty.`);
    return { value: number ?? value, notes };
  }
  if (shape.pattern && !new RegExp(shape.pattern).test(text)) {
    refuse(`${shown(text)} is no id`, "Write letters, digits and hyphens, 24 at most, or leave it empty.");
    return { value, notes };
  }
  const off = shape.maxLength && misfit(text, shape.minLength ?? 0, shape.maxLength);
  if (off) refuse(off.what === "is empty" ? "it is empty" : `${shown(text)} ${off.what}`, off.mend);
  if (column === "design_document" && !isPlace(text)) refuse(`${shown(text)} is neither a path nor a web address`, "Write a path, or an address that starts with https:.");
  return { value: text, notes };
}

/**
 * Read rows below a header.
 *
 * @param {string} text
 * @param {string} needed a column that must be there
 * @param {string[]} known
 * @param {string[]} ignored
 * @param {string} [also] another that must be there
 */
function tabled(text, needed, known, ignored, also = needed) {
  /** @type {Refusal[]} */
  const refused = [];
  /** @type {string[]} */
  const notes = [];
  /** @type {{ row: number, get: (column: string) => string, refuse: (column: string, what: string, mend: string) => void }[]} */
  const rows = [];
  const [head, ...rest] = split(text);
  const wide = (head?.cells.length ?? 0) > 100;
  if (wide) refused.push({ row: 1, column: "", what: `there are ${head?.cells.length} columns`, mend: "Keep to 100.", text: head?.text ?? "" });
  const names = wide ? [] : (head?.cells ?? []).map((cell) => scrub(cell).text);
  /** @type {Map<string, number>} */
  const places = new Map();
  names.forEach((name, index) => {
    const lower = known.find((one) => one === name) ?? known.find((one) => one.toLowerCase() === name.toLowerCase());
    if (lower && !places.has(lower)) places.set(lower, index);
    else if (ignored.includes(name)) notes.push(`Column ${name} is computed, so it was not read.`);
    else if (name || rest.some(({ cells }) => filled(cells[index] ?? ""))) {
      notes.push(`Column ${index + 1}, ${shown(name)}, was not read: ${lower ? "it stands there twice" : "it is not known"}.`);
    }
  });
  for (const column of new Set([needed, also])) {
    if (wide || places.has(column)) continue;
    refused.push({ row: 1, column: "", what: `there is no column ${column}`, mend: `Name the columns in the first row: ${listed(known, "and")}.`, text: head?.text ?? "" });
  }
  const broken = head?.fault;
  if (broken && !wide) refused.push({ row: 1, column: String(broken.column), what: broken.what, mend: QUOTES, text: head.text });
  if (refused.length) {
    refused.push(...rest.map((one) => ({ row: one.row, column: "", what: "it was not read", mend: "Mend the first row.", text: one.text })));
    return { rows, refused, notes };
  }
  for (const { row, cells, fault, text: whole } of rest) {
    const refuse = (/** @type {string} */ column, /** @type {string} */ what, /** @type {string} */ mend) => {
      refused.push({ row, column, what, mend, text: whole });
    };
    const over = cells.slice(names.length).some(filled);
    if (fault) refuse(names[fault.column - 1] || String(fault.column), fault.what, QUOTES);
    else if (over) refuse("", `it has ${cells.length} cells, and the header has ${names.length}`, "Put a text that holds the separator between double quotes.");
    else rows.push({ row, get: (column) => plain(cells[places.get(column) ?? -1] ?? ""), refuse });
  }
  return { rows, refused, notes };
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
