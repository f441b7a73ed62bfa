/** A text as a QR code: an SVG that a phone can read from a screen, from a wall and from paper. */
import { encodeQR } from "../../vendor/qr/qr.min.js";
import { html } from "../../vendor/lit/lit.min.js";

/**
 * The longest text, in bytes: more makes a code so fine that phones fail at it. tests/browser/test_ballot.py photographs
 * one of this length badly (see there how) and reads it.
 */
export const LONGEST = 1000;

/**
 * @param {string} text
 * @param {string} label what a screen reader says of it
 * @returns {import("../../vendor/lit/lit.min.js").TemplateResult | null} null: too long to be scanned
 */
export function qr(text, label) {
  const bytes = new Blob([text]).size;
  if (!bytes || bytes > LONGEST) return null;
  // Short texts can afford more correction: it helps against glare and thumbs. ISO/IEC 18004 wants a quiet zone of four modules
  const rows = encodeQR(text, "raw", { ecc: bytes > LONGEST / 3 ? "low" : "medium", border: 4 });
  const size = rows.length;
  const dark = rows.flatMap((row, y) => row.map((isDark, x) => (isDark ? `M${x} ${y}h1v1h-1z` : "")));
  // Black on white in every scheme and on paper: scanners want it so
  return html`<svg class="g-qr" viewBox="0 0 ${size} ${size}" role="img" aria-label=${label}>
    <path fill="white" d="M0 0h${size}v${size}H0z" />
    <path fill="black" d=${dark.join("")} />
  </svg>`;
}
