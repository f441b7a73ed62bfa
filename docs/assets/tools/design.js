/**
 * <playbook-design>: a design document filled in: its front matter, the sections of its stage, and the Markdown that
 * comes of it. The draft is kept on this device alone. The page has drawn all but the sections.
 *
 * @typedef {import("./design/draft.js").Draft} Draft
 * @typedef {import("./design/written.js").Answer} Answer
 */
import { LitElement } from "../vendor/lit/lit.min.js";
import records from "./design/data.js";
import { STORE, below, blank, isBegun, isSomebody, markdown, newest, rowsOf, sectionsOf, sound, withRows } from "./design/draft.js";
import { fill, mark } from "./design/facts.js";
import { read } from "./design/read.js";
import { parts } from "./design/sections.js";
import { fileName, later } from "./design/written.js";
import { Refused } from "./priorities/cleaning.js";
import { copied, draw } from "./priorities/drawn.js";
import { download } from "./priorities/forms.js";
import { History } from "./priorities/history.js";

/** Bytes of a file that is opened: the check reads no more (MAX_BYTES in scripts/playbook/design_docs/document.py). */
const LARGEST = 524288;

export class PlaybookDesign extends LitElement {
  static properties = { draft: { state: true }, said: { state: true }, trouble: { state: true } };

  constructor() {
    super();
    /** @type {import("./design/draft.js").Known} */
    this.known = { ...records, ...JSON.parse(this.querySelector("script")?.textContent ?? "") };
    this.said = "";
    /** That this browser does not keep the draft. */
    this.trouble = "";
    /** @type {History<Draft>} */
    this.history = new History();
    /** The field that was typed in last: all that is typed in one go is taken back in one go. */
    this.last = "";
    /** What this device held when it was last read or written here. @type {string | null} */
    this.seen = null;
    this.draft = this.recalled() ?? blank(this.template(location.hash.slice(1)));
    addEventListener("storage", ({ key, newValue }) => {
      const other = key === STORE && sound(newValue, this.known);
      if (!other) return;
      if (this.last !== "tab") this.history.push(this.draft, "");
      this.seen = newValue;
      this.show(other, this.say("another"), "tab");
    });
    addEventListener("beforeunload", (event) => this.trouble && event.preventDefault());
    addEventListener("hashchange", () => this.begin());
    this.begin();
  }

  /** Lit draws the sections; the rest is there, and filled. */
  createRenderRoot() {
    draw(this);
    return /** @type {HTMLElement} */ (this.querySelector("[data-rest]"));
  }

  /** @param {string} name of a sentence @param {unknown[]} gaps what goes into its gaps */
  say(name, ...gaps) {
    return (this.known.says[name] ?? "").replace(/\{\}/g, () => String(gaps.shift()));
  }

  // -- the draft

  /** @param {string} id @returns {import("./design/written.js").Template} the first where there is no such template */
  template(id) {
    const { templates } = this.known;
    return /** @type {any} */ (templates.find((one) => one.id === id) ?? templates[0]);
  }

  get own() {
    return this.template(this.draft.front.template.replace(/@.*/, ""));
  }

