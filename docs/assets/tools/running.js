/**
 * <playbook-running>: a facilitator plans a workshop and runs it: a run sheet with times of the clock, a timer with a view
 * for the projector, and the record of what each step took. Everything stays on this device. The steps of the kit are in
 * the page's island; a second window of the same page follows the same clock.
 */
import { LitElement, html, nothing } from "../vendor/lit/lit.min.js";
import { copied } from "./priorities/drawn.js";
import { button, count, download, field, link } from "./priorities/forms.js";
import { calendar } from "./workshops/calendar.js";
import { moved, standing, stopped, toggled } from "./workshops/run.js";
import { runSheet } from "./workshops/sheet.js";
import { clock, planned } from "./workshops/starts.js";
import { details, record } from "./workshops/texts.js";
import { time, wall } from "./workshops/wall.js";

/** @typedef {{ starts: string[], minutes: string, group: string, run: import("./workshops/run.js").Run }} Kept `starts` and `minutes` as they were typed */

/** @returns {import("./workshops/run.js").Run} */
const fresh = () => ({ at: 0, since: 0, took: {}, more: {}, from: [] });

/** What was typed into the field of an event. @param {Event} event */
const typed = ({ target }) => /** @type {HTMLInputElement} */ (target).value;

export class PlaybookRunning extends LitElement {
  static properties = { now: { state: true }, kept: { state: true }, said: { state: true }, isWall: { state: true } };

  constructor() {
    super();
    /** @type {import("./workshops/starts.js").Kit} */
    this.kit = JSON.parse(this.querySelector("script")?.textContent ?? "");
    this.store = `playbook-running-${this.kit.id}`;
    /** What happened, for eyes and for screen readers. */
    this.said = "";
    this.isWall = false;
    this.ticking = 0;
    /** @type {WakeLockSentinel | undefined} */
    this.lock = undefined;
    /** The step, and whether its last minute and its end have been said. */
    this.told = "";
    this.now = 0;
    this.kept = this.recalled();
    this.tick();
    addEventListener("storage", ({ key }) => {
      if (key !== this.store) return;
      this.kept = this.recalled();
      this.tick();
    });
    document.addEventListener("keydown", (event) => this.isWall && this.key(event));
  }

  createRenderRoot() {
    this.replaceChildren();
    return this; // the page's own styles apply
  }

  // -- what is kept

  /** @returns {Kept} what this device remembers */
  recalled() {
    try {
      const found = JSON.parse(localStorage.getItem(this.store) ?? "");
      const { starts, minutes, group, run } = found;
      const { at, since, took, more, from } = run;
      const texts = starts.concat(minutes, group).every((/** @type {unknown} */ one) => typeof one === "string");
      if (starts[0] && texts && [at, since, ...Object.values(took), ...Object.values(more), ...from].every(Number.isFinite)) return found;
    } catch {
      // nothing, no storage, or somebody else's data in it
    }
    return { starts: ["T"], minutes: "", group: "", run: fresh() };
  }

  get plan() {
    return planned(this.kit, this.kept.starts, this.kept.minutes);
  }

  /** @param {Partial<Kept>} changed @param {string} [said] */
  change(changed, said = "") {
    this.kept = { ...this.kept, ...changed };
    this.tick();
    this.said = said || this.plan.wrong;
    try {
      localStorage.setItem(this.store, JSON.stringify(this.kept));
    } catch {
      this.said += " This browser keeps nothing: a reload loses plan and clock.";
    }
  }

  // -- the clock

  get isBegun() {
    return this.kept.run.from.length > 0;
  }

  get standing() {
    const { slots, days } = this.plan;
    return standing(this.kept.run, slots, days.map(({ begins }) => begins), this.now);
  }

  tick() {
    this.now = Date.now();
    const { run } = this.kept;
    const { standing } = this;
    const rest = standing?.rest ?? 0;
    const level = rest <= 0 ? "Time is up." : rest <= 60_000 ? "1 minute left." : "";
    const told = `${run.at} ${level}`;
    if (run.since && level && told !== this.told && parseInt(this.told) === run.at) this.said = level;
    this.told = told;
    clearTimeout(this.ticking);
    if (this.isBegun && standing) this.ticking = window.setTimeout(() => this.tick(), rest > 0 ? rest % 1000 || 1000 : 1000 + (rest % 1000));
    void this.awake(Boolean(run.since) || this.isWall);
  }

