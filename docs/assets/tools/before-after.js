/**
 * <playbook-before-after>: a form, and beside it the storyboard as it grows. It is kept on this device alone.
 *
 * @typedef {import("./priorities/storyboard.js").Storyboard} Storyboard
 * @typedef {[path: string, label: string, type: "text" | "area" | "lines" | "number" | "range" | "date" | "choice"]} Field
 * @typedef {{ head: string, fields: Field[], rows?: [path: string, one: string, fields: Field[]] }} Group
 * @typedef {{ form: Group[], shape: import("./priorities/shapes.js").Shape, words: Record<string, string>, look: import("./priorities/storyboard-prints.js").Look, measures: string, made_up: string, examples: Storyboard[] }} Island
 * @typedef {{ open: string, all: Record<string, Storyboard> }} State
 */
import { LitElement, html, live, nothing } from "../vendor/lit/lit.min.js";
import { Refused } from "./priorities/cleaning.js";
import { download, fileButton } from "./priorities/forms.js";
import { History } from "./priorities/history.js";
import { parse } from "./priorities/json.js";
import { sheet } from "./priorities/storyboard.js";
import { at, checked, meant, shapeAt, whole, withAt } from "./priorities/storyboard-fields.js";

const STORE = "playbook-before-after";
const FORMAT = "playbook-before-after/1";
const MOST = 2_000_000;
const NO_JSON = "This is no whole storyboard file. Save it again where it came from.";

export class PlaybookBeforeAfter extends LitElement {
  static properties = { state: { state: true }, said: { state: true }, wrong: { state: true } };

  constructor() {
    super();
    /** @type {Island | undefined} */
    this.island = undefined;
    /** @type {State} */
    this.state = { open: "s1", all: {} };
    this.said = "";
    /** What is wrong with a field, by its path. @type {Record<string, string>} */
    this.wrong = {};
    /** @type {History<State>} */
    this.history = new History();
    /** The path that was changed last: what is typed in one go is undone in one go. */
    this.last = "";
    this.kept = true;
  }

  createRenderRoot() {
    return this; // the page's own styles apply
  }

  connectedCallback() {
    const data = this.querySelector('script[type="application/json"]')?.textContent;
    if (data && !this.island) {
      this.island = /** @type {Island} */ (JSON.parse(data));
      this.state = this.stored() ?? { open: "s1", all: { s1: this.blank("s1") } };
      this.replaceChildren();
      addEventListener("storage", ({ key }) => {
        const found = key === STORE && this.stored();
        if (found) this.go({ ...found, open: found.all[this.state.open] ? this.state.open : found.open }, "Changed in another tab. Undo gives you what was here.", false, "tab");
      });
      addEventListener("beforeunload", (event) => !this.kept && event.preventDefault());
      addEventListener("hashchange", () => this.asked());
      this.asked();
    }
    super.connectedCallback();
  }

  /**
   * @param {string} id
   * @returns {Storyboard}
   */
  blank(id) {
    const { value } = checked(/** @type {Island} */ (this.island).shape, { format: FORMAT, id, title: "x" });
    return { .../** @type {any} */ (value), title: "" };
  }

  /** @param {Storyboard} board */
  used(board) {
    return JSON.stringify(board) !== JSON.stringify(this.blank(board.id));
  }

  get board() {
    return /** @type {Storyboard} */ (this.state.all[this.state.open]);
  }

  /** @returns {State | null} */
  stored() {
    let text = null;
    try {
      text = localStorage.getItem(STORE);
      const { open, all } = JSON.parse(text ?? "");
      for (const board of Object.values(all)) sheet(board, {});
      return all[open] ? { open, all } : null;
    } catch {
      if (text) localStorage.setItem(`${STORE}-aside`, text); // no storyboards of ours: nobody loses them
      return null;
    }
  }

  /**
   * @param {State} state
   * @param {string} said
   * @param {boolean} [keep]
   * @param {string} [path] what was typed in, if anything was
   */
  go(state, said, keep = true, path = "") {
    if (!path || path !== this.last) this.history.push(this.state, said);
    if (!path) this.wrong = {};
    this.last = path;
    this.state = state;
    this.said = said;
    if (keep) this.keep();
  }

  keep() {
    try {
      localStorage.setItem(STORE, JSON.stringify(this.state));
      this.kept = true;
    } catch {
      this.kept = false;
      this.said ||= "This browser keeps nothing for this page. Save the file before you leave.";
    }
  }

