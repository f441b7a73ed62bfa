/** What the room sees: the code to scan, how many ballots are in, and the result when somebody asks for it. */
import { html, nothing } from "../../vendor/lit/lit.min.js";
import { figure } from "./figure.js";
import { button } from "./forms.js";
import { qr } from "./qr.js";

export class Projector {
  /** @param {import("../board.js").PlaybookBoard} host */
  constructor(host) {
    this.host = host;
    this.shows = "ballot";
    this.isOpen = false;
  }

  get dialog() {
    return /** @type {HTMLDialogElement | null} */ (this.host.querySelector("dialog.g-wall"));
  }

  /** @param {"ballot" | "count"} shows */
  async open(shows) {
    this.isOpen = true;
    await this.show(shows);
    await this.host.updateComplete;
    this.dialog?.showModal();
    void this.dialog?.requestFullscreen?.().catch(() => {}); // where the browser does not let it, the window will do
  }

  /** @param {string} shows */
  async show(shows) {
    this.shows = shows;
    if (shows === "ballot") await this.host.voting.handing.make();
    this.host.requestUpdate();
  }

  closed() {
    this.isOpen = false;
    if (document.fullscreenElement) void document.exitFullscreen();
    this.host.requestUpdate();
  }

  render() {
    const { host, shows } = this;
    const tab = (/** @type {string} */ key, /** @type {string} */ words) =>
      html`<button type="button" class="g-link" aria-pressed=${key === shows} @click=${() => this.show(key)}>${words}</button>`;
    return html`<dialog class="g-wall" aria-label="For the projector" @close=${() => this.closed()}>
      ${this.isOpen
        ? html`<div class="g-wall__bar">
              ${tab("ballot", "Ballot")}${tab("count", "Count")}${tab("result", "Show the result")}
              ${host.timer}
              ${button("Close", () => this.dialog?.close())}
            </div>
            <p class="g-wall__title">${host.board.title}</p>
            ${shows === "ballot" ? this.ballot() : shows === "count" ? html`<p class="g-wall__count">${host.arrived()}</p>` : this.result()}
            <p class="g-unseen" role="status">${host.said}</p>`
        : nothing}
    </dialog>`;
  }

  ballot() {
    const { host } = this;
    const { link } = host.voting.handing;
    return html`<div class="g-wall__ballot">${(link && qr(link, "QR code of the link for voters")) ?? html`<p>The list is too long for a QR code: share the link.</p>`}
      <div><p>Scan it, rank what hurts you most, and hand your ballot back.</p><p class="g-wall__count">${host.arrived()}</p></div></div>`;
  }

  result() {
    const { result, badges } = this.host.ranked();
    const { items } = this.host.board;
    return html`<div class="g-wall__ballot">
      ${badges.length ? figure(result, badges, "wall") : html`<p>The figure needs a ballot on both sides.</p>`}
      <div>
        <p class="g-wall__count">${result.order.length ? "Start here" : "Nothing is high on both sides yet."}</p>
        <ol class="g-wall__order">${result.order.map((id) => html`<li>${items.findIndex((item) => item.id === id) + 1}. ${items.find((item) => item.id === id)?.title}</li>`)}</ol>
      </div>
    </div>`;
  }
}
