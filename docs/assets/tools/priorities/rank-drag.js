/** Dragging a row of <playbook-rank-list> by its handle, with a mouse, a pen or a finger. */

/**
 * @typedef {{ id: string, tier: number, tied: boolean, last: boolean, top: number, bottom: number, row: Element }} Edge
 * @typedef {{ mark: Element | null, how: "on" | "before" | "after", tier: number, own: boolean }} Target no tier: out of them
 */

const EDGE = 0.3; // of a row's height: above and below it the row goes between, in the middle it goes beside
const NEAR = 72; // px from the edge of the window in which it scrolls; the page's header hides the first 50
const FASTEST = 16; // px a frame

export class Drag {
  /** @param {import("./rank-list.js").PlaybookRankList} list */
  constructor(list) {
    this.list = list;
    /** Ends what is going on, if anything is. @type {() => void} */
    this.cancel = () => {};
  }

  /**
   * @param {PointerEvent} event
   * @param {string} id
   */
  begin(event, id) {
    const grip = event.currentTarget;
    const row = this.list.row(id);
    if (!(grip instanceof HTMLElement) || !row || event.button !== 0 || !event.isPrimary) return;
    event.preventDefault(); // no selection of text
    this.cancel();
    const edges = this.edges(id);
    const from = event.clientY + scrollY;
    let at = event.clientY;
    /** @type {Target | null} */
    let target = null;

    const follow = () => {
      const y = at + scrollY;
      row.style.translate = `0 ${y - from}px`;
      target?.mark?.removeAttribute("data-drop");
      target = Math.abs(y - from) < 4 ? null : this.target(edges, y, row);
      target?.mark?.setAttribute("data-drop", target.how);
    };
    const scroll = () => {
      const far = at < NEAR ? at - NEAR : Math.max(0, at - (innerHeight - NEAR));
      if (far && row.dataset.drag) {
        scrollBy({ top: Math.sign(far) * Math.min(FASTEST, Math.abs(far) / 3), behavior: "instant" });
        follow();
      }
      frame = requestAnimationFrame(scroll);
    };
    let frame = requestAnimationFrame(scroll);
    const stop = new AbortController();
    const end = () => {
      stop.abort();
      cancelAnimationFrame(frame);
      this.cancel = () => {};
      target?.mark?.removeAttribute("data-drop");
      row.style.translate = "";
      delete row.dataset.drag;
    };
    this.cancel = end;
    const listen = { signal: stop.signal };
    const moved = (/** @type {PointerEvent} */ { clientY }) => {
      at = clientY;
      row.dataset.drag = "yes";
      follow();
    };
    const dropped = () => {
      end();
      if (target) this.list.drop(id, target.tier, target.own);
    };
    grip.addEventListener("pointermove", moved, listen);
    grip.addEventListener("pointerup", dropped, listen);
    grip.addEventListener("pointercancel", end, listen);
    grip.addEventListener("lostpointercapture", end, listen);
    addEventListener("keydown", ({ key }) => key === "Escape" && end(), listen);
    grip.setPointerCapture(event.pointerId);
  }

  /**
   * Where the ranked rows begin and end on the page, without the dragged one: nothing moves until it is dropped.
   *
   * @param {string} id
   * @returns {Edge[]}
   */
  edges(id) {
    const others = this.list.places().filter((place) => place.id !== id);
    return others.flatMap((place, index) => {
      const row = this.list.row(place.id);
      if (!row) return [];
      const { top, bottom } = row.getBoundingClientRect();
      const tied = others[index - 1]?.tier === place.tier;
      const last = others[index + 1]?.tier !== place.tier;
      return [{ ...place, tied, last, top: top + scrollY, bottom: bottom + scrollY, row }];
    });
  }

  /**
   * @param {Edge[]} edges
   * @param {number} y on the page
   * @param {Element} row the dragged one
   * @returns {Target | null}
   */
  target(edges, y, row) {
    const ranked = this.list.querySelector("[data-list=ranked]");
    const rest = this.list.querySelector("[data-list=rest]");
    const isRanked = ranked?.contains(row);
    if (rest && y > rest.getBoundingClientRect().top + scrollY) {
      return isRanked ? { mark: rest, how: "on", tier: -1, own: false } : null;
    }
    const under = edges.find(({ top, bottom }) => top <= y && y < bottom);
    const [first] = edges;
    const last = edges.at(-1);
    if (!first || !last) return isRanked ? null : { mark: ranked, how: "on", tier: 0, own: true };
    if (!under) {
      if (y < first.top) return { mark: first.row, how: "before", tier: first.tier, own: true };
      return y >= last.bottom ? { mark: last.row, how: "after", tier: last.tier + 1, own: true } : null;
    }
    const part = (y - under.top) / (under.bottom - under.top);
    if (part < EDGE && !under.tied) return { mark: under.row, how: "before", tier: under.tier, own: true };
    if (part > 1 - EDGE && under.last) return { mark: under.row, how: "after", tier: under.tier + 1, own: true };
    return { mark: under.row, how: "on", tier: under.tier, own: false };
  }
}
