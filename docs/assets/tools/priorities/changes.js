/**
 * What can be done to a board, as functions from one state to the next. None changes what it is given.
 *
 * @typedef {import("./model.js").Board} Board
 * @typedef {import("./model.js").Item} Item
 * @typedef {import("./store.js").Kept} Kept
 * @typedef {Record<string, string>} Typed what stands in the fields of a form, by name
 */
import { fold, nextId } from "./cleaning.js";
import { MOST } from "./model.js";
import { ITEM, read } from "./shapes.js";

/**
 * Make an item of what was typed.
 *
 * @param {Typed} typed
 * @param {Board} board
 * @param {Partial<Item>} [from] the item that is changed
 * @returns {{ item: Omit<Item, "id">, wrong: Typed, notes: string[] }} `wrong` says by field what to mend
 */
export function checked(typed, board, from = {}) {
  /** @type {Typed} */
  const wrong = {};
  /** @type {string[]} */
  const notes = [];
  /** @type {Record<string, any>} */
  const made = {};
  const shapes = /** @type {Record<string, import("./shapes.js").Shape>} */ (ITEM.properties);
  for (const [name, text] of Object.entries(typed)) {
    const shape = shapes[name];
    if (!shape) continue;
    const said = /** @type {import("./shapes.js").Said} */ ({ faults: [], notes: [] });
    const value = read(shape, meant(name, text.trim()), "This", said);
    if (said.faults.length) wrong[name] = said.faults.join(" ");
    else made[name] = value;
    notes.push(...said.notes);
  }
  const same = made.title && board.items.find((other) => other.id !== from.id && fold(other.title) === fold(made.title));
  if (same) wrong.title = `“${same.title}” is on the board already. Write what is different about it.`;
  if (!from.id && board.items.length >= MOST.items) wrong.title ??= `A board holds ${MOST.items} points. Take one away first.`;
  return { item: /** @type {any} */ ({ ...from, ...made }), wrong, notes };
}

/**
 * @param {string} name
 * @param {string} text
 * @returns {unknown} what the text of this field stands for
 */
function meant(name, text) {
  if (name === "felt_by") return text.split(";").map((who) => who.trim()).filter(Boolean);
  if (name === "days" || name === "procurement_weeks") return text ? (/^[0-9]{1,4}$/.test(text) ? Number(text) : text) : name === "days" ? null : 0;
  return text || !["component", "area", "effort"].includes(name) ? text : null;
}

/**
 * Put `changed` into the board of `state`.
 *
 * @param {Kept} state
 * @param {Partial<Board>} changed
 * @returns {Kept}
 */
export function withBoard(state, changed) {
  return { ...state, board: { ...state.board, ...changed } };
}

/**
 * Add points; one without an id is given the next number, which no point of this board has had.
 *
 * @param {Kept} state
 * @param {(Omit<Item, "id"> & { id?: string })[]} items
 * @returns {Kept}
 */
export function added(state, items) {
  let { board, last } = state;
  for (const item of items) {
    const id = item.id ?? nextId(board, [`p${last}`]);
    last = Math.max(last, Number(/^p([0-9]+)$/.exec(id)?.[1] ?? 0));
    board = { ...board, items: [...board.items, { ...item, id }] };
  }
  return { ...state, board, last };
}

/**
 * @param {Kept} state
 * @param {string} id
 * @param {Partial<Item>} changed
 */
export function edited(state, id, changed) {
  return withBoard(state, { items: state.board.items.map((item) => (item.id === id ? { ...item, ...changed, id } : item)) });
}

/**
 * Take a point away, also from the ballots; a ballot that named no other goes with it.
 *
 * @param {Kept} state
 * @param {string} id
 */
export function removed(state, id) {
  const { board } = state;
  const without = (/** @type {string[]} */ ids) => ids.filter((one) => one !== id);
  const decided = { lead: without(board.decided.lead), others: without(board.decided.others) };
  const tiers = (/** @type {string[][]} */ all) => all.map(without).filter((tier) => tier.length);
  const ballots = board.ballots.map((ballot) => ({ ...ballot, tiers: tiers(ballot.tiers) })).filter((ballot) => ballot.tiers.length);
  const last = Math.max(state.last, Number(nextId(board).slice(1)) - 1);
  return withBoard({ ...state, last }, { items: board.items.filter((item) => item.id !== id), decided, ballots });
}

/**
 * Move a point up (-1) or down (1).
 *
 * @param {Kept} state
 * @param {string} id
 * @param {number} by
 */
export function moved(state, id, by) {
  const items = [...state.board.items];
  const at = items.findIndex((item) => item.id === id);
  const to = Math.min(items.length - 1, Math.max(0, at + by));
  items.splice(to, 0, ...items.splice(at, 1));
  return withBoard(state, { items });
}

/**
 * Merge the point `id` into `into`: who feels it and what it says go over, and in ballots the higher place counts.
 *
 * @param {Kept} state
 * @param {string} id
 * @param {string} into
 */
export function merged(state, id, into) {
  const from = state.board.items.find((item) => item.id === id);
  const to = state.board.items.find((item) => item.id === into);
  if (!from || !to) return state;
  const said = [to.statement, from.statement || from.title].filter(Boolean).join(" ");
  const felt_by = [...new Set([...(to.felt_by ?? []), ...(from.felt_by ?? [])])];
  const first = (/** @type {string[][]} */ tiers) => {
    let seen = false;
    return tiers.map((tier) => tier.filter((one) => (one !== id && one !== into ? true : !seen && (seen = true))).map((one) => (one === id ? into : one)));
  };
  const ballots = state.board.ballots.map((ballot) => ({ ...ballot, tiers: first(ballot.tiers).filter((tier) => tier.length) }));
  const next = withBoard(state, { ballots });
  return removed(edited(next, into, { statement: said.length > MOST.words ? (to.statement ?? "") : said, felt_by }), id);
}
