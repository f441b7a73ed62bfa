/**
 * <playbook-compare>: any two roles side by side, from the JSON beside the element. The page has drawn the two selects
 * (scripts/playbook/pages/compare.py); the choice stands in the address.
 *
 * Without Lit: this tool stands in the first view, and two selects and a table are not worth another 6 kB there.
 */

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
 * @typedef {{ of: string[], can: boolean, why: string }} Pair
 *
 * @typedef {object} Island
 * @property {Role[]} roles
 * @property {Record<"caption" | "own" | "same", string>} says
 * @property {Record<string, string>} skills names by id
 * @property {Pair[]} together
 * @property {{ of: string[], title: string, href: string }[]} pages comparisons with words of their own
 */

export class PlaybookCompare extends HTMLElement {
  connectedCallback() {
    const data = this.querySelector("script")?.textContent;
    if (!data) return;
    const island = /** @type {Island} */ (JSON.parse(data));
    const query = new URLSearchParams(location.search);
    const chosen = (/** @type {string | null} */ role) => island.roles.find(({ id }) => id === role);
    this.replaceChildren(/** @type {HTMLTemplateElement} */ (this.querySelector("template")).content);
    const selects = [...this.querySelectorAll("select")];
    for (const select of selects) {
      const asked = chosen(query.get(select.name));
      if (asked) select.value = asked.id;
    }
    const answer = /** @type {Element} */ (this.lastElementChild);
    const said = /** @type {Element} */ (answer.firstElementChild);
    const show = () => {
      const [left, right] = selects.map(({ value }) => chosen(value));
      if (!left || !right) return;
      said.textContent = left === right ? island.says.same : summary(island, left, right);
      answer.replaceChildren(said, ...(left === right ? [] : [compared(island, left, right)]));
    };
    this.addEventListener("change", () => {
      const address = new URL(location.href);
      for (const { name, value } of selects) address.searchParams.set(name, value);
      history.replaceState(history.state, "", address);
      show();
    });
    show();
  }
}

/**
 * Make an element. Strings in it are text, whatever they hold.
 *
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Record<string, string>} attributes
 * @param {(Node | string)[]} content
 */
function made(tag, attributes, ...content) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...content);
  return element;
}

// -- what the answer says

/**
 * @param {Island} island
 * @param {Role} left
 * @param {Role} right
 */
function summary({ together }, left, right) {
  const theirs = [...right.deep, ...right.broad];
  const common = [...left.deep, ...left.broad].filter((key) => theirs.includes(key)).length;
  const pair = about(together, left, right);
  const skills = ["no skill", "one skill"][common] ?? `${common} skills`;
  return `${left.title} and ${right.title} have ${skills} in common.${pair ? ` ${held(pair)}` : ""}`;
}

/** @param {Pair} pair */
const held = ({ can }) => `One person ${can ? "can" : "must not"} hold both.`;

/**
 * @template {{ of: string[] }} Found
 * @param {Found[]} among
 * @param {Role} left
 * @param {Role} right
 */
function about(among, left, right) {
  return among.find(({ of }) => of.includes(left.id) && of.includes(right.id));
}

/**
 * @param {Island} island
 * @param {Role} left
 * @param {Role} right
 */
function compared(island, left, right) {
  const both = [left, right];
  const rows = (/** @type {string} */ title, /** @type {(role: Role) => Node} */ cell) =>
    made(
      "tbody",
      {},
      made("tr", {}, made("th", { scope: "rowgroup", colspan: "2" }, title)),
      made("tr", {}, ...both.map((role) => made("td", {}, cell(role)))),
    );
  const other = (/** @type {Role} */ role) => (role === left ? right : left);
  const table = made(
    "table",
    {},
    made("caption", {}, island.says.caption),
    made("thead", {}, made("tr", {}, ...both.map((role) => made("th", { scope: "col" }, link(role), `, ${role.holds}`)))),
    rows("What for", ({ purpose }) => made("p", {}, purpose)),
    rows("Decides", ({ decides }) => list(decides)),
    rows("Not mine", ({ notMine }) => refused(island, notMine)),
    rows("Knows a lot about", (role) => skills(island, role.deep, other(role))),
    rows("Knows a little about", (role) => skills(island, role.broad, other(role))),
    rows("Is measured by", ({ measures }) => list(measures)),
  );
  const pair = about(island.together, left, right);
  const own = about(island.pages, left, right);
  return made(
    "div",
    { class: "g-compare" },
    table,
    ...(pair ? [made("p", {}, made("strong", {}, held(pair)), ` ${pair.why}`)] : []),
    ...(own ? [made("p", {}, island.says.own, link(own))] : []),
  );
}

/** @param {{ title: string, href: string }} page */
function link({ title, href }) {
  return made("a", { href }, title);
}

/** @param {(Node | string)[][]} items */
const listOf = (items) => made("ul", {}, ...items.map((item) => made("li", {}, ...item)));

/** @param {string[]} items */
const list = (items) => listOf(items.map((item) => [item]));

/**
 * @param {Island} island
 * @param {Role["notMine"]} items
 */
function refused({ roles }, items) {
  const who = (/** @type {string} */ taker) => roles.filter(({ id }) => id === taker).map(link);
  return listOf(items.map(([what, taker]) => [`${what} `, ...who(taker)]));
}

/**
 * @param {Island} island
 * @param {string[]} keys
 * @param {Role} other
 */
function skills(island, keys, other) {
  const both = (/** @type {string} */ key) =>
    other.deep.includes(key) ? "both, there a lot" : other.broad.includes(key) ? "both, there a little" : "";
  const mark = (/** @type {string} */ word) => (word ? [" ", made("span", { class: "g-both" }, word)] : []);
  return listOf(keys.map((key) => [island.skills[key] ?? key, ...mark(both(key))]));
}

customElements.define("playbook-compare", PlaybookCompare);
