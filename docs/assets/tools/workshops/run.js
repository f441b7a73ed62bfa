/**
 * The clock of a run. It keeps moments and not ticks, so that a reload, or another window, goes on with the same clock.
 *
 * @typedef {{ id: string, minutes: number, begins: number, day: number }} Slot
 * @typedef {object} Run
 * @property {number} at the place of the slot that people are in; after the last one it is over
 * @property {number} since when the clock was started; 0 while it stands
 * @property {Record<string, number>} took milliseconds of each step, until `since`
 * @property {Record<string, number>} more minutes that a step was given besides its own
 * @property {number[]} from when each day was begun
 */

export const MINUTE = 60_000;

/** @param {Run} run @param {Slot[]} slots @param {number} now @returns {Run} with the clock stopped */
export function stopped(run, slots, now) {
  const { at, since, took } = run;
  const id = slots[at]?.id ?? "";
  return since ? { ...run, since: 0, took: { ...took, [id]: (took[id] ?? 0) + now - since } } : run;
}

/** @param {Run} run @param {Slot[]} slots @param {number} now */
export function toggled(run, slots, now) {
  if (run.since) return stopped(run, slots, now);
  const from = [...run.from];
  from[slots[run.at]?.day ?? 0] ??= now;
  return { ...run, since: now, from };
}

/** Go on to another slot, or back to one. Overnight, and at the end, the clock stands. @param {Run} run @param {Slot[]} slots @param {number} at @param {number} now */
export function moved(run, slots, at, now) {
  const since = run.since && slots[at]?.day === slots[run.at]?.day ? now : 0;
  return { ...stopped(run, slots, now), at, since };
}

/**
 * Where a run stands, null after the last step: `rest` are the milliseconds that are left of the step (below 0 it is
 * over), `ends` is when the day ends if the others keep their time, `behind` how many minutes that is after the plan.
 *
 * @param {Run} run
 * @param {Slot[]} slots
 * @param {(Date | null)[]} starts of each day, as they were planned
 * @param {number} now
 */
export function standing(run, slots, starts, now) {
  const slot = slots[run.at];
  if (!slot) return null;
  const { took, more } = stopped(run, slots, now);
  const left = ({ id, minutes } = slot) => (minutes + (more[id] ?? 0)) * MINUTE - (took[id] ?? 0);
  const today = slots.filter(({ day }) => day === slot.day);
  const ends = slots.slice(run.at).reduce((sum, one) => sum + (one.day === slot.day ? Math.max(0, left(one)) : 0), now);
  // a day that was begun an hour from its plan is a rehearsal: it is behind its own beginning
  const from = run.from[slot.day] ?? now;
  const planned = starts[slot.day]?.getTime() ?? 0;
  const begins = Math.abs(from - planned) < 60 * MINUTE ? planned : from;
  const behind = today.reduce((sum, { minutes }) => sum - minutes, Math.round((ends - begins) / MINUTE));
  return { slot, next: slots[run.at + 1], rest: left(), ends: new Date(ends), behind };
}