  /** Keep the screen on. A hidden page loses that, and asks again when it ticks in sight. @param {boolean} wanted */
  async awake(wanted) {
    try {
      if (!wanted) await this.lock?.release();
      else if (this.lock?.released !== false) this.lock = await navigator.wakeLock.request("screen");
    } catch {
      // no lock on this device, or not now
    }
  }

  toggle() {
    const { run } = this.kept;
    if (this.standing) this.change({ run: toggled(run, this.plan.slots, Date.now()) }, run.since ? "The clock stands." : "The clock runs.");
  }

  /** @param {number} by how many steps */
  go(by) {
    const { run } = this.kept;
    const { slots } = this.plan;
    const at = run.at + by;
    if (!this.isBegun || at < 0 || at > slots.length) return;
    const slot = slots[at];
    this.change({ run: moved(run, slots, at, Date.now()) }, slot ? `${this.named(slot)}, ${count(slot.minutes, "minute")}.` : "The end.");
  }

  longer() {
    const { run } = this.kept;
    const id = this.standing?.slot.id ?? "";
    this.change({ run: { ...run, more: { ...run.more, [id]: (run.more[id] ?? 0) + 1 } } }, "One minute more.");
  }

  /** @param {{ id: string } | undefined} slot */
  named(slot) {
    return this.kit.steps.find(({ id }) => id === slot?.id)?.title ?? "the end";
  }

  // -- the projector

  get dialog() {
    return /** @type {HTMLDialogElement} */ (this.querySelector("dialog"));
  }

  async show() {
    this.isWall = true;
    await this.updateComplete;
    this.dialog.showModal();
    void this.dialog.requestFullscreen?.().catch(() => {}); // where the browser does not let it, the window will do
    this.tick();
  }

  closed() {
    this.isWall = false;
    if (document.fullscreenElement) void document.exitFullscreen();
    this.tick();
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    event.stopPropagation(); // the theme has keys of its own, which would leave the page
    const { key, target, repeat } = event;
    if (repeat) return;
    if (key === " " && !(target instanceof HTMLButtonElement)) this.toggle(); // a button presses itself
    else if (key === "ArrowRight") this.go(1);
    else if (key === "ArrowLeft") this.go(-1);
    else return;
    event.preventDefault();
  }

  // -- what leaves the page

  /** @param {string} text */
  async copy(text) {
    this.said = (await copied(text)) ? "Copied." : "Not copied: this browser forbids it.";
  }

  toCalendar() {
    const { kit, plan } = this;
    const days = /** @type {{ begins: Date, ends: Date }[]} */ (plan.days);
    download(`${kit.id}.ics`, calendar(kit.title, details(kit, plan), days, new Date()), "text/calendar");
  }

  print() {
    this.dataset["prints"] = "";
    addEventListener("afterprint", () => delete this.dataset["prints"], { once: true });
    print();
  }

  // -- what it shows

  render() {
    const { kit, plan, kept, isBegun, standing } = this;
    const isAsked = isBegun || kept.minutes || kept.starts.join("") !== "T";
    this.toggleAttribute("data-runs", isBegun);
    return html`
      ${isBegun ? nothing : this.form()} ${isAsked && plan.slots[0] ? runSheet(kit, plan, isBegun ? standing?.slot.id : "") : nothing}
      ${isAsked && !plan.wrong
        ? html`<div class="g-actions">
            ${button("Print the run sheet", () => this.print())} ${plan.days.every(({ begins }) => begins) ? button("Calendar file", () => this.toCalendar()) : nothing}
            ${button("Copy the agenda", () => this.copy(`${kit.title}\n\n${details(kit, plan)}\n`))}
          </div>`
        : nothing}
      ${this.panel()} ${isBegun ? this.record() : nothing}
      <dialog class="g-wall-run" aria-label="For the projector" @close=${() => this.closed()} @fullscreenchange=${() => document.fullscreenElement || this.dialog.close()}>
        ${this.isWall
          ? html`${wall(kit, kept.run, standing, this.now)}
              <div class="g-actions">${this.controls()} ${button("Close", () => this.dialog.close())}</div>
              <p class="g-run__unseen" role="status">${this.said}</p>`
          : nothing}
      </dialog>
    `;
  }

