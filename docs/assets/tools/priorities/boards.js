/** The boards on this device: opened from files, deleted, changed in another tab, and listed. */
import { html } from "../../vendor/lit/lit.min.js";
import { withBoard } from "./changes.js";
import { button, count, field, link } from "./forms.js";
import { MOST } from "./model.js";
import { PREFIX, kept, newBoard, newId } from "./store.js";

/**
 * @typedef {import("./model.js").Board} Board
 * @typedef {import("./store.js").Kept} Kept
 */

export class Boards {
  /** @param {import("../board.js").PlaybookBoard} host */
  constructor(host) {
    this.host = host;
  }

  /**
   * @param {Board} board
   * @param {string} from
   */
  openFile(board, from) {
    const { host } = this;
    const here = host.store.list().some(({ id }) => id === board.id);
    const copy = { ...board, id: newId() };
    if (!here) host.start(kept(board), `Opened ${from}.`);
    else {
      host.ask(`The board of ${from} is on this device already.`, [
        ["Go on with the one here", () => host.opened(board.id, "")],
        ["Open the file as a copy", () => host.start(kept(copy), "Opened as a copy. Ballots go to the other one.")],
        ["Take the file in its place", () => (host.opened(board.id, ""), host.change({ ...host.kept, board }, `Took ${from} in its place. Undo brings the other back.`))],
      ]);
    }
  }

  /** @param {string} id @param {string} title */
  drop(id, title) {
    const { host } = this;
    host.ask(`Delete “${title}” from this device? It cannot be undone.`, [
      ["Keep it", () => {}],
      ["Save it as a file, then delete it", () => (host.exportBoard(host.store.parsed(host.store.read(PREFIX + id))?.board), this.erase(id, title))],
      ["Delete it", () => this.erase(id, title)],
    ]);
  }

  /** @param {string} id @param {string} title */
  erase(id, title) {
    const { host } = this;
    host.store.remove(id);
    if (id === host.board.id) host.show(host.store.last() ?? newBoard());
    host.say(`Deleted “${title}”.`);
  }

  /** @param {StorageEvent} event */
  elsewhere({ key, newValue }) {
    const { host } = this;
    if (key !== PREFIX + host.board.id && key !== null) return;
    const other = host.store.parsed(newValue);
    if (newValue === host.store.seen) return;
    if (other) {
      host.store.seen = newValue;
      host.history.push(host.kept, "what another tab changed");
      host.kept = other;
      host.say("Another tab changed this board; it is shown here now.");
    } else host.say("Another tab deleted this board. It is still open here: change something, and it is stored again.");
  }

  /** Both tabs changed it: nothing is stored until somebody chooses, and what is not chosen becomes a copy. @param {Kept} other */
  clash(other) {
    const { host } = this;
    const mine = host.kept;
    const copy = (/** @type {Kept} */ state) => ({ ...state, board: { ...state.board, id: newId(), title: `${state.board.title.slice(0, MOST.board - 7)} (copy)` } });
    const keep = (/** @type {Kept} */ winner, /** @type {Kept} */ loser) => {
      const aside = copy(loser);
      host.store.write(PREFIX + aside.board.id, JSON.stringify(aside));
      host.kept = winner;
      host.store.save(winner, true);
      host.say("The other state is kept as a copy, in the list of boards.");
    };
    host.ask("This board was changed in two tabs. Which state goes on?", [
      ["The one in this tab", () => keep(host.kept === mine ? mine : host.kept, other)],
      ["The one of the other tab", () => keep(other, host.kept)],
    ]);
  }

  render() {
    const { host } = this;
    const rename = (/** @type {Event} */ event) => {
      const title = host.named(/** @type {HTMLInputElement} */ (event.target).value, 1, MOST.board);
      if (title) host.change(withBoard(host.kept, { title }), `The board is called “${title}” now.`);
    };
    const listed = host.store.list();
    return html`${field({ id: "board-title", asks: "What this board is called" }, html`<input id="board-title" type="text" .value=${host.board.title} @change=${rename} />`)}
      <ul class="g-groups">
        ${listed.map(
          ({ id, title, points, ballots }) => html`<li>
            ${id === host.board.id ? html`<strong>${title}</strong>` : link(title, () => host.opened(id, ""))}
            <span class="g-board__note">${count(points, "point")}, ${count(ballots, "ballot")}</span>
            <button type="button" class="g-link" aria-label="Delete ${title}" @click=${() => this.drop(id, title)}>Delete</button>
          </li>`,
        )}
      </ul>
      <div class="g-actions">${button("New board", () => host.start(newBoard(), "A new board."))}</div>`;
  }
}