  /** The day on which it is looked at again, if nobody has said another. */
  get reviewed() {
    const { review_by: said, created } = this.draft.front;
    return (said || later(created)).replace(/^\[.*/, "");
  }

  get isUsed() {
    const { front, answers } = this.draft;
    return Boolean(front.title || front.owner || Object.keys(answers)[0]);
  }

  /** Begin with the template that the address names; ask whether a draft that is there goes into it. */
  begin() {
    const id = location.hash.slice(1);
    const template = this.template(id);
    if (template.id !== id || template === this.own) return;
    if (!this.isUsed) return void (this.draft = blank(template));
    if (confirm(this.say("begin", this.own.title, template.title))) this.set("template", newest(template));
  }

  /** @returns {Draft | null} */
  recalled() {
    try {
      const text = localStorage.getItem(STORE);
      const draft = sound(text, this.known);
      if (draft) this.seen = text;
      else if (text) {
        localStorage.setItem(`${STORE}-aside`, text);
        this.said = this.say("aside");
      }
      return draft;
    } catch {
      this.trouble = this.say("unkept");
      return null;
    }
  }

  keep() {
    try {
      const now = localStorage.getItem(STORE);
      const other = now === this.seen ? null : sound(now, this.known);
      if (other) {
        this.history.push(other, "");
        this.said = this.say("other");
      }
      const text = JSON.stringify(this.draft);
      localStorage.setItem(STORE, text);
      this.seen = text;
      this.trouble = "";
    } catch {
      this.trouble = this.say("unkept");
    }
  }

  /** @param {Draft} draft @param {string} said @param {string} [last] */
  show(draft, said, last = "") {
    this.draft = draft;
    this.said = said;
    this.last = last;
  }

  /** @param {Draft} draft @param {string} [said] @param {string} [typed] the field, if it is typed into */
  change(draft, said = "", typed = "") {
    if (!typed || typed !== this.last) this.history.push(this.draft, "");
    this.show(draft, said, typed);
    this.keep();
  }

  /** @param {string} key of the front matter @param {import("./design/written.js").Value} value @param {string} [typed] */
  set(key, value, typed = "") {
    this.change({ ...this.draft, front: { ...this.draft.front, [key]: value } }, "", typed);
  }

  /** @param {string} id of a section @param {Answer} answer @param {string} [typed] @param {string} [said] */
  answer(id, answer, typed = "", said = "") {
    this.change({ ...this.draft, answers: { ...this.draft.answers, [id]: answer } }, said, typed);
  }

  undo() {
    const step = this.history.go(this.draft, "undo");
    if (!step) return void (this.said = this.say("nothing"));
    this.show(step.state, this.say("back"));
    this.keep();
  }

  again() {
    if (confirm(this.say("again"))) this.change(blank(this.own), this.say("started"));
  }

  /** @param {string} selector */
  focusOn(selector) {
    void this.updateComplete.then(() => /** @type {HTMLElement | null} */ (this.querySelector(selector))?.focus());
  }

  // -- the fields of the front matter

  /** @param {string} key @returns {string[]} */
  list(key) {
    return /** @type {string[]} */ (this.draft.front[key] ?? []);
  }

  /** @param {HTMLInputElement} control */
  typed(control) {
    const { type, value, checked } = control;
    const [name = ""] = control.name.split("[");
    const all = this.list(name);
    if (type === "checkbox") this.set(name, checked ? [...all, value] : all.filter((one) => one !== value));
    else if (name === "template") this.set(name, newest(this.template(value)));
    else if (name === "id") this.set(name, /[1-9]/.test(value) ? `DD-${value.replace(/\D/g, "").padStart(4, "0")}` : "", name);
    else if (name) this.set(name, name === "owner" ? this.who(value) : value, name);
  }

  /** The id of a role that somebody calls by its title; others as they are written. @param {string} said */
  who(said) {
    const { roles } = this.known;
    return Object.keys(roles).find((id) => roles[id]?.toLowerCase() === said.trim().toLowerCase()) ?? said;
  }

  /** Add one to those who decide, are asked or told. @param {HTMLInputElement} input */
  add(input) {
    const key = input.id.slice(2);
    const who = this.who(input.value.trim());
    const isWrong = who !== "" && !isSomebody(who, this.known);
    mark(this, key, isWrong);
    if (!who || isWrong) return;
    input.value = "";
    this.set(key, [...new Set([...this.list(key), who])]);
  }

  /** @param {HTMLButtonElement} button */
  out({ name, value }) {
    this.set(name, this.list(name).filter((one) => one !== value));
    this.focusOn(`#d-${name}`);
  }

  /** Take over what a pain point says already; what stands here stays. @param {HTMLButtonElement} button */
  takeOver({ value: id }) {
    const { pain_points: points, forms } = this.known;
    const point = points.find((one) => one.id === id);
    const answers = { ...this.draft.answers };
    const taken = /** @type {string[]} */ ([]);
    for (const section of sectionsOf(this.draft, this.known)) {
      const key = section.id;
      const said = point?.answers[key];
      const here = answers[key];
      const rows = rowsOf(forms, section, here);
      if (!said?.[0] || (key === "alternatives" && here)) continue;
      if (typeof said === "string") answers[key] = here ? `${here}\n\n${said}` : said;
      else if (rows) {
        const own = here ? rows.filter(isBegun) : [];
        const fresh = said.filter(([first]) => own.every((row) => row[0] !== first));
        answers[key] = withRows(forms, section, [...own, ...fresh], below(here));
      } else continue;
      taken.push(section.title);
    }
    const front = { ...this.draft.front };
    const { toolbelt, measures } = /** @type {import("./design/written.js").Point} */ (point);
    front.toolbelt = [...new Set([...this.list("toolbelt"), ...toolbelt])];
    if (answers["success"]) front.measures = [...new Set([...this.list("measures"), ...measures])];
    this.change({ ...this.draft, front, answers }, this.say("taken", id, taken.join(", ")));
  }

  // -- in and out

  pick() {
    /** @type {HTMLElement} */ (this.querySelector("[type=file]")).click();
  }

  /** @param {HTMLInputElement} input */
  async open(input) {
    const file = /** @type {FileList} */ (input.files)[0];
    if (!file) return;
    try {
      if (file.size > LARGEST) throw new Refused(this.say("large"));
      this.change(read(new TextDecoder("utf-8", { fatal: true }).decode(await file.arrayBuffer()), this.known), this.say("open", file.name));
    } catch (error) {
      this.said = `${file.name}: ${error instanceof Refused ? error.reason : this.say("utf")}`;
    }
    input.value = "";
  }

  get text() {
    return markdown(this.draft, this.known);
  }

  get file() {
    const { id = "", title = "" } = this.draft.front;
    return fileName(Number(id.slice(3)), title);
  }

  async copy() {
    this.said = this.say((await copied(this.text)) ? "copied" : "forbidden");
  }

  save() {
    download(this.file, this.text, "text/markdown");
    this.said = this.say("saved", this.file);
  }

  // -- what is drawn

  render() {
    return parts(this);
  }

  updated() {
    fill(this);
  }
}

customElements.define("playbook-design", PlaybookDesign);
