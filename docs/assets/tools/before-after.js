/**
 * <playbook-before-after>: a form, and beside it the storyboard as it grows. It is kept on this device alone.
 *
 * @typedef {import("./priorities/storyboard.js").Storyboard} Storyboard
 * @typedef {import("./priorities/storyboard-kept.js").State} State
 * @typedef {import("./priorities/storyboard-form.js").Control} Control
 *
 * @typedef {object} Island
 * @property {import("./priorities/shapes.js").Shape} shape
 * @property {import("./priorities/storyboard.js").Words} words of the sheet
 * @property {Record<string, string>} says what the tool says and asks
 * @property {import("./priorities/storyboard-prints.js").Look} look
 * @property {string} measures
 * @property {Storyboard} blank
 * @property {Storyboard[]} examples
 */
import { LitElement } from "../vendor/lit/lit.min.js";
import { Refused } from "./priorities/cleaning.js";
import { copied, draw } from "./priorities/drawn.js";
import { download } from "./priorities/forms.js";
import { History } from "./priorities/history.js";
import { parse } from "./priorities/json.js";
import { filled, sheet } from "./priorities/storyboard.js";
import { at, changed, checked, fill, meant, shapeAt, whole, withAt } from "./priorities/storyboard-form.js";
import { STORE, keep, stored } from "./priorities/storyboard-kept.js";
import { drawn } from "./priorities/storyboard-sheet.js";

const MOST = 2_000_000;

export class PlaybookBeforeAfter extends LitElement {
  static properties = { state: { state: true }, said: { state: true }, wrong: { state: true } };

  constructor() {
    super();
    /** @type {Island} */
    this.island = JSON.parse(this.querySelector("script")?.textContent ?? "");
    /** @type {State} */
    this.state = stored() ?? { open: "s1", all: { s1: this.blank("s1") } };
    this.said = "";
    /** What is wrong with a field, by its path. @type {Record<string, string>} */
    this.wrong = {};
    /** @type {History<State>} */
    this.history = new History();
    /** The path that was changed last: what is typed in one go is undone in one go. */
    this.last = "";
    this.kept = true;
    addEventListener("storage", ({ key }) => {
      const found = key === STORE && stored();
      if (found) this.go({ ...found, open: found.all[this.state.open] ? this.state.open : found.open }, this.say("elsewhere"), "tab", true);
    });
    addEventListener("beforeunload", (event) => !this.kept && event.preventDefault());
    addEventListener("hashchange", () => this.asked());
    this.asked();
  }

  /**
   * The page has drawn the tool: `data-click` and the like name the method that an event calls. Lit draws the sheet
   * alone, with the page's own styles.
   */
  createRenderRoot() {
    draw(this);
    this.parts = /** @type {HTMLElement[]} */ ([...this.querySelectorAll("[data-part]")]);
    return /** @type {HTMLElement} */ (this.parts[3]);
  }

  /**
   * @param {string} name of a sentence
   * @param {unknown[]} parts what goes into its gaps
   */
  say(name, ...parts) {
    return filled(this.island.says[name], ...parts);
  }

  /** @param {string} id */
  blank(id) {
    return { ...this.island.blank, id };
  }

  /** @param {Storyboard} board */
  used(board) {
    return JSON.stringify(board) !== JSON.stringify(this.blank(board.id));
  }

  get board() {
    return /** @type {Storyboard} */ (this.state.all[this.state.open]);
  }

  /**
   * @param {State} state
   * @param {string} said
   * @param {string} [path] what was typed in, if anything was
   * @param {boolean} [stay] it is kept already
   */
  go(state, said, path = "", stay = false) {
    if (!path || path !== this.last) this.history.push(this.state, said);
    this.show(state, said, path, stay);
  }

  /**
   * @param {State} state
   * @param {string} said
   * @param {string} [path]
   * @param {boolean} [stay]
   */
  show(state, said, path = "", stay = false) {
    if (!path) this.wrong = {};
    this.last = path;
    this.state = state;
    this.said = said;
    if (stay) return;
    this.kept = keep(state);
    if (!this.kept) this.said ||= this.say("unkept");
  }

  undo() {
    const step = this.history.go(this.state, "undo");
    if (step) this.show(step.state, "Undone.");
  }

