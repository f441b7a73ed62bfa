/**
 * What a board, a ballot, a slip and a seal look like, and the reader that checks data against it.
 *
 * SHAPES is what scripts/playbook/records/board_schema.py makes of the models; a test compares. The reader speaks in
 * the words of scripts/playbook/priorities/shapes.py.
 */
import { Refused, fold, listed, misfit, scrub, shown } from "./cleaning.js";

/**
 * @typedef {object} Shape the part of JSON Schema that is used
 * @property {string} [$ref]
 * @property {Shape[]} [anyOf]
 * @property {"string" | "integer" | "number" | "array" | "object" | "null"} [type]
 * @property {string} [const]
 * @property {string[]} [enum]
 * @property {string} [pattern]
 * @property {string} [description] what a text with a pattern is, in words
 * @property {number} [minLength]
 * @property {number} [maxLength]
 * @property {number} [minimum]
 * @property {number} [maximum]
 * @property {number} [minItems]
 * @property {number} [maxItems]
 * @property {Shape} [items]
 * @property {Record<string, Shape>} [properties]
 * @property {string[]} [required]
 * @property {unknown} [default]
 *
 * @typedef {{ faults: string[], notes: string[] }} Said
 * @typedef {"board" | "ballot" | "slip" | "seal"} Kind
 */

/** @typedef {Record<string, any>} Part */
/** @param {string} pattern @param {string} description */
const like = (pattern, description) => ({ type: "string", pattern: `^${pattern}$`, description });
/** @param {number | undefined} minLength @param {number} maxLength @param {Part} [more] */
const text = (minLength, maxLength, more) => ({ type: "string", minLength, maxLength, ...more });
/** @param {number} minimum @param {number} maximum @param {Part} [more] */
const count = (minimum, maximum, more) => ({ type: "integer", minimum, maximum, ...more });
/** @param {Part} items @param {number} maxItems @param {Part} [more] */
const list = (items, maxItems, more) => ({ type: "array", items, maxItems, ...more });
/** @param {string} words @param {Part} [more] */
const word = (words, more) => ({ type: "string", enum: words.split("|"), ...more });
/** What has no default must be there. @template {Part} Parts @param {Parts} properties */
const object = (properties) => {
  const required = Object.keys(properties).filter((name) => !("default" in properties[name]));
  return { type: "object", properties, required };
};
/** @param {Part} shape */
const unknown = (shape) => ({ anyOf: [shape, { type: "null" }], default: null });
/** @param {string} name */
const format = (name) => ({ type: "string", const: name });

const EMPTY = { default: [] };
const ID = like("[A-Za-z0-9][A-Za-z0-9-]{0,23}", "an id: letters, digits and hyphens, 24 at most");
const IDS = list(ID, 60);
const WORDS = text(undefined, 400, { default: "" });
const TITLE = { id: ID, title: text(2, 48), statement: WORDS };
const BOARD = text(1, 80);
const GROUPS = list(object({ id: ID, name: text(2, 40) }), 8, { minItems: 2 });
const VOTER = { voter: ID, group: ID };
const SEAL = { ...VOTER, hash: like("[0-9a-f]{64}", "64 hexadecimal digits") };
const RANKING = {
  ...VOTER,
  number: count(1, 1000000, { default: 1 }),
  items: unknown(like("[0-9a-f]{8}", "8 hexadecimal digits")),
  tiers: list(IDS, 60),
};
const FELT = text(1, 400, like("[^;]*", "a text of 1 to 400 characters without “;”"));
const COMPONENTS =
  "version control|CI/CD|containerisation|container registry|package registry|experiment tracking|model registry|monitoring|compute|serving";
export const ITEM = object({
  ...TITLE,
  felt_by: list(FELT, 20, EMPTY),
  component: unknown(word(COMPONENTS)),
  area: unknown(word("deploy|maintain|monitor")),
  effort: unknown(word("S|M|L")),
  days: unknown(count(1, 1000)),
  procurement_weeks: count(0, 520, { default: 0 }),
  status: word("collected|ranked|chosen|in progress|verified|dropped", { default: "collected" }),
  design_document: WORDS,
});

