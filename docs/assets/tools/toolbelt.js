/**
 * <playbook-toolbelt>: what there is for each of the ten components, kept on this device, and what follows from it: lines
 * for playbook.yml, a text for leadership (as in scripts/playbook/pages/toolbelt_flag.py, by the vectors in tests/data),
 * and gaps as pain points. The words come from the page.
 */
import { LitElement, html, live, nothing } from "../vendor/lit/lit.min.js";
import { Refused, clean, listed } from "./priorities/cleaning.js";
import { download } from "./priorities/forms.js";

/**
 * @typedef {Record<string, string>} Answer `state`, and `chosen`, `note`, `owner` and `weeks` as they were typed
 * @typedef {{ component: string, name: string, asks: string, without: string, pain: string, gap: Record<string, string> }} Part
 * @typedef {Record<string, { says: string, asks: Record<string, string> }>} States
 * @typedef {{ board: string, states: States, words: Record<string, string>, parts: Part[] }} Island
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
 * @param {States} states
 */
export function read(part, answer, states) {
  const state = Object.keys(states).find((one) => one === answer["state"]) ?? "";
  const texts = /** @type {Answer} */ ({});
  const open = /** @type {string[]} */ ([]);
  const notes = /** @type {string[]} */ ([]);
  let weeks = /** @type {number | null} */ (null);
  for (const [name, label] of Object.entries(states[state]?.asks ?? {})) {
    const typed = (answer[name] ?? "").trim();
    const about = `${part.name}, “${label}”: `;
    try {
      if (name === "weeks") {
        if (/^[0-9]{1,3}$/.test(typed) && Number(typed) <= 520) weeks = Number(typed);
        else if (typed) throw new Refused("Write a whole number from 0 to 520.");
      } else if (typed || name !== "owner") {
        const { text, notes: changed } = clean(typed, 120, 2);
        if (/\[@[a-z]/i.test(text)) throw new Refused("[@ begins the mark of a source. Leave it out.");
        texts[name] = text;
        notes.push(...changed.map((note) => about + note));
      }
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      open.push(about + (typed ? error.reason : "not said yet."));
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

/** The gaps as pain points. @param {Read[]} all */
export function points(all) {
  return all
    .filter(({ gap, state }) => gap[state])
    .map(({ component, pain, gap, state, weeks, texts: { note } }) => ({
      title: /** @type {string} */ (gap[state]),
      statement: pain + (note ? ` In place so far: ${note}.` : ""),
      component,
      procurement_weeks: weeks ?? 0,
    }));
}

/** @param {ReturnType<typeof points>} found */
function csv(found) {
  const rows = [["title", "statement", "component", "procurement_weeks"], ...found.map((point) => Object.values(point))];
  const line = (/** @type {unknown[]} */ cells) => cells.map((cell) => `"${String(cell).replaceAll('"', '""')}"`).join();
  return `\ufeff${rows.map(line).join("\r\n")}\r\n`;
}

export class PlaybookToolbelt extends LitElement {
  static properties = { answers: { state: true }, said: { state: true } };

  constructor() {
    super();
    /** @type {Island} */
    this.island = { board: "", states: {}, words: {}, parts: [] };
    /** @type {Record<string, Answer>} */
    this.answers = {};
    /** As it was before each change. @type {Record<string, Answer>[]} */
    this.past = [];
    /** The field that is typed into: all of that is one step of undo. */
    this.typing = "";
    this.said = "";
  }

  createRenderRoot() {
    return this; // the page's own styles apply
  }

  connectedCallback() {
    const data = this.querySelector("script")?.textContent;
    if (data) {
      this.island = /** @type {Island} */ (JSON.parse(data));
      this.replaceChildren();
      this.answers = this.recalled();
      addEventListener("storage", ({ key }) => {
        if (key === STORE) this.change(this.recalled(), "Another tab has changed this. Undo takes it back.");
      });
    }
    super.connectedCallback();
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

  /** @param {Record<string, Answer>} answers @param {string} said @param {string} [typing] */
  change(answers, said, typing = "") {
    if (!typing || typing !== this.typing) this.past.push(this.answers);
    this.typing = typing;
    this.answers = answers;
    this.said = said;
    try {
      localStorage.setItem(STORE, JSON.stringify(answers));
    } catch {
      this.said += " This browser keeps nothing: copy what you need.";
    }
  }

  /** @param {Event} event */
  typed({ target }) {
    const { name, value } = /** @type {HTMLInputElement} */ (target);
    const [component, field] = /** @type {[string, string]} */ (name.split(":"));
    const answer = { ...this.answers[component], [field]: value };
    this.change({ ...this.answers, [component]: answer }, "", field === "state" ? "" : name);
  }

  undo() {
    const before = this.past.pop();
    this.change(before ?? this.answers, before ? "Taken back." : "Nothing to take back.");
    this.past.pop();
  }

  /** @param {string} text */
  async copy(text) {
    try {
      await navigator.clipboard.writeText(text);
      this.said = "Copied.";
    } catch {
      this.said = "Not copied: this browser forbids it. Select the text and copy it.";
    }
  }

  /** @param {string} label @param {() => unknown} does */
  button(label, does) {
    return html`<button type="button" class="md-button" @click=${does}>${label}</button>`;
  }

  render() {
    const { parts, states } = this.island;
    if (!parts[0]) return nothing;
    return html`
      <div @input=${this.typed}>${parts.map((part, index) => this.row(part, index))}</div>
      <div class="g-actions">
        ${this.button("Undo", () => this.undo())} ${this.button("Start again", () => confirm("Forget all answers on this device?") && this.change({}, "Forgotten. Undo brings it back."))}
      </div>
      <div class="g-answer">${this.result(parts.map((part) => read(part, this.answers[part.component] ?? {}, states)))}</div>
      <p class="g-answer__said" role="status">${this.said}</p>
    `;
  }

  /** @param {Part} part @param {number} index */
  row({ component, name: part, asks }, index) {
    const answer = this.answers[component] ?? {};
    const { states } = this.island;
    const id = `belt-${index}`;
    return html`
      <div class="g-belt__part" role="group" aria-labelledby=${id} aria-describedby="${id}-asks">
        <div>
          <p class="g-field__asks" id=${id}>${part}</p>
          <p class="g-belt__asks" id="${id}-asks">${asks}</p>
        </div>
        <div class="g-belt__states">
          ${Object.entries(states).map(
            ([state, { says }]) => html`<label class="g-choice">
              <input type="radio" name="${component}:state" value=${state} .checked=${live(answer["state"] === state)} />
              <span>${says}</span>
            </label>`,
          )}
        </div>
        <div class="g-belt__fields">
          ${Object.entries(states[answer["state"] ?? ""]?.asks ?? {}).map(
            ([name, label]) => html`<label class=${name === "weeks" ? "g-belt__weeks" : nothing}>
              <span>${label}</span>
              <input
                name="${component}:${name}"
                inputmode=${name === "weeks" ? "numeric" : "text"}
                placeholder=" "
                autocomplete="off"
                .value=${live(answer[name] ?? "")}
              />
            </label>`,
          )}
        </div>
      </div>
    `;
  }

  /** @param {Read[]} all */
  result(all) {
    const count = (/** @type {string} */ state) => all.filter((one) => one.state === state).length;
    const open = [...all.flatMap((one) => one.open), ...all.flatMap((one) => one.notes)];
    const gaps = points(all);
    const text = flag(all.filter(({ state }) => state === "nothing"), this.island.words);
    return html`
      <h3>${10 - count("")} of 10 answered</h3>
      <p class="g-answer__said" role="status">
        ${count("have")} in place, ${count("partly")} partly, ${count("nothing")} with nothing yet. ${open[0] ? "Still to look at:" : nothing}
      </p>
      <ul class="g-belt__open">${open.map((line) => html`<li>${line}</li>`)}</ul>
      ${count("") < 10 ? this.text("For playbook.yml", yaml(all), "Copy the lines") : nothing}
      ${text ? this.text("For leadership", text, "Copy the text") : nothing}
      ${gaps[0]
        ? html`<h3>For the board</h3>
            <p>${gaps.length === 1 ? "One gap" : `${gaps.length} gaps`} as pain points, in our words. Ask whoever feels them for theirs.</p>
            <div class="g-actions">
              <a class="md-button" href="${this.island.board}#points=${encodeURIComponent(csv(gaps))}">Take to the board</a>
              ${this.button("Save as CSV", () => download("toolbelt-gaps.csv", csv(gaps), "text/csv"))}
            </div>`
        : nothing}
    `;
  }

  /** @param {string} heading @param {string} text @param {string} copy */
  text(heading, text, copy) {
    return html`<h3>${heading}</h3>
      <pre class="g-belt__text">${text}</pre>
      <div class="g-actions">${this.button(copy, () => this.copy(text))}</div>`;
  }
}

customElements.define("playbook-toolbelt", PlaybookToolbelt);
