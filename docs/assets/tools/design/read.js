/**
 * A document that the form or somebody by hand has written, read back. What the form has no field for is kept as it is
 * and written again at its place; what it cannot keep is refused, with the line.
 *
 * @typedef {import("./draft.js").Draft} Draft
 * @typedef {import("./draft.js").Known} Known
 * @typedef {import("./written.js").Value} Value
 */
import { Refused } from "../priorities/cleaning.js";
import { below, markdown, rowsOf } from "./draft.js";
import { PLACEHOLDER, body } from "./written.js";

/** A line that the form writes itself, if the place at its end is that of a section. */
const GUIDANCE = /^<!-- .* (\S+) -->$/gm;
const DATE = /^[0-9]{4}-[0-9]{2}-[0-9]{2}$/;
const SHAPES = /** @type {Record<string, RegExp>} */ ({ id: /^DD-[0-9]{4}$/, created: DATE, review_by: DATE, starts: DATE });
const ITEM = /\{[^{}]*\}|"(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|[^\s,"'{}[\]][^,{}[\]]*/g;

/** @param {number} line from 0 @param {string} [what] @returns {never} */
function refuse(line, what) {
  throw new Refused(`Line ${line + 1}: ${what}`);
}

/** @param {string} text */
const trimmed = (text) => text.replace(/^(?:[ \t]*\n)+|[ \t\n]+$/g, "");

/**
 * @param {string} given
 * @param {Known} known
 * @returns {Draft}
 * @throws {Refused}
 */