/** @type {Record<Kind, Shape>} */
export const SHAPES = /** @type {any} */ ({
  board: object({
    format: { ...format("playbook-board/1"), default: "playbook-board/1" },
    id: ID,
    title: BOARD,
    top: unknown(count(1, 60)),
    groups: GROUPS,
    items: list(ITEM, 60),
    ballots: list(object(RANKING), 500, EMPTY),
    seals: list(object(SEAL), 500, EMPTY),
    decided: {
      type: "object",
      properties: { lead: { ...IDS, ...EMPTY }, others: { ...IDS, ...EMPTY } },
      default: { lead: [], others: [] },
    },
  }),
  ballot: object({
    format: format("playbook-ballot/1"),
    board: ID,
    ...RANKING,
    salt: unknown(like("[A-Za-z0-9_-]{8,64}", "8 to 64 letters and digits")),
  }),
  slip: object({
    format: format("playbook-slip/1"),
    board: ID,
    title: BOARD,
    groups: GROUPS,
    items: list(object(TITLE), 60),
  }),
  seal: object({ board: ID, ...SEAL }),
});

/**
 * A cleaned copy of `data`, with what may be left out filled in.
 *
 * @param {Kind} kind
 * @param {unknown} data
 * @returns {{ data: any, notes: string[] }}
 * @throws {Refused} with the first three faults, and how many more there are
 */
export function sound(kind, data) {
  /** @type {Said} */
  const said = { faults: [], notes: [] };
  const copy = read(SHAPES[kind], data, "", said);
  if (!said.faults.length) said.faults.push(...breaches(kind, copy));
  const more = said.faults.length - 3;
  if (more > -3) {
    const rest = more > 0 ? ` And ${more} more.` : "";
    const first = said.faults.slice(0, 3).map((fault) => fault.replace(/\.$/, ""));
    throw new Refused(`This ${kind} cannot be read: ${first.join("; ")}.${rest} Mend the file, or ask for it again.`);
  }
  return { data: copy, notes: said.notes };
}

/**
 * @param {Shape} shape
 * @param {any} value
 * @param {string} at
 * @param {Said} said
 * @returns {any}
 */
export function read(shape, value, at, said) {
  if (shape.anyOf) return value === null ? null : read(/** @type {Shape} */ (shape.anyOf[0]), value, at, said);
  const wrong = (is = found(value)) => said.faults.push(`${at || "it"} must be ${named(shape)}${is}.`);
  const { type, minimum = 0, maximum = 0, minItems = 0, maxItems = Infinity } = shape;
  if (type === "array") {
    if (!Array.isArray(value)) return wrong();
    if (value.length < minItems || value.length > maxItems) return wrong(`, and has ${value.length}`);
    return value.map((item, index) => read(/** @type {Shape} */ (shape.items), item, `${at} ${index + 1}`, said));
  }
  if (type === "object") {
    return typeof value !== "object" || value === null || Array.isArray(value) ? wrong() : parts(shape, value, at, said);
  }
  if (type !== "string") {
    const fits = type === "number" ? Number.isFinite(value) : Number.isInteger(value);
    return fits && value >= minimum && value <= maximum ? value : wrong();
  }
  return typeof value === "string" ? words(shape, value, at, said, wrong) : wrong();
}

/**
 * @param {Shape} shape
 * @param {Record<string, unknown>} value
 * @param {string} at
 * @param {Said} said
 */
function parts({ properties = {}, required = [] }, value, at, said) {
  const known = Object.keys(properties);
  for (const key of Object.keys(value).sort()) {
    if (!known.includes(key)) said.faults.push(`${at || "it"} has ${shown(key)}, which is not known.`);
  }
  /** @type {Record<string, unknown>} */
  const copy = {};
  for (const key of known) {
    const shape = /** @type {Shape} */ (properties[key]);
    const place = at ? `${at}, ${key}` : key;
    if (Object.hasOwn(value, key) && value[key] !== undefined) copy[key] = read(shape, value[key], place, said);
    else if (required.includes(key)) said.faults.push(`${place} is missing.`);
    else if ("default" in shape) copy[key] = structuredClone(shape.default);
  }
  return copy;
}

/**
 * @param {Shape} shape
 * @param {string} value
 * @param {string} at
 * @param {Said} said
 * @param {(is?: string) => unknown} wrong
 */
function words(shape, value, at, said, wrong) {
  const { pattern = "", minLength = 0, maxLength } = shape;
  const fits = (/** @type {string} */ text) => choices(shape)?.includes(text) ?? new RegExp(pattern).test(text);
  if (!maxLength) return fits(value) ? value : wrong();
  const { text, notes } = scrub(value);
  said.notes.push(...notes.map((note) => `${at}: ${note}.`));
  const off = misfit(text, minLength, maxLength);
  if (off) return wrong(`, and ${off.what}`);
  return fits(text) ? text : wrong(found(text));
}

