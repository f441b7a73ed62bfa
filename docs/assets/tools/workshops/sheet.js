/** The run sheet: what begins when, what was cut and what that costs. */
import { html, nothing } from "../../vendor/lit/lit.min.js";
import { span } from "./starts.js";
import { coded } from "./wall.js";

/**
 * @param {import("./starts.js").Kit} kit
 * @param {import("./starts.js").Plan} plan
 * @param {string | undefined} at the id of the step that people are in
 */
export function runSheet({ title, steps }, { days, skipped }, at) {
  const rows = days.flatMap((day) => day.rows);
  const cuts = steps.flatMap((step) => {
    const minutes = rows.find((row) => row.step === step)?.slot.minutes ?? 0;
    const what = minutes ? `${minutes} minutes instead of ${step.minutes}` : "left out";
    const isCut = minutes < step.minutes && (minutes || skipped.includes(step.id));
    return isCut ? html`<li><b>${step.title}</b>: ${what}.${step.lost ? html`<br />Lost: ${coded(step.lost)}` : nothing}</li>` : [];
  });
  return html`<div class="g-run__sheet">
    <p class="g-run__paper">${title}</p>
    ${days.map(
      (day) => html`<table>
        <caption>${day.title}</caption>
        <thead><tr><th>${day.begins ? "Begins" : "After"}</th><th>What happens</th><th>How</th><th class="num">Min</th></tr></thead>
        <tbody>
          ${day.rows.map(
            ({ slot, step, time }) => html`<tr class=${step.kind === "break" ? "g-run__break" : ""} aria-current=${step.id === at ? "step" : nothing}>
              <th scope="row">${time}</th><td>${step.title}${step.id === at ? html` <b>now</b>` : nothing}</td><td>${step.kind}</td><td class="num">${slot.minutes}</td>
            </tr>`,
          )}
          <tr><th scope="row">${day.end}</th><td>End</td><td></td><td class="num">${span(day.rows.reduce((sum, { slot }) => sum + slot.minutes, 0))}</td></tr>
        </tbody>
      </table>`,
    )}
    ${cuts[0] ? html`<p class="g-field__asks">What this plan cuts</p><ul>${cuts}</ul>` : nothing}
  </div>`;
}
