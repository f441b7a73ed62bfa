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

const ID = { type: "string", pattern: "^[A-Za-z0-9][A-Za-z0-9-]{0,23}$", description: "an id: letters, digits and hyphens, 24 at most" };
const IDS = { type: "array", maxItems: 60, items: ID };
const WORDS = { type: "string", maxLength: 400, default: "" };
const GROUP = { type: "object", properties: { id: ID, name: { type: "string", minLength: 2, maxLength: 40 } }, required: ["id", "name"] };
const GROUPS = { type: "array", minItems: 2, maxItems: 8, items: GROUP };
const TITLE = { type: "string", minLength: 2, maxLength: 48 };
const BOARD_TITLE = { type: "string", minLength: 1, maxLength: 80 };
const DIGEST = { type: "string", pattern: "^[0-9a-f]{8}$", description: "8 hexadecimal digits" };
const HASH = { type: "string", pattern: "^[0-9a-f]{64}$", description: "64 hexadecimal digits" };
const SALT = { type: "string", pattern: "^[A-Za-z0-9_-]{8,64}$", description: "8 to 64 letters and digits" };
const CHOSEN = { ...IDS, default: [] };
/** @param {object} shape */
const unknown = (shape) => ({ anyOf: [shape, { type: "null" }], default: null });
const RANKING = {
  voter: ID,
  group: ID,
  number: { type: "integer", minimum: 1, maximum: 1000000, default: 1 },
  items: unknown(DIGEST),
  tiers: { type: "array", maxItems: 60, items: IDS },
};
export const ITEM = {
  type: "object",
  properties: {
    id: ID,
    title: TITLE,
    statement: WORDS,
    felt_by: { type: "array", maxItems: 20, items: { type: "string", minLength: 1, maxLength: 400, pattern: "^[^;]*$", description: "a text of 1 to 400 characters without “;”" }, default: [] },
    component: unknown({
      type: "string",
      enum: ["version control", "CI/CD", "containerisation", "container registry", "package registry", "experiment tracking", "model registry", "monitoring", "compute", "serving"],
    }),
    area: unknown({ type: "string", enum: ["deploy", "maintain", "monitor"] }),
    effort: unknown({ type: "string", enum: ["S", "M", "L"] }),
    days: unknown({ type: "integer", minimum: 1, maximum: 1000 }),
    procurement_weeks: { type: "integer", minimum: 0, maximum: 520, default: 0 },
    status: { type: "string", enum: ["collected", "ranked", "chosen", "in progress", "verified", "dropped"], default: "collected" },
    design_document: WORDS,
  },
  required: ["id", "title"],
};