  /** Start with the point that the address names, as the board's links do. */
  asked() {
    const asked = /^#point=(.*)$/s.exec(location.hash)?.[1];
    if (asked === undefined) return;
    history.replaceState(history.state, "", location.pathname + location.search);
    void this.attempt(() => {
      const { id, title, statement } = parse(decodeURIComponent(asked), "The link names no pain point. Open it from the board again.") ?? {};
      this.take({ format: FORMAT, id, title, statement: statement ?? "" }, true);
    });
    void this.updateComplete.then(() => this.scrollIntoView());
  }

  /**
   * Say why something is refused.
   *
   * @param {() => unknown} what
   * @param {string} [name] of a file
   */
  async attempt(what, name = "") {
    try {
      await what();
    } catch (error) {
      this.said = name + (error instanceof Refused ? error.reason : `That did not work: ${error}`);
    }
  }

  /**
   * Open a storyboard that came from a file, a link or the example.
   *
   * @param {unknown} given
   * @param {boolean} [mine] open what is here already, in place of asking
   */
  take(given, mine = false) {
    const { shape } = /** @type {Island} */ (this.island);
    const { board, notes } = whole(shape, given);
    const used = Object.fromEntries(Object.entries(this.state.all).filter(([, one]) => this.used(one)));
    const here = used[board.id];
    const all = { ...used, [board.id]: board };
    const known = here && mine && (here.title === board.title || here.statement === board.statement);
    if (known || (here && mine && confirm(`Is ${board.id} your storyboard “${here.title}”? Cancel starts another one.`))) {
      this.go({ ...this.state, open: board.id }, `Your storyboard of ${board.id} is open.`);
    } else if (here && mine) this.add({ ...board, id: this.free(`${board.id.slice(0, 20)}-`) });
    else if (!here || JSON.stringify(here) === JSON.stringify(board) || confirm(`You have a storyboard of ${board.id} here. Replace it with the file?`)) {
      this.go({ open: board.id, all }, [`${board.id} is open.`, ...new Set(notes)].join(" "));
    }
  }

  /** @param {string} start of an id that no storyboard here has */
  free(start) {
    let number = 1;
    while (this.state.all[start + number]) number++;
    return start + number;
  }

  add(board = this.blank(this.free("s"))) {
    this.go({ open: board.id, all: { ...this.state.all, [board.id]: board } }, "A new storyboard.");
  }

  remove() {
    const { [this.state.open]: gone, ...all } = this.state.all;
    if (!gone || !confirm(`Delete the storyboard “${gone.title || gone.id}” from this device?`)) return;
    const open = Object.keys(all)[0] ?? "s1";
    this.go({ open, all: { [open]: this.blank(open), ...all } }, `Deleted. Undo brings it back.`);
  }

  undo() {
    const step = this.history.go(this.state, "undo");
    if (!step) return;
    this.state = step.state;
    this.said = `Undone.`;
    this.wrong = {};
    this.last = "";
    this.keep();
  }

  /**
   * @param {string} path
   * @param {unknown} value
   * @param {string} [said]
   * @param {string} [typed] the field
   */
  change(path, value, said = "", typed = "") {
    this.go({ ...this.state, all: { ...this.state.all, [this.state.open]: withAt(this.board, path, value) } }, said, true, typed);
  }

  /**
   * Clean what was typed, once it is typed; say what is wrong with it.
   *
   * @param {string} path
   */
  settle(path) {
    const { shape, words } = /** @type {Island} */ (this.island);
    const typed = at(this.board, path);
    const part = shapeAt(shape, path);
    const { value, faults, notes } = checked(part, typed);
    if (typeof typed === "string" && part.anyOf?.[0]?.type === "number") faults.splice(0, 1, "Write a number, such as 1400 or 0.5.");
    this.wrong = { ...this.wrong, [path]: faults.join(" ") };
    const kept = Array.isArray(value) ? value.filter((one) => one !== "") : value;
    if (!faults.length && JSON.stringify(kept) !== JSON.stringify(typed)) this.change(path, kept, "", path);
    const sums = /^(ask|saving)/.test(path) ? sheet(this.board, words).parts[3]?.blocks.filter(({ kind }) => kind === "figure") : [];
    this.said = [...notes, ...(sums ?? []).map(({ number, unit, text }) => `${number} ${unit} ${text}.`)].join(" ");
  }

