/** What <playbook-ballot> shows: the way to open a board, the ranking, and the ways to hand it back. */
import { html, live, nothing } from "../../vendor/lit/lit.min.js";
import { count, fileButton } from "./forms.js";
import { qr } from "./qr.js";
import "./rank-list.js";
import "./scan.js";
import { WHY_NOT, inFours } from "./seal.js";

/**
 * @typedef {import("../ballot.js").PlaybookBallot} Host
 * @typedef {import("./ballot-store.js").Mine} Mine
 */

/** @param {Host} host */
export function view(host) {
  const { mine } = host;
  return html`
    <p class="g-unseen" role="status">${host.said}</p>
    ${notes(host)}
    ${mine
      ? html`<h3 id="ballot-board" tabindex="-1">${mine.ranking.slip.title}</h3>
          <p class="g-ballot__facts">
            ${count(mine.ranking.slip.items.length, "point")}. Your code is <strong>${mine.voter.slice(0, 4)}</strong>: whoever runs the session finds your
            ballot by it.
          </p>
          ${mine.sealed ? sealed(mine) : ranking(host, mine)} ${handing(host, mine)} ${rest(host)}`
      : html`<h3 class="g-ballot__open">Open your ballot</h3>
          ${opening(host)}`}
  `;
}

/** What went wrong and what happened, while it holds. @param {Host} host */
function notes(host) {
  const { wrong, notice, mine, store } = host;
  const trouble = store.trouble && mine ? `${store.trouble}. Your ballot stays until you close this page: hand it back before, or save the file.` : "";
  return html`<div class="g-ballot__notes" role="status">
    ${wrong ? html`<p class="g-ballot__wrong">${wrong}</p>` : nothing}
    ${trouble ? html`<p class="g-ballot__wrong">${trouble}</p>` : nothing}
    ${notice
      ? html`<p>
          ${notice}
          ${mine?.before ? html`<button type="button" class="g-ballot__link" @click=${() => host.back()}>Go back to the other ranking</button>` : nothing}
        </p>`
      : nothing}
  </div>`;
}

/** @param {Host} host */
function opening(host) {
  const current = host.mine?.ranking.slip.board;
  const others = host.store.all().filter((mine) => mine.ranking.slip.board !== current);
  const submit = (/** @type {SubmitEvent} */ event) => {
    event.preventDefault();
    const link = host.querySelector("#ballot-link");
    if (link instanceof HTMLInputElement) void host.take(link.value);
  };
  return html`
    <form class="g-ballot__form" @submit=${submit}>
      <div class="g-field">
        <label class="g-field__asks" for="ballot-link">Paste the link that you were given</label>
        <input id="ballot-link" type="text" inputmode="url" autocomplete="off" spellcheck="false" />
      </div>
      <div class="g-ballot__do">
        <button type="submit" class="md-button">Open it</button>
        ${fileButton("Open a file", ".json,application/json", ([file]) => file && host.take(file))}
      </div>
    </form>
    <playbook-scan .once=${true} @scanned=${(/** @type {CustomEvent} */ event) => host.take(event.detail.text)}></playbook-scan>
    ${others.length
      ? html`<p class="g-ballot__facts">On this device:</p>
          <ul class="g-ballot__others">
            ${others.map((mine) => html`<li><button type="button" class="g-ballot__link" @click=${() => host.turn(mine)}>${mine.ranking.slip.title}</button></li>`)}
          </ul>`
      : nothing}
  `;
}

/**
 * @param {Host} host
 * @param {Mine} mine
 */
function ranking(host, { ranking: { slip, group, tiers } }) {
  return html`
    <fieldset class="g-field g-ballot__groups">
      <legend class="g-field__asks">Whom do you speak for?</legend>
      ${slip.groups.map(
        ({ id, name }) => html`<label class="g-choice">
          <input
            type="radio"
            name="ballot-group"
            value=${id}
            aria-describedby=${host.missing === "group" ? "ballot-missing" : nothing}
            .checked=${live(id === group)}
            @change=${() => host.rank({ group: id })}
          />
          <span>${name}</span>
        </label>`,
      )}
      ${missing(host, "group", "Choose one: your ranking counts with this group.")}
    </fieldset>
    <p class="g-ballot__how">
      Put what hurts you most on top: drag the dots, press the words, or write numbers. The same number is a tie. Leave out what does not touch you.
    </p>
    <p class="g-ballot__pen">
      Mark your group. Write 1 beside what hurts you most, then 2, 3 and so on. The same number is a tie. Leave empty what does not touch you. No name, please.
    </p>
    ${missing(host, "ranking", "Rank one point at least.")}
    <playbook-rank-list
      .items=${slip.items}
      .tiers=${tiers}
      @ranked=${(/** @type {CustomEvent} */ event) => host.rank({ tiers: event.detail.tiers })}
    ></playbook-rank-list>
  `;
}

/**
 * @param {Host} host
 * @param {Host["missing"]} what
 * @param {string} words
 */
const missing = (host, what, words) => (host.missing === what ? html`<p class="g-field__hint g-field__hint--wrong" id="ballot-missing" role="alert">${words}</p>` : nothing);

