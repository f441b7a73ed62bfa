/** The figure of a board, as scripts/playbook/pages/figures/board.py draws it: classes, never colours. */
import { nothing, svg } from "../../vendor/lit/lit.min.js";
import { listed } from "./cleaning.js";
import { PLOT, WIDTH } from "./layout.js";
import { LEAD } from "./model.js";
import { QUADRANTS } from "./ranking.js";

/**
 * @typedef {import("./layout.js").Badge} Badge
 * @typedef {import("./ranking.js").Result} Result
 */

/** The ink of each quadrant's badges. */
export const INK = { start: "both", case: "lead", listen: "team", park: "none", "run-off": "none" };
const HEIGHT = 396;
const { left: X, top: Y, size: SIZE } = PLOT;
const HALF = SIZE / 2;
const [RIGHT, BOTTOM] = [X + SIZE, Y + SIZE];

/**
 * @param {Result} result
 * @param {Badge[]} badges
 * @param {string} uid unique on the page
 */
export function figure(result, badges, uid) {
  const name = (/** @type {import("./ranking.js").Quadrant} */ key, /** @type {number} */ x, /** @type {number} */ y) =>
    svg`<text class="q q-${key}" x=${x} y=${y} text-anchor=${x === X ? "start" : "end"}>${QUADRANTS[key]}</text>`;
  const plate = (/** @type {string} */ ink, /** @type {number} */ x, /** @type {number} */ y, /** @type {number} */ width, /** @type {number} */ height) =>
    svg`<rect class="p-${ink}" x=${x} y=${y} width=${width} height=${height} />`;
  const hatch = (/** @type {string} */ ink, /** @type {number} */ x, /** @type {number} */ width, /** @type {number} */ height) =>
    svg`<rect fill="url(#${uid}-${ink})" x=${x} y=${Y} width=${width} height=${height} />`;
  const pattern = (/** @type {string} */ ink, /** @type {number} */ turn) =>
    svg`<pattern id="${uid}-${ink}" width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(${turn})"><path class="h-${ink}" d="M0 0V7" /></pattern>`;
  const text = (/** @type {number} */ x, /** @type {number} */ y, /** @type {unknown} */ words, anchor = "middle") =>
    svg`<text class="ax" x=${x} y=${y} text-anchor=${anchor}>${words}</text>`;
  const others = result.groups.filter(({ id }) => id !== LEAD).map(({ name: own }) => own);
  const lead = fitting(result.groups.find(({ id }) => id === LEAD)?.name, "The lead");
  return svg`<svg class="g-draw g-draw--board" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-labelledby="${uid}-t" aria-describedby="${uid}-d">
    <title id="${uid}-t">${result.n} points, ranked by both sides</title>
    <desc id="${uid}-d">${described(badges)}</desc>
    <defs>${pattern("lead", 45)}${pattern("team", -45)}</defs>
    ${plate("lead", X, Y, SIZE, HALF)}${hatch("lead", X, SIZE, HALF)}${plate("team", X + HALF, Y, HALF, SIZE)}${hatch("team", X + HALF, HALF, SIZE)}
    ${plate("both", X + HALF, Y, HALF, HALF)}${hatch("lead", X + HALF, HALF, HALF)}${hatch("team", X + HALF, HALF, HALF)}
    <path class="agree" d="M${X} ${BOTTOM}L${RIGHT} ${Y}" />
    <rect class="frame" x=${X} y=${Y} width=${SIZE} height=${SIZE} />
    <path class="cut" d="M${X + HALF} ${Y}v${SIZE}M${X} ${Y + HALF}h${SIZE}" />
    ${name("case", X, Y - 8)}${name("start", RIGHT, Y - 8)}${name("park", X, BOTTOM + 41)}${name("listen", RIGHT, BOTTOM + 41)}
    ${text(X - 7, Y + 13, 1, "end")}${text(X - 7, BOTTOM - 4, result.n, "end")}${text(RIGHT - 7, BOTTOM + 17, 1)}${text(X + 7, BOTTOM + 17, result.n)}
    ${text(X + HALF, BOTTOM + 17, `${others.length === 1 ? fitting(others[0], "The others") : "The others"} rank it higher →`)}
    <g transform="translate(${X - 11} ${Y + HALF}) rotate(-90)">${text(0, 0, `${lead} ranks it higher →`)}</g>
    ${badges.map((badge) => mark(badge, result))}
  </svg>`;
}

