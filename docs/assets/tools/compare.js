/**
 * <playbook-compare>: any two roles side by side, from the JSON beside the element. The choice stands in the address.
 */
import { LitElement, html, live, nothing } from "../vendor/lit/lit.min.js";

/**
 * @typedef {object} Role
 * @property {string} id
 * @property {string} title
 * @property {"seat" | "hat"} holds
 * @property {string} href
 * @property {string} purpose
 * @property {string[]} decides
 * @property {[string, string][]} notMine what is refused, and the role that takes it
 * @property {string[]} deep
 * @property {string[]} broad
 * @property {string[]} measures
 *
 * @typedef {object} Island
 * @property {Role[]} roles
 * @property {Record<string, string>} skills names by id
 * @property {{ of: string[], can: boolean, why: string }[]} together
 * @property {{ of: string[], title: string, href: string }[]} pages comparisons with words of their own
 */

/** @type {[string, string]} */
const START = ["mlops-engineer", "ml-engineer"];
const NAMES = /** @type {const} */ (["a", "b"]);

export class PlaybookCompare extends LitElement {
  static properties = { chosen: { state: true } };

  constructor() {
    super();
    /** @type {Island | undefined} */
    this.island = undefined;
    /** @type {[string, string]} */
    this.chosen = START;
  }

  createRenderRoot() {
    return this; // the page's own styles apply
  }

  connectedCallback() {
    const data = this.querySelector('script[type="application/json"]')?.textContent;
    if (data && !this.island) {
      this.island = /** @type {Island} */ (JSON.parse(data));
      const { roles } = this.island;
      const query = new URLSearchParams(location.search);
      const known = (/** @type {string | null} */ id) => roles.find((role) => role.id === id)?.id;
      const fallback = (/** @type {0 | 1} */ side) => known(START[side]) ?? roles[side]?.id ?? "";
      this.chosen = [known(query.get("a")) ?? fallback(0), known(query.get("b")) ?? fallback(1)];
      this.replaceChildren();
    }
    super.connectedCallback();
  }

  /**
   * @param {0 | 1} side
   * @param {string} id
   */
  choose(side, id) {
    this.chosen = side === 0 ? [id, this.chosen[1]] : [this.chosen[0], id];
    const address = new URL(location.href);
    NAMES.forEach((name, index) => address.searchParams.set(name, this.chosen[index] ?? ""));
    history.replaceState(history.state, "", address);
  }

  render() {
    const [left, right] = this.chosen.map((id) => this.island?.roles.find((role) => role.id === id));
    if (!this.island || !left || !right) return nothing;
    return html`
      <form class="g-form" @submit=${(/** @type {Event} */ event) => event.preventDefault()}>
        ${this.select(0, "One role")} ${this.select(1, "The other")}
      </form>
      <div class="g-answer">
        <p class="g-answer__said" role="status" aria-live="polite">${this.summary(left, right)}</p>
        ${left === right ? nothing : html`<div class="g-compare">${this.table(left, right)}</div>`}
      </div>
    `;
  }

  /**
   * @param {0 | 1} side
   * @param {string} label
   */
  select(side, label) {
    const option = (/** @type {Role} */ { id, title }) =>
      html`<option value=${id} ?selected=${id === this.chosen[side]}>${title}</option>`;
    const group = (/** @type {Role["holds"]} */ holds) =>
      this.island?.roles.filter((role) => role.holds === holds).map(option);
    return html`
      <div class="g-field">
        <label class="g-field__asks" for="compare-${NAMES[side]}">${label}</label>
        <select
          id="compare-${NAMES[side]}"
          .value=${live(this.chosen[side])}
          @change=${(/** @type {Event} */ event) => {
            if (event.target instanceof HTMLSelectElement) this.choose(side, event.target.value);
          }}
        >
          <optgroup label="Seats">${group("seat")}</optgroup>
          <optgroup label="Hats">${group("hat")}</optgroup>
        </select>
      </div>
    `;
  }

