/** JSON as it should be: no name twice in an object, and not nested without end. */
import { Refused, shown } from "./cleaning.js";

const DEEPEST = 16;

/**
 * @param {string} text
 * @param {string} otherwise the reason if it is no JSON
 * @returns {any}
 * @throws {Refused}
 */
export function parse(text, otherwise) {
  const twice = scan(text);
  let data;
  try {
    data = JSON.parse(text);
  } catch {
    throw new Refused(otherwise);
  }
  if (twice !== null) throw new Refused(`The data have ${shown(twice)} twice in one place, so nobody knows which one counts. Take one out.`);
  return data;
}

/**
 * @param {string} text
 * @returns {string | null} a name that stands twice in one object
 */
function scan(text) {
  /** @type {Set<string>[]} */
  const open = [];
  let twice = null;
  for (const [token, string, colon] of text.matchAll(/("(?:[^"\\]|\\[^])*\\?(?:"|$))([ \t\n\r]*:)?|[{}[\]]/g)) {
    if (token === "{" || token === "[") {
      if (open.push(new Set()) > DEEPEST) throw new Refused(`The data are nested more than ${DEEPEST} deep. No board is: ask for the file again.`);
    } else if (!string) open.pop();
    else if (colon) {
      const name = plain(string);
      if (open.at(-1)?.has(name)) twice ??= name;
      open.at(-1)?.add(name);
    }
  }
  return twice;
}

/** @param {string} string */
function plain(string) {
  try {
    return /** @type {string} */ (JSON.parse(string));
  } catch {
    return string;
  }
}
