/** Dragging a row of <playbook-rank-list> by its handle, with a mouse, a pen or a finger. */

/** @typedef {{ mark: Element | null, how: "on" | "before" | "after", tier: number }} Target tier -1: out of them */

const EDGE = 0.3; // of a row's height: above and below it the row goes between, in the middle it goes beside
const NEAR = 72; // px from the edge of the window in which it scrolls; the page's header hides the first 50

export class Drag {
  /** @param {import("./rank-list.js").PlaybookRankList} list */
  constructor(list) {
    this.list = list;
    /** Ends what is going on, if anything is. */
    this.cancel = () => {};
  }

  /**
   * @param {PointerEvent} event
   * @param {string} id
   */
  begin(event, id) {
    const grip = /** @type {HTMLElement} */ (event.currentTarget);
    const row = this.list.row(id);
    if (!row || event.button || !event.isPrimary) return;
    event.preventDefault(); // no selection of text
    this.cancel();
    const from = event.clientY + scrollY;
    let at = event.clientY;
    /** @type {Target | null} */
    let target = null;

    const aim = (/** @type {Target | null} */ next) => {
      target?.mark?.removeAttribute("data-drop");
      target = next;
      target?.mark?.setAttribute("data-drop", target.how);
    };
    const follow = () => {
      const by = at + scrollY - from;
      aim(Math.abs(by) < 4 ? null : this.target(at, id));
      row.style.translate = `0 ${by}px`;
      row.dataset.drag = "yes";
    };
    const scroll = () => {
      const far = at < NEAR ? at - NEAR : Math.max(0, at - (innerHeight - NEAR));
      if (far && row.dataset.drag) {
        scrollBy({ top: far / 5, behavior: "instant" });
        follow();
      }
      frame = requestAnimationFrame(scroll);
    };
    let frame = requestAnimationFrame(scroll);
    const stop = new AbortController();
    const listen = { signal: stop.signal };
    const moved = (/** @type {PointerEvent} */ { clientY }) => {
      at = clientY;
      follow();
    };
    const dropped = () => {
      const to = target;
      this.cancel();
      if (to) this.list.put(id, to.tier, to.how !== "on", "drop");
    };
    this.cancel = () => {
      stop.abort();
      cancelAnimationFrame(frame);
      aim(null);
      row.style.translate = "";
      delete row.dataset.drag;
    };
    grip.addEventListener("pointermove", moved, listen);
    grip.addEventListener("pointerup", dropped, listen);
    grip.addEventListener("lostpointercapture", this.cancel, listen); // also when the browser takes the pointer away
    addEventListener("keydown", ({ key }) => key === "Escape" && this.cancel(), listen);
    grip.setPointerCapture(event.pointerId);
  }

  /**
   * Where a row would go that is let go here. Nothing moves until it is.
   *
   * @param {number} y in the window
   * @param {string} id
   * @returns {Target | null}
   */
  target(y, id) {
    const places = this.list.places();
    const others = places.filter((place) => place.id !== id);
    const isRanked = others.length < places.length;
    const rest = this.list.querySelector("[data-list=rest]");
    if (rest && y > rest.getBoundingClientRect().top) return isRanked ? { mark: rest, how: "on", tier: -1 } : null;
    for (const [index, { id: other, tier }] of others.entries()) {
      const mark = this.list.row(other);
      const { top = 0, bottom = 0, height = 0 } = mark?.getBoundingClientRect() ?? {};
      const isLast = others[index + 1]?.tier !== tier;
      if (y >= bottom && index < others.length - 1) continue;
      if (y < top && index) return null; // where it comes from
      if (y < top + height * EDGE && others[index - 1]?.tier !== tier) return { mark, how: "before", tier };
      if (y > bottom - height * EDGE && isLast) return { mark, how: "after", tier: tier + 1 };
      return { mark, how: "on", tier };
    }
    return isRanked ? null : { mark: this.list.querySelector("[data-list=ranked]"), how: "before", tier: 0 };
  }
}
