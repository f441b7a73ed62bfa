/** What <playbook-ballot> shows: the way to open a board, the ranking, and the ways to hand it back. */
import { html, live, nothing } from "../../vendor/lit/lit.min.js";
import { all, contentOf, device } from "./ballot-store.js";
import { button, copyLink, download, field, fields, fileButton } from "./forms.js";
import { qr } from "./qr.js";
import "./rank-list.js";
import "./scan.js";
import { WHY_NOT, inFours } from "./seal.js";

/**
 * @typedef {import("../ballot.js").PlaybookBallot} Host
 * @typedef {import("./ballot-store.js").Mine} Mine
 */

/** @param {string} words @param {() => unknown} does */
const linkButton = (words, does) => button(words, does, "g-ballot__link");

/**
 * What is seldom wanted: what it does is said before it is done.
 *
 * @param {string} asks
 * @param {unknown} says
 * @param {unknown} does
 */
const more = (asks, says, does) => html`<details class="g-ballot__more"><summary>${asks}</summary><p>${says}</p>${does}</details>`;

/** @param {Host} host */
export function view(host) {
  const { mine } = host;
  return html`${notes(host)}
  ${mine
    ? html`<h3 id="ballot-board" tabindex="-1">${mine.ranking.slip.title}</h3>
        <p class="g-ballot__facts">Your code is <strong>${mine.voter.slice(0, 4)}</strong>.</p>
        ${mine.sealed ? sealed(mine.sealed, mine) : ranking(host, mine)} ${handing(host, mine)} ${rest(host, mine)}`
    : html`<h3 class="g-ballot__open">Open your ballot</h3>
        ${opening(host)}`}`;
}

/** What went wrong and what happened, while it holds. @param {Host} host */
function notes(host) {
  const { wrong, notice, mine } = host;
  const { trouble } = device;
  return html`<div class="g-ballot__notes" role="status">
    ${wrong ? html`<p class="g-ballot__wrong">${wrong}</p>` : nothing}
    ${trouble && mine ? html`<p class="g-ballot__wrong">${trouble} Hand your ballot back, or save it, before you close this page.</p>` : nothing}
    ${notice ? html`<p>${notice} ${mine?.before ? linkButton("Go back to the other ranking", () => back(host, mine)) : nothing}</p>` : nothing}
  </div>`;
}

/**
 * The ranking that another one has replaced comes back, and the other way round.
 *
 * @param {Host} host
 * @param {Mine} mine
 */
const back = (host, mine) => host.turn({ ...mine, ranking: mine.before ?? mine.ranking, before: mine.ranking }, "The ranking before is back.");

/** @param {Host} host */
function opening(host) {
  const others = all().filter(({ voter }) => voter !== host.mine?.voter);
  const turn = (/** @type {Mine} */ mine) => {
    host.leaveLink();
    host.turn(mine);
  };
  const submit = (/** @type {any} */ event) => {
    event.preventDefault();
    void host.take(fields(event.target)["link"] ?? "");
  };
  return html`<form class="g-ballot__form" @submit=${submit}>
      ${field({ id: "ballot-link", asks: "Paste the link that you were given" }, html`<input id="ballot-link" name="link" type="text" autocomplete="off" spellcheck="false" />`)}
      <div class="g-ballot__do">
        <button type="submit" class="md-button">Open it</button>
        ${fileButton("Open a file", ".json,application/json", ([file]) => file && host.take(file))}
      </div>
    </form>
    <playbook-scan @scanned=${(/** @type {CustomEvent} */ { detail }) => host.take(detail.text)}></playbook-scan>
    ${others.length
      ? html`<p class="g-ballot__facts">On this device:</p>
          <ul class="g-ballot__others">
            ${others.map((mine) => html`<li>${linkButton(mine.ranking.slip.title, () => turn(mine))}</li>`)}
          </ul>`
      : nothing}`;
}

/**
 * @param {Host} host
 * @param {Mine} mine
 */
function ranking(host, { ranking: { slip, group, tiers } }) {
  const choice = (/** @type {{ id: string, name: string }} */ { id, name }) => html`<label class="g-choice">
    <input type="radio" name="ballot-group" value=${id} .checked=${live(id === group)} @change=${() => host.rank({ group: id })} />
    <span>${name}</span>
  </label>`;
  return html`<fieldset class="g-field g-ballot__groups">
      <legend class="g-field__asks">Whom do you speak for?</legend>
      ${slip.groups.map(choice)}
    </fieldset>
    ${host.missing ? html`<p class="g-field__hint g-field__hint--wrong" id="ballot-missing" tabindex="-1">${host.missing}</p>` : nothing}
    <playbook-rank-list
      .items=${slip.items}
      .tiers=${tiers}
      @ranked=${(/** @type {CustomEvent} */ { detail }) => host.rank({ tiers: detail.tiers })}
    ></playbook-rank-list>`;
}

