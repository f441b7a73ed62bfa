/** The sheet of a storyboard in the browser: the same as scripts/playbook/pages/before_after.py draws. */
import { html, nothing } from "../../vendor/lit/lit.min.js";

/** @typedef {import("./storyboard.js").Part} Part */

/**
 * @param {import("./storyboard.js").Sheet} sheet
 * @param {string} measures the address of how to get a baseline
 */
export function drawn({ title, statement, parts }, measures) {
  return html`<div class="g-story" data-size=${fitting(parts)}>
    <h3>${title || "Without a title"}</h3>
    ${statement ? html`<p class="g-story__says">${statement}</p>` : nothing}
    <div class="g-story__parts">
      ${parts.map(
        ({ id, head, blocks }) => html`<section class="g-story__part g-story__part--${id}">
          <h4>${head}</h4>
          ${blocks.map(({ kind, text, number, unit, note, to }) =>
            kind === "figure"
              ? html`<p class="g-story__figure"><b>${number} <span>${unit}</span></b> ${text}<small>${note}</small></p>`
              : html`<p class="g-story__${kind}" data-kind=${kind}>${to ? html`<a href=${measures}>${text}</a>` : text}</p>`,
          )}
        </section>`,
      )}
    </div>
  </div>`;
}

/**
 * The size in points at which the parts fit on one sheet of paper, by an estimate from their letters.
 *
 * @param {Part[]} parts
 */
function fitting(parts) {
  const long = parts.map(({ blocks }) => blocks.reduce((sum, { kind, text, note }) => sum + text.length + note.length + (kind === "figure" ? 180 : 60), 300));
  const most = Math.max(...long.slice(0, 3)) + Math.max(...long.slice(3));
  return Math.max(4, Math.min(11, Math.floor(19000 / most)));
}
