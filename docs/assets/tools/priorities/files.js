/** Files and pasted text, told apart and read: scripts/playbook/priorities/files.py does the same. */
import { Refused, scrub, shown } from "./cleaning.js";
import { readBallots, readItems, split } from "./csv.js";
import { parse } from "./json.js";
import { READ_AS, decode } from "./links.js";
import { sound } from "./shapes.js";

/**
 * @typedef {import("./model.js").Board} Board
 * @typedef {{ kind: "board", data: Board, notes: string[] }
 *   | { kind: "ballot", data: import("./links.js").BallotFile, notes: string[] }
 *   | { kind: "slip", data: import("./links.js").Slip, notes: string[] }
 *   | { kind: "seal", data: import("./links.js").SealFile, notes: string[] }
 *   | ({ kind: "points" } & ReturnType<typeof readItems>)
 *   | ({ kind: "ballots" } & ReturnType<typeof readBallots>)} Given
 */

export const LARGEST = 2_000_000;
const FORMATS = /** @type {const} */ (["board", "ballot", "slip"]);
const NO_JSON = "This is no whole JSON. It was cut off or changed on the way: save or send it again.";

/**
 * The text of a file.
 *
 * @param {Blob | Uint8Array<ArrayBuffer>} file
 * @returns {Promise<string>}
 * @throws {Refused} if it is too large or no UTF-8
 */
export async function textOf(file) {
  const blob = new Blob([file]);
  if (blob.size > LARGEST) throw new Refused("The file is larger than 2 MB. No board is: choose another file.");
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(await blob.arrayBuffer());
  } catch {
    throw new Refused("The file is not written in UTF-8. Save it again as “CSV UTF-8”, or as JSON.");
  }
}

/**
 * Tell what a text is, and read it: a link, the JSON of a board, a ballot or a slip, or CSV of points or ballots.
 *
 * @param {string | Blob | Uint8Array<ArrayBuffer>} given
 * @param {Board | null} [board] what is there already; ballots as CSV need it
 * @returns {Promise<Given>}
 * @throws {Refused}
 */
export async function readFile(given, board = null) {
  if (typeof given === "string" && new Blob([given]).size > LARGEST) throw new Refused("The text is larger than 2 MB. No board is: choose another file.");
  const text = (typeof given === "string" ? given : await textOf(given)).replace(/^\ufeff/, "");
  if (!scrub(text).text) throw new Refused("There is nothing in it. Choose another file.");
  if (/^[ \t\r\n]*[[{]/.test(text)) return readData(parse(text, NO_JSON));
  if (/^[ \t\r\n]*[^ \t\r\n]*#(?:ballot|vote|seal)=/.test(text)) {
    const { kind, data, notes } = await decode(text);
    return { kind: READ_AS[kind], data, notes };
  }
  const names = (split(text)[0]?.cells ?? []).map((cell) => scrub(cell).text.toLowerCase());
  if (!names.includes("voter")) return { kind: "points", ...readItems(text, board ?? { items: [], ballots: [] }) };
  if (!board) throw new Refused("These are ballots as CSV. Open their board first.");
  return { kind: "ballots", ...readBallots(text, board) };
}

/**
 * @param {any} data
 * @returns {Given}
 * @throws {Refused}
 */
export function readData(data) {
  const format = Array.isArray(data) || !Object.hasOwn(data, "format") ? "playbook-board/1" : data.format;
  const kind = FORMATS.find((name) => format === `playbook-${name}/1`);
  if (kind) return /** @type {Given} */ ({ kind, ...sound(kind, data) });
  const is = typeof format === "string" ? `, and is ${shown(format)}` : "";
  throw new Refused(`Its format must be “playbook-board/1”, “playbook-ballot/1” or “playbook-slip/1”${is}. Open a file that this playbook made.`);
}

/**
 * A board, a ballot or a slip as the text of a file.
 *
 * @param {object} data
 */
export const written = (data) => `${JSON.stringify(data, null, 1)}\n`;