/**
 * A ranking that is sealed is not changed.
 *
 * @param {NonNullable<Mine["sealed"]>} own
 * @param {Mine} mine
 */
function sealed({ ballot }, { ranking: { slip } }) {
  const titles = new Map(slip.items.map(({ id, title }) => [id, title]));
  return html`<ol class="g-ballot__sealed">
    ${ballot.tiers.map((tier) => html`<li>${tier.map((id) => titles.get(id) ?? id).join(" = ")}</li>`)}
  </ol>`;
}

/**
 * @param {Host} host
 * @param {Mine} mine
 */
function handing(host, mine) {
  const { sealed: own } = mine;
  return html`<h3 class="g-ballot__hand">Hand it back</h3>
    <p>${state(mine)}</p>
    ${own
      ? html`<p class="g-ballot__hash">${inFours(own.hash)}</p>`
      : html`<div class="g-ballot__do">
          ${button("Hand it back", () => host.hand(false), "md-button md-button--primary")}
          ${WHY_NOT ? html`<p class="g-field__hint">${WHY_NOT}</p>` : button("Seal it first", () => host.hand(true))}
        </div>`}
    ${host.out ? given(host, host.out) : nothing}`;
}

/** @param {Mine} mine */
function state({ sealed: own, handed, ranking }) {
  if (own?.opened) return `The seal is open. Hand back ballot ${own.ballot.number} now.`;
  if (own) return `Sealed as ballot ${own.ballot.number} of ${own.ballot.group}. Hand over the seal now, and open it when the others are in.`;
  if (!handed.number) return "Not handed back yet.";
  if (handed.of === contentOf(ranking)) return `This is ballot ${handed.number}, as you handed it back.`;
  return `Changed since ballot ${handed.number}. Hand it back again.`;
}

/**
 * @param {Host} host
 * @param {import("../ballot.js").Out} out
 */
function given(host, { kind, link, ballot }) {
  const seal = kind === "seal" && host.mine?.sealed;
  const what = seal ? "The seal" : "Your ballot";
  const copy = async () => (host.said = await copyLink(host.querySelector("#ballot-given")));
  const share = () => navigator.share({ url: link }).catch(() => {});
  const open = () => {
    const sealed = seal && { ...seal, opened: true };
    if (sealed) void host.handOver(sealed, { sealed });
  };
  const save = () => download(`ballot-${ballot.voter.slice(0, 4)}-${ballot.number}.json`, `${JSON.stringify(ballot, null, 1)}\n`, "application/json");
  return html`<div class="g-ballot__out">
    <h4 id="ballot-out" tabindex="-1">${what}</h4>
    <p>Let the board’s camera read the code, or send the link. Nothing is counted before.</p>
    ${qr(link, `${what} as a QR code`) ?? html`<p class="g-field__hint">Too long for a QR code that phones can read.</p>`}
    ${field({ id: "ballot-given", asks: `${what} as a link` }, html`<textarea id="ballot-given" rows="3" readonly .value=${link}></textarea>`)}
    <div class="g-ballot__do">
      ${button("Copy the link", copy)} ${"share" in navigator ? button("Share it", share) : nothing}
      ${button("Save the file", save)} ${seal ? button("Open the seal", open) : nothing}
    </div>
    <p class="g-field__hint" role="status">${host.said}</p>
  </div>`;
}

/**
 * @param {Host} host
 * @param {Mine} mine
 */
function rest(host, mine) {
  const { sealed: own, handed } = mine;
  return html`<div class="g-ballot__rest">
    ${own
      ? more(
          "Rank anew",
          "What you hand back then replaces this ballot. A closed seal must be taken out of the board first.",
          button("Change the ranking", () => host.turn({ ...mine, sealed: null, handed: { ...handed, of: "" } })),
        )
      : nothing}
    ${more("Open another ballot", "", opening(host))}
    ${more("Rank with a pen", "", button("Print it", () => print()))}
    ${more(
      "Forget this ballot",
      "The ranking and your code go from this device. What you handed back stays counted; a later ballot counts as another voter’s.",
      button("Forget it", () => host.forget()),
    )}
  </div>`;
}
