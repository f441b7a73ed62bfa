/**
 * <playbook-toolbelt>: what there is for each of the ten components, kept on this device, and what follows from it: lines
 * for playbook.yml, a text for leadership (as in scripts/playbook/pages/toolbelt_flag.py, by the vectors in tests/data),
 * and gaps as pain points. The page has drawn it (scripts/playbook/pages/toolbelt_form.py); this fills it.
 */
import { Refused, clean, listed } from "./priorities/cleaning.js";
import { copied, draw } from "./priorities/drawn.js";
import { download } from "./priorities/forms.js";

/**
 * @typedef {Record<string, string>} Answer `state`, and `chosen`, `note`, `owner` and `weeks` as they were typed
 * @typedef {{ component: string, name: string, without: string, pain: string, gap: Record<string, string> }} Part
 * @typedef {Record<string, Record<string, string>>} Asks by state, and by the name of the field
 * @typedef {Record<"another" | "copied" | "forget" | "forgotten" | "forbidden" | "mark" | "nothing" | "taken" | "unkept" | "unsaid" | "weeks", string>} Says
 * @typedef {{ board: string, says: Says, asks: Asks, words: Record<string, string>, parts: Part[] }} Island
 * @typedef {ReturnType<typeof read>} Read
 */

const STORE = "playbook-toolbelt";

/**
 * The text for leadership, empty if nothing is missing. Components come in the page's order: version control first.
 *
 * @param {{ component: string, name: string, without: string, weeks: number | null }[]} gaps
 * @param {Record<string, string>} words
 */
export function flag(gaps, words) {
  const say = (/** @type {string} */ key, /** @type {Record<string, unknown>} */ values) =>
    (words[key] ?? "").replace(/\{(\w+)\}/g, (_place, name) => String(values[name]));
  if (!gaps[0]) return "";
  const lines = gaps.map(({ name, without, weeks }) => {
    const key = weeks === null ? "unknown" : (["none", "week", "weeks", "weeks"][weeks] ?? "sprints");
    return `- ${name}. ${without} ${say(key, { weeks, sprints: Math.floor((weeks ?? 0) / 2) })}`;
  });
  return say(gaps[1] ? "many" : "one", {
    names: listed(gaps.map(({ component }) => component), "and"),
    count: gaps.length,
    lines: (gaps[0].component === "version control" ? words["first"] : "") + lines.join("\n"),
  });
}

/**
 * Clean what was typed for a component, and say what is open.
 *
 * @param {Part} part
 * @param {Answer} answer
 * @param {Asks} asks
 * @param {Says} says
 */
