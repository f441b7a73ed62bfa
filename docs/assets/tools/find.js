/**
 * <playbook-find>: the standards that match what is typed, by ID (`pkg3` is PKG003), word, tier, level or check.
 *
 * The tables of the page are the list: rows that do not match are hidden, and so is a table without rows. What was
 * typed stands in the address, so that it can be sent to somebody.
 */

/**
 * @typedef {object} Known
 * @property {string} id
 * @property {string} words
 *
 * @typedef {object} Row
 * @property {HTMLTableRowElement} row
 * @property {string} id without zeros after the letters
 * @property {string} text
 * @property {string[]} cells
 */

const CHOICES = [
  { name: "level", label: "Level", cell: 2, values: ["must", "should", "may"] },
  { name: "for", label: "For", cell: 3, values: ["everyone", "growing", "regulated"] },
  { name: "decided", label: "Decided", cell: 4, values: ["by a program", "by a reviewer"] },
];

export class PlaybookFind extends HTMLElement {
  connectedCallback() {
    const data = this.querySelector("script")?.textContent;
    if (!data) return;
    const known = new Map(/** @type {Known[]} */ (JSON.parse(data)).map(({ id, words }) => [id, words]));
    const rows = listed(this.closest("article") ?? document, known);
    const query = new URLSearchParams(location.search);
    const typed = made("input", { type: "search", id: "find-words", autocomplete: "off", value: query.get("find") ?? "" });
    const said = made("p", { class: "g-find__said", role: "status" });
    const choices = CHOICES.map(({ name, label, cell, values }) => {
      const select = made("select", { id: `find-${name}` }, made("option", { value: "" }, "any"), ...values.map((value) => made("option", {}, value)));
      select.value = query.get(name) ?? "";
      return { name, label, cell, select };
    });
    const show = () => {
      const words = typed.value.toLowerCase().split(/\s+/).filter(Boolean);
      const found = rows.filter(({ row, id, text, cells }) => {
        const fits =
          words.every((word) => text.includes(word) || id.startsWith(short(word))) &&
          choices.every(({ select, cell }) => !select.value || cells[cell] === select.value);
        row.hidden = !fits;
        return fits;
      });
      for (const section of new Set(rows.map(({ row }) => /** @type {HTMLElement} */ (row.closest(".g-list"))))) {
        const empty = !found.some(({ row }) => section.contains(row));
        section.hidden = empty;
        const head = /** @type {HTMLElement | null} */ (section.previousElementSibling);
        if (head?.tagName === "H3") head.hidden = empty;
      }
      said.textContent = `${found.length === rows.length ? "" : `${found.length} of `}${rows.length} standards.`;
    };
    const form = made("form", { class: "g-find" }, field("ID or word", typed), ...choices.map(({ label, select }) => field(label, select)));
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const first = rows.find(({ row }) => !row.hidden)?.row.querySelector("a");
      if (typed.value && first) first.click();
    });
    form.addEventListener("input", () => {
      show();
      remember([["find", typed.value], ...choices.map(({ name, select }) => [name, select.value])]);
    });
    this.replaceChildren(form, said);
    show();
  }
}

/** @param {string} id in lower case; `pkg003` gives `pkg3` */
const short = (id) => id.replace(/^([a-z]+)0+/, "$1");

/**
 * @param {ParentNode} page
 * @param {Map<string, string>} known
 * @returns {Row[]}
 */
function listed(page, known) {
  const all = /** @type {NodeListOf<HTMLTableRowElement>} */ (page.querySelectorAll(".g-list tbody tr"));
  return [...all].flatMap((row) => {
    const cells = [...row.cells].map((cell) => (cell.textContent ?? "").trim());
    const id = cells[0] ?? "";
    const text = [...cells, known.get(id)].join(" ").toLowerCase();
    return known.has(id) ? [{ row, id: short(id.toLowerCase()), text, cells }] : [];
  });
}

/** @param {string[][]} values names with what was typed or chosen */
function remember(values) {
  const query = new URLSearchParams(values.filter(([, value]) => value));
  history.replaceState(history.state, "", `${location.pathname}${query.size ? `?${query}` : ""}${location.hash}`);
}

/**
 * @param {string} label
 * @param {HTMLElement} control
 */
function field(label, control) {
  return made("label", { for: control.id }, label, control);
}

/**
 * @template {keyof HTMLElementTagNameMap} T
 * @param {T} tag
 * @param {Record<string, string>} attributes
 * @param {...(Node | string)} children
 * @returns {HTMLElementTagNameMap[T]}
 */
function made(tag, attributes, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

customElements.define("playbook-find", PlaybookFind);
