/**
 * A storyboard as Markdown and as SVG: the same as scripts/playbook/priorities/storyboard_prints.py, which says why.
 *
 * @typedef {import("./storyboard.js").Sheet} Sheet
 * @typedef {import("./storyboard.js").Part} Part
 * @typedef {[x: number, y: number, width: number, height: number, ink: string]} Rect
 *
 * @typedef {object} Look LOOK of storyboard_prints.py: sizes, inks, and the marks with a {} for what changes
 * @property {number} width
 * @property {number} margin
 * @property {number} gutter
 * @property {number} column
 * @property {Record<string, [size: number, weight: number, ink: string, leading: number]>} styles
 * @property {Record<string, Rect[]>} plates
 * @property {string} ink
 * @property {string} line
 * @property {string} frame
 * @property {string} text
 * @property {string} rect
 * @property {string} title
 * @property {string} table
 * @property {Record<string, string>} lines of Markdown
 * @property {string} narrow these and below are patterns
 * @property {string} wide
 * @property {string} unfit
 * @property {string} markup
 * @property {string} begins
 */
import { filled } from "./storyboard.js";

/** @param {{ number: string, unit: string }} block */
const amount = ({ number, unit }) => `${number} ${unit}`.trim();

/**
 * @param {Sheet} sheet
 * @param {Look} look
 * @param {string} [measures] the address of how to get a baseline
 */
export function markdown({ title, statement, parts }, look, measures = "") {
  const escaped = (/** @type {string} */ text) =>
    text.replace(/\s+/g, " ").trim().replace(RegExp(look.markup, "g"), "\\$&").replaceAll("{", "&#123;").replace(RegExp(look.begins), "$1\\$2");
  const chunks = [`## ${filled(look.title, escaped(title))}`];
  if (statement) chunks.push(escaped(statement));
  for (const { head, blocks } of parts) {
    chunks.push(`### ${head}`);
    let last = "";
    for (const { kind, to, note, ...block } of blocks) {
      let line = filled(look.lines[kind], ...[block.text, amount(block), note].map(escaped)) + (to && measures && ` <${measures}>`);
      if (kind === last && /figure|item|sum/.test(kind)) line = `${chunks.pop()}\n${line}`;
      else if (kind === "figure") line = `${look.table}\n${line}`;
      chunks.push(line);
      last = kind;
    }
  }
  return `${chunks.join("\n\n")}\n`;
}

/**
 * @param {string} words
 * @param {number} room in sizes of the letters
 * @param {Look} look which letters are narrow, and which are wide
 */
function broken(words, room, { narrow, wide }) {
  const [slim, broad] = [RegExp(narrow), RegExp(wide, "u")];
  /** @type {string[]} */
  const lines = [];
  let [piece, size, left] = ["", 0, 0];
  const end = () => {
    const fits = lines.length && size + 0.35 <= left;
    lines.push(fits ? `${lines.pop()} ${piece}` : piece);
    left = fits ? left - (size + 0.35) : room - size;
    [piece, size] = ["", 0];
  };
  for (const word of words.split(/\s+/).filter(Boolean)) {
    for (const letter of word) {
      const more = slim.test(letter) ? 0.35 : broad.test(letter) ? 0.97 : 0.61;
      if (size + more > room) end();
      piece += letter;
      size += more;
    }
    end();
  }
  return lines;
}

/**
 * @param {Sheet} sheet
 * @param {Look} look
 */
export function svg({ parts, ...sheet }, look) {
  const { margin, column } = look;
  const xml = (/** @type {string} */ text) => text.replace(RegExp(look.unfit, "gu"), "\ufffd").replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
  /** @type {string[]} */
  const marks = [];
  const rect = (/** @type {Rect} */ ...rect) => marks.push(filled(look.rect, ...rect));
  const write = (/** @type {string} */ words, /** @type {string} */ style, /** @type {number} */ x, /** @type {number} */ y, room = column) => {
    const [size, weight, ink, leading] = look.styles[style] ?? [0, 0, "", 0];
    for (const line of broken(words, room / size / (weight > 400 ? 1.12 : 1), look)) {
      y += leading;
      marks.push(filled(look.text, x, y - Math.floor(leading / 4), size, weight, ink, xml(line)));
    }
    return y;
  };
  const draw = (/** @type {Part} */ { id, head, blocks }, /** @type {number} */ x, /** @type {number} */ y) => {
    const plates = look.plates[id] ?? [];
    for (const [left, top, ...rest] of plates) rect(x + left, y + top, ...rest);
    y = write(head, "head", x, y + (plates.length && 30));
    for (const { kind, text, note, ...block } of blocks) {
      if (kind === "figure") {
        rect(x, y + 8, column, 1, look.line);
        y = write(note, "note", x, write(text, "item", x, write(amount(block), "number", x, y + 14)));
      } else y = write(kind === "item" ? `– ${text}` : text, kind === "sum" || kind === "gap" ? "note" : kind, x, y + 6);
    }
    return y;
  };
  const title = filled(look.title, sheet.title);
  const full = look.width - 2 * margin;
  let y = write(sheet.statement, "lede", margin, write(title, "title", margin, 30, full), full);
  for (const row of [parts.slice(0, 3), parts.slice(3)]) {
    y += 16;
    rect(margin, y, full, 2, look.ink);
    const top = y + 14;
    y = Math.max(...row.map((part, index) => draw(part, margin + index * (column + look.gutter), top)));
  }
  const figures = parts.flatMap(({ blocks }) => blocks.flatMap((block) => (block.number ? `${block.text}: ${amount(block)}` : [])));
  return filled(look.frame, y + 30, y + 30, xml(title), xml(figures.join("; ") || "No figures yet"), y + 30, marks.join(""));
}
