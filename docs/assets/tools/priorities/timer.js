/** A timer for a room: it survives a reload, is announced at its end and not each second, and keeps the screen awake. */
import { LitElement, html, live } from "../../vendor/lit/lit.min.js";
import { button, link } from "./forms.js";

const KEY = "playbook-board-timer";

export class PlaybookTimer extends LitElement {
  static properties = { now: { state: true } };

  constructor() {
    super();
    this.minutes = 10;
    /** What is left in milliseconds while it stands, and when it ends while it runs. */
    this.left = 600_000;
    this.ends = 0;
    this.now = Date.now();
    this.ticking = 0;
    /** @type {WakeLockSentinel | null} */
    this.lock = null;
    this.shown = () => void (document.hidden || this.awake());
    try {
      const { minutes, left, ends } = JSON.parse(localStorage.getItem(KEY) ?? "{}");
      if ([minutes, left, ends].every(Number.isFinite)) Object.assign(this, { minutes, left, ends });
    } catch {
      // no storage on this device: it starts anew
    }
  }

  createRenderRoot() {
    return this; // the page's own styles apply
  }

  connectedCallback() {
    super.connectedCallback();
    document.addEventListener("visibilitychange", this.shown);
    this.tick();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    document.removeEventListener("visibilitychange", this.shown);
    clearTimeout(this.ticking);
    void this.lock?.release();
  }

  /** Milliseconds that are left. */
  get rest() {
    return Math.max(0, this.ends ? this.ends - this.now : this.left);
  }

  /** Whether it runs, or stands still on its way. */
  get going() {
    return Boolean(this.ends) || (this.left > 0 && this.left < this.minutes * 60_000);
  }

  tick() {
    this.now = Date.now();
    if (this.ends && !this.rest) {
      this.set({ ends: 0, left: 0 });
      this.dispatchEvent(new CustomEvent("ended", { bubbles: true }));
    }
    clearTimeout(this.ticking);
    if (this.ends) this.ticking = window.setTimeout(() => this.tick(), this.rest % 1000 || 1000);
    void this.awake();
  }

  /** @param {Partial<{ minutes: number, left: number, ends: number }>} changed */
  set(changed) {
    Object.assign(this, changed);
    this.requestUpdate();
    try {
      localStorage.setItem(KEY, JSON.stringify({ minutes: this.minutes, left: this.left, ends: this.ends }));
    } catch {
      // no storage on this device: it runs until the page is closed
    }
  }

  async awake() {
    if (Boolean(this.ends) === Boolean(this.lock && !this.lock.released)) return;
    try {
      if (!this.ends) await this.lock?.release();
      else this.lock = await navigator.wakeLock.request("screen");
    } catch {
      // no lock on this device, or not now
    }
  }

  toggle() {
    this.now = Date.now();
    if (this.ends) this.set({ left: this.rest, ends: 0 });
    else this.set({ ends: this.now + (this.left || this.minutes * 60_000) });
    this.tick();
  }

  /** @param {string} typed */
  time(typed) {
    const minutes = Number(/^[0-9]{1,3}$/.exec(typed.trim()));
    if (minutes) this.set({ minutes, left: minutes * 60_000, ends: 0 });
    this.tick();
    this.requestUpdate();
  }

  render() {
    const seconds = Math.ceil(this.rest / 1000);
    return html`
      <span role="timer" class="g-timer">${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}</span>
      <label class="g-board__inline">Minutes
        <input type="text" inputmode="numeric" size="3" .value=${live(String(this.minutes))} @change=${(/** @type {Event} */ event) => this.time(/** @type {HTMLInputElement} */ (event.target).value)} />
      </label>
      ${button(this.ends ? "Pause" : "Start", () => this.toggle())}
      ${link("Back to the start", () => this.time(String(this.minutes)))}
    `;
  }
}

customElements.define("playbook-timer", PlaybookTimer);
