/** The sections of a document as fields: text, or a table whose rows are added and taken out. */
import { html, nothing } from "../../vendor/lit/lit.min.js";
import { field, link } from "../priorities/forms.js";
import { below, rowsOf, sectionsOf, withRows } from "./draft.js";

/**
 * @typedef {import("../design.js").PlaybookDesign} Host
 * @typedef {import("./draft.js").Section} Section
 * @typedef {import("./written.js").Answer} Answer
 */

const ALLOWED = ["", "yes", "no", "not asked"];

/** @param {Host} host */
export function parts(host) {
  const { answers, titles } = host.draft;
  const { known } = host;
  const { says, pages } = known;
  const sections = sectionsOf(host.draft, known);

  /** @param {Section} section */
  const part = (section) => {
    const { id, asks, anchor, extra, form } = section;
    const title = titles[id] ?? section.title;
    const rows = rowsOf(known.forms, section, answers[id]);
    const hint = html`${extra ? says.extra : asks}
    ${extra ? nothing : html`<a href="${pages[host.own.id]}#${anchor}">${says.examples}</a>`} ${form && !rows ? says.by_hand : nothing}`;
    const key = `d-s-${id}`;
    const area = (/** @type {string} */ name, /** @type {string} */ asks, /** @type {any} */ hint, /** @type {Answer} */ value, /** @type {(value: string) => Answer} */ made) =>
      field({ id: name, asks, hint }, html`<textarea id=${name} rows="4" aria-describedby="${name}-hint" .value=${value} @input=${(/** @type {any} */ { target }) => host.answer(id, made(target.value), name)}></textarea>`);
    if (!rows) return area(key, title, hint, answers[id] ?? "", (value) => value);
    const tail = below(answers[id]);
    const set = (/** @type {string[][]} */ all, typed = "", said = "") => host.answer(id, withRows(known.forms, section, all, tail), typed, said);
    const take = (/** @type {number} */ at) => {
      set(rows.filter((_, index) => index !== at), "", host.say("out", at + 1, title));
      host.focusOn(`#${key}-add`);
    };
    const add = () => {
      set([...rows, []]);
      host.focusOn(`#${key}-${rows.length}-0`);
    };
    const columns = known.forms[form ?? ""] ?? [];
    const cell = (/** @type {number} */ at, /** @type {string} */ column, /** @type {number} */ index) => {
      const value = rows[at]?.[index] ?? "";
      const name = `${key}-${at}-${index}`;
      const put = (/** @type {any} */ { target }) =>
        set(rows.map((row, number) => (number === at ? columns.map((_, place) => (place === index ? target.value : (row[place] ?? ""))) : row)), name);
      const isDate = /^(Taken on|Until|By|When)$/.test(column) && /^([0-9-]{10})?$/.test(value);
      return html`<label class="g-fill__cell"
        ><span>${column}</span>${column === "Allowed?" && ALLOWED.includes(value)
          ? html`<select id=${name} @change=${put}>${ALLOWED.map((one) => html`<option .selected=${one === value}>${one}</option>`)}</select>`
          : isDate || column === "Measure"
            ? html`<input id=${name} type=${isDate ? "date" : "text"} max="9999-12-31" list=${isDate ? nothing : "d-measures"} autocomplete="off" .value=${value} @input=${put} />`
            : html`<textarea id=${name} rows="1" .value=${value} @input=${put}></textarea>`}</label
      >`;
    };
    return html`<fieldset class="g-field" aria-describedby="${key}-hint">
      <legend class="g-field__asks">${title}</legend>
      <p class="g-field__hint" id="${key}-hint">${hint}</p>
      ${rows.map(
        (_, at) => html`<div class="g-fill__cells" role="group" aria-label="Row ${at + 1}">
          ${columns.map((column, index) => cell(at, column, index))}
          ${rows[1] ? html`<button type="button" class="g-link" aria-label="Take out row ${at + 1} of ${title}" @click=${() => take(at)}>Take out</button>` : nothing}
        </div>`,
      )}
      <div class="g-actions">
        <button type="button" class="md-button" id="${key}-add" aria-label="Add a row to ${title}" @click=${add}>Add a row</button>
        ${form === "integration" && !rows.some(([first]) => first) ? link(says.nothing_new ?? "", () => set([["nothing new", "–", "–", "–"]])) : nothing}
      </div>
      ${tail && area(`${key}-below`, says.below ?? "", "", tail, (value) => withRows(known.forms, section, rows, value))}
    </fieldset>`;
  };

  let stage = "";
  return sections.map((section) => {
    const isSame = section.extra || section.stage === stage;
    stage = section.stage;
    return html`${isSame ? nothing : html`<h3>${host.say("stage", stage)}</h3>`}${part(section)}`;
  });
}
