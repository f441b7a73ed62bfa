/**
 * The fields of a storyboard: where they are, what typed text stands for, and whether it can stay. The page gives the
 * shape of a storyboard (scripts/playbook/records/storyboard.py), which files are held against too.
 *
 * @typedef {import("./shapes.js").Shape} Shape
 */
import { Refused } from "./cleaning.js";
import { read } from "./shapes.js";

/**
 * @param {any} object
 * @param {string} path keys with dots between them
 * @returns {any}
 */
export const at = (object, path) => path.split(".").reduce((inner, key) => inner?.[key], object);

/**
 * A copy of `object` with `value` at `path`.
 *
 * @param {any} object
 * @param {string} path
 * @param {unknown} value
 * @returns {any}
 */
export function withAt(object, path, value) {
  const copy = structuredClone(object);
  const keys = path.split(".");
  const last = keys.pop() ?? "";
  keys.reduce((inner, key) => inner[key], copy)[last] = value;
  return copy;
}

/**
 * @param {Shape} shape
 * @param {string} path
 * @returns {Shape}
 */
export const shapeAt = (shape, path) =>
  path.split(".").reduce((/** @type {any} */ inner, key) => inner.items ?? inner.properties[key], shape);

/**
 * What a text stands for; a number that is none stays as it was typed. `1,400` may be two numbers, so it is none.
 *
 * @param {string} typed
 * @param {Shape} shape of the field
 */
export function meant(typed, { type, anyOf }) {
  const text = typed.trim();
  if (type === "array") return typed.split("\n");
  const isNumber = anyOf?.[0]?.type === "number" && /^[-−]?\d+([.,]\d{1,6})?$/.test(text) && !/,\d{3}$/.test(text);
  if (isNumber) return Number(text.replace(",", ".").replace("−", "-"));
  return anyOf ? text || null : typed;
}

/**
 * A cleaned copy of `value`, and what is to be said of it.
 *
 * @param {Shape} shape
 * @param {unknown} value
 * @param {string} [name]
 */
export function checked(shape, value, name = "This") {
  const said = { faults: /** @type {string[]} */ ([]), notes: /** @type {string[]} */ ([]) };
  return { value: read(shape, value, name, said), ...said };
}

/**
 * A storyboard as it can be written to a file, from one that was typed or read.
 *
 * @param {Shape} shape
 * @param {any} given
 * @returns {{ board: import("./storyboard.js").Storyboard, notes: string[] }}
 * @throws {Refused}
 */
export function whole(shape, given) {
  const { value, faults, notes } = checked(shape, given, "");
  if (faults.length) throw new Refused(faults.slice(0, 3).join(" "));
  return { board: value, notes };
}
