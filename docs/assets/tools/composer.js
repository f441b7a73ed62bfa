/**
 * <playbook-composer>: which seats and hats to fill, in which order, and why.
 *
 * `compose` is the algorithm of scripts/playbook/pages/composer.py; tests/data/composer-vectors.json holds both to the
 * same answers. The rules come from the page, as JSON beside the element, and so do the questions, drawn
 * (scripts/playbook/pages/composer_form.py): the element fills them, and makes the answer. Answers stand in the address, so that they
 * can be shared, and are remembered on this device alone.
 */
import { LitElement, html, nothing } from "../vendor/lit/lit.min.js";
import { copied, draw } from "./priorities/drawn.js";

/**
 * @typedef {"yes" | "not-yet" | "no"} Executive
 * @typedef {"technical" | "not-technical" | "none"} ProductManager
 * @typedef {"one" | "several"} Teams
 *
 * @typedef {object} When
 * @property {[number, number]} [people] the least and the most
 * @property {string[]} [executive]
 * @property {string[]} [product_manager]
 * @property {string[]} [teams]
 * @property {string[]} [together] roles that one person holds
 *
 * @typedef {object} Rule
 * @property {string} id
 * @property {"seat" | "add" | "warn"} does
 * @property {When} [when]
 * @property {string} [gives]
 * @property {number} [first_from]
 * @property {string[]} [to]
 * @property {string[]} [apart_from]
 * @property {boolean} [later]
 * @property {string} why
 * @property {string[]} [sources]
 *
 * @typedef {{ rules: Rule[], conflicts: string[][] }} Rules
 * @typedef {{ seat: string, rule: string | null }} Person without a rule: somebody beside the team
 * @typedef {{ role: string, to: number, rule: string }} Added
 * @typedef {{ people: Person[], added: Added[], warning: string | null }} Composition
 *
 * @typedef {{ title: string, holds: "seat" | "hat", href: string }} Role
 * @typedef {object} Extras
 * @property {number} most
 * @property {Record<"careful" | "copied" | "forbidden" | "hint" | "warned" | "wrong", string>} says
 * @property {Record<string, string>} beside what people beside the team are called
 * @property {Record<string, Role>} roles
 * @property {Record<string, string>} sources the class of each source's mark
 * @typedef {Rules & Extras} Island
 *
 * @typedef {{ people: number, executive: Executive, product_manager: ProductManager, teams: Teams }} Answers
 * @typedef {{ role: string, holds: "hat" | "seat" | "second seat", who: string, rule: Rule }} Step
 */

/**
 * Compose a team of `people` (1 to 15), not counting the executive and a product manager who is there already.
 *
 * @param {Rules} given
 * @param {number} people
 * @param {Executive} executive
 * @param {ProductManager} productManager
 * @param {Teams} [teams]
 * @returns {Composition}
 */
export function compose({ rules, conflicts }, people, executive, productManager, teams = "several") {
  const fitting = rules.filter(({ when = {} }) => {
    const { people: [least, most] = [people, people], executive: above = [executive] } = when;
    const { product_manager: manager = [productManager], teams: served = [teams] } = when;
    const fits = above.includes(executive) && manager.includes(productManager) && served.includes(teams);
    return fits && least <= people && people <= most;
  });
  const everybody = [...team(fitting, people), ...beside(executive, productManager)];
  /** @type {Added[]} */
  const added = [];
  for (const rule of fitting) {
    const to = rule.does === "add" ? holder(rule, everybody, added, conflicts) : undefined;
    if (rule.gives && to !== undefined) added.push({ role: rule.gives, to, rule: rule.id });
  }
  const warning = fitting.find((rule) => rule.does === "warn" && holdsTogether(rule, everybody, added));
  return { people: everybody, added, warning: warning?.id ?? null };
}

/**
 * @param {Rule[]} rules
 * @param {number} people
 * @returns {Person[]}
 */
function team(rules, people) {
  const seats = rules.filter(({ does }) => does === "seat").slice(0, people);
  const isLater = (/** @type {Rule} */ { first_from: from = Infinity }) => Number(from > people);
  seats.sort((one, other) => isLater(one) - isLater(other));
  return seats.map(({ gives = "", id }) => ({ seat: gives, rule: id }));
}

/**
 * @param {Executive} executive
 * @param {ProductManager} productManager
 * @returns {Person[]}
 */