  /** Start with the point that the address names, as the board's links do. */
  asked() {
    const asked = /^#point=(.*)$/s.exec(location.hash)?.[1];
    if (asked === undefined) return;
    history.replaceState(history.state, "", location.pathname + location.search);
    void this.attempt(() => {
      const { id, title, statement = "" } = parse(decodeURIComponent(asked), this.say("no_point")) ?? {};
      this.take({ format: this.island.blank.format, id, title, statement }, true);
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
      this.said = name + (error instanceof Refused ? error.reason : this.say("failed", error));
    }
  }

  open() {
    /** @type {HTMLElement} */ (this.querySelector("[type=file]")).click();
  }

  /** @param {HTMLInputElement} input */
  read(input) {
    const file = input.files?.[0];
    if (!file) return;
    void this.attempt(async () => {
      if (file.size > MOST) throw new Refused(this.say("large"));
      this.take(parse(await file.text(), this.say("no_file")));
    }, `${file.name}: `);
    input.value = "";
  }

  /**
   * Open a storyboard that came from a file, a link or the example.
   *
   * @param {unknown} given
   * @param {boolean} [mine] open what is here already, in place of asking
   */
  take(given, mine = false) {
    const { board, notes } = whole(this.island.shape, given);
    const { id, title, statement } = board;
    const used = Object.fromEntries(Object.entries(this.state.all).filter(([, one]) => this.used(one)));
    const here = used[id];
    const same = here && (mine ? here.title === title || here.statement === statement : JSON.stringify(here) === JSON.stringify(board));
    const yes = !here || same || confirm(this.say(mine ? "yours" : "replace", title || id, here.title));
    if (here && mine) {
      if (yes) this.go({ ...this.state, open: id }, this.say("here", here.title || id));
      else this.start({ ...board, id: this.free(`${id.slice(0, 20)}-`) });
    } else if (yes) this.go({ open: id, all: { ...used, [id]: board } }, [this.say("open", title || id), ...new Set(notes)].join(" "));
  }

  /** @param {string} start of an id that no storyboard here has */
  free(start) {
    let number = 1;
    while (this.state.all[start + number]) number++;
    return start + number;
  }

  add() {
    this.start(this.blank(this.free("s")));
  }

  /** @param {Storyboard} board */
  start(board) {
    this.go({ open: board.id, all: { ...this.state.all, [board.id]: board } }, this.say("new"));
  }

  remove() {
    const { [this.state.open]: gone, ...all } = this.state.all;
    if (!gone || !confirm(this.say("delete", gone.title || gone.id))) return;
    const open = Object.keys(all)[0] ?? "s1";
    this.go({ open, all: { [open]: this.blank(open), ...all } }, this.say("deleted"));
  }

  /**
   * @param {string} path
   * @param {unknown} value
   * @param {string} [said]
   * @param {string} [typed] the field
   */
  change(path, value, said = "", typed = "") {
    this.go({ ...this.state, all: { ...this.state.all, [this.state.open]: withAt(this.board, path, value) } }, said, typed);
  }

  /** @param {Control} control */
  typed({ name, value }) {
    this.change(name, meant(value, shapeAt(this.island.shape, name)), "", name);
  }

  /**
   * Clean what was typed, once it is typed; say what is wrong with it.
   *
   * @param {Control} control
   */
  settle({ name }) {
    const typed = at(this.board, name);
    const { value, faults, notes } = checked(shapeAt(this.island.shape, name), typed);
    this.wrong = { ...this.wrong, [name]: faults.join(" ") };
    const kept = Array.isArray(value) ? value.filter((one) => one !== "") : value;
    if (!faults.length && JSON.stringify(kept) !== JSON.stringify(typed)) this.change(name, kept, "", name);
    const blocks = /^(ask|saving)/.test(name) ? (sheet(this.board, this.island.words).parts[3]?.blocks ?? []) : [];
    const sums = blocks.filter(({ kind }) => kind === "figure").map(({ number, unit, text }) => `${number} ${unit} ${text}.`);
    this.said = [...notes, ...sums].join(" ");
  }

  /** @param {HTMLButtonElement} button */
  async rows(button) {
    const { path, rows, said, focus } = changed(button, this.island.shape, this.board);
    this.change(path, rows, said);
    await this.updateComplete;
    focus();
  }

  print() {
    print();
  }

  /** @param {HTMLButtonElement} button which names the kind of the file */
  give({ name: kind }) {
    return this.attempt(async () => {
      const { shape, words, look, measures } = this.island;
      const { board } = whole(shape, this.board);
      const page = sheet(board, words);
      const { markdown, svg } = await import("./priorities/storyboard-prints.js"); // only who exports loads it
      const name = `before-after-${board.id}.${kind}`;
      const text = kind === "json" ? `${JSON.stringify(board, null, 1)}\n` : kind === "svg" ? svg(page, look) : markdown(page, look, new URL(measures, document.baseURI).href);
      const isCopied = kind === "md" && (await copied(text));
      if (!isCopied) download(name, text);
      this.said = isCopied ? "Copied." : `Saved as ${name}.`;
    });
  }

  /** @param {Control} control */
  choose({ value: id }) {
    const example = this.island.examples.find((board) => board.id === id);
    if (this.state.all[id]) this.go({ ...this.state, open: id }, "");
    else if (example) this.take(example);
  }

  render() {
    return drawn(sheet(this.board, this.island.words), this.island.measures);
  }

  updated() {
    const { island, state } = this;
    const [choice, undo, form, , said] = /** @type {[HTMLElement, HTMLElement, HTMLElement, HTMLElement, HTMLElement]} */ (this.parts);
    [Object.values(state.all), island.examples.filter(({ id }) => !state.all[id])].forEach((boards, group) => {
      const options = boards.map(({ id, title }) => new Option(`${title || "Without a title"} (${id})`, id, false, id === state.open));
      choice.children[group]?.replaceChildren(...options);
    });
    undo.setAttribute("aria-disabled", String(!this.history.past.length));
    said.textContent = this.said;
    this.toggleAttribute("data-used", this.used(this.board));
    fill(form, island.shape, this.board, this.wrong);
  }
}

customElements.define("playbook-before-after", PlaybookBeforeAfter);