  /**
   * @param {Role} left
   * @param {Role} right
   */
  table(left, right) {
    const own = this.about(this.island?.pages, left, right);
    const together = this.about(this.island?.together, left, right);
    const both = [left, right];
    return html`
      <table>
        <caption>
          What each decides and what it leaves to others. The sources stand on the pages of the two roles.
        </caption>
        <thead>
          <tr>
            ${both.map(({ title, href, holds }) => html`<th scope="col"><a href=${href}>${title}</a>, ${holds}</th>`)}
          </tr>
        </thead>
        ${this.rows("What for", both, ({ purpose }) => html`<p>${purpose}</p>`)}
        ${this.rows("Decides", both, ({ decides }) => this.list(decides))}
        ${this.rows("Not mine", both, ({ notMine }) => this.refused(notMine))}
        ${this.rows("Knows a lot about", both, (role) => this.skills(role.deep, role === left ? right : left))}
        ${this.rows("Knows a little about", both, (role) => this.skills(role.broad, role === left ? right : left))}
        ${this.rows("Is measured by", both, ({ measures }) => this.list(measures))}
      </table>
      ${together
        ? html`<p>
            <strong>${together.can ? "One person can hold both." : "One person must not hold both."}</strong>
            ${together.why}
          </p>`
        : nothing}
      ${own ? html`<p>These two have a page of their own: <a href=${own.href}>${own.title}</a></p>` : nothing}
    `;
  }

  /**
   * @param {string} title
   * @param {Role[]} both
   * @param {(role: Role) => unknown} cell
   */
  rows(title, both, cell) {
    return html`
      <tbody>
        <tr>
          <th scope="rowgroup" colspan="2">${title}</th>
        </tr>
        <tr>
          ${both.map((role) => html`<td>${cell(role)}</td>`)}
        </tr>
      </tbody>
    `;
  }

  /** @param {string[]} items */
  list(items) {
    return html`<ul>
      ${items.map((item) => html`<li>${item}</li>`)}
    </ul>`;
  }

  /** @param {Role["notMine"]} items */
  refused(items) {
    const who = (/** @type {string} */ id) => this.island?.roles.find((role) => role.id === id);
    return html`<ul>
      ${items.map(([what, id]) => html`<li>${what} <a href=${who(id)?.href ?? ""}>${who(id)?.title}</a></li>`)}
    </ul>`;
  }

  /**
   * @param {string[]} keys
   * @param {Role} other
   */
  skills(keys, other) {
    const shared = (/** @type {string} */ key) =>
      other.deep.includes(key) ? "both, there a lot" : other.broad.includes(key) ? "both, there a little" : "";
    return html`<ul>
      ${keys.map((key) => {
        const word = shared(key);
        return html`<li>${this.island?.skills[key]}${word ? html` <span class="g-both">${word}</span>` : nothing}</li>`;
      })}
    </ul>`;
  }

  /**
   * @template {{ of: string[] }} Found
   * @param {Found[] | undefined} among
   * @param {Role} left
   * @param {Role} right
   */
  about(among, left, right) {
    return left === right ? undefined : among?.find(({ of }) => of.includes(left.id) && of.includes(right.id));
  }

  /**
   * @param {Role} left
   * @param {Role} right
   */
  summary(left, right) {
    if (left === right) return "Choose two different roles.";
    const theirs = [...right.deep, ...right.broad];
    const common = [...left.deep, ...left.broad].filter((key) => theirs.includes(key)).length;
    const together = this.about(this.island?.together, left, right);
    const hold = together ? ` One person ${together.can ? "can" : "must not"} hold both.` : "";
    const skills = common === 0 ? "no skill" : common === 1 ? "one skill" : `${common} skills`;
    return `${left.title} and ${right.title} have ${skills} in common.${hold}`;
  }
}

customElements.define("playbook-compare", PlaybookCompare);
