/**
 * <playbook-composer>: which seats and hats to fill, in which order, and why.
 *
 * `compose` is the algorithm of scripts/playbook/pages/composer.py; tests/data/composer-vectors.json holds both to the
 * same answers. The rules come from the page, as JSON beside the element. Answers stand in the address, so that they
 * can be shared, and are remembered on this device alone.
 */
import { LitElement, html, live, nothing } from "../vendor/lit/lit.min.js";

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
 * @property {Record<string, string>} beside what people beside the team are called
 * @property {Record<string, Role>} roles
 * @property {Record<string, string>} sources the class of each source's mark
 * @typedef {Rules & Extras} Island
 *
 * @typedef {{ people: number, executive: Executive, product_manager: ProductManager, teams: Teams }} Answers
 * @typedef {{ role: string, holds: "hat" | "seat" | "second seat", who: string, rule: Rule }} Step
 */

const EXECUTIVE = "executive";
const BESIDE = [EXECUTIVE, "product-manager", "data-scientist"];

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
export function compose(given, people, executive, productManager, teams = "several") {
  const fitting = given.rules.filter(({ when = {} }) => {
    const { people: range, executive: above = [], product_manager: manager = [], teams: served = [] } = when;
    return (
      (!range || (range[0] <= people && people <= range[1])) &&
      (!above.length || above.includes(executive)) &&
      (!manager.length || manager.includes(productManager)) &&
      (!served.length || served.includes(teams))
    );
  });
  const everybody = [...team(fitting, people), ...beside(executive, productManager)];
  /** @type {Added[]} */
  const added = [];
  for (const rule of fitting) {
    const to = rule.does === "add" ? holder(rule, everybody, added, given.conflicts) : undefined;
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
  const seats = rules.filter((rule) => rule.does === "seat" && rule.gives).slice(0, people);
  if (seats.length < people) throw new RangeError(`the rules give ${seats.length} seats to ${people} people`);
  const comesFirst = (/** @type {Rule} */ rule) => rule.first_from !== undefined && rule.first_from <= people;
  const ordered = [...seats.filter(comesFirst), ...seats.filter((rule) => !comesFirst(rule))];
  return ordered.map((rule) => ({ seat: rule.gives ?? "", rule: rule.id }));
}

/**
 * @param {Executive} executive
 * @param {ProductManager} productManager
 * @returns {Person[]}
 */
function beside(executive, productManager) {
  const missing = [executive === "no" ? EXECUTIVE : "", productManager === "none" ? "product-manager" : ""];
  return BESIDE.filter((who) => !missing.includes(who)).map((seat) => ({ seat, rule: null }));
}

/**
 * @param {number} index
 * @param {Person[]} people
 * @param {Added[]} added
 * @returns {string[]} all that this person holds, the seat first
 */
function held(index, people, added) {
  return [people[index]?.seat ?? "", ...added.filter((item) => item.to === index).map((item) => item.role)];
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
  if (added.some((item) => item.role === gives) || people.some((person) => person.rule && person.seat === gives)) {
    return undefined;
  }
  const clashes = (/** @type {string} */ role) =>
    conflicts.some((pair) => pair.includes(role) && pair.includes(gives) && role !== gives);
  const free = people
    .map((person, index) => ({ index, rank: to.indexOf(person.seat), roles: held(index, people, added) }))
    .filter(({ rank, roles }) => rank >= 0 && !roles.some(clashes));
  const alone = free.filter(({ roles }) => !roles.some((role) => apart.includes(role)));
  const ranked = (alone.length ? alone : free).sort(
    (one, other) => one.rank - other.rank || one.roles.length - other.roles.length || one.index - other.index,
  );
  return ranked[0]?.index;
}

/**
 * @param {Rule} rule
 * @param {Person[]} people
 * @param {Added[]} added
 */
function holdsTogether({ when = {} }, people, added) {
  const wanted = when.together ?? [];
  return people.some((_person, index) => wanted.every((role) => held(index, people, added).includes(role)));
}

// -- the element

const STORE = "playbook-composer";
/** @type {Answers} */
const START = { people: 5, executive: "no", product_manager: "none", teams: "several" };
/** @type {{ name: "executive" | "product_manager" | "teams", asks: string, choices: [string, string][] }[]} */
const QUESTIONS = [
  {
    name: "executive",
    asks: "Is there an executive who understands this part?",
    choices: [
      ["yes", "Yes"],
      ["not-yet", "Somebody who does not get it yet"],
      ["no", "No"],
    ],
  },
  {
    name: "product_manager",
    asks: "How technical is your product manager?",
    choices: [
      ["technical", "Technical"],
      ["not-technical", "Not technical"],
      ["none", "There is none"],
    ],
  },
  {
    name: "teams",
    asks: "How many product teams do you serve?",
    choices: [
      ["one", "One"],
      ["several", "Several"],
    ],
  },
];

/**
 * Take from `found` what is an answer; what is none is left as it was.
 *
 * @param {(name: string) => unknown} found
 * @param {Answers} otherwise
 * @param {number} most
 * @returns {Answers}
 */
export function understood(found, otherwise, most) {
  const people = String(found("people") ?? "");
  const count = /^[0-9]{1,2}$/.test(people) ? Number(people) : 0;
  const answers = { ...otherwise, ...(count >= 1 && count <= most ? { people: count } : {}) };
  for (const { name, choices } of QUESTIONS) {
    const choice = choices.find(([value]) => value === found(name));
    if (choice) Object.assign(answers, { [name]: choice[0] });
  }
  return answers;
}

/** @param {string} text */
const plain = (text) => text.replace(/[\\`*_[\]<>|#]/g, "\\$&");

export class PlaybookComposer extends LitElement {
  static properties = { answers: { state: true }, typed: { state: true }, copied: { state: true }, shown: { state: true } };

  constructor() {
    super();
    /** @type {Island | undefined} */
    this.island = undefined;
    this.answers = START;
    /** What stands in the number field; it may be no number yet. */
    this.typed = "";
    /** What the copy button has to say, and what there is to copy by hand where it may not. */
    this.copied = "";
    this.shown = "";
  }

  createRenderRoot() {
    return this; // the page's own styles apply
  }

  connectedCallback() {
    const data = this.querySelector('script[type="application/json"]')?.textContent;
    if (data && !this.island) {
      this.island = /** @type {Island} */ (JSON.parse(data));
      const query = new URLSearchParams(location.search);
      const remembered = understood((name) => recall()[name], START, this.island.most);
      this.answers = understood((name) => query.get(name), remembered, this.island.most);
      this.typed = String(this.answers.people);
      this.replaceChildren();
    }
    super.connectedCallback();
  }

  /** @param {Partial<Answers>} changed */
  answer(changed) {
    this.answers = { ...this.answers, ...changed };
    this.typed = String(this.answers.people);
    this.copied = this.shown = "";
    const address = new URL(location.href);
    for (const [name, value] of Object.entries(this.answers)) address.searchParams.set(name, String(value));
    history.replaceState(history.state, "", address);
    remember(this.answers);
  }

  /** @param {string} typed */
  number(typed) {
    const most = this.island?.most ?? 0;
    const { people } = understood((name) => (name === "people" ? typed.trim() : null), { ...START, people: 0 }, most);
    if (people) this.answer({ people });
    this.typed = typed;
  }

  /** @param {number} by */
  step(by) {
    const people = this.answers.people + by;
    if (people >= 1 && people <= (this.island?.most ?? 0)) this.answer({ people });
  }

  reset() {
    this.answer(START);
    const address = new URL(location.href);
    for (const name of Object.keys(START)) address.searchParams.delete(name);
    history.replaceState(history.state, "", address);
    remember(null);
  }

  async copy() {
    const text = this.markdown();
    try {
      await navigator.clipboard.writeText(text);
      this.copied = "Copied.";
    } catch {
      this.copied = "This browser does not let the page copy. Copy it from the field below.";
      this.shown = text;
    }
  }

  render() {
    if (!this.island) return nothing;
    const answer = this.composition();
    const warning = this.ruleOf(answer.warning);
    return html`
      <form class="g-form" @submit=${(/** @type {Event} */ event) => event.preventDefault()}>
        ${this.people()} ${QUESTIONS.map((question) => this.question(question))}
      </form>
      <div class="g-answer">
        <h3>${this.heading()}</h3>
        <p class="g-answer__asked">${this.asked().join(" ")}</p>
        <p class="g-answer__said" role="status" aria-live="polite">${this.summary(answer)}</p>
        <ol class="g-steps">
          ${this.steps(answer).map((step) => this.line(step))}
        </ol>
        ${warning
          ? html`<div class="admonition warning">
              <p class="admonition-title">Watch out</p>
              <p>${warning.why}${this.marks(warning)}</p>
            </div>`
          : nothing}
        <div class="g-actions">
          <button type="button" class="md-button md-button--primary" @click=${() => void this.copy()}>
            Copy as Markdown
          </button>
          <button type="button" class="md-button" @click=${() => this.reset()}>Reset</button>
          <span class="g-answer__copied" role="status">${this.copied}</span>
        </div>
        ${this.shown
          ? html`<textarea class="g-answer__text" rows="8" readonly aria-label="The answer as Markdown" .value=${this.shown}></textarea>`
          : nothing}
      </div>
    `;
  }

  people() {
    const wrong = this.typed.trim() !== String(this.answers.people);
    const { most } = /** @type {Island} */ (this.island);
    return html`
      <div class="g-field" role="group" aria-labelledby="composer-people-label">
        <label class="g-field__asks" id="composer-people-label" for="composer-people">How many people can you have?</label>
        <div class="g-stepper">
          <button
            type="button"
            class="g-step"
            aria-label="One person fewer"
            aria-disabled=${this.answers.people <= 1}
            @click=${() => this.step(-1)}
          >
            −
          </button>
          <input
            id="composer-people"
            type="number"
            inputmode="numeric"
            min="1"
            max=${most}
            step="1"
            autocomplete="off"
            aria-describedby="composer-people-hint"
            aria-invalid=${wrong ? "true" : "false"}
            .value=${live(this.typed)}
            @input=${(/** @type {Event} */ event) => this.number(fieldValue(event))}
          />
          <button
            type="button"
            class="g-step"
            aria-label="One person more"
            aria-disabled=${this.answers.people >= most}
            @click=${() => this.step(1)}
          >
            +
          </button>
        </div>
        <p class="g-field__hint ${wrong ? "g-field__hint--wrong" : ""}" id="composer-people-hint">
          ${wrong
            ? `Write a whole number from 1 to ${most}. The answer below is for ${this.answers.people}.`
            : "Do not count the executive, nor a product manager you have already."}
        </p>
      </div>
    `;
  }

  /** @param {(typeof QUESTIONS)[number]} question */
  question({ name, asks, choices }) {
    return html`
      <fieldset class="g-field">
        <legend class="g-field__asks">${asks}</legend>
        ${choices.map(
          ([value, words]) => html`
            <label class="g-choice">
              <input
                type="radio"
                name=${name}
                value=${value}
                .checked=${live(this.answers[name] === value)}
                @change=${() => this.answer({ [name]: value })}
              />
              <span>${words}</span>
            </label>
          `,
        )}
      </fieldset>
    `;
  }

  /** @param {Step} step */
  line({ role, holds, who, rule }) {
    const { title, href } = this.roleOf(role);
    return html`
      <li>
        <div class="g-steps__role">
          <a href=${href}>${title}</a>
          <span class="g-tag ${holds === "second seat" ? "" : `g-tag--${holds}`}">${sentence(holds)}</span>
        </div>
        <div class="g-steps__who">${sentence(who)}</div>
        <p>${rule.why}${this.marks(rule)}</p>
      </li>
    `;
  }

  /** @param {Rule} rule */
  marks({ sources = [] }) {
    const kinds = this.island?.sources ?? {};
    const mark = (/** @type {string} */ key) => html`<a class="g-mark ${kinds[key] ?? ""}" href="#source-${key}">${key}</a>`;
    return html`<span class="g-marks">${sources.map(mark)}</span>`;
  }

  // -- what the answer says, in words

  composition() {
    const { people, executive, product_manager: manager, teams } = this.answers;
    return compose(/** @type {Island} */ (this.island), people, executive, manager, teams);
  }

  /**
   * @param {string} key
   * @returns {Role}
   */
  roleOf(key) {
    return this.island?.roles[key] ?? { title: key, holds: "seat", href: "" };
  }

  /** @param {string | null} id */
  ruleOf(id) {
    return this.island?.rules.find((rule) => rule.id === id);
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
    const isHat = (/** @type {Added} */ added) => this.roleOf(added.role).holds === "hat";
    const step = (
      /** @type {string} */ role,
      /** @type {Step["holds"]} */ holds,
      /** @type {string} */ who,
      /** @type {string | null} */ id,
    ) => {
      const rule = this.ruleOf(id);
      return rule ? [{ role, holds, who, rule }] : [];
    };
    const hats = answer.added.filter(isHat).flatMap((added) => {
      const later = this.ruleOf(added.rule)?.later ? ", once won" : "";
      return step(added.role, "hat", this.who(answer, added.to) + later, added.rule);
    });
    const seats = answer.people.flatMap((person, index) => [
      ...step(person.seat, "seat", `person ${index + 1}`, person.rule),
      ...answer.added
        .filter((added) => added.to === index && !isHat(added))
        .flatMap((added) => step(added.role, "second seat", `person ${index + 1} as well`, added.rule)),
    ]);
    return [...hats, ...seats];
  }

  /**
   * @param {Composition} answer
   * @param {number} index
   */
  who({ people }, index) {
    const { seat = "", rule = null } = people[index] ?? {};
    return rule ? `${this.roleOf(seat).title}, person ${index + 1}` : (this.island?.beside[seat] ?? seat);
  }

  /** @param {Composition} answer */
  summary(answer) {
    const steps = this.steps(answer);
    const count = (/** @type {Step["holds"]} */ holds) => {
      const found = steps.filter((step) => step.holds === holds).length;
      return found ? [`${found} ${holds}${found === 1 ? "" : "s"}`] : [];
    };
    const counts = [...count("hat"), ...count("seat"), ...count("second seat")].join(", ");
    const [first] = steps;
    const begin = first ? ` First the ${within(this.roleOf(first.role).title)}: ${first.who}.` : "";
    return `${counts}.${begin}${answer.warning ? " There is one thing to watch out for." : ""}`;
  }

  /** What was asked and answered, for paper and for Markdown. */
  asked() {
    return QUESTIONS.map(({ name, asks, choices }) => {
      const words = choices.find(([value]) => value === this.answers[name])?.[1] ?? "";
      return `${asks} ${words}.`;
    });
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
    const careful = warning ? [`Watch out: ${plain(warning.why)}${from(warning)}`, ""] : [];
    const address = new URL(location.href);
    address.hash = "";
    for (const [name, value] of Object.entries(this.answers)) address.searchParams.set(name, String(value));
    return [`# ${this.heading()}`, "", ...this.asked().map((line) => `- ${line}`), "", ...lines, "", ...careful, `Composed with <${address}>`, ""].join("\n");
  }
}

/**
 * As scripts/playbook/pages/wording.py has it: `Data scientist` loses its capital, `MLOps lead` does not.
 *
 * @param {string} title
 */
function within(title) {
  const [first = ""] = title.split(" ");
  return first.slice(1) === first.slice(1).toLowerCase() ? title.charAt(0).toLowerCase() + title.slice(1) : title;
}

/** @param {string} text */
function sentence(text) {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** @param {Event} event */
function fieldValue(event) {
  return event.target instanceof HTMLInputElement ? event.target.value : "";
}

/** @returns {Record<string, unknown>} */
function recall() {
  try {
    const found = /** @type {unknown} */ (JSON.parse(localStorage.getItem(STORE) ?? "{}"));
    return typeof found === "object" && found !== null ? { ...found } : {};
  } catch {
    return {}; // no storage on this device, or somebody else's data in it
  }
}

/** @param {Answers | null} answers */
function remember(answers) {
  try {
    if (answers) localStorage.setItem(STORE, JSON.stringify(answers));
    else localStorage.removeItem(STORE);
  } catch {
    // no storage on this device: the address still holds the answers
  }
}

customElements.define("playbook-composer", PlaybookComposer);
