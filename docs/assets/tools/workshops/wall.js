/** What the room sees of a run: what to do now, and how long. Participants' words alone. */
import { html, nothing } from "../../vendor/lit/lit.min.js";
import { MINUTE } from "./run.js";
import { clock, span } from "./starts.js";

/** Time, with a word for whether it is left or over. @param {number} rest milliseconds */
export const time = (rest) =>
  html`<p role="timer" class="g-run__time ${rest < 0 ? "g-run__over" : ""}"><b>${span(rest < 0 ? Math.floor(-rest / 1000) : Math.ceil(rest / 1000))}</b> ${rest < 0 ? "over" : "left"}</p>`;

/** @param {string} text with code between backticks, in which the page's apostrophes of print are those to type */
export const coded = (text) => text.split("`").map((part, place) => (place % 2 ? html`<code>${part.replaceAll("’", "'")}</code>` : part));

/**
 * @param {import("./starts.js").Kit} kit
 * @param {import("./run.js").Run} run
 * @param {ReturnType<typeof import("./run.js").standing>} standing
 * @param {number} now
 */
export function wall({ steps }, run, standing, now) {
  if (!standing) return html`<p class="g-wall-run__title">Thank you</p>`;
  const { slot, next, rest } = standing;
  const [step, then] = [slot, next].map((one) => steps.find(({ id }) => id === one?.id));
  const back = step?.kind === "break" && run.since && rest > 0;
  const isLong = (step?.does.join("").length ?? 0) > 160; // more does not fit beside the large time on a screen of 4:3
  return html`<div class=${isLong ? "g-wall-run__long" : ""}>
      <p class="g-wall-run__title">${step?.title}</p>
      <ol>${step?.does.map((one) => html`<li>${coded(one)}</li>`)}</ol>
      ${back ? html`<p>We go on at ${clock(new Date(now + rest + MINUTE / 2))}.</p>` : nothing}
    </div>
    <div>
      ${time(rest)}
      <p>${run.since || !run.from[slot.day] ? nothing : "The clock stands. "}Next: ${then?.title ?? "the end"}</p>
    </div>`;
}