function beside(executive, productManager) {
  const there = { executive: executive !== "no", "product-manager": productManager !== "none", "data-scientist": true };
  return Object.entries(there).flatMap(([seat, is]) => (is ? [{ seat, rule: null }] : []));
}

/**
 * @param {number} index
 * @param {Person[]} people
 * @param {Added[]} added
 * @returns {string[]} all that this person holds, the seat first
 */
function held(index, people, added) {
  const { seat } = /** @type {Person} */ (people[index]);
  return [seat, ...added.filter(({ to }) => to === index).map(({ role }) => role)];
}

/**
 * Find who is given the role: the first seat in `to` that is there, and in it whoever holds the least.
 *
 * @param {Rule} rule
 * @param {Person[]} people
 * @param {Added[]} added
 * @param {string[][]} conflicts
 * @returns {number | undefined}
 */
function holder({ gives = "", to = [], apart_from: apart = [] }, people, added, conflicts) {
  if (added.some(({ role }) => role === gives) || people.some(({ seat, rule }) => rule && seat === gives)) return undefined;
  const clashes = (/** @type {string} */ role) =>
    role !== gives && conflicts.some((pair) => pair.includes(role) && pair.includes(gives));
  const free = people
    .map(({ seat }, index) => ({ index, rank: to.indexOf(seat), roles: held(index, people, added) }))
    .filter(({ rank, roles }) => rank >= 0 && !roles.some(clashes));
  const alone = free.filter(({ roles }) => !roles.some((role) => apart.includes(role)));
  const ranked = (alone.length ? alone : free).sort((one, other) => one.rank - other.rank || one.roles.length - other.roles.length);
  return ranked[0]?.index;
}

/**
 * @param {Rule} rule
 * @param {Person[]} people
 * @param {Added[]} added
 */
function holdsTogether({ when: { together = [] } = {} }, people, added) {
  return people.some((_person, index) => together.every((role) => held(index, people, added).includes(role)));
}

// -- the element

const STORE = "playbook-composer";
/** @type {Answers} */
const START = { people: 5, executive: "no", product_manager: "none", teams: "several" };
/**
 * @param {unknown} given
 * @param {number} most
 * @returns {number} of people, 0 if `given` is none from 1 to `most`
 */
function headcount(given, most) {
  const count = /^[0-9]{1,2}$/.test(String(given)) ? Number(given) : 0;
  return count <= most ? count : 0;
}

