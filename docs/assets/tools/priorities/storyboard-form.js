/**
 * The form of a storyboard, which the page has drawn (scripts/playbook/pages/before_after_form.py) and this fills. The
 * name of a control is its path in the storyboard.
 *
 * @typedef {HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement} Control
 */
import { at, checked, meant, shapeAt } from "./storyboard-fields.js";

/**
 * Bring the form to what `board` holds. What somebody has typed stays as it is while it means the same.
 *
 * @param {Element} form
 * @param {import("./shapes.js").Shape} shape
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
 * @param {import("./shapes.js").Shape} shape
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
