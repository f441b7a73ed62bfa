/** What comes in as text or files, told apart and given to the step that takes it; nothing goes away unseen. */
import { fold } from "./cleaning.js";
import { readList, split } from "./csv.js";
import { readFile, textOf } from "./files.js";
import { count } from "./forms.js";
import { linksIn } from "./links.js";
import { MOST } from "./model.js";

/** @typedef {import("../board.js").PlaybookBoard} Host */

/**
 * @param {Host} host
 * @param {string} text
 * @param {string} from what to call it
 * @param {"points" | "ballots"} [hoped] what a text that is nothing else is read as
 */
export async function takeText(host, text, from, hoped = "points") {
  const links = linksIn(text);
  if (links.length > 1) {
    for (const [index, link] of links.entries()) await takeText(host, link, `${from}, link ${index + 1}`, hoped);
    return;
  }
  const names = /^\s*[[{]/.test(text) ? [] : (split(text.slice(0, 5000))[0]?.cells ?? []).map((cell) => cell.trim().toLowerCase());
  if (hoped === "points" && !links.length && names.length && !names.includes("title") && !names.includes("voter")) {
    host.go("Collect");
    host.collect.take(readList(text, host.board), "", from);
    return;
  }
  try {
    const alone = /^\s*\S*#/.test(text); // a text that begins with its only link is that link: mail may have broken it into lines
    const what = await readFile(alone ? text : (links[0] ?? text), host.board);
    if (hoped === "ballots" && what.kind === "points" && !what.items.length) throw new Error("It holds no ballot. Paste the link that the voter got at the end, or open the file.");
    await given(host, what, text, from);
  } catch (error) {
    host.refuse(from, error, text);
  }
}

/**
 * @param {Host} host
 * @param {Iterable<File>} files
 * @param {"points" | "ballots"} [hoped]
 */
export async function takeFiles(host, files, hoped) {
  for (const file of files) {
    try {
      await takeText(host, await textOf(file), file.name, hoped);
    } catch (error) {
      host.refuse(file.name, error, "");
    }
  }
}

/**
 * @param {Host} host
 * @param {import("./files.js").Given} what
 * @param {string} text
 * @param {string} from
 */
async function given(host, what, text, from) {
  if (what.kind === "board") host.boards.openFile(what.data, from);
  else if (what.kind === "slip") host.collect.take(fresh(host, what.data.items, what.notes), "", from);
  else if (what.kind === "points") host.collect.take(what, /^[^\r\n]*/.exec(text.replace(/^\ufeff/, ""))?.[0] ?? "", from);
  else if (what.kind === "seal") host.voting.seal(what.data, text);
  else if (what.kind === "ballot") await host.voting.ballot(what.data, text);
  else {
    for (const ballot of what.ballots) await host.voting.ballot(ballot, "");
    for (const one of what.refused) host.refuse(`${from}, row ${one.row}`, new Error(`${one.what}. ${one.mend}`), one.text);
  }
}

/**
 * What is not on the board yet and finds room on it; an id that is taken is left to the board to give anew.
 *
 * @param {Host} host
 * @param {import("./model.js").Item[]} items
 * @param {string[]} notes
 */
function fresh({ board }, items, notes) {
  const there = new Set(board.items.map((item) => fold(item.title)));
  const ids = new Set(board.items.map((item) => item.id));
  const found = items.filter((item) => !there.has(fold(item.title))).map(({ id, ...item }) => (ids.has(id) ? item : { id, ...item }));
  const room = MOST.items - board.items.length;
  const refused = found.slice(room).map(({ title }, index) => ({ row: room + index + 1, column: "", what: `the board holds ${MOST.items} points at most`, mend: "Take points out first.", text: title }));
  const doubles = items.length - found.length;
  return { items: /** @type {any[]} */ (found.slice(0, room)), refused, notes: doubles ? [...notes, `${count(doubles, "point")} of it stood here already.`] : notes };
}