export function read(part, answer, asks, says) {
  const state = Object.keys(asks).find((one) => one === answer["state"]) ?? "";
  const texts = /** @type {Answer} */ ({});
  const open = /** @type {string[]} */ ([]);
  const notes = /** @type {string[]} */ ([]);
  let weeks = /** @type {number | null} */ (null);
  for (const [name, label] of Object.entries(asks[state] ?? {})) {
    const typed = (answer[name] ?? "").trim();
    const about = `${part.name}, “${label}”: `;
    try {
      if (name === "weeks") {
        if (/^[0-9]{1,3}$/.test(typed) && Number(typed) <= 520) weeks = Number(typed);
        else if (typed) throw new Refused(says.weeks);
      } else if (typed || name !== "owner") {
        const { text, notes: changed } = clean(typed, 120, 2);
        if (/\[@[a-z]/i.test(text)) throw new Refused(says.mark);
        texts[name] = text;
        notes.push(...changed.map((note) => about + note));
      }
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      open.push(about + (typed ? error.reason : says.unsaid));
    }
  }
  return { ...part, state, weeks, texts, open, notes };
}

/** The lines for playbook.yml; what is not complete is a comment. @param {Read[]} all */
export function yaml(all) {
  // JSON is YAML, but for signs that YAML does not print
  const quoted = (/** @type {string} */ text) => JSON.stringify(text).replace(/[\ufffe\uffff]/g, "\ufffd");
  const lines = all.map(({ component, state, weeks, texts, open }) => {
    if (!state || open[0]) return `  # ${component}: ${state ? "not complete" : "not answered"}`;
    const more = Object.entries(texts).map(([name, text]) => `, ${name}: ${quoted(text)}`);
    return `  - {component: ${component}, state: ${state}${more.join("")}${weeks === null ? "" : `, procurement_weeks: ${weeks}`}}`;
  });
  return `tools:\n${lines.join("\n")}\n`;
}

/** The gaps as pain points, empty if there are none. @param {Read[]} all */
export function csv(all) {
  const rows = all
    .filter(({ gap, state }) => gap[state])
    .map(({ component, pain, gap, state, weeks, texts: { note } }) => [
      gap[state],
      pain + (note ? ` In place so far: ${note}.` : ""),
      component,
      weeks ?? 0,
    ]);
  const lines = rows.map((cells) => cells.map((cell) => `"${String(cell).replaceAll('"', '""')}"`).join());
  return lines[0] ? ["\ufefftitle,statement,component,procurement_weeks", ...lines, ""].join("\r\n") : "";
}

/** Write what differs: of the rest, a screen reader would speak again. @param {Element | null} place @param {string} text */
function put(place, text) {
  if (place && place.textContent !== text) place.textContent = text;
}

/** What the button is beside. @param {Element} button */
const result = (button) => button.closest("section")?.querySelector("[data-text]")?.textContent ?? "";

export class PlaybookToolbelt extends HTMLElement {
  island = /** @type {Island} */ (JSON.parse(this.querySelector("script")?.textContent ?? ""));
  answers = this.recalled();
  /** As it was before each change. @type {Record<string, Answer>[]} */
  past = [];
  /** The field that is typed into: all of that is one step of undo. @type {Element | null} */
  typing = null;
  /** @type {NodeListOf<HTMLElement> | undefined} */
  rows;

  connectedCallback() {
    if (this.rows) return;
    draw(this);
    this.rows = /** @type {NodeListOf<HTMLElement>} */ (this.querySelectorAll(".g-belt__part"));
    this.show("");
    addEventListener("storage", ({ key }) => {
      if (key === STORE) this.change(this.recalled(), this.island.says.another);
    });
  }

  /** What this device remembers, but for what is no answer. @returns {Record<string, Answer>} */
  recalled() {
    try {
      const found = JSON.parse(localStorage.getItem(STORE) ?? "{}");
      const answers = this.island.parts.map(({ component }) => {
        const kept = Object.entries(found[component] ?? {}).filter(([, value]) => typeof value === "string");
        return [component, Object.fromEntries(kept)];
      });
      return Object.fromEntries(answers);
    } catch {
      return {}; // no storage, or somebody else's data in it
    }
  }

  /** @param {Record<string, Answer>} answers @param {string} said @param {Element | null} [typing] */
  change(answers, said, typing = null) {
    if (!typing || typing !== this.typing) this.past.push(this.answers);
    this.typing = typing;
    this.answers = answers;
    try {
      localStorage.setItem(STORE, JSON.stringify(answers));
    } catch {
      said += this.island.says.unkept;
    }
    this.show(said);
  }

  /** @param {HTMLInputElement} field */
  typed(field) {
    const { component = "" } = /** @type {HTMLElement} */ (field.closest(".g-belt__part")).dataset;
    const isState = field.type === "radio";
    const answer = { ...this.answers[component], [isState ? "state" : field.name]: field.value };
    this.change({ ...this.answers, [component]: answer }, "", isState ? null : field);
  }

  undo() {
    const { says } = this.island;
    const before = this.past.pop();
    this.change(before ?? this.answers, before ? says.taken : says.nothing);
    this.past.pop();
  }

  again() {
    const { says } = this.island;
    if (confirm(says.forget)) this.change({}, says.forgotten);
  }

  /** @param {Element} button */
  async copy(button) {
    const { says } = this.island;
    this.say((await copied(result(button))) ? says.copied : says.forbidden);
  }

  /** @param {Element} button */
  save(button) {
    download("toolbelt-gaps.csv", result(button), "text/csv");
  }

  /** @param {string} text */
  say(text) {
    put(this.lastElementChild, text);
  }

  /** @param {string} said */
  show(said) {
    const { board, asks, parts, says, words } = this.island;
    const all = parts.map((part, index) => {
      const answer = this.answers[part.component] ?? {};
      const found = read(part, answer, asks, says);
      this.fill(/** @type {HTMLElement} */ (this.rows?.[index]), found.state, answer);
      return found;
    });
    for (const place of /** @type {NodeListOf<HTMLElement>} */ (this.querySelectorAll("[data-count]"))) {
      const states = place.dataset.count?.split(" ");
      put(place, String(all.filter(({ state }) => states?.includes(state)).length));
    }
    const open = [...all.flatMap((one) => one.open), ...all.flatMap((one) => one.notes)];
    const list = /** @type {HTMLElement} */ (this.querySelector(".g-belt__open"));
    list.replaceChildren(
      ...open.map((line) => {
        const item = document.createElement("li");
        item.textContent = line;
        return item;
      }),
    );
    /** @type {HTMLElement} */ (list.previousElementSibling?.lastElementChild).hidden = !open[0];
    const gaps = csv(all);
    const results = [
      all.some(({ state }) => state) ? yaml(all) : "",
      flag(all.filter(({ state }) => state === "nothing"), words),
      gaps,
    ];
    this.querySelectorAll("section").forEach((section, index) => {
      const text = results[index] ?? "";
      section.hidden = !text;
      put(section.querySelector("[data-text]"), text);
    });
    /** @type {HTMLAnchorElement} */ (this.querySelector("a")).href = `${board}#points=${encodeURIComponent(gaps)}`;
    this.say(said);
  }

  /** @param {HTMLElement} row @param {string} state @param {Answer} answer */
  fill(row, state, answer) {
    if (row.dataset.state !== state) {
      const fields = /** @type {HTMLTemplateElement | null} */ (this.querySelector(`#belt-fields-${state}`));
      row.lastElementChild?.replaceChildren(fields?.content.cloneNode(true) ?? "");
      row.dataset.state = state;
    }
    for (const field of row.querySelectorAll("input")) {
      const value = answer[field.name] ?? "";
      if (field.type === "radio") field.checked = field.value === state;
      else if (field.value !== value) field.value = value;
    }
  }
}

customElements.define("playbook-toolbelt", PlaybookToolbelt);