export function read(given, known) {
  const { forms, says } = known;
  const guidance = known.templates.flatMap(({ versions }) => Object.values(versions).flat()).map((one) => one.guidance);
  const places = new Set(guidance.map((one) => one.split(" ").at(-2)));
  const lines = given.replace(/\r\n?/g, "\n").replace(GUIDANCE, (line, place) => (places.has(place) ? "" : line)).split("\n");
  const end = lines.indexOf("---", 1);
  if (lines[0] !== "---" || end < 0) refuse(0, says.no_front);
  const front = { template: "", stage: "problem", ...frontOf(lines.slice(0, end), known) };
  const [id, version = ""] = front.template.split("@");
  const sections = known.templates.find((one) => one.id === id)?.versions[version];
  if (!sections) refuse(1, says.no_template);
  /** @type {Draft} */
  const draft = { front, answers: {}, titles: {}, more: {} };
  const seen = new Set();
  let behind = "";
  for (const part of partsOf(lines, end + 1)) {
    const entry = sections.find(({ id, title }) => [id, `## ${title}`].includes(part.id) && !seen.has(id));
    let text = trimmed(lines.slice(part.from, part.to).join("\n"));
    if (entry) {
      behind = entry.id;
      seen.add(behind);
      if (part.heading !== entry.title) draft.titles[behind] = part.heading;
      const { stage } = known.choices;
      if (stage.indexOf(entry.stage) > stage.indexOf(front.stage)) draft.answers[behind] = text; // it stays as it is
      else if (text && text !== body(known, entry)) draft.answers[behind] = (!below(text) && rowsOf(forms, entry, text)) || text;
      continue;
    }
    if (part.id) text = trimmed(`## ${part.raw}\n\n${text}`);
    else text = trimmed(text.replace(/^ {0,3}#[ \t].*/, "")); // the title, or what is looked at below
    if (text) draft.more[behind] = (draft.more[behind] ? `${draft.more[behind]}\n\n` : "") + text;
  }
  // What there is to read in a line can be read in what will be written, or the file is refused
  const words = (/** @type {string} */ text) => ` ${(text.match(/[\p{L}\p{N}]+/gu) ?? []).join(" ")} `;
  const all = words(markdown(draft, known));
  lines.forEach((line, at) => at > end && !all.includes(words(line).replace(/^ +$/, "")) && refuse(at, says.lost));
  return draft;
}

/**
 * The headings of the second level (those that are underlined stay text) with what stands below each; first, without an
 * id, what stands before them.
 *
 * @param {string[]} lines
 * @param {number} start
 */
function partsOf(lines, start) {
  let part = { raw: "", heading: "", id: "", from: start, to: lines.length };
  const parts = [part];
  let [fence, inComment] = ["", false];
  for (let at = start; at < lines.length; at++) {
    const line = lines[at] ?? "";
    if (fence) {
      if (RegExp(`^ {0,3}${fence}+\\s*$`).test(line)) fence = "";
      continue;
    }
    if (inComment || /^ {0,3}<!--/.test(line)) {
      inComment = !(inComment ? line : line.replace("<!--", "")).includes("-->");
      continue;
    }
    fence = /^ {0,3}(`{3,}(?!.*`)|~{3,})/.exec(line)?.[1] ?? "";
    const found = /^ {0,3}##(?:[ \t]+(.*?))?(?:[ \t]+#+)?\s*$/.exec(line);
    if (!found) continue;
    const [, heading = ""] = found;
    const [mark, id] = /\s*\{:?\s*#([A-Za-z][\w:.-]*)\s*\}$/.exec(heading) ?? [""];
    const words = heading.slice(0, heading.length - mark.length);
    part.to = at;
    part = { raw: heading, heading: words, id: id ?? `## ${words}`, from: at + 1, to: lines.length };
    parts.push(part);
  }
  return parts;
}

/**
 * Front matter of simple lines: `key: value`, `key: [a, b]`, and lists with an item a line.
 *
 * @param {string[]} lines
 * @param {Known} known
 */
function frontOf(lines, { keys, kinds, choices, says }) {
  const front = /** @type {import("./written.js").Front} */ ({});
  for (let at = 1; at < lines.length; at++) {
    const line = (lines[at] ?? "").trimEnd();
    if (!line) continue;
    const first = at;
    const [, key = "", rest = ""] = /^([a-z_]+):(?:[ \t]+(.*))?$/.exec(line) ?? refuse(at, says.no_key);
    if (!(key in keys) || key in front) refuse(at, says[key in front ? "twice" : "no_key"]);
    const items = [];
    while (!rest && /^ *- /.test(lines[at + 1] ?? "")) {
      const item = (lines[++at] ?? "").replace(/^ *- +/, "");
      items.push(item.startsWith("by: ") ? `{${item}, ${lines[++at]?.trim()}}` : item); // who and when, a line each
    }
    // A value ends where a comment begins; of comments, only those that we have written ourselves can be kept
    const [, list, value = "", note] = /^(?:\[(.*)\]|("(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|[^#[][^]*?)?)(?:(?:^|[ \t]+)(#.*))?$/.exec(rest) ?? refuse(at, says.unread);
    if (note && note !== `# ${keys[key]}`) refuse(at, says.comment);
    if (list?.replace(ITEM, "").replace(/[\s,]/g, "")) refuse(at, says.unread);
    const all = (list?.match(ITEM) ?? [...(value ? [value] : []), ...items]).map((item) => said(item) ?? refuse(first, says.unread)).filter((one) => one && one !== PLACEHOLDER);
    const isList = key === "accepted" || kinds.lists.includes(key);
    if (all.some((one) => (typeof one === "object") !== (key === "accepted")) || (!isList && (list !== undefined || items[0]))) refuse(first, says.unlike);
    const [one = ""] = all;
    const fits = choices[/** @type {"stage"} */ (key)]?.includes(String(one)) ?? SHAPES[key]?.test(String(one)) ?? true;
    if (one && !isList && !fits) refuse(first, says.unlike);
    if (one) front[key] = /** @type {Value} */ (isList ? all : one);
  }
  return front;
}

/** A value of YAML: a text, or who accepted it; undefined if it is none that the form reads. @param {string} item @returns {any} */
function said(item) {
  const [, by, on] = /^\{ *by: +(.+?), +on: +(.+?) *\}$/.exec(item) ?? [];
  if (by && on) return { by: said(by), on: said(on) };
  if (item.startsWith('"')) {
    try {
      return JSON.parse(item);
    } catch {
      return undefined;
    }
  }
  if (/^'.*'$/.test(item)) return item.slice(1, -1).replaceAll("''", "'");
  return /^[[\]{},#&*!|>'"%@`]|^[-?:](?: |$)|: |:$| #/.test(item) ? undefined : item.trim();
}