/** @param {string} text */
const plain = (text) => text.replace(/[\\`*_[\]<>|#]/g, "\\$&");

export class PlaybookComposer extends LitElement {
  static properties = { answers: { state: true }, typed: { state: true } };

  constructor() {
    super();
    /** What the page says; the element does nothing before. @type {Island} */
    this.island = /** @type {any} */ (null);
    this.answers = START;
    /** What stands in the number field; it may be no number yet. */
    this.typed = "";
  }

  /** Lit draws the answer alone, with the page's own styles. */
  createRenderRoot() {
    this.island = /** @type {Island} */ (JSON.parse(this.querySelector("script")?.textContent ?? ""));
    draw(this);
    const query = new URLSearchParams(location.search);
    this.understand((name) => recall()[name]);
    this.understand((name) => query.get(name));
    this.typed = String(this.answers.people);
    return /** @type {HTMLElement} */ (this.querySelector(".g-answer > div"));
  }

  /** Take from `found` what is an answer; what is none is left as it was. @param {(name: string) => unknown} found */
  understand(found) {
    const people = headcount(found("people"), this.island.most) || this.answers.people;
    const chosen = this.radios.filter(({ name, value }) => value === found(name)).map(({ name, value }) => [name, value]);
    this.answers = { ...this.answers, people, ...Object.fromEntries(chosen) };
  }

  get radios() {
    return /** @type {HTMLInputElement[]} */ ([...this.querySelectorAll("[type=radio]")]);
  }

  /** @param {Partial<Answers>} changed */
  answer(changed) {
    this.answers = { ...this.answers, ...changed };
    this.typed = String(this.answers.people);
    this.say("");
    keep(this.answers);
  }

  /** @param {HTMLInputElement} field */
  number({ value }) {
    const people = headcount(value.trim(), this.island.most);
    if (people) this.answer({ people });
    this.typed = value;
  }

  /** @param {HTMLButtonElement} button */
  step({ value }) {
    const people = this.further(value);
    if (people) this.answer({ people });
  }

  /** How many people a step leads to, 0 if it leads nowhere. @param {string} by */
  further(by) {
    return headcount(this.answers.people + Number(by), this.island.most);
  }

  /** @param {HTMLInputElement} radio */
  choose({ name, value }) {
    this.answer({ [name]: value });
  }

  reset() {
    this.answer(START);
    keep(null);
  }

  async copy() {
    const text = this.markdown();
    const { copied: done, forbidden } = this.island.says;
    if (await copied(text)) this.say(done);
    else this.say(forbidden, text);
  }

  /** @param {string} said about copying @param {string} [text] to copy by hand */
  say(said, text = "") {
    const field = /** @type {HTMLTextAreaElement} */ (this.querySelector("textarea"));
    field.hidden = !text;
    field.value = text;
    /** @type {HTMLElement} */ (this.querySelector(".g-answer__copied")).textContent = said;
  }

  willUpdate() {
    const { people } = this.answers;
    for (const radio of this.radios) radio.checked = radio.value === this.answers[/** @type {"teams"} */ (radio.name)];
    for (const step of this.querySelectorAll("button.g-step")) step.setAttribute("aria-disabled", String(!this.further(/** @type {HTMLButtonElement} */ (step).value)));
    const number = /** @type {HTMLInputElement} */ (this.querySelector("#composer-people"));
    const isWrong = this.typed.trim() !== String(people);
    if (number.value !== this.typed) number.value = this.typed;
    number.setAttribute("aria-invalid", String(isWrong));
    const hint = /** @type {Element} */ (this.querySelector(".g-field__hint"));
    hint.textContent = isWrong ? `${this.island.says.wrong} ${people}.` : this.island.says.hint;
    hint.classList.toggle("g-field__hint--wrong", isWrong);
  }

  render() {
    const answer = this.composition();
    const warning = this.ruleOf(answer.warning);
    return html`
        <h3>${this.heading()}</h3>
        <p class="g-answer__asked">${this.asked().join(" ")}</p>
        <p class="g-answer__said" role="status" aria-live="polite">${this.summary(answer)}</p>
        <ol class="g-steps">
          ${this.steps(answer).map((step) => this.line(step))}
        </ol>
        ${warning
          ? html`<div class="admonition warning">
              <p class="admonition-title">${this.island.says.careful}</p>
              <p>${warning.why}${this.marks(warning)}</p>
            </div>`
          : nothing}
    `;
  }

  /** @param {Step} step */
  line({ role, holds, who, rule }) {
    const { title, href } = this.roleOf(role);
    return html`<li>
      <div class="g-steps__role">
        <a href=${href}>${title}</a>
        <span class="g-tag ${holds === "second seat" ? "" : `g-tag--${holds}`}">${sentence(holds)}</span>
      </div>
      <div class="g-steps__who">${sentence(who)}</div>
      <p>${rule.why}${this.marks(rule)}</p>
    </li>`;
  }

  /** @param {Rule} rule */
  marks({ sources = [] }) {
    const kinds = this.island.sources;
    const mark = (/** @type {string} */ key) => html`<a class="g-mark ${kinds[key]}" href="#source-${key}">${key}</a>`;
    return html`<span class="g-marks">${sources.map(mark)}</span>`;
  }

  // -- what the answer says, in words

  composition() {
    const { people, executive, product_manager: manager, teams } = this.answers;
    return compose(this.island, people, executive, manager, teams);
  }

  /**
   * @param {string} key
   * @returns {Role}
   */
  roleOf(key) {
    return /** @type {Role} */ (this.island.roles[key]);
  }

  /** @param {string | null} id */
  ruleOf(id) {
    return this.island.rules.find((rule) => rule.id === id);
  }

  heading() {
    const { people } = this.answers;
    return `${people === 1 ? "One person" : `${people} people`}, in this order`;
  }

  /**
   * Hats first, then each seat with what else its person holds.
   *
   * @param {Composition} answer
   * @returns {Step[]}
   */
  steps(answer) {
    const isHat = (/** @type {Added} */ { role }) => this.roleOf(role).holds === "hat";
    const step = (
      /** @type {string} */ role,
      /** @type {Step["holds"]} */ holds,
      /** @type {string} */ who,
      /** @type {string} */ id,
    ) => ({ role, holds, who, rule: /** @type {Rule} */ (this.ruleOf(id)) });
    const hats = answer.added.filter(isHat).map(({ role, to, rule }) => {
      const later = this.ruleOf(rule)?.later ? ", once won" : "";
      return step(role, "hat", this.who(answer, to) + later, rule);
    });
    const seats = answer.people.flatMap(({ seat, rule }, index) => {
      const who = `person ${index + 1}`;
      const second = answer.added.filter((added) => added.to === index && !isHat(added));
      return [
        ...(rule ? [step(seat, "seat", who, rule)] : []),
        ...second.map((added) => step(added.role, "second seat", `${who} as well`, added.rule)),
      ];
    });
    return [...hats, ...seats];
  }

  /**
   * @param {Composition} answer
   * @param {number} index
   */
  who({ people }, index) {
    const { seat, rule } = /** @type {Person} */ (people[index]);
    return rule ? `${this.roleOf(seat).title}, person ${index + 1}` : /** @type {string} */ (this.island.beside[seat]);
  }

  /** @param {Composition} answer */
  summary(answer) {
    const steps = this.steps(answer);
    const counts = ["hat", "seat", "second seat"].flatMap((holds) => {
      const found = steps.filter((step) => step.holds === holds).length;
      return found ? `${found} ${holds}${found === 1 ? "" : "s"}` : [];
    });
    const { role, who } = /** @type {Step} */ (steps[0]);
    const first = `First the ${within(this.roleOf(role).title)}: ${who}.`;
    return `${counts.join(", ")}. ${first}${answer.warning ? this.island.says.warned : ""}`;
  }

  /** What was asked and answered, for paper and for Markdown. */
  asked() {
    const words = (/** @type {Element} */ question, /** @type {string} */ part) => question.querySelector(part)?.textContent;
    return [...this.querySelectorAll("fieldset")].map((one) => `${words(one, "legend")} ${words(one, ":checked + span")}.`);
  }

  /** The answer as Markdown, with what was asked and where it comes from. */
  markdown() {
    const answer = this.composition();
    const from = (/** @type {Rule} */ { sources = [] }) => (sources.length ? ` (${sources.join(", ")})` : "");
    const lines = this.steps(answer).map(({ role, holds, who, rule }, index) => {
      const { title, href } = this.roleOf(role);
      const link = `[${plain(title)}](${new URL(href, document.baseURI)})`;
      return `${index + 1}. ${link}, ${holds}: ${plain(who)}. ${plain(rule.why)}${from(rule)}`;
    });
    const warning = this.ruleOf(answer.warning);
    const careful = warning ? [`${this.island.says.careful}: ${plain(warning.why)}${from(warning)}`, ""] : [];
    const address = addressWith(this.answers);
    address.hash = "";
    return [`# ${this.heading()}`, "", ...this.asked().map((line) => `- ${line}`), "", ...lines, "", ...careful, `Composed with <${address}>`, ""].join("\n");
  }
}