  form() {
    const { kept, kit, plan } = this;
    const { starts } = kept;
    const input = (/** @type {number} */ day, /** @type {number} */ part, /** @type {string} */ label) => html`<label>
      ${label}
      <input type=${part ? "time" : "date"} .value=${starts[day]?.split("T")[part] ?? ""} @change=${(/** @type {Event} */ event) => {
        const parts = starts[day]?.split("T") ?? [];
        parts[part] = typed(event);
        this.change({ starts: starts.map((start, place) => (place === day ? parts.join("T") : start)) });
      }} />
    </label>`;
    const number = (/** @type {number} */ day) => (starts[1] ? ` ${day + 1}` : "");
    return html`<div class="g-form">
      <div class="g-field">
        ${starts.map((_start, day) => html`<p class="g-run__start">${input(day, 0, `Day${number(day)}`)} ${input(day, 1, `Begins${number(day)}`)}</p>`)}
        ${link("Go on another day", () => this.change({ starts: [...starts, "T"] }))} ${starts[1] ? link("One day less", () => this.change({ starts: starts.slice(0, -1) })) : nothing}
      </div>
      <p class="g-run__start">
        <label>Minutes in all <input type="number" placeholder=${kit.length} aria-describedby="run-wrong" .value=${kept.minutes} @change=${(/** @type {Event} */ event) => this.change({ minutes: typed(event) })} /></label>
      </p>
      <p class="g-field__hint g-field__hint--wrong" id="run-wrong">${plan.wrong}</p>
    </div>`;
  }

  controls() {
    const { since, from, at } = this.kept.run;
    const { standing, isBegun } = this;
    const day = standing?.slot.day ?? 0;
    const start = from[day] ? "Go on" : day ? `Start day ${day + 1}` : "Start the workshop";
    return html`
      ${standing ? button(since ? "Pause" : start, () => this.toggle(), `md-button ${since ? "" : "md-button--primary"}`) : nothing}
      ${isBegun && standing ? html`${button("Next", () => this.go(1))} ${button("+1 min", () => this.longer())}` : nothing} ${at ? button("Back", () => this.go(-1)) : nothing}
    `;
  }

  panel() {
    const { isBegun, standing } = this;
    const late = standing?.behind ?? 0;
    const place = `step-${standing?.slot.id}`; // most breaks have no script
    const pace = late ? `${count(Math.abs(late), "minute")} ${late > 0 ? "behind" : "ahead"}` : "On time";
    return html`<section class="g-run__now" aria-label="The run">
      ${isBegun && standing
        ? html`<p class="g-run__step"><a href=${document.getElementById(place) ? `#${place}` : nothing}>${this.named(standing.slot)}</a></p>
            ${time(standing.rest)}
            <p>${pace}, ends at ${clock(standing.ends)}. Next: ${this.named(standing.next)}</p>`
        : nothing}
      <div class="g-actions">${this.controls()} ${isBegun || standing ? button("Projector", () => this.show()) : nothing}</div>
      <p role="status" class=${this.said === this.plan.wrong ? "g-run__unseen" : ""}>${this.said}</p>
    </section>`;
  }

  record() {
    const { kit, plan, kept } = this;
    const { yaml, text } = record(kit, plan, stopped(kept.run, plan.slots, this.now), kept.group);
    return html`<h3>Record of this run</h3>
      ${field(
        { id: "run-group", asks: "Who took part", hint: "A group, such as “Trading, 9 people”, and no names." },
        html`<input id="run-group" type="text" aria-describedby="run-group-hint" .value=${kept.group} @change=${(/** @type {Event} */ event) => this.change({ group: typed(event) })} />`,
      )}
      <pre class="g-run__entry">${yaml}</pre>
      <p class="g-field__hint">It goes to the end of docs/workshops/runs.yml, by whoever keeps the playbook.</p>
      <div class="g-actions">
        ${button("Copy the entry", () => this.copy(yaml))} ${button("Save it", () => download(`${kit.run}.yml`, yaml))} ${button("Copy as text", () => this.copy(text))}
        ${link("Clear this run", () => confirm("Forget what this run took?") && this.change({ run: fresh() }, "Forgotten."))}
      </div>`;
  }
}

customElements.define("playbook-running", PlaybookRunning);
