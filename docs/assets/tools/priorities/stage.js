/** The step of the board that is looked at. It is drawn a frame after what was pressed, so that a press is seen at once. */
import { LitElement, html, nothing } from "../../vendor/lit/lit.min.js";

export class PlaybookStage extends LitElement {
  static properties = { turn: { attribute: false } };

  constructor() {
    super();
    /** Another one each time that the board is drawn. */
    this.turn = {};
    /** @type {import("../board.js").PlaybookBoard | null} */
    this.board = null;
  }

  createRenderRoot() {
    return this; // the page's own styles apply
  }

  async scheduleUpdate() {
    await new Promise((done) => {
      const soon = () => setTimeout(done);
      if (document.hidden) soon();
      else requestAnimationFrame(soon);
    });
    return super.scheduleUpdate();
  }

  render() {
    const { board } = this;
    if (!board) return nothing;
    const part = { Collect: board.collect, Rank: board.voting, Decide: board.decide }[board.step];
    return html`<section class="g-stage" aria-label=${board.step}>${part.render()}</section>`;
  }
}

customElements.define("playbook-stage", PlaybookStage);
