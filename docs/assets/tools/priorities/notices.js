/** What has to be seen until somebody has dealt with it: trouble with the storage, what was refused, questions. */
import { html, nothing } from "../../vendor/lit/lit.min.js";
import { button, count, download, link } from "./forms.js";

/** @param {import("../board.js").PlaybookBoard} host */
export function notices(host) {
  const { store, question, refused } = host;
  const waiting = store.waiting();
  const answer = (/** @type {() => unknown} */ does) => {
    host.question = null;
    void does();
    host.focusOn(".g-happened button");
  };
  return html`${store.trouble
      ? html`<div class="g-note"><p><strong>${store.trouble}</strong> What you change is gone when you close this page. ${button("Save it as a file now", () => host.exportBoard())}</p></div>`
      : nothing}
    ${store.aside().map(
      ({ key, text }) => html`<div class="g-note"><p>Something stored here is no board any more. It is kept aside.
        ${link("Download it", () => download("damaged-board.txt", text))}
        ${link("Delete it", () => host.ask("Delete what is kept aside?", [["Keep it", () => {}], ["Delete it", () => store.write(key, null)]]))}</p></div>`,
    )}
    ${waiting.length
      ? html`<div class="g-note"><p>${count(waiting.length, "ballot")} kept for a board that is not on this device. Open the board’s file to add what is kept.
          ${link("Download what is kept", () => download("ballots.txt", waiting.join("\n")))}
          ${link("Delete what is kept", () => host.ask("Delete the ballots that are kept?", [["Keep them", () => {}], ["Delete them", () => store.wait([])]]))}</p></div>`
      : nothing}
    ${refused.length
      ? html`<div class="g-note">${refused.length > 10 ? html`<p>${refused.length} were refused. The last ten:</p>` : nothing}<ul>${refused.slice(-10).map(({ from, why, text }) => html`<li>${from}, refused: ${why}${text ? html`<span class="g-hash">${text.slice(0, 80)}</span>` : nothing}</li>`)}</ul>
          ${link("Download what was refused", () => download("refused.txt", refused.map(({ from, why, text }) => `${from}\t${why}\t${text}`).join("\n")))}
          ${link("Leave it out", () => (host.refused = []))}</div>`
      : nothing}
    ${question
      ? html`<div class="g-note g-ask" role="group" aria-label=${question.text}><p>${question.text}</p>
          <div class="g-actions">${question.answers.map(([words, does]) => button(words, () => answer(does)))}</div></div>`
      : nothing}`;
}