/** @param {Shape} shape */
const choices = (shape) => shape.enum ?? (shape.const === undefined ? undefined : [shape.const]);

/** @param {unknown} value */
function found(value) {
  if (typeof value === "string") return `, and is ${shown(value)}`;
  return Number.isSafeInteger(value) ? `, and is ${value}` : "";
}

/** @param {Shape} shape */
function named({ type, description, minLength = 0, maxLength, minimum, maximum, minItems = 0, maxItems, ...shape }) {
  const words = choices(shape)?.map((word) => `“${word}”`);
  if (description || words) return description ?? listed(words ?? []);
  if (type === "array") return `a list of ${minItems} to ${maxItems}`;
  if (type === "object") return "an object";
  if (type === "string") return `a text of ${minLength} to ${maxLength} characters`;
  return `a ${type === "integer" ? "whole " : ""}number from ${minimum} to ${maximum}`;
}

/**
 * What a schema cannot say: ids that stand twice, and ids that nothing has.
 *
 * @param {Kind} kind
 * @param {any} data
 * @returns {string[]}
 */
function breaches(kind, data) {
  if (kind === "seal") return [];
  if (kind === "ballot") return ranked(data.tiers, null, "tiers");
  const { groups, items, ballots = [], seals = [], decided = {} } = data;
  const idsOf = (/** @type {Part[]} */ some) => new Set(some.map(({ id }) => id));
  const [sides, ids] = [idsOf(groups), idsOf(items)];
  const found = [
    ...doubles(groups, "id", "groups"),
    ...doubles(items, "id", "items"),
    ...doubles(items, "title", "items", fold),
    ...doubles(ballots, "voter", "ballots"),
    ...doubles(seals, "voter", "seals"),
  ];
  if (kind === "slip" && !items.length) found.push("items: there is nothing to rank.");
  if (!sides.has("lead")) found.push("groups must have one with the id “lead”.");
  for (const [name, votes] of Object.entries({ ballots, seals })) {
    votes.forEach((/** @type {Part} */ { group }, /** @type {number} */ index) => {
      if (!sides.has(group)) found.push(`${name} ${index + 1}, group: ${shown(group)} is none of ${listed([...sides])}.`);
    });
  }
  ballots.forEach((/** @type {Part} */ { tiers }, /** @type {number} */ index) =>
    found.push(...ranked(tiers, ids, `ballots ${index + 1}, tiers`)),
  );
  for (const [side, chosen] of Object.entries(decided)) {
    if (chosen.length) found.push(...ranked([chosen], ids, `decided, ${side}`));
  }
  items.forEach((/** @type {Part} */ { design_document: link = "" }, /** @type {number} */ index) => {
    if (!isPlace(link)) found.push(`items ${index + 1}, design_document must be a path or a web address, and is ${shown(link)}.`);
  });
  return found;
}

/**
 * A path, or an address that starts with https: or http:. Anything else might run when somebody follows it.
 *
 * @param {string} link
 */
export const isPlace = (link) => !/^[a-z][a-z0-9+.-]*:/i.test(link) || /^https?:/i.test(link);

/**
 * @param {Part[]} some
 * @param {string} key
 * @param {string} at
 * @param {(text: string) => string} [same]
 * @returns {string[]}
 */
function doubles(some, key, at, same = (one) => one) {
  const all = some.map((item) => same(item[key]));
  return some.flatMap((item, index) => {
    const first = all.indexOf(all[index] ?? "");
    return first === index ? [] : [`${at} ${index + 1}, ${key}: ${shown(item[key])} stands in ${at} ${first + 1} already.`];
  });
}

/**
 * @param {string[][]} tiers
 * @param {Set<string> | null} ids
 * @param {string} at
 * @returns {string[]}
 */
function ranked(tiers, ids, at) {
  const seen = new Set();
  const found = tiers.flat().flatMap((id) => {
    const twice = seen.has(id);
    seen.add(id);
    if (twice) return [`${at}: ${shown(id)} stands there twice.`];
    return !ids || ids.has(id) ? [] : [`${at}: ${shown(id)} is no point of this board.`];
  });
  return seen.size ? found : [`${at}: nothing is ranked.`];
}