/** A ranking that is sealed is not changed. @param {Mine} mine */
function sealed({ sealed: own, ranking: { slip } }) {
  const titles = new Map(slip.items.map(({ id, title }) => [id, title]));
  return html`<ol class="g-ballot__sealed">
    ${own?.tiers.map((tier) => html`<li>${tier.map((id) => titles.get(id) ?? id).join(" = ")}</li>`)}
  </ol>`;
}

/**
 * @param {Host} host
 * @param {Mine} mine
 */
function handing(host, { sealed: own, handed, ranking: { slip } }) {
  const { out } = host;
  const closed = own && !own.opened;
  const group = slip.groups.find(({ id }) => id === own?.group)?.name ?? "";
  return html`
    <h3 class="g-ballot__hand">Hand it back</h3>
    ${own
      ? html`<p>
            ${closed
              ? `Sealed as ${group}, ballot ${own.number}. Hand over the fingerprint now, and open the seal when the others are in.`
              : `The seal is open. Hand back ballot ${own.number}; the board compares it with its fingerprint.`}
          </p>
          <p class="g-ballot__hash">${inFours(own.hash)}</p>`
      : html`<p>${state(host, handed)}</p>`}
    ${closed && out ? given(host, out) : nothing}
    <div class="g-ballot__do">
      ${closed
        ? html`<button type="button" class="md-button" @click=${() => host.unseal()}>Open the seal</button>
            <button type="button" class="md-button" @click=${() => host.save()}>Save the sealed ballot</button>`
        : own
          ? nothing
          : html`<button type="button" class="md-button md-button--primary" @click=${() => host.hand()}>Hand it back</button>
              ${WHY_NOT ? nothing : html`<button type="button" class="md-button" @click=${() => host.seal()}>Seal it first</button>`}`}
    </div>
    ${own ? nothing : html`<p class="g-field__hint">${WHY_NOT || SEALING}</p>`} ${out && !closed ? given(host, out) : nothing}
  `;
}

const SEALING = "To seal shows a fingerprint first and the ranking later, so that nobody ranks as you did, and you cannot change it unseen.";

/**
 * @param {Host} host
 * @param {Mine["handed"]} handed
 */
function state(host, { number }) {
  if (!number) return "Not handed back yet.";
  return host.changed() ? `Changed since ballot ${number}. Hand it back again: the newer one counts.` : `This is ballot ${number}, as you handed it back.`;
}

/**
 * @param {Host} host
 * @param {import("../ballot.js").Out} out
 */
function given(host, { kind, link, ballot }) {
  const seal = kind === "seal";
  const code = qr(link, seal ? "QR code of the seal" : "QR code of your ballot");
  return html`<div class="g-ballot__out">
    <h4 id="ballot-out" tabindex="-1">${seal ? "Your seal" : `Ballot ${ballot?.number}`}</h4>
    <p>
      ${code ? "Let the board’s camera read the code, or send the link" : "Send the link"} to whoever runs the session${seal ? "" : ", or the file"}. Nothing is
      counted before.
    </p>
    ${code ?? html`<p class="g-field__hint">The link is too long for a QR code that phones can read.</p>`}
    <div class="g-field">
      <label class="g-field__asks" for="ballot-given">${seal ? "The seal as a link" : "Your ballot as a link"}</label>
      <textarea id="ballot-given" rows="3" readonly .value=${link} @focus=${(/** @type {any} */ event) => event.target.select()}></textarea>
    </div>
    <div class="g-ballot__do">
      <button type="button" class="md-button" @click=${() => host.copy()}>Copy the link</button>
      ${"share" in navigator ? html`<button type="button" class="md-button" @click=${() => host.share()}>Share it</button>` : nothing}
      ${seal ? nothing : html`<button type="button" class="md-button" @click=${() => host.save()}>Save the file</button>`}
    </div>
  </div>`;
}

/** What is seldom wanted. Forgetting says first what goes. @param {Host} host */
function rest(host) {
  const own = host.mine?.sealed;
  return html`<div class="g-ballot__rest">
    ${own
      ? html`<details class="g-ballot__more">
          <summary>Rank anew</summary>
          <p>
            ${!own.opened
              ? "The board has the fingerprint, and another ballot will not fit. Whoever runs the session must take the seal out first."
              : "The ballot that you hand back then replaces this one."}
          </p>
          <button type="button" class="md-button" @click=${() => host.anew()}>${!own.opened ? "Break the seal" : "Change the ranking"}</button>
        </details>`
      : nothing}
    <details class="g-ballot__more">
      <summary>Open another ballot</summary>
      ${opening(host)}
    </details>
    <details class="g-ballot__more">
      <summary>Rank with a pen</summary>
      <p>The list prints as a sheet with a box beside each point.</p>
      <button type="button" class="md-button" @click=${() => print()}>Print it</button>
    </details>
    <details class="g-ballot__more">
      <summary>Forget this ballot</summary>
      <p>
        The ranking and your code go from this device. What you handed back stays counted, and a later ballot would count as another voter’s.
      </p>
      <button type="button" class="md-button" @click=${() => host.forget()}>Forget it</button>
    </details>
  </div>`;
}
