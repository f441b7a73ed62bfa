/**
 * Says a result in plain sentences, as scripts/playbook/priorities/words.py does, to the letter.
 *
 * @typedef {import("./ranking.js").Result} Result
 */
import { LEAD } from "./model.js";

const NUMBERS = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"];

/**
 * @param {Result} result
 * @returns {string[]}
 */
export function words(result) {
  const said = result.groups.map((group) => `${group.name}: ${ofGroup(group)}.`);
  const cast = result.groups.filter(({ id, ballots }) => id !== LEAD && ballots);
  if (cast.length > 1 && result.others.kendall !== null) said.push(`All others together: ${agree(result.others)}.`);
  if (result.spearman !== null) {
    const how = level(result.spearman, "much alike", "alike in part", "hardly alike", "against one another");
    said.push(`The lead and the others rank the points ${how} (Spearman’s correlation ${rounded(result.spearman)}).`);
  } else if (result.spearman_why_not === "one side ties all points") {
    said.push("One side has all points level, so the two sides cannot be compared.");
  }
  runOff(result, "lead", "lead’s", said);
  runOff(result, "others", "others’", said);
  const known = result.items.filter(({ firm }) => firm !== null);
  const firm = known.filter((item) => item.firm).length;
  if (known.length) {
    const count = number(firm);
    said.push(
      firm === known.length
        ? "Every point would stay where it is if any one ballot were left out."
        : `${count.charAt(0).toUpperCase()}${count.slice(1)} of ${known.length} points would stay where they are if any one ballot were left out; the others could flip.`,
    );
  }
  return said;
}

/** @param {Result["groups"][number]} group */
function ofGroup(group) {
  if (!group.ballots) return "no ballot yet";
  if (group.ballots === 1) {
    const few = group.few
      ? " is few: one more could move points, and agreement"
      : ", so agreement within this side";
    return `one ballot${few} cannot be computed from it`;
  }
  return agree(group) + (group.few ? "; two ballots are few, and one more could move points" : "");
}

/** @param {Result["others"]} group */
function agree({ ballots, kendall, why_not: whyNot }) {
  const said = `the ${number(ballots)} ballots`;
  if (kendall === null) {
    const why = whyNot === "all tied" ? "rank all points level" : "have one point to rank";
    return `${said} ${why}, so agreement cannot be computed`;
  }
  const mean = (ballots * kendall - 1) / (ballots - 1);
  const how = level(mean, "largely agree with", "agree in part with", "hardly agree with", "contradict");
  return `${said} ${how} one another (Kendall’s W ${rounded(kendall)})`;
}

/** @param {number} value @param {string[]} levels */
function level(value, ...levels) {
  const index = [0.6, 0.3, -0.3].findIndex((least) => value > least - 1e-9);
  return levels.at(index);
}

/** @param {Result} result @param {"lead" | "others"} axis @param {string} whose @param {string[]} said */
function runOff({ run_offs: open, items }, axis, whose, said) {
  const found = open[axis];
  if (!found) return;
  const named = items.flatMap(({ id, title }, index) => (found.items.includes(id) ? `${index + 1} “${title}”` : []));
  const places = found.places === 1 ? "place is" : "places are";
  said.push(
    `Run-off on the ${whose} side: ${number(found.places)} ${places} left for ${number(found.items.length)} tied points: ${named.join(", ")}.`,
  );
}

/** @param {number} count */
const number = (count) => NUMBERS[count] ?? String(count);

/** @param {number} value two decimals, halves away from zero */
function rounded(value) {
  const hundredths = Math.floor(Math.abs(value) * 100 + 0.5 + 1e-9);
  const decimals = String(hundredths % 100).padStart(2, "0");
  return `${value < 0 && hundredths ? "−" : ""}${Math.floor(hundredths / 100)}.${decimals}`;
}
