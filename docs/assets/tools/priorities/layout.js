/**
 * Where the badges of the figure go, as scripts/playbook/priorities/layout.py does, which says why.
 *
 * @typedef {import("./results.d.ts").Badge} Badge
 */

export const WIDTH = 360;
export const PLOT = { left: 30, top: 30, size: 320 };
const SLOTS = 8;
const SLOT = 20;

/**
 * @param {import("./results.d.ts").Result} result
 * @returns {Badge[]} in the order of the board; none while a side has no ballots
 */
export function layout({ items, n, k }) {
  const place = (/** @type {number} */ rank, /** @type {unknown} */ cut) =>
    cut === "in"
      ? Math.min((rank - 0.5) / k, 1) * SLOTS
      : SLOTS + Math.max((rank - 0.5 - k) / (n - k), 0) * SLOTS;
  /** @type {Set<number>} */
  const taken = new Set();
  return items.flatMap((item, index) => {
    const { id, quadrant, lead_rank: lead, others_rank: others, lead_cut: leadCut, others_cut: othersCut } = item;
    if (lead === null || others === null || !quadrant) return [];
    const y = place(lead, leadCut);
    const x = 2 * SLOTS - place(others, othersCut);
    const top = leadCut === "in" ? 0 : SLOTS;
    const left = othersCut === "in" ? SLOTS : 0;
    let nearest = -1;
    let least = Infinity;
    for (let row = top; row < top + SLOTS; row += 1) {
      for (let column = left; column < left + SLOTS; column += 1) {
        const away = (row + 0.5 - y) ** 2 + (column + 0.5 - x) ** 2;
        const slot = row * 2 * SLOTS + column;
        if (away < least && !taken.has(slot)) [nearest, least] = [slot, away];
      }
    }
    taken.add(nearest);
    const centre = (/** @type {number} */ slot) => slot * SLOT + SLOT / 2;
    return {
      id,
      number: index + 1,
      x: PLOT.left + centre(nearest % (2 * SLOTS)),
      y: PLOT.top + centre(Math.floor(nearest / (2 * SLOTS))),
      quadrant,
      r: SLOT / 2 - 1,
    };
  });
}