/**
 * @param {string | undefined} name
 * @param {string} instead
 */
const fitting = (name, instead) => (name && name.length < 25 ? name : instead);

/** @param {Badge[]} badges */
export function described(badges) {
  if (!badges.length) return "No point has its place yet: a side has no ballots.";
  const said = Object.entries(QUADRANTS).flatMap(([key, name]) => {
    const numbers = badges.filter(({ quadrant }) => quadrant === key).map(({ number }) => String(number));
    return numbers.length ? `${name}: ${listed(numbers, "and")}. ` : [];
  });
  return `${said.join("")}The table has both ranks of each point.`;
}

/**
 * @param {Badge} badge
 * @param {Result} result
 */
const flips = ({ number, quadrant }, { items }) => quadrant !== "run-off" && items[number - 1]?.firm === false;

/**
 * @param {Result} result
 * @param {Badge[]} badges
 */
export function caption(result, badges) {
  return [
    "Up: the lead ranks it higher. Right: the others do. On the dotted line both give the same rank.",
    badges.some((badge) => flips(badge, result)) ? "An open dot at a badge: one ballot less, and the point could stand in another quadrant." : "",
    badges.some(({ quadrant }) => quadrant === "run-off") ? "A dashed ring: it ties at the line, so there is a run-off." : "",
  ].join(" ");
}

/**
 * @param {Badge} badge
 * @param {Result} result
 */
function mark(badge, result) {
  const { id, number, x, y, r, quadrant } = badge;
  return svg`<g class="b b-${INK[quadrant]} ${quadrant === "run-off" ? "off" : ""}" data-point=${id}>
    <circle cx=${x} cy=${y} r=${r} /><text x=${x} y=${y + 4.2} text-anchor="middle">${number}</text>
    ${flips(badge, result) ? svg`<circle class="flip" cx=${x + 7.4} cy=${y - 7.4} r="2.8" />` : nothing}
  </g>`;
}

/** What an SVG needs of its style to stand alone. */
const STYLE = ["fill", "stroke", "stroke-width", "stroke-dasharray", "stroke-linecap", "opacity", "font-family", "font-size", "font-weight"];

/**
 * The figure as a file: the styles of the light scheme stand in it, so that it looks the same wherever it is opened.
 *
 * @param {SVGElement} drawn
 */
export function standalone(drawn) {
  const aside = document.createElement("div");
  aside.className = "md-typeset g-aside";
  aside.dataset.mdColorScheme = "default";
  const copy = /** @type {SVGElement} */ (drawn.cloneNode(true));
  aside.append(copy);
  document.body.append(aside);
  for (const element of copy.querySelectorAll("*")) {
    const style = getComputedStyle(element);
    for (const name of STYLE) if (!element.hasAttribute(name)) element.setAttribute(name, style.getPropertyValue(name));
    for (const name of ["class", "data-point", "data-marked"]) element.removeAttribute(name);
  }
  const paper = getComputedStyle(aside).getPropertyValue("--g-paper").trim();
  aside.remove();
  const sheet = document.createElementNS("http://www.w3.org/2000/svg", "rect");
  for (const [name, value] of Object.entries({ width: "100%", height: "100%", fill: paper })) sheet.setAttribute(name, value);
  copy.querySelector("defs")?.after(sheet);
  copy.removeAttribute("class");
  copy.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  return new XMLSerializer().serializeToString(copy).replace(/<!--.*?-->/g, "");
}