/**
 * As scripts/playbook/pages/wording.py has it: `Data scientist` loses its capital, `MLOps lead` does not.
 *
 * @param {string} title
 */
const within = (title) => (/^[^ ]+\p{Lu}/u.test(title) ? title : title.charAt(0).toLowerCase() + title.slice(1));

/** @param {string} text */
const sentence = (text) => text.charAt(0).toUpperCase() + text.slice(1);

/** @returns {Record<string, unknown>} */
function recall() {
  try {
    return { ...JSON.parse(localStorage.getItem(STORE) ?? "{}") };
  } catch {
    return {}; // no storage on this device, or somebody else's data in it
  }
}

/** @param {Partial<Answers>} answers the only ones in the address */
function addressWith(answers) {
  const address = new URL(location.href);
  for (const name of Object.keys(START)) address.searchParams.delete(name);
  for (const [name, value] of Object.entries(answers)) address.searchParams.set(name, String(value));
  return address;
}

/** @param {Answers | null} answers */
function keep(answers) {
  history.replaceState(history.state, "", addressWith(answers ?? {}));
  try {
    if (answers) localStorage.setItem(STORE, JSON.stringify(answers));
    else localStorage.removeItem(STORE);
  } catch {
    // no storage on this device: the address still holds the answers
  }
}

customElements.define("playbook-composer", PlaybookComposer);