  /** @param {"json" | "svg" | "md"} kind */
  give(kind) {
    this.attempt(async () => {
      const { shape, words, look, measures } = /** @type {Island} */ (this.island);
      const { board } = whole(shape, this.board);
      const page = sheet(board, words);
      const { markdown, svg } = await import("./priorities/storyboard-prints.js"); // only who exports loads it
      const name = `before-after-${board.id}.${kind}`;
      const text = { json: () => `${JSON.stringify(board, null, 1)}\n`, svg: () => svg(page, look), md: () => markdown(page, new URL(measures, document.baseURI).href) }[kind]();
      try {
        if (kind !== "md") throw kind;
        await navigator.clipboard.writeText(text);
        this.said = "Copied.";
      } catch {
        download(name, text);
        this.said = `Saved as ${name}.`;
      }
    });
  }

  render() {
    if (!this.island) return nothing;
    const { form, examples, made_up } = this.island;
    const { open, all } = this.state;
    this.toggleAttribute("data-used", this.used(this.board));
    const option = ({ id = "", title = "" }) => html`<option value=${id} .selected=${live(id === open)}>${title || "Without a title"} (${id})</option>`;
    const button = (/** @type {string} */ words, /** @type {() => unknown} */ does, off = false) =>
      html`<button type="button" class="md-button" aria-disabled=${off} @click=${does}>${words}</button>`;
    return html`
      <div class="g-before">
        <div class="g-actions g-before__top">
          <label for="ba-open">Storyboard</label>
          <select id="ba-open" @change=${(/** @type {Event} */ event) => this.choose(value(event))}>
            ${Object.values(all).map(option)}
            <optgroup label=${made_up}>${examples.filter(({ id }) => !all[id]).map(option)}</optgroup>
          </select>
          ${button("New", () => this.add())} ${button("Delete", () => this.remove())}
          ${button("Undo", () => this.undo(), !this.history.past.length)}
        </div>
        <form class="g-before__form" @submit=${(/** @type {Event} */ event) => event.preventDefault()}>
          ${form.map((group, index) => this.group(group, index))}
        </form>
        <div class="g-before__page">
          ${this.sheet()}
          <div class="g-actions">
            <button type="button" class="md-button md-button--primary" @click=${() => print()}>Print on one page</button>
            ${button("Copy as Markdown", () => this.give("md"))} ${button("Save as SVG", () => this.give("svg"))} ${button("Save the file", () => this.give("json"))}
            ${fileButton("Open a file", ".json", ([file]) => file && this.attempt(async () => this.take(parse(file.size > MOST ? "" : await file.text(), file.size > MOST ? "It is larger than 2 MB, which no storyboard is." : NO_JSON)), `${file.name}: `))}
          </div>
          <p class="g-before__said" role="status">${this.said}</p>
        </div>
      </div>
    `;
  }

  /** @param {string} id */
  choose(id) {
    const example = this.island?.examples.find((board) => board.id === id);
    if (this.state.all[id]) this.go({ ...this.state, open: id }, "");
    else if (example) this.take(example);
  }

  /** @param {Group} group @param {number} index */
  group({ head, fields, rows }, index) {
    const [path = "", one = "", inner = []] = rows ?? [];
    /** @type {unknown[]} */
    const found = rows ? at(this.board, path) : [];
    const fill = (/** @type {unknown[]} */ all, /** @type {string} */ said) => this.change(path, all, said);
    return html`<details class="g-before__group" ?open=${index < 2}>
      <summary>${head}</summary>
      ${fields.map((field) => this.field(field, field[0]))}
      ${found.map(
        (_row, place) => html`<fieldset class="g-before__row">
          <legend>${one} ${place + 1}</legend>
          ${inner.map((field) => this.field(field, `${path}.${place}.${field[0]}`))}
          <button type="button" class="g-less" @click=${() => this.focused(path, () => fill(found.filter((_one, other) => other !== place), `${one} ${place + 1} is taken out.`))}>
            Take out <span class="g-hidden">${one.toLowerCase()} ${place + 1}</span>
          </button>
        </fieldset>`,
      )}
      ${rows
        ? html`<button type="button" class="md-button g-more" id="ba-${path}" ?disabled=${found.length >= 12} @click=${() =>
            this.focused(`${path}.${found.length}.${inner[0]?.[0]}`, () => fill([...found, checked(shapeAt(/** @type {Island} */ (this.island).shape, `${path}.0`), {}).value], `${one} ${found.length + 1} is added.`))}>
            Add ${one.toLowerCase()}
          </button>`
        : nothing}
    </details>`;
  }

