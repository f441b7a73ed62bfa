/**
 * Boards for voters, ballots and seals as links: "1", then base64url of deflated JSON, behind the # of an address.
 *
 * No server sees them. What comes in is hostile until it has been read: scripts/playbook/priorities/links.py says the same.
 */
import { Refused, shown } from "./cleaning.js";
import { parse } from "./json.js";
import { sound } from "./shapes.js";

/**
 * @typedef {"ballot" | "vote" | "seal"} LinkKind a board for voters, a voter's ballot, the seal of one
 * @typedef {import("./model.js").Group} Group
 * @typedef {{ format: "playbook-slip/1", board: string, title: string, groups: Group[], items: { id: string, title: string, statement?: string }[] }} Slip
 * @typedef {{ format: "playbook-ballot/1", board: string, voter: string, group: string, number: number, items: string | null, tiers: string[][], salt?: string | null }} BallotFile
 * @typedef {{ board: string, voter: string, group: string, hash: string }} SealFile
 */

export const LONGEST = 65536;
export const INFLATED = 262144;

/** The short keys of each kind, and what they stand for. */
const KEYS = /** @type {const} */ ({
  ballot: { v: "", b: "board", t: "title", g: "groups", i: "items" },
  vote: { v: "", b: "board", w: "voter", g: "group", n: "number", d: "items", r: "tiers", s: "salt" },
  seal: { v: "", b: "board", w: "voter", g: "group", h: "hash" },
});
/** What a link of each kind is read as. */
export const READ_AS = /** @type {const} */ ({ ballot: "slip", vote: "ballot", seal: "seal" });
const VERSION = "The link is of another version of the board. Open it on the page that it came from.";
const CUT = "It was cut off or changed on the way. Copy the whole link again, or ask for the file.";

/**
 * @param {LinkKind} kind
 * @param {any} data a Slip, a BallotFile or a SealFile
 * @returns {Promise<string>} the payload; the link is `…#${kind}=${payload}`
 * @throws {Refused} if the browser is too old
 */
export async function encode(kind, data) {
  /** @type {Record<string, unknown>} */
  const short = { v: 1 };
  for (const [key, name] of Object.entries(KEYS[kind])) {
    if (name && (data[name] ?? null) !== null) short[key] = data[name];
  }
  if (kind === "ballot") {
    short["g"] = data.groups.map((/** @type {Group} */ { id, name }) => [id, name]);
    short["i"] = data.items.map((/** @type {any} */ { id, title }) => [id, title]);
  }
  const bytes = await through(new TextEncoder().encode(JSON.stringify(short)), "CompressionStream", Infinity);
  const binary = Array.from(bytes, (byte) => String.fromCharCode(byte));
  return `1${btoa(binary.join("")).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "")}`;
}

/**
 * @param {string} given a link, what stands behind its #, or a payload
 * @returns {Promise<{ kind: LinkKind, data: any, notes: string[] }>} data as `encode` takes it
 * @throws {Refused}
 */
export async function decode(given) {
  if (given.length > LONGEST) throw new Refused("The link is longer than 64 kB. No board makes such a link: ask for the file.");
  const [, named, payload = ""] = /^(?:[^#]*#)?(?:(ballot|vote|seal)=)?([A-Za-z0-9_-]+)$/.exec(given.replace(/[\t\n\r ]/g, "")) ?? [];
  if (!payload) throw new Refused("This is no link of a board. Copy the whole link and nothing else.");
  if (payload[0] !== "1") throw new Refused(VERSION);
  const data = parse(await inflated(payload.slice(1)), `The link holds no data. ${CUT}`);
  if (typeof data !== "object" || data === null || Array.isArray(data)) throw new Refused(`The link holds no data. ${CUT}`);
  if (data.v !== 1) throw new Refused(VERSION);
  const kind = /** @type {LinkKind} */ (named ?? ("i" in data ? "ballot" : "h" in data ? "seal" : "vote"));
  return { kind, ...sound(READ_AS[kind], lengthened(kind, data)) };
}

/**
 * The links in a text, such as a chat that was copied.
 *
 * @param {string} text
 * @returns {string[]} each as `decode` takes it
 */
export function linksIn(text) {
  return text.match(/#(?:ballot|vote|seal)=[A-Za-z0-9_-]+/g) ?? [];
}

/**
 * @param {LinkKind} kind
 * @param {Record<string, any>} data
 */
function lengthened(kind, data) {
  const names = new Map(Object.entries(KEYS[kind]));
  /** @type {Record<string, unknown>} */
  const long = kind === "seal" ? {} : { format: `playbook-${READ_AS[kind]}/1` };
  for (const key of Object.keys(data).sort()) {
    const name = names.get(key);
    if (name === undefined) throw new Refused(`The link has ${shown(key)}, which is not known. ${CUT}`);
    if (name) long[name] = data[key];
  }
  for (const [list, second] of kind === "ballot" ? Object.entries({ groups: "name", items: "title" }) : []) {
    const pairs = long[list];
    if (Array.isArray(pairs)) {
      long[list] = pairs.map((pair) => (Array.isArray(pair) && pair.length === 2 ? { id: pair[0], [second]: pair[1] } : pair));
    }
  }
  return long;
}

/** @param {string} payload */
async function inflated(payload) {
  try {
    const binary = atob(payload.replaceAll("-", "+").replaceAll("_", "/"));
    const bytes = await through(Uint8Array.from(binary, (one) => one.charCodeAt(0)), "DecompressionStream", INFLATED);
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (error) {
    if (error instanceof Refused) throw error;
    throw new Refused(`The link cannot be read. ${CUT}`);
  }
}

/**
 * @param {Uint8Array} bytes
 * @param {"CompressionStream" | "DecompressionStream"} name
 * @param {number} most
 */
async function through(bytes, name, most) {
  const Stream = globalThis[name];
  if (!Stream) throw new Refused("This browser is too old for links. Update it, or use the file.");
  let at = 0;
  // Small pieces: a stream inflates all of a piece before anybody can stop it.
  const source = new ReadableStream({
    pull(to) {
      if (at < bytes.length) to.enqueue(bytes.slice(at, (at += 512)));
      else to.close();
    },
  });
  const reader = source.pipeThrough(new Stream("deflate")).getReader();
  /** @type {number[]} */
  const out = [];
  for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
    if (out.length + piece.value.length > most) {
      await reader.cancel();
      throw new Refused("The link unpacks to more than 256 kB. No board makes such a link: ask for the file.");
    }
    for (const byte of piece.value) out.push(byte);
  }
  return Uint8Array.from(out);
}
