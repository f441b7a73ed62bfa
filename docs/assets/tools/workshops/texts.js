/** What leaves the page: the agenda in participants' words, and the record of a run. */
import { MINUTE } from "./run.js";
import { iso } from "./starts.js";

/**
 * @typedef {import("./starts.js").Kit} Kit
 * @typedef {import("./starts.js").Plan} Plan
 */

/** What participants read of a plan. @param {Kit} kit @param {Plan} plan */
export function details({ outcome, brings, page }, { days }) {
  const agenda = days.flatMap(({ title, rows, end }) => ["", title, ...rows.map(({ time, step }) => `${time} ${step.title}`), `${end} End`]);
  return [`You leave with: ${outcome}`, "", "Bring:", ...brings.map((thing) => `- ${thing}`), ...agenda, "", new URL(page, document.baseURI)].join("\n").replaceAll("`", "");
}

/**
 * What each step took, in whole minutes: as an entry for docs/workshops/runs.yml, and as text. A step that people went
 * past within half a minute was cut, as was what the plan left out; what is still to come is neither.
 *
 * @param {Kit} kit
 * @param {Plan} plan
 * @param {import("./run.js").Run} run with its clock stopped
 * @param {string} group
 */
export function record({ id, run: key, title, steps }, { slots, skipped }, { at, took: spent, from }, group) {
  const minutes = (/** @type {string} */ id) => Math.min(240, Math.round((spent[id] ?? 0) / MINUTE));
  const took = steps.filter((step) => minutes(step.id));
  const past = [...slots.slice(0, at).map((slot) => slot.id), ...skipped];
  const cut = steps.filter((step) => !minutes(step.id) && past.includes(step.id));
  const date = iso(new Date(from[0] ?? 0));
  // JSON is YAML, but for signs that do not print; [@ would begin the mark of a source
  const named = JSON.stringify(group.replace(/\p{C}|(?<=\[)@/gu, " ").trim() || "not said");
  const cuts = cut[0] ? `  cut: [${cut.map((step) => step.id).join(", ")}]\n` : "";
  return {
    yaml: `- id: ${key}\n  kit: ${id}\n  date: ${date}\n  group: ${named}\n  took: {${took.map((step) => `${step.id}: ${minutes(step.id)}`).join(", ")}}\n${cuts}`,
    text: [
      `${title}, ${date}${group && `, ${group}`}`,
      ...took.map((step) => `${step.title}: ${minutes(step.id)} min, planned ${step.minutes}`),
      ...cut.map((step) => `${step.title}: cut`),
      "",
    ].join("\n"),
  };
}
