/**
 * The form of a storyboard, which the page has drawn (scripts/playbook/pages/before_after_form.py) and this fills: where
 * the fields are, what typed text stands for, and whether it can stay. The name of a control is its path in the
 * storyboard. The page gives the shape of a storyboard too, which files are held against.
 *
 * @typedef {import("./shapes.js").Shape} Shape
 * @typedef {HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement} Control
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

/**
 * Bring the form to what `board` holds. What somebody has typed stays as it is while it means the same.
 *
 * @param {Element} form
 * @param {Shape} shape
 * @param {import("./storyboard.js").Storyboard} board
 * @param {Record<string, string>} wrong what is wrong with a field, by its path
 */
export function fill(form, shape, board, wrong) {
  for (const list of /** @type {NodeListOf<HTMLElement>} */ (form.querySelectorAll("[data-rows]"))) rows(list, at(board, list.dataset.rows ?? "").length);
  for (const control of /** @type {NodeListOf<Control>} */ (form.querySelectorAll("[name]"))) {
    const { name } = control;
    const found = at(board, name);
    if (JSON.stringify(meant(control.value, shapeAt(shape, name))) !== JSON.stringify(found)) control.value = [found ?? ""].flat().join("\n");
    const hint = /** @type {Element} */ (control.parentElement?.nextElementSibling);
    hint.textContent = wrong[name] ?? "";
    hint.id = `${name}-hint`;
    control.setAttribute("aria-describedby", hint.id);
    control.setAttribute("aria-invalid", String(Boolean(wrong[name])));
  }
}

/**
 * @param {HTMLElement} list
 * @param {number} count how many rows it should have
 */
function rows(list, count) {
  const template = /** @type {HTMLTemplateElement} */ (list.nextElementSibling);
  while (list.childElementCount > count) list.lastElementChild?.remove();
  while (list.childElementCount < count) {
    const row = /** @type {DocumentFragment} */ (template.content.cloneNode(true));
    const place = list.childElementCount;
    for (const control of /** @type {NodeListOf<Control>} */ (row.querySelectorAll("[name]"))) control.name = `${list.dataset.rows}.${place}.${control.name}`;
    for (const number of row.querySelectorAll("[data-number]")) number.textContent = String(place + 1);
    list.append(row);
  }
  /** @type {HTMLButtonElement} */ (template.nextElementSibling).disabled = count >= Number(list.dataset.most);
}

/**
 * A row more or less: where the button stands tells which. The focus goes to what is there then.
 *
 * @param {HTMLButtonElement} button
 * @param {Shape} shape
 * @param {import("./storyboard.js").Storyboard} board
 */
export function changed(button, shape, board) {
  const group = /** @type {Element} */ (button.closest("details"));
  const list = /** @type {HTMLElement} */ (group.querySelector("[data-rows]"));
  const { rows: path = "", one = "" } = list.dataset;
  const place = [...list.children].indexOf(/** @type {Element} */ (button.parentElement));
  const added = place < 0;
  const rows = [...at(board, path)];
  if (added) rows.push(checked(shapeAt(shape, `${path}.0`), {}).value);
  else rows.splice(place, 1);
  const said = `${one} ${added ? rows.length : place + 1} is ${added ? "added" : "taken out"}.`;
  const focus = () => /** @type {HTMLElement} */ (added ? list.lastElementChild?.querySelector("input") : group.lastElementChild).focus();
  return { path, rows, said, focus };
}
