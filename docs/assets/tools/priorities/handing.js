/** The second step of the board, on the way out: who ranks, and the link, the code and the file that voters get. */
import { html, nothing } from "../../vendor/lit/lit.min.js";
import { withBoard } from "./changes.js";
import { fold } from "./cleaning.js";
import { written } from "./files.js";
import { HERE_ALONE, button, copyLink, count, download, field, fields } from "./forms.js";
import { encode } from "./links.js";
import { digest, slipOf } from "./merging.js";
import { LEAD, MOST } from "./model.js";
import { qr } from "./qr.js";

/** @typedef {import("./model.js").Group} Group */


export class Handing {
  /** @param {import("../board.js").PlaybookBoard} host */
  constructor(host) {
    this.host = host;
    /** The link for voters, and the list and groups that it was made of. */
    this.link = "";
    this.of = "";
  }

  async make() {
    const { host } = this;
    const { title, groups, items } = host.board;
    const of = JSON.stringify([title, groups, digest(items)]);
    if (this.of === of && this.link) return;
    const payload = await encode("ballot", slipOf(host.board));
    this.of = of;
    this.link = `${host.address(host.island.ballot)}#ballot=${payload}`;
    host.requestUpdate();
  }

  async copy() {
    this.host.say(await copyLink(this.host.querySelector("#board-link")));
  }

  groups() {
    const { host } = this;
    const { groups, ballots } = host.board;
    const rename = (/** @type {Group} */ group, /** @type {HTMLInputElement} */ input) => {
      const name = this.name(input.value, group);
      const next = groups.map((one) => (one === group ? { ...one, name } : one));
      if (name) host.change(withBoard(host.kept, { groups: next }), `The group is called “${name}” now.`);
      else input.value = group.name;
    };
    const remove = (/** @type {Group} */ group) =>
      host.change(withBoard(host.kept, { groups: groups.filter((one) => one !== group) }), `Removed the group “${group.name}”. Undo brings it back.`);
    const used = (/** @type {Group} */ { id }) => id === LEAD || groups.length < 3 || ballots.some((ballot) => ballot.group === id) || host.board.seals.some((seal) => seal.group === id);
    return html`<ul class="g-groups">
        ${groups.map(
          (group) => html`<li>
            <input type="text" aria-label="Name of the group ${group.id}" .value=${group.name} @change=${(/** @type {Event} */ event) => rename(group, /** @type {HTMLInputElement} */ (event.target))} />
            ${group.id === LEAD ? html`<span class="g-board__note">the lead’s side</span>` : nothing}
            ${used(group) ? nothing : html`<button type="button" class="g-link" aria-label="Remove the group ${group.name}" @click=${() => remove(group)}>Remove</button>`}
          </li>`,
        )}
      </ul>
      ${groups.length < MOST.groups
        ? html`<form class="g-actions" @submit=${(/** @type {Event} */ event) => this.addGroup(event)}>
            <input type="text" name="group" aria-label="Another group" placeholder="Another group" />
            <button class="md-button">Add</button>
          </form>`
        : nothing}`;
  }

  /**
   * Clean the name of a group; that of another is refused.
   *
   * @param {string} typed
   * @param {Group} [group] the one that has the name
   */
  name(typed, group) {
    const { host } = this;
    const name = host.named(typed, 2, MOST.group);
    if (!host.board.groups.some((one) => one !== group && fold(one.name) === fold(name))) return name;
    host.say(`“${name}” is there already.`);
    return "";
  }

  /** @param {Event} event */
  addGroup(event) {
    event.preventDefault();
    const form = /** @type {HTMLFormElement} */ (event.target);
    const { host } = this;
    const { groups } = host.board;
    const name = this.name(fields(form).group ?? "");
    if (!name) return;
    const stem = name.toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-+|-+$/g, "").slice(0, 20) || "group";
    let id = stem;
    for (let next = 2; groups.some((one) => one.id === id); next += 1) id = `${stem}-${next}`;
    host.change(withBoard(host.kept, { groups: [...groups, { id, name }] }), `Added the group “${name}”.`);
    form.reset();
  }

  handOut() {
    const { host, link } = this;
    const expect = (/** @type {Event} */ event) => {
      const input = /** @type {HTMLInputElement} */ (event.target);
      const expected = Math.min(Number(/^[0-9]+$/.exec(input.value.trim())), MOST.ballots);
      input.value = String(expected || "");
      host.change({ ...host.kept, expected }, expected ? `${count(expected, "ballot")} expected.` : "No number of ballots is expected.");
    };
    const expected = html`<label class="g-board__inline">How many will vote
      <input type="text" inputmode="numeric" size="3" .value=${String(host.kept.expected || "")} @change=${expect} />
    </label>`;
    const slip = () => download(`ballot-${host.board.id}.json`, written(slipOf(host.board)), "application/json");
    if (!link) {
      return html`<div class="g-actions">
        ${button("Make a ballot link", () => this.make())}
        ${button("Save it as a file", slip)}
        ${expected}
      </div>`;
    }
    const drawn = qr(link, "QR code of the link for voters");
    const share = "share" in navigator ? button("Share", () => navigator.share({ url: link }).catch(() => {})) : nothing;
    return html`
      ${field({ id: "board-link", asks: "The link for voters" }, html`<input id="board-link" type="text" readonly .value=${link} />`)}
      <div class="g-actions">
        ${button("Copy the link", () => this.copy())}
        ${share}
        ${button("Show it large", () => host.project("ballot"))}
        ${button("Save it as a file", slip)}
        ${expected}
      </div>
      ${drawn ?? html`<p class="g-board__note">The list is too long for a QR code. Hand out the link or the file.</p>`}
      ${HERE_ALONE.test(new URL(link).hostname) ? html`<p class="g-board__note">This link leads to this computer alone. For phones, open the board where your playbook is published.</p>` : nothing}
    `;
  }
}
