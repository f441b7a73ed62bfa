/**
 * Where the badges of the figure go, as scripts/playbook/priorities/layout.py does, which says why.
 *
 * @import { Result } from "./results.d.ts"
 * @typedef {import("./results.d.ts").Badge} Badge
 */

export const WIDTH = 360;
export const PLOT = { left: 30, top: 30, size: 320 };
const SLOTS = 8;
const SLOT = 20;

/**
 * @param {Result} result
 * @returns {Badge[]} in the order of the board; none while a side has no ballots
 */
export function layout({ items, n, k }) {
  const place = (/** @type {number} */ rank, /** @type {boolean} */ high) =>
    high ? ((rank - 0.5) / k) * SLOTS : SLOTS + ((rank - 0.5 - k) / (n - k)) * SLOTS;
  const taken = new Set();
  return items.flatMap(({ id, quadrant, lead_rank: lead, others_rank: others, ...item }, index) => {
    if (lead === null || others === null || !quadrant) return [];
    const [up, right] = [item.lead_cut === "in", item.others_cut === "in"];
    const [y, x] = [place(lead, up), place(others, right)];
    const nearest = { down: 0, left: 0, away: Infinity };
    for (let slot = 0; slot < SLOTS * SLOTS; slot += 1) {
      const down = Math.floor(slot / SLOTS) + (up ? 0 : SLOTS);
      const left = (slot % SLOTS) + (right ? 0 : SLOTS);
      const away = (down + 0.5 - y) ** 2 + (left + 0.5 - x) ** 2;
      if (away < nearest.away && !taken.has(`${down} ${left}`)) Object.assign(nearest, { down, left, away });
    }
    taken.add(`${nearest.down} ${nearest.left}`);
    return {
      id,
      number: index + 1,
      x: PLOT.left + PLOT.size - (nearest.left + 0.5) * SLOT,
      y: PLOT.top + (nearest.down + 0.5) * SLOT,
      quadrant,
      r: SLOT / 2 - 1,
    };
  });
}
