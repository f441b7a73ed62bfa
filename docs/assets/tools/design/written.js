/**
 * A design document of answers: scripts/playbook/design_docs/{layout,writing}.py write the same bytes, by the vectors in
 * tests/data. What the form keeps of a file that somebody changed by hand is written here alone.
 *
 * @typedef {{ id: string, title: string, stage: string, asks: string, form: string | null, guidance: string, anchor: string }} Section
 * @typedef {{ id: string, title: string, versions: Record<string, Section[]> }} Template
 * @typedef {{ id: string, toolbelt: string[], measures: string[], answers: Record<string, Answer> }} Point what it says already
 *
 * @typedef {object} Records
 * @property {Template[]} templates
 * @property {Record<string, string>} roles titles by id
 * @property {Point[]} pain_points
 *
 * @typedef {object} Shape as scripts/playbook/pages/design_form.py gives it
 * @property {Record<string, string>} keys of the front matter in its order, with what stands behind a placeholder
 * @property {Record<"bare" | "lists" | "may_lack", string[]>} kinds of keys
 * @property {Record<string, string[]>} forms the columns of each table
 * @property {Record<"stage" | "status" | "tier", string[]>} choices what the front matter lets us choose
 *
 * @typedef {string | string[][]} Answer Markdown, or the rows of a table
 * @typedef {string | string[] | { by: string, on: string }[]} Value
 * @typedef {Record<string, any>} Front a Value each
 *
 * @typedef {object} Kept what a file holds besides answers
 * @property {Record<string, string>} [titles] of sections that somebody has renamed
 * @property {Record<string, string>} [more] Markdown by the id of the section that it stands behind; "": before all
 */

export const PLACEHOLDER = "[fill in]";


/** @param {string} words */
export const oneLine = (words) =>
  words
    .replace(/[\x00-\x20\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]+/g, " ")
    .replace(/[\ud800-\udfff]/gu, "\ufffd")
    .trim();

/** @param {string} words */
const quoted = (words) => `"${oneLine(words).replace(/[\\"]/g, "\\$&")}"`;

/** @param {string} words */
const plain = (words) => (/^[A-Za-z0-9][A-Za-z0-9@-]*$/.test(words) ? words : quoted(words));

/** Markdown in one line that shows `words` as they are; what stands in backticks is code. @param {string} words */
const literal = (words) =>
  oneLine(words)
    .split(/(`[^`]+`)/)
    .map((part, index) =>
      index % 2
        ? part
        : part
            .replace(/[\\`*_[\]{}#>]/g, "\\$&")
            .replace(/&(?=#?[A-Za-z0-9]+;)/g, "&amp;")
            .replace(/</g, "&lt;"),
    )
    .join("");

/** @param {string[]} head @param {string[][]} rows */
export function table(head, rows) {
  const cells = (/** @type {string[]} */ row) => head.map((_, at) => oneLine(row[at] ?? "").replaceAll("|", "\\|") || PLACEHOLDER);
  return [head, head.map(() => "---"), ...rows.map(cells)].map((line) => `| ${line.join(" | ")} |`).join("\n");
}

/** @param {number} number @param {string} title */
export function fileName(number, title) {
  const letters = title.normalize("NFKD").replace(/[\u0300-\u036f]/g, "").replaceAll("ß", "ss");
  let words = letters.replace(/[^A-Za-z0-9]+/g, "-").replace(/^-+|-+$/g, "").toLowerCase();
  if (words.length > 60) words = words.slice(0, Math.max(words.slice(0, 61).lastIndexOf("-"), 0) || 60);
  return `${String(number).padStart(4, "0")}-${words || "document"}.md`;
}

/** Ninety days after a day, or the placeholder where it is none. @param {string} created */
export function later(created) {
  const day = Date.parse(created);
  const iso = (/** @type {number} */ time) => new Date(time).toISOString().replace(/T.*/, "");
  const then = day && iso(day) === created ? iso(day + 90 * 864e5) : "+";
  return then[0] === "+" ? PLACEHOLDER : then;
}

/** @param {Shape["kinds"]} kinds @param {string} key @param {Value | undefined} value @param {string} words behind a placeholder */
function line({ bare, lists, may_lack: mayLack }, key, value, words) {
  const many = Array.isArray(value) ? value : [];
  if (mayLack.includes(key) && !value?.length) return "";
  if (key === "accepted") {
    const entries = /** @type {{ by: string, on: string }[]} */ (many).map(({ by, on }) => `{by: ${quoted(by)}, on: ${plain(on)}}`);
    return `accepted: [${entries.join(", ")}]`;
  }
  if (lists.includes(key)) {
    const items = many.map(String).filter(oneLine).map(quoted).join(", ");
    return items || key !== "decision_makers" ? `${key}: [${items}]` : `${key}: ["${PLACEHOLDER}"]  # ${words}`;
  }
  const said = String(value || PLACEHOLDER);
  const hint = said === PLACEHOLDER && words ? `  # ${words}` : "";
  return `${key}: ${bare.includes(key) ? plain(said) : quoted(said)}${hint}`;
}

/** What a table begins with. @param {string | null} form @returns {string[][]} */
export const begun = (form) => (form === "alternatives" ? [["Do nothing"], [`With what we have: ${PLACEHOLDER}`], [PLACEHOLDER]] : [[]]);

/** What stands below the guidance. @param {Shape} shape @param {Section} entry @param {Answer} [answer] */
export function body({ forms }, { form }, answer) {
  if (!form || typeof answer === "string") {
    const text = typeof answer === "string" ? answer : "";
    return text.replace(/\r\n?/g, "\n").replace(/^(?:[ \t]*\n)+|[ \t\n]+$/g, "") || PLACEHOLDER;
  }
  const rows = (answer ?? []).filter((row) => row.some(oneLine));
  return table(forms[form] ?? [], rows.length ? rows : begun(form));
}

/**
 * @param {Shape} shape
 * @param {Section[]} sections of the whole template
 * @param {Front} given
 * @param {Record<string, Answer>} answers
 * @param {string} stage
 * @param {string} today
 * @param {Kept} [kept]
 */
export function written(shape, sections, given, answers, stage, today, { titles = {}, more = {} } = {}) {
  const stages = shape.choices.stage;
  const front = Object.fromEntries(Object.entries(given).filter(([, value]) => (typeof value === "string" ? oneLine(value) : value?.length)));
  const created = front.created || today;
  const whole = /** @type {Front} */ ({ status: "draft", created, review_by: later(created), ...front, stage });
  if (stage !== "problem") whole.starts ||= PLACEHOLDER;
  const title = whole.title || PLACEHOLDER;
  const parts = sections
    .filter((one) => stages.indexOf(one.stage) <= stages.indexOf(stage))
    .flatMap((one) => [`## ${titles[one.id] ?? one.title} { #${one.id} }\n\n${one.guidance}${body(shape, one, answers[one.id])}`, more[one.id]]);
  const others = Object.keys(more).filter((id) => id && sections.every((one) => one.id !== id));
  const blocks = [more[""], ...parts, ...others.map((id) => more[id])].filter(Boolean);
  const lines = Object.entries(shape.keys).map(([key, words]) => line(shape.kinds, key, whole[key], words)).filter(Boolean);
  const heading = title === PLACEHOLDER ? title : literal(title);
  return ["---", ...lines, "---", "", `# ${heading}`, "", blocks.join("\n\n"), ""].join("\n");
}