  /** @param {string} path where the focus goes @param {() => void} does */
  focused(path, does) {
    does();
    void this.updateComplete.then(() => document.getElementById(`ba-${path}`)?.focus());
  }

  /**
   * @param {Field} field
   * @param {string} path
   * @returns {unknown}
   */
  field([, label, type], path) {
    if (type === "range") {
      const ends = ["least", "most"].map((end, index) => this.field(["", end, "number"], `${path}.${index}`));
      return html`<fieldset class="g-before__range"><legend>${label}</legend>${ends}</fieldset>`;
    }
    const found = at(this.board, path) ?? "";
    const text = Array.isArray(found) ? found.join("\n") : String(found);
    const wrong = this.wrong[path];
    const id = `ba-${path}`;
    const typed = (/** @type {Event} */ event) => this.change(path, meant(value(event), type), "", path);
    const settled = () => this.settle(path);
    const hint = wrong ? `${id}-hint` : nothing;
    const bad = wrong ? "true" : nothing;
    const choices = type === "choice" && this.island ? (shapeAt(this.island.shape, path).enum ?? []) : [];
    const control =
      type === "choice"
        ? html`<select id=${id} @change=${typed}>${choices.map((one) => html`<option value=${one} .selected=${live(one === text)}>${one || "not yet"}</option>`)}</select>`
        : type === "area" || type === "lines"
          ? html`<textarea id=${id} rows="3" aria-invalid=${bad} aria-describedby=${hint} .value=${live(text)} @input=${typed} @change=${settled}></textarea>`
          : html`<input id=${id} type=${type === "date" ? "date" : "text"} inputmode=${type === "number" ? "decimal" : nothing} autocomplete="off" aria-invalid=${bad} aria-describedby=${hint} .value=${live(text)} @input=${typed} @change=${settled} />`;
    return html`<div class="g-field" data-type=${type}>
      <label for=${id}>${label}</label>${control}${wrong ? html`<p class="g-field__hint g-field__hint--wrong" id=${id}-hint>${wrong}</p>` : nothing}
    </div>`;
  }

  sheet() {
    const { words, measures } = /** @type {Island} */ (this.island);
    const { title, statement, parts } = sheet(this.board, words);
    return html`<div class="g-story" data-size=${fitting(parts)}>
      <h3>${title || "Without a title"}</h3>
      ${statement ? html`<p class="g-story__says">${statement}</p>` : nothing}
      <div class="g-story__parts">
        ${parts.map(
          ({ id, head, blocks }) => html`<section class="g-story__part g-story__part--${id}">
            <h4>${head}</h4>
            ${blocks.map(({ kind, text, number, unit, note, to }) =>
              kind === "figure"
                ? html`<p class="g-story__figure"><b>${number} <span>${unit}</span></b> ${text}<small>${note}</small></p>`
                : html`<p class="g-story__${kind}" data-kind=${kind}>${to ? html`<a href=${measures}>${text}</a>` : text}</p>`,
            )}
          </section>`,
        )}
      </div>
    </div>`;
  }
}

/**
 * The size in points at which the parts fit on one sheet of paper, by an estimate of their lines.
 *
 * @param {import("./priorities/storyboard.js").Part[]} parts
 */
function fitting(parts) {
  const lines = (/** @type {number} */ size) => {
    const long = (/** @type {string} */ text) => Math.ceil((text.length * size) / 500);
    const high = parts.map(({ blocks }) => blocks.reduce((sum, { kind, text, note }) => sum + long(text) + long(note) + (kind === "figure" ? 2.4 : 0.5), 4));
    return 5 + Math.max(...high.slice(0, 3)) + Math.max(...high.slice(3));
  };
  return [11, 10, 9, 8, 7, 6, 5].find((size) => lines(size) * size * 1.4 < 500) ?? 4;
}

/** @param {Event} event */
const value = (event) => /** @type {HTMLInputElement} */ (event.target).value;

customElements.define("playbook-before-after", PlaybookBeforeAfter);