/** @type {Record<Kind, Shape>} */
export const SHAPES = /** @type {any} */ ({
  board: {
    type: "object",
    properties: {
      format: { type: "string", const: "playbook-board/1", default: "playbook-board/1" },
      id: ID,
      title: BOARD_TITLE,
      top: unknown({ type: "integer", minimum: 1, maximum: 60 }),
      groups: GROUPS,
      items: { type: "array", maxItems: 60, items: ITEM },
      ballots: { type: "array", maxItems: 500, items: { type: "object", properties: RANKING, required: ["voter", "group", "tiers"] }, default: [] },
      seals: { type: "array", maxItems: 500, items: { type: "object", properties: { voter: ID, group: ID, hash: HASH }, required: ["voter", "group", "hash"] }, default: [] },
      decided: { type: "object", properties: { lead: CHOSEN, others: CHOSEN }, default: { lead: [], others: [] } },
    },
    required: ["id", "title", "groups", "items"],
  },
  ballot: {
    type: "object",
    properties: { format: { type: "string", const: "playbook-ballot/1" }, board: ID, ...RANKING, salt: unknown(SALT) },
    required: ["format", "board", "voter", "group", "tiers"],
  },
  slip: {
    type: "object",
    properties: {
      format: { type: "string", const: "playbook-slip/1" },
      board: ID,
      title: BOARD_TITLE,
      groups: GROUPS,
      items: { type: "array", maxItems: 60, items: { type: "object", properties: { id: ID, title: TITLE, statement: WORDS }, required: ["id", "title"] } },
    },
    required: ["format", "board", "title", "groups", "items"],
  },
  seal: { type: "object", properties: { board: ID, voter: ID, group: ID, hash: HASH }, required: ["board", "voter", "group", "hash"] },
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
    throw new Refused(`This ${kind} cannot be read: ${said.faults.slice(0, 3).join(" ")}${rest} Mend the file, or ask for it again.`);
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
  const wrong = (/** @type {string} */ is) => said.faults.push(`${at || "it"} must be ${named(shape)}${is}.`);
  if (shape.type === "array") {
    const { minItems = 0, maxItems = Infinity } = shape;
    if (!Array.isArray(value)) return wrong(found(value));
    if (value.length < minItems || value.length > maxItems) return wrong(`, and has ${value.length}`);
    return value.map((item, index) => read(/** @type {Shape} */ (shape.items), item, `${at} ${index + 1}`, said));
  }
  if (shape.type === "object") {
    if (typeof value !== "object" || value === null || Array.isArray(value)) return wrong(found(value));
    return parts(shape, value, at, said);
  }
  if (shape.type === "integer" || shape.type === "number") {
    const { minimum = 0, maximum = 0 } = shape;
    const fits = shape.type === "number" ? Number.isFinite(value) : Number.isInteger(value);
    return fits && value >= minimum && value <= maximum ? value : wrong(found(value));
  }
  if (typeof value !== "string") return wrong(found(value));
  return texts(shape, value, at, said, wrong);
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
 * @param {(is: string) => unknown} wrong
 */
function texts(shape, value, at, said, wrong) {
  if (shape.const || shape.enum) return (shape.enum ?? [shape.const]).includes(value) ? value : wrong(found(value));
  if (!shape.maxLength) return new RegExp(shape.pattern ?? "").test(value) ? value : wrong(found(value));
  const { text, notes } = scrub(value);
  said.notes.push(...notes.map((note) => `${at}: ${note}.`));
  const off = misfit(text, shape.minLength ?? 0, shape.maxLength);
  if (off) return wrong(`, and ${off.what}`);
  return !shape.pattern || new RegExp(shape.pattern).test(text) ? text : wrong(found(text));
}

/** @param {unknown} value */
function found(value) {
  if (typeof value === "string") return `, and is ${shown(value)}`;
  return Number.isSafeInteger(value) ? `, and is ${value}` : "";
}

/** @param {Shape} shape */
function named({ type, description, minLength, maxLength, minimum, maximum, minItems = 0, maxItems, ...shape }) {
  if (description) return description;
  if (shape.const || shape.enum) return listed((shape.enum ?? [shape.const ?? ""]).map((word) => `“${word}”`));
  if (type === "integer" || type === "number") return `a ${type === "integer" ? "whole " : ""}number from ${minimum} to ${maximum}`;
  if (type === "array") return `a list of ${minItems} to ${maxItems}`;
  return type === "object" ? "an object" : `a text of ${minLength ?? 0} to ${maxLength} characters`;
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
  const { groups, items, ballots = [], seals = [], decided = { lead: [], others: [] } } = data;
  const ids = new Set(items.map((/** @type {any} */ item) => item.id));
  const sides = new Set(groups.map((/** @type {any} */ group) => group.id));
  const found = [
    ...doubles(groups, "id", "groups"),
    ...doubles(items, "id", "items"),
    ...doubles(items, "title", "items", fold),
    ...doubles(ballots, "voter", "ballots"),
    ...doubles(seals, "voter", "seals"),
  ];
  if (kind === "slip" && !items.length) found.push("items: there is nothing to rank.");
  if (!sides.has("lead")) found.push("groups must have one with the id “lead”.");
  for (const [name, list] of [["ballots", ballots], ["seals", seals]]) {
    list.forEach((/** @type {any} */ one, /** @type {number} */ index) => {
      if (!sides.has(one.group)) found.push(`${name} ${index + 1}, group: ${shown(one.group)} is none of ${listed([...sides])}.`);
    });
  }
  ballots.forEach((/** @type {any} */ one, /** @type {number} */ index) =>
    found.push(...ranked(one.tiers, ids, `ballots ${index + 1}, tiers`)),
  );
  for (const side of ["lead", "others"]) {
    if (decided[side].length) found.push(...ranked([decided[side]], ids, `decided, ${side}`));
  }
  items.forEach((/** @type {any} */ { design_document: link = "" }, /** @type {number} */ index) => {
    if (!isPlace(link)) found.push(`items ${index + 1}, design_document must be a path or a web address${foundIn(link)}.`);
  });
  return found;
}

/** @param {string} link */
const foundIn = (link) => `, and is ${shown(link)}`;

/**
 * A path, or an address that starts with https: or http:. Anything else might run when somebody follows it.
 *
 * @param {string} link
 */
export const isPlace = (link) => !/^[a-z][a-z0-9+.-]*:/i.test(link) || /^https?:/i.test(link);

/**
 * @param {any[]} list
 * @param {string} key
 * @param {string} at
 * @param {(text: string) => string} [same]
 */
function doubles(list, key, at, same = (text) => text) {
  const seen = new Map();
  /** @type {string[]} */
  const found = [];
  list.forEach((item, index) => {
    const value = same(item[key]);
    if (seen.has(value)) found.push(`${at} ${index + 1}, ${key}: ${shown(item[key])} stands in ${at} ${seen.get(value)} already.`);
    else seen.set(value, index + 1);
  });
  return found;
}

/**
 * @param {string[][]} tiers
 * @param {Set<string> | null} ids
 * @param {string} at
 */
function ranked(tiers, ids, at) {
  const seen = new Set();
  /** @type {string[]} */
  const found = [];
  for (const id of tiers.flat()) {
    if (seen.has(id)) found.push(`${at}: ${shown(id)} stands there twice.`);
    else if (ids && !ids.has(id)) found.push(`${at}: ${shown(id)} is no point of this board.`);
    seen.add(id);
  }
  return seen.size ? found : [`${at}: nothing is ranked.`];
}
