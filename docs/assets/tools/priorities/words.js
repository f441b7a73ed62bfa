/**
 * Says a result in plain sentences, as scripts/playbook/priorities/words.py does, to the letter.
 *
 * @import { Result } from "./results.d.ts"
 */
import { LEAD } from "./model.js";

const NUMBERS = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"];

/**
 * @param {Result} result
 * @returns {string[]}
 */
export function words({ groups, others, items, run_offs: open, spearman, spearman_why_not: whyNot }) {
  const said = groups.map((group) => `${group.name}: ${ofGroup(group)}.`);
  if (groups.filter(({ id, ballots }) => id !== LEAD && ballots).length > 1 && others.kendall !== null) {
    said.push(`All others together: ${agree(others)}.`);
  }
  if (spearman !== null) {
    const how = level(spearman, "much alike", "alike in part", "hardly alike", "rather the other way round");
    said.push(`The lead and the others rank the points ${how} (Spearman’s correlation ${rounded(spearman)}).`);
  } else if (whyNot === "one side ties all points") {
    said.push("One side has all points level, so the two sides cannot be compared.");
  }
  for (const axis of /** @type {const} */ (["lead", "others"])) {
    const { places = 0, items: tied = [] } = open[axis] ?? {};
    const named = items.flatMap(({ id, title }, index) => (tied.includes(id) ? `${index + 1} “${title}”` : []));
    const choose = `choose ${number(places)} of ${number(tied.length)} points that are tied`;
    if (places) said.push(`Run-off for the ${axis}: ${choose}: ${named.join(", ")}.`);
  }
  const settled = items.filter(({ quadrant }) => quadrant !== "run-off");
  const known = settled.filter(({ firm }) => firm !== null);
  const firm = known.filter((item) => item.firm).length;
  if (known.length) {
    const outside = settled.length < items.length ? " outside the run-off" : "";
    const flip = firm < known.length ? `; ${known.length - firm} could flip` : "";
    const kept = `${firm} of ${known.length} points${outside} keep their quadrant`;
    said.push(`Firm: ${kept} whichever ballot is left out${flip}.`);
  }
  return said;
}

/** @param {Result["groups"][number]} group */
function ofGroup(group) {
  const { ballots, few } = group;
  if (!ballots) return "no ballot yet";
  if (ballots === 1) return `one ballot${few ? " is few: another could move points" : ""}; agreement takes two`;
  return agree(group) + (few ? "; two are few, and one more could move points" : "");
}

/** @param {Result["others"]} group */
function agree({ ballots, kendall, why_not: whyNot }) {
  const said = `the ${number(ballots)} ballots`;
  if (kendall === null) return `${said} have ${whyNot === "all tied" ? "all points level" : "one point to rank"}`;
  const mean = (ballots * kendall - 1) / (ballots - 1);
  const how = level(mean, "largely agree with", "agree in part with", "hardly agree with", "contradict");
  return `${said} ${how} one another (Kendall’s W ${rounded(kendall)})`;
}

/** @param {number} value @param {string[]} levels from high to against */
function level(value, ...levels) {
  return levels[[0.6, 0.3, -0.3].filter((least) => value + 1e-9 < least).length];
}

/** @param {number} count */
const number = (count) => NUMBERS[count] ?? String(count);

/** @param {number} value with two decimals, halves away from zero */
function rounded(value) {
  const hundredths = Math.floor(Math.abs(value) * 100 + 0.5 + 1e-9);
  const text = String(hundredths).padStart(3, "0");
  return `${value < 0 && hundredths ? "−" : ""}${text.slice(0, -2)}.${text.slice(-2)}`;
}
