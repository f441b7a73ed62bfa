/** A plan on the clock: what was typed, the days that come of it, and what is wrong with it. */
import { PlanError, plan } from "./plan.js";
import { MINUTE } from "./run.js";

/**
 * @typedef {import("./run.js").Slot} Slot
 * @typedef {{ id: string, title: string, minutes: number, least: number, kind: string, when_short: string, day_may_end: boolean, lost?: string, does: string[] }} Step
 * @typedef {{ id: string, title: string, outcome: string, brings: string[], page: string, run: string, length: number, steps: Step[] }} Kit
 *   all but `lost` is for participants; `kind` is in words, `page` is the address of theirs from this one, and `run` the id of the next run
 * @typedef {{ title: string, begins: Date | null, ends: Date | null, rows: { slot: Slot, step: Step, time: string }[], end: string }} Day
 * @typedef {{ slots: Slot[], skipped: string[], days: Day[], wrong: string }} Plan
 */

const two = (/** @type {number} */ number) => String(number).padStart(2, "0");

/** @param {number} minutes 75 is `1:15` */
export const span = (minutes) => `${Math.floor(minutes / 60)}:${two(minutes % 60)}`;

/** @param {Date} date */
export const clock = (date) => span(date.getHours() * 60 + date.getMinutes());

/** @param {Date} date as in a file: `2026-03-10` */
export const iso = (date) => `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;

/** @param {string} typed a day and a time here, `2026-03-10T14:00` @returns {Date | null} null if it is not whole */
function moment(typed) {
  const [year, month, day, hour, minute] = (typed.match(/\d+/g) ?? []).map(Number);
  return year && month && minute !== undefined ? new Date(year, month - 1, day, hour, minute) : null;
}

/**
 * @param {Kit} kit
 * @param {string[]} starts of each day, as they were typed
 * @param {string} minutes as they were typed
 * @returns {Plan}
 */
export function planned({ steps }, starts, minutes) {
  try {
    const found = plan(steps, minutes ? parseInt(minutes) : null, starts.length);
    let wrong = "";
    /** @type {Day[]} */
    const days = [];
    for (const [day, typed] of starts.entries()) {
      const begins = moment(typed);
      const slots = found.slots.filter((slot) => slot.day === day);
      const at = (/** @type {number} */ minutes) => begins && new Date(begins.getTime() + minutes * MINUTE);
      const time = (/** @type {number} */ minutes) => (begins ? clock(new Date(begins.getTime() + minutes * MINUTE)) : span(minutes));
      const total = slots.reduce((sum, slot) => sum + slot.minutes, 0);
      const title = begins?.toLocaleDateString("en-GB", { weekday: "long", day: "numeric", month: "long", year: "numeric" }) ?? `Day ${day + 1}`;
      const rows = slots.map((slot) => ({ slot, step: /** @type {Step} */ (steps.find(({ id }) => id === slot.id)), time: time(slot.begins) }));
      const before = days[day - 1]?.ends;
      if (begins && !typed.endsWith(`T${two(begins.getHours())}:${two(begins.getMinutes())}`)) {
        wrong = `There is no ${typed.split("T")[1]} on ${title}: the clocks go forward that night. Choose another time.`;
      } else if (begins && before && begins < before) wrong = `Day ${day + 1} begins before day ${day} ends. Choose a later one.`;
      days.push({ title, begins, ends: at(total), rows, end: time(total) });
    }
    return { ...found, days, wrong };
  } catch (error) {
    if (!(error instanceof PlanError)) throw error;
    return { slots: [], skipped: [], days: [], wrong: `${error.message}.` };
  }
}
