/**
 * <playbook-rank-list>: items in tiers, hurts most first; what is in no tier shares the last place.
 *
 * Set `.items` ([{ id, title, statement }]) and `.tiers` (lists of ids). Each change sends `ranked` with
 * { detail: { tiers } }; put them back into `.tiers`, or set others, as undo does. Styles: rank-list.css.
 */
import { LitElement, html, live, nothing, repeat } from "../../vendor/lit/lit.min.js";
import { Drag } from "./rank-drag.js";

/**
 * @typedef {Pick<import("./model.js").Item, "id" | "title" | "statement">} Row
 * @typedef {Row & { tier: number, mates: number, tied: boolean }} Place `tied`: it shares its place with the row above
 * @typedef {"key" | "pointer" | "drop" | "typing"} By
 * @typedef {keyof typeof BUTTONS} Button
 */

const BUTTONS = /** @type {const} */ ({ up: "Up", down: "Down", same: "Same as above", out: "Take out", in: "Rank it" });

/** @param {string[][]} tiers */
const filled = (tiers) => tiers.filter((tier) => tier.length);

/**
 * Take an item out of all tiers. Places that fall empty stay, so that the numbers of the others do.
 *
 * @param {string[][]} tiers
 * @param {string} id
 */
const without = (tiers, id) => tiers.map((tier) => tier.filter((other) => other !== id));

/**
 * @param {string[][]} tiers
 * @param {string} id
 * @returns {number} -1: it is not ranked
 */
const tierOf = (tiers, id) => tiers.findIndex((tier) => tier.includes(id));

export class PlaybookRankList extends LitElement {
  static properties = { items: {}, tiers: {}, wrong: {}, said: {} };

  constructor() {
    super();
    /** @type {Row[]} */
    this.items = [];
    /** @type {string[][]} */
    this.tiers = [];
    /** The tiers as numbers have been typed: an empty one is a number that nobody has yet. */
    this.slots = this.tiers;
    /** What stands in a number field and is no place, by item. @type {Record<string, string>} */
    this.wrong = {};
    this.said = "";
    /** What moved, and whether to or from the list of those that are not ranked. @type {{ id: string, by: By, leaves: boolean } | null} */
    this.follow = null;
    /** @type {Promise<unknown> | null} */
    this.held = null;
    this.drag = new Drag(this);
  }

  createRenderRoot() {
    return this; // the page's own styles apply
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.drag.cancel();
  }

  /** @param {import("../../vendor/lit/lit.min.js").PropertyValues} changed */
  willUpdate(changed) {
    if (changed.has("items")) this.wrong = {};
    else if (!changed.has("tiers")) return;
    const left = new Set(this.items.map((item) => item.id));
    const known = filled(this.tiers.map((tier) => tier.filter((id) => left.delete(id))));
    if (JSON.stringify(known) !== JSON.stringify(filled(this.slots))) this.slots = known;
  }

  /** @returns {Place[]} what is ranked, from the top */
  places() {
    return this.slots.flatMap((ids, tier) => ids.map((id, index) => ({ ...this.item(id), tier, mates: ids.length - 1, tied: index > 0 })));
  }

  /**
   * @param {string} id
   * @returns {Row}
   */
  item(id) {
    return this.items.find((item) => item.id === id) ?? { id, title: id };
  }

  /**
   * Take over new tiers, say what became of the item, and send the event.
   *
   * @param {string[][]} slots
   * @param {string} id
   * @param {By} by
   */
  change(slots, id, by) {
    const tier = tierOf(slots, id);
    this.follow = { id, by, leaves: tierOf(this.slots, id) < 0 !== tier < 0 };
    this.wrong = { ...this.wrong, [id]: "" };
    this.slots = slots;
    this.tiers = filled(slots);
    const mates = (slots[tier] ?? []).filter((other) => other !== id).map((other) => this.item(other).title);
    const place = tier < 0 ? "is not ranked any more" : `is now ${tier + 1} of ${this.items.length}`;
    const shared = mates.length > 2 ? `${mates.length} others` : mates.join(" and ");
    this.said = `${this.item(id).title} ${place}${shared && `, the same place as ${shared}`}`;
    this.dispatchEvent(new CustomEvent("ranked", { detail: { tiers: this.tiers }, bubbles: true }));
  }

