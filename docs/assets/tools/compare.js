/**
 * <playbook-compare>: any two roles side by side, from the JSON beside the element. The choice stands in the address.
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
 * @typedef {object} Island
 * @property {Role[]} roles
 * @property {Record<string, string>} skills names by id
 * @property {{ of: string[], can: boolean, why: string }[]} together
 * @property {{ of: string[], title: string, href: string }[]} pages comparisons with words of their own
 */

const SIDES = /** @type {const} */ ([
  { name: "a", label: "One role", start: "mlops-engineer" },
  { name: "b", label: "The other", start: "ml-engineer" },
]);

export class PlaybookCompare extends HTMLElement {
  /** @type {Island | undefined} */
  #island;
  #said = made("p", { class: "g-answer__said", role: "status", "aria-live": "polite" });
  #answer = made("div", { class: "g-answer" }, this.#said);

  connectedCallback() {
    const data = this.querySelector('script[type="application/json"]')?.textContent;
    if (!data || this.#island) return;
    this.#island = /** @type {Island} */ (JSON.parse(data));
    const { roles } = this.#island;
    const query = new URLSearchParams(location.search);
    const selects = SIDES.map(({ name, start }, side) => {
      const known = [query.get(name), start, roles[side]?.id].find((id) => roles.some((role) => role.id === id));
      return choice(`compare-${name}`, roles, known ?? "");
    });
    const chosen = () => selects.map(({ value }) => value);
    const form = made("form", { class: "g-form" }, ...selects.map((select, side) => field(select, SIDES[side]?.label ?? "")));
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("change", () => {
      remember(chosen());
      this.#show(chosen());
    });
    this.replaceChildren(form, this.#answer);
    this.#show(chosen());
  }

  /** @param {string[]} ids */
  #show(ids) {
    const island = this.#island;
    const [left, right] = ids.map((id) => island?.roles.find((role) => role.id === id));
    if (!island || !left || !right) return;
    this.#said.textContent = summary(island, left, right);
    this.#answer.replaceChildren(this.#said, ...(left === right ? [] : [compared(island, left, right)]));
  }
}

/** @param {string[]} ids what stands in the address from now on */
function remember(ids) {
  const address = new URL(location.href);
  SIDES.forEach(({ name }, side) => address.searchParams.set(name, ids[side] ?? ""));
  history.replaceState(history.state, "", address);
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

/**
 * @param {string} id
 * @param {Role[]} roles
 * @param {string} chosen
 */
function choice(id, roles, chosen) {
  const group = (/** @type {string} */ label, /** @type {Role["holds"]} */ holds) => {
    const its = roles.filter((role) => role.holds === holds);
    return made("optgroup", { label }, ...its.map((role) => made("option", { value: role.id }, role.title)));
  };
  const select = made("select", { id }, group("Seats", "seat"), group("Hats", "hat"));
  select.value = chosen;
  return select;
}

/**
 * @param {HTMLSelectElement} select
 * @param {string} label
 */
function field(select, label) {
  return made("div", { class: "g-field" }, made("label", { class: "g-field__asks", for: select.id }, label), select);
}

// -- what the answer says

/**
 * @param {Island} island
 * @param {Role} left
 * @param {Role} right
 */
function summary({ together }, left, right) {
  if (left === right) return "Choose two different roles.";
  const theirs = [...right.deep, ...right.broad];
  const common = [...left.deep, ...left.broad].filter((key) => theirs.includes(key)).length;
  const pair = about(together, left, right);
  const hold = pair ? ` One person ${pair.can ? "can" : "must not"} hold both.` : "";
  const skills = common === 0 ? "no skill" : common === 1 ? "one skill" : `${common} skills`;
  return `${left.title} and ${right.title} have ${skills} in common.${hold}`;
}

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
    made("caption", {}, "What each decides and what it leaves to others. The sources stand on the pages of the two roles."),
    made("thead", {}, made("tr", {}, ...both.map((role) => made("th", { scope: "col" }, link(role), `, ${role.holds}`)))),
    rows("What for", ({ purpose }) => made("p", {}, purpose)),
    rows("Decides", ({ decides }) => list(decides)),
    rows("Not mine", ({ notMine }) => refused(island, notMine)),
    rows("Knows a lot about", (role) => skills(island, role.deep, other(role))),
    rows("Knows a little about", (role) => skills(island, role.broad, other(role))),
    rows("Is measured by", ({ measures }) => list(measures)),
  );
  const pair = about(island.together, left, right);
  const hold = made("strong", {}, `One person ${pair?.can ? "can" : "must not"} hold both.`);
  const own = about(island.pages, left, right);
  return made(
    "div",
    { class: "g-compare" },
    table,
    ...(pair ? [made("p", {}, hold, ` ${pair.why}`)] : []),
    ...(own ? [made("p", {}, "These two have a page of their own: ", link(own))] : []),
  );
}

/** @param {{ title: string, href: string }} page */
function link({ title, href }) {
  return made("a", { href }, title);
}

/** @param {string[]} items */
function list(items) {
  return made("ul", {}, ...items.map((item) => made("li", {}, item)));
}

/**
 * @param {Island} island
 * @param {Role["notMine"]} items
 */
function refused({ roles }, items) {
  const who = (/** @type {string} */ id) => roles.filter((role) => role.id === id).map(link);
  return made("ul", {}, ...items.map(([what, id]) => made("li", {}, `${what} `, ...who(id))));
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
  return made("ul", {}, ...keys.map((key) => made("li", {}, island.skills[key] ?? key, ...mark(both(key)))));
}

customElements.define("playbook-compare", PlaybookCompare);
