/** The plan of a workshop: which steps, how many minutes each, on which day. Twin of workshops/plan.py: same plans, same words. */

/**
 * @typedef {object} Step
 * @property {string} id
 * @property {number} minutes
 * @property {number} least the fewest minutes that it may take, unless it is skipped
 * @property {string} kind
 * @property {string} when_short
 * @property {boolean} day_may_end
 *
 * @typedef {{ id: string, minutes: number, begins: number, day: number }} Slot `begins` in minutes after its day began
 * @typedef {Map<string, number>} Lengths
 */

const WITHOUT_BREAK = 90;

/** There is no such plan; `what` says why, and `mend` what to ask for in its place. */
export class PlanError extends Error {
  /** @param {string} what @param {string} mend */
  constructor(what, mend) {
    super(`${what}: ${mend}`);
    this.what = what;
    this.mend = mend;
  }
}

/**
 * Plan steps into so many minutes in all (as long as they take, with null) and onto so many days. Throws PlanError.
 *
 * @param {readonly Step[]} steps
 * @param {number | null} [minutes]
 * @param {number} [days]
 * @returns {{ slots: Slot[], skipped: string[] }}
 */
export function plan(steps, minutes = null, days = 1) {
  const all = choices(steps, days);
  const choice = minutes === null ? all[0] : all.find((one) => least(one) <= minutes);
  if (!choice) {
    const mend = `ask for that many${days === 1 && most(steps) > 1 ? ", or for two days" : ""}`;
    throw new PlanError(`${minutes} minute${minutes === 1 ? " is" : "s are"} too few; the shortest plan takes ${fewest(all)} minutes`, mend);
  }
  const lengths = lengthsOf(choice, minutes ?? Infinity);
  const slots = choice.flatMap((steps, day) => {
    let begins = 0;
    return steps.map(({ id }) => {
      const slot = { id, minutes: lengths.get(id) ?? 0, begins, day };
      begins += slot.minutes;
      return slot;
    });
  });
  return { slots, skipped: steps.flatMap(({ id }) => (lengths.has(id) ? [] : [id])) };
}

/** @param {readonly Step[]} steps @param {number} [days] */
export const shortest = (steps, days = 1) => fewest(choices(steps, days));

/** @param {Step[][][]} all */
const fewest = (all) => Math.min(...all.map(least));

/** @param {readonly Step[]} steps */
function most(steps) {
  let days = steps.length;
  while (days > 1 && !split(steps, new Set(steps), days)) days -= 1;
  return days;
}

/**
 * @param {readonly Step[]} steps
 * @param {number} days
 * @returns {Step[][][]} what can be held, each as the steps of its days, from all of it to the least
 */
function choices(steps, days) {
  /** @type {Step[][][]} */
  const found = [];
  const kept = new Set(steps);
  for (;;) {
    let now = split(steps, kept, days);
    if (!now) break;
    found.push(now);
    for (const pause of now.flat().filter(isBreak).reverse()) {
      /** @type {Step[][]} */
      const without = now.map((day) => day.filter((step) => step !== pause));
      if (stretches(without).every((stretch) => least([stretch]) <= WITHOUT_BREAK)) found.push((now = without));
    }
    const last = [...kept].reverse().find((step) => step.when_short === "skip" && !isBreak(step));
    if (!last) break;
    kept.delete(last);
  }
  if (found.length) return found;
  const top = most(steps);
  throw days < 1
    ? new PlanError("a plan has one day at least", "ask for one day")
    : new PlanError(`it cannot be split over ${days} days`, `ask for ${top === 1 ? "one day" : `${top} days`}`);
}

/**
 * @param {readonly Step[]} steps
 * @param {Set<Step>} kept
 * @param {number} days
 * @returns {Step[][] | undefined} the split whose longest day is shortest
 */
function split(steps, kept, days) {
  /** @type {Step[][] | undefined} */
  let best;
  let shortestDay = Infinity;
  /** @param {number} from @param {Step[][]} before */
  const end = (from, before) => {
    for (let to = from + 1; to <= steps.length; to += 1) {
      const isLast = before.length === days - 1;
      if (isLast ? to < steps.length : to === steps.length || !steps[to - 1]?.day_may_end) continue;
      const day = dayOf(steps.slice(from, to).filter((step) => kept.has(step)));
      if (!day.length) continue;
      const parts = [...before, day];
      const longest = Math.max(...parts.map((part) => sum(part, ({ minutes }) => minutes)));
      if (!isLast) end(to, parts);
      else if (longest < shortestDay) [best, shortestDay] = [parts, longest];
    }
  };
  end(0, []);
  return best;
}

/** @param {Step[]} steps those of a day, without breaks at its ends and beside other breaks */
const dayOf = (steps) => steps.filter((step, at) => !isBreak(step) || (at && !isBreak(steps[at - 1]) && steps.slice(at).some((one) => !isBreak(one))));

/** @param {Step | undefined} step */
const isBreak = (step) => step?.kind === "break";

/** @param {Step[][]} days @returns {Step[][]} the steps that follow each other without a break; a night is one */
const stretches = (days) =>
  days.flatMap((day) => {
    /** @type {Step[][]} */
    const found = [[]];
    for (const step of day) isBreak(step) ? found.push([]) : found.at(-1)?.push(step);
    return found;
  });

/** @param {Step[][]} days @param {number} minutes @returns {Lengths} */
function lengthsOf(days, minutes) {
  const lengths = new Map(days.flat().map((step) => [step.id, step.minutes]));
  for (const stretch of stretches(days)) shorten(stretch, WITHOUT_BREAK, lengths);
  shorten(days.flat(), minutes, lengths);
  return lengths;
}

/** @param {Step[]} steps each gives in proportion to what it can @param {number} minutes @param {Lengths} lengths */
function shorten(steps, minutes, lengths) {
  const now = (/** @type {Step} */ step) => lengths.get(step.id) ?? 0;
  const can = steps.map((step) => now(step) - step.least);
  const total = sum(can, (part) => part);
  const over = Math.min(sum(steps, now) - minutes, total);
  if (over <= 0) return;
  let soFar = 0;
  let taken = 0;
  steps.forEach((step, at) => {
    soFar += can[at] ?? 0;
    const due = Math.floor((over * soFar) / total);
    lengths.set(step.id, now(step) - due + taken);
    taken = due;
  });
}

/** @template T @param {T[]} all @param {(one: T) => number} of */
const sum = (all, of) => all.reduce((total, one) => total + of(one), 0);

/** @param {Step[][]} days */
const least = (days) => sum(days.flat(), (step) => step.least);