  /**
   * Put an item beside others at the place `tier`, or at a place of its own before it.
   *
   * @param {string} id
   * @param {number} tier counted in the filled ones; -1: in none
   * @param {boolean} own
   * @param {By} by
   */
  put(id, tier, own, by) {
    const tiers = filled(this.slots);
    const moved = without(tiers, id);
    if (own) moved.splice(tier, 0, [id]);
    else moved[tier]?.push(id);
    const told = (/** @type {string[][]} */ some) => JSON.stringify(filled(some).map((ids) => [...ids].sort()));
    if (told(moved) !== told(tiers)) this.change(filled(moved), id, by);
  }

  /**
   * Do what a button says.
   *
   * @param {Button} how
   * @param {string} id
   * @param {By} by
   */
  move(how, id, by) {
    const tiers = filled(this.slots);
    const at = tierOf(tiers, id);
    if (at < 0 !== (how === "in")) return;
    const isAlone = tiers[at]?.length === 1;
    const isTied = tiers[at]?.[0] !== id;
    /** @type {Record<Button, [number, boolean]>} */
    const targets = {
      up: [isAlone ? Math.max(0, at - 1) : at, true],
      down: [isAlone ? at + 2 : at + 1, true],
      same: isTied ? [at + 1, true] : [Math.max(0, at - 1), false],
      out: [-1, false],
      in: [tiers.length, true],
    };
    this.put(id, ...targets[how], by);
  }

  /**
   * Take a number that somebody typed: it is the item's place, and whoever has the same number shares it.
   *
   * @param {string} id
   * @param {string} typed
   */
  number(id, typed) {
    const text = typed.trim();
    const place = Number(text); // 0: nothing is typed, so that it is not ranked
    if (text && !(/^[0-9]+$/.test(text) && place > 0 && place <= this.items.length)) this.wrong = { ...this.wrong, [id]: typed };
    else if (place === tierOf(this.slots, id) + 1) this.wrong = { ...this.wrong, [id]: "" };
    else {
      const slots = without(this.slots, id);
      while (slots.length < place) slots.push([]);
      slots[place - 1]?.push(id);
      this.change(slots, id, "typing");
    }
    // What is pressed, or tabbed to, must not move away before it is reached
    this.held = new Promise((done) => {
      const pressed = document.querySelector(":active");
      setTimeout(done, pressed ? 2000 : 0);
      addEventListener("mouseup", () => setTimeout(done), { once: true });
    });
  }

  // -- the row stays where it is on the screen, and the focus where it is in the row

  async scheduleUpdate() {
    await this.held;
    return super.scheduleUpdate();
  }

  /** @param {import("../../vendor/lit/lit.min.js").PropertyValues} changed */
  update(changed) {
    const { id = "", by, leaves } = this.follow ?? {};
    this.follow = null;
    const focused = this.contains(document.activeElement) ? /** @type {HTMLElement} */ (document.activeElement) : null;
    const row = this.row(id);
    const next = row?.nextElementSibling ?? row?.previousElementSibling;
    // Whoever typed a number and tabbed on, or points at the buttons of one row after the other, goes on at the next row
    const onward = leaves && by === "typing" && row?.contains(focused) && !focused?.matches("input");
    const stays = onward || (leaves && by === "pointer");
    const anchor = by === "drop" ? null : stays ? next : focused?.closest("[data-id]");
    const before = (stays ? row : anchor)?.getBoundingClientRect().top ?? 0;
    super.update(changed);
    if (by && anchor?.isConnected) scrollBy({ top: anchor.getBoundingClientRect().top - before, behavior: "instant" });
    if (onward) next?.querySelector("input")?.focus();
    else if (stays || by === "drop") this.row(id)?.focus({ preventScroll: true });
    else if (focused?.isConnected) focused.focus({ preventScroll: true });
    else if (focused) this.row(id)?.querySelector("input")?.focus();
  }

