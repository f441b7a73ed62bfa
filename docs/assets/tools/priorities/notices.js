/** What has to be seen until somebody has dealt with it: trouble with the storage, what was refused, questions. */
import { html, nothing } from "../../vendor/lit/lit.min.js";
import { count, download } from "./forms.js";

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
      ? html`<div class="g-note"><p><strong>${store.trouble}</strong> What you change is gone when you close this page. <button type="button" class="md-button" @click=${() => host.exportBoard()}>Save it as a file now</button></p></div>`
      : nothing}
    ${store.aside().map(
      ({ key, text }) => html`<div class="g-note"><p>Something stored here is no board any more. It is kept aside.
        <button type="button" class="g-link" @click=${() => download("damaged-board.txt", text)}>Download it</button>
        <button type="button" class="g-link" @click=${() => host.ask("Delete what is kept aside?", [["Keep it", () => {}], ["Delete it", () => store.write(key, null)]])}>Delete it</button></p></div>`,
    )}
    ${waiting.length
      ? html`<div class="g-note"><p>${count(waiting.length, "ballot")} kept for a board that is not on this device. Open the board’s file, and they are added.
          <button type="button" class="g-link" @click=${() => download("ballots.txt", waiting.join("\n"))}>Download them</button>
          <button type="button" class="g-link" @click=${() => host.ask("Delete the ballots that are kept?", [["Keep them", () => {}], ["Delete them", () => store.wait([])]])}>Delete them</button></p></div>`
      : nothing}
    ${refused.length
      ? html`<div class="g-note">${refused.length > 10 ? html`<p>${refused.length} were refused. The last ten:</p>` : nothing}<ul>${refused.slice(-10).map(({ from, why, text }) => html`<li>${from}, refused: ${why}${text ? html`<span class="g-hash">${text.slice(0, 80)}</span>` : nothing}</li>`)}</ul>
          <button type="button" class="g-link" @click=${() => download("refused.txt", refused.map(({ from, why, text }) => `${from}\t${why}\t${text}`).join("\n"))}>Download what was refused</button>
          <button type="button" class="g-link" @click=${() => (host.refused = [])}>Leave it out</button></div>`
      : nothing}
    ${question
      ? html`<div class="g-note g-ask" role="group" aria-label=${question.text}><p>${question.text}</p>
          <div class="g-actions">${question.answers.map(([words, does]) => html`<button type="button" class="md-button" @click=${() => answer(does)}>${words}</button>`)}</div></div>`
      : nothing}`;
}
