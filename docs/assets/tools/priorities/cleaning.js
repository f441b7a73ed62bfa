/**
 * Text that people type, paste or import, made safe to keep: scripts/playbook/priorities/cleaning.py does the same.
 *
 * Nothing is cut. What was changed is said in a note, what cannot be kept is refused with the reason.
 */
/** Something that was not taken in, and the reason in a sentence for people. */
export class Refused extends Error {
  /** @param {string} reason */
  constructor(reason) {
    super(reason);
    this.name = "Refused";
    this.reason = reason;
  }
}

/** What no eye sees: two titles that differ in it alone are the same title. */
const UNSEEN =
  /[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufff8\u{1bca0}-\u{1bca3}\u{1d173}-\u{1d17a}\u{e0000}-\u{e0fff}]/gu;

/**
 * Clean without a limit.
 *
 * @param {string} text
 * @returns {{ text: string, notes: string[] }}
 */
export function scrub(text) {
  /** @type {string[]} */
  const notes = [];
  const change = (/** @type {RegExp} */ what, /** @type {string} */ to, /** @type {string} */ note) => {
    const changed = text.replace(what, to);
    if (note && changed !== text) notes.push(note);
    text = changed;
  };
  change(/[\t\n\r]/g, " ", "");
  change(/[\u0000-\u001f\u007f-\u009f]/g, " ", "control characters became spaces");
  change(/[\u061c\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]/g, "", "invisible characters were taken out");
  change(/[\ud800-\udfff]/gu, "\ufffd", "a broken character became �");
  change(/[ \u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+/g, " ", "");
  change(/^ | $/g, "", "");
  return { text, notes };
}

/**
 * Clean a text of `least` to `most` characters.
 *
 * @param {string} text
 * @param {number} most
 * @param {number} [least] 0: it may be empty
 * @returns {{ text: string, notes: string[] }}
 * @throws {Refused} if it is empty, too short or too long
 */
export function clean(text, most, least = 1) {
  const cleaned = scrub(text);
  const wrong = misfit(cleaned.text, least, most);
  if (wrong) throw new Refused(`${shown(cleaned.text)} ${wrong.what}. ${wrong.mend}`);
  return cleaned;
}

/**
 * @param {string} text cleaned
 * @param {number} least
 * @param {number} most
 * @returns {{ what: string, mend: string } | null}
 */
export function misfit(text, least, most) {
  const long = [...text].length;
  if (least && !seen(text)) return { what: "is empty", mend: `Write ${least} to ${most} characters.` };
  const mend = long < least ? `Write at least ${least}.` : long > most ? `Shorten it to ${most}.` : "";
  return mend ? { what: `has ${long} character${long === 1 ? "" : "s"}`, mend } : null;
}

/** @param {string} text */
const seen = (text) => /[^ ]/.test(text.replace(UNSEEN, ""));

/**
 * What is the same for two titles that nobody can tell apart. Upper case, since browsers have no case folding.
 *
 * @param {string} title
 */
export function fold(title) {
  return scrub(title).text.normalize("NFKC").replace(UNSEEN, "").toUpperCase().normalize("NFKC");
}

/**
 * A text as a reason quotes it: cleaned, and 40 characters at most.
 *
 * @param {string} text
 */
export function shown(text) {
  const points = [...scrub(text).text];
  return `“${points.length > 40 ? `${points.slice(0, 40).join("")}…` : points.join("")}”`;
}

/**
 * "a, b or c".
 *
 * @param {string[]} words
 * @param {string} [link]
 */
export function listed(words, link = "or") {
  return words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} ${link} ${words.at(-1)}`;
}

/**
 * The next id of a point that was typed: `p` and one more than the highest on the board, in its ballots or in `taken`.
 *
 * @param {Pick<import("./model.js").Board, "items" | "ballots">} board
 * @param {Iterable<string>} [taken]
 */
export function nextId(board, taken = []) {
  let highest = 0;
  for (const id of [...board.items.map((item) => item.id), ...board.ballots.flatMap((ballot) => ballot.tiers.flat()), ...taken]) {
    const number = /^p([0-9]{1,9})$/.exec(id)?.[1];
    if (number) highest = Math.max(highest, Number(number));
  }
  return `p${highest + 1}`;
}