  /**
   * @param {string} id
   * @returns {HTMLElement | null}
   */
  row(id) {
    return this.querySelector(`[data-id="${id}"]`);
  }

  /**
   * @param {KeyboardEvent} event
   * @param {string} id
   */
  key(event, id) {
    const how = { ArrowUp: /** @type {const} */ ("up"), ArrowDown: /** @type {const} */ ("down") }[event.key];
    if (!how) return;
    event.preventDefault();
    this.move(how, id, "key");
  }

  render() {
    const ranked = this.places();
    const rest = this.items.filter(({ id }) => tierOf(this.slots, id) < 0);
    const lines = (/** @type {Row[]} */ rows) => repeat(rows, ({ id }) => id, (row) => this.line(row));
    return html`
      <p class="g-unseen" role="status">${this.said}</p>
      ${ranked.length
        ? html`<ol class="g-rank" data-list="ranked">
            ${lines(ranked)}
          </ol>`
        : html`<p class="g-rank__none" data-list="ranked">Nothing is ranked yet. Begin with what hurts most.</p>`}
      ${rest.length
        ? html`<p class="g-rank__rest">Not ranked: these share the last place</p>
            <ul class="g-rank" data-list="rest">
              ${lines(rest)}
            </ul>`
        : nothing}
    `;
  }

  /** @param {Row & Partial<Place>} row no tier: it is not ranked */
  line({ id, title, statement, tier = -1, tied = false, mates = 0 }) {
    const wrong = this.wrong[id];
    const tiers = filled(this.slots);
    const first = tiers[0]?.includes(id);
    const last = tiers.at(-1)?.includes(id);
    const button = (/** @type {Button} */ how, off = false) => html`<button
      type="button"
      data-do=${how}
      aria-label="${BUTTONS[how]}: ${title}"
      aria-disabled=${off ? "true" : nothing}
      aria-pressed=${how === "same" ? `${tied}` : nothing}
      @click=${(/** @type {MouseEvent} */ event) => this.move(how, id, event.detail ? "pointer" : "key")}
    >
      ${BUTTONS[how]}
    </button>`;
    const typed = (/** @type {any} */ { target }) => this.number(id, target.value); // with Enter too: browsers see to that
    return html`<li class="g-rank__row ${tied ? "g-rank__row--tied" : ""}" data-id=${id} tabindex="-1">
      <span class="g-rank__grip" aria-hidden="true" @pointerdown=${(/** @type {PointerEvent} */ event) => this.drag.begin(event, id)}></span>
      <input
        class="g-rank__place"
        type="text"
        inputmode="numeric"
        maxlength="3"
        autocomplete="off"
        data-do="number"
        aria-label="Place of ${title}"
        aria-invalid=${wrong ? "true" : nothing}
        aria-describedby=${wrong ? `wrong-${id}` : nothing}
        .value=${live(wrong || String(tier + 1 || ""))}
        @focus=${(/** @type {any} */ { target }) => target.select()}
        @keydown=${(/** @type {KeyboardEvent} */ event) => this.key(event, id)}
        @change=${typed}
      />
      <span class="g-rank__words"
        >${title}${statement ? html`<span class="g-rank__more">${statement}</span>` : nothing}${wrong
          ? html`<span class="g-rank__wrong" id="wrong-${id}">${wrong.trim()} is no place. Write a whole number from 1 to ${this.items.length}.</span>`
          : nothing}</span
      >
      <span class="g-rank__do">${tier < 0 ? button("in") : [button("up", first && !mates), button("down", last && !mates), button("same", first && !tied), button("out")]}</span>
    </li>`;
  }
}

customElements.define("playbook-rank-list", PlaybookRankList);
