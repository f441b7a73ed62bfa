/**
 * A storyboard as Markdown and as SVG: the same as scripts/playbook/priorities/storyboard_prints.py, which says why.
 *
 * @typedef {import("./storyboard.js").Sheet} Sheet
 * @typedef {import("./storyboard.js").Part} Part
 */

/** @param {{ number: string, unit: string }} block */
export const amount = ({ number, unit }) => `${number} ${unit}`.trim();

/** @param {string} text */
const escaped = (text) =>
  text.replace(/\s+/g, " ").trim().replace(/[\\`*_[\]<>|#~&]/g, "\\$&").replaceAll("{", "&#123;").replace(/^(\d*)([-+=.):!]+(?:\s|$))/, "$1\\$2");

/**
 * @param {Sheet} sheet
 * @param {string} [measures] the address of how to get a baseline
 */
export function markdown({ title, statement, parts }, measures = "") {
  const lines = [`## Before and after: ${escaped(title)}`, "", ...(statement ? [escaped(statement), ""] : [])];
  for (const { head, blocks } of parts) {
    lines.push(`### ${head}`, "");
    let last = "";
    const end = (/** @type {string} */ kind) => {
      if (kind !== last && /figure|item|sum/.test(last)) lines.push("");
    };
    for (const { kind, to, note, ...block } of blocks) {
      const text = escaped(block.text);
      end(kind);
      if (kind === "figure") {
        if (last !== kind) lines.push("| What | How much | From |", "| --- | --- | --- |");
        lines.push(`| ${text} | ${escaped(amount(block))} | ${escaped(note)} |`);
      } else if (kind === "item" || kind === "sum") lines.push(`- ${text}`);
      else lines.push(kind === "gap" ? `*${text}*${to && measures && ` <${measures}>`}` : text, "");
      last = kind;
    }
    end("");
  }
  return lines.join("\n");
}

const [WIDTH, MARGIN, GUTTER, COLUMN] = [1120, 40, 32, 325];
const [INK, INK2, LEAD, TEAM] = ["#17201c", "#4a5650", "#2f6fb0", "#e9b934"];
/** @type {Record<string, [number, number, string, number]>} */
const STYLES = {
  title: [30, 400, INK, 36],
  lede: [17, 400, INK, 24],
  head: [17, 700, INK, 24],
  story: [15, 400, INK, 21],
  number: [24, 700, INK, 29],
  item: [14, 400, INK, 19],
  note: [12, 400, INK2, 16],
};
/** @typedef {[number, number, number, number, string]} Rect */
/** @type {Record<string, number>} */
const APART = { before: 34, ask: 26, after: 16 };

/** @param {Rect} rect */
const rect = ([x, y, width, height, ink]) => `<rect x="${x}" y="${y}" width="${width}" height="${height}" fill="${ink}"/>`;

/** @param {string} text */
const xml = (text) =>
  text
    .replace(/[&<>"']/g, (sign) => `&${{ "&": "amp", "<": "lt", ">": "gt", '"': "quot", "'": "#x27" }[sign]};`)
    .replace(/[^\t\n\r -\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, "\ufffd");

/** @param {string} letter */
const width = (letter) => (/[ .,:;'|!()[\]ijltfrI/-]/.test(letter) ? 0.35 : /[mwMW@%—\u1100-\u{10ffff}]/u.test(letter) ? 0.97 : 0.61);

/**
 * @param {string} words
 * @param {number} room in sizes of the letters
 */
function broken(words, room) {
  /** @type {string[]} */
  const lines = [];
  let left = 0;
  for (const word of words.split(/\s+/).filter(Boolean)) {
    const pieces = [{ text: "", wide: 0 }];
    for (const letter of word) {
      let piece = /** @type {{ text: string, wide: number }} */ (pieces.at(-1));
      if (piece.wide + width(letter) > room) pieces.push((piece = { text: "", wide: 0 }));
      piece.text += letter;
      piece.wide += width(letter);
    }
    for (const { text, wide } of pieces) {
      if (lines.length && wide + 0.35 <= left) {
        lines.push(`${lines.pop()} ${text}`);
        left -= wide + 0.35;
      } else {
        lines.push(text);
        left = room - wide;
      }
    }
  }
  return lines;
}

/** @param {Sheet} sheet */
export function svg({ parts, ...sheet }) {
  /** @type {string[]} */
  const marks = [];
  const write = (/** @type {string} */ words, /** @type {string} */ style, /** @type {number} */ x, /** @type {number} */ y, room = COLUMN) => {
    const [size, weight, ink, leading] = /** @type {[number, number, string, number]} */ (STYLES[style]);
    for (const line of broken(words, room / size / (weight > 400 ? 1.12 : 1))) {
      y += leading;
      marks.push(`<text x="${x}" y="${y - Math.floor(leading / 4)}" font-size="${size}" font-weight="${weight}" fill="${ink}">${xml(line)}</text>`);
    }
    return y;
  };
  const draw = (/** @type {Part} */ { id, head, blocks }, /** @type {number} */ x, /** @type {number} */ y) => {
    const apart = APART[id];
    if (apart) {
      marks.push(rect([x, y, 26, 10, LEAD]), rect([x + apart, y, 10, 26, TEAM]));
      if (id === "after") marks.push(rect([x + apart, y, 10, 10, "#14603a"]));
    }
    y = write(head, "head", x, y + (apart ? 30 : 0));
    for (const { kind, text, note, ...block } of blocks) {
      if (kind === "figure") {
        marks.push(rect([x, y + 8, COLUMN, 1, "#cbd4ca"]));
        y = write(note, "note", x, write(text, "item", x, write(amount(block), "number", x, y + 14)));
      } else y = write(kind === "item" ? `– ${text}` : text, kind === "sum" || kind === "gap" ? "note" : kind, x, y + 6);
    }
    return y;
  };
  const title = `Before and after: ${sheet.title}`;
  const full = WIDTH - 2 * MARGIN;
  let y = write(sheet.statement, "lede", MARGIN, write(title, "title", MARGIN, 30, full), full);
  for (const row of [parts.slice(0, 3), parts.slice(3)]) {
    y += 16;
    marks.push(rect([MARGIN, y, full, 2, INK]));
    const top = y + 14;
    y = Math.max(...row.map((part, index) => draw(part, MARGIN + index * (COLUMN + GUTTER), top)));
  }
  const height = y + 30;
  const figures = parts.flatMap(({ blocks }) => blocks.flatMap((block) => (block.number ? `${block.text}: ${amount(block)}` : [])));
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}" font-family="Arial,Helvetica,sans-serif" role="img" aria-labelledby="t d"><title id="t">${xml(title)}</title><desc id="d">${xml(figures.join("; ") || "No figures yet")}.</desc>${rect([0, 0, WIDTH, height, "#f8faf6"])}${marks.join("")}</svg>\n`;
}
