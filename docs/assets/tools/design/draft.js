/**
 * What somebody has filled in, as this device keeps it; what of it is still empty.
 *
 * @typedef {import("./written.js").Template} Template
 * @typedef {import("./written.js").Answer} Answer
 * @typedef {import("./written.js").Section & { extra?: boolean }} Section extra: the template and the stage do not ask for it
 * @typedef {import("./written.js").Records & import("./written.js").Shape & { says: Record<string, string>, pages: Record<string, string> }} Known
 *
 * @typedef {object} Draft
 * @property {import("./written.js").Front} front
 * @property {Record<string, Answer>} answers by the id of the section
 * @property {Record<string, string>} titles of sections that somebody has renamed
 * @property {Record<string, string>} more what a file held besides, by the id of the section that it stands behind
 *
 * @typedef {{ at: string, words: string }} Gap the field, and what is missing
 */
import { PLACEHOLDER, begun, table, written } from "./written.js";

export const STORE = "playbook-design-form";

/** The date where the reader is. */
export const today = () => new Date(Date.now() - new Date().getTimezoneOffset() * 6e4).toISOString().slice(0, 10);

/** @param {Template} template */
export const newest = ({ id, versions }) => `${id}@${Math.max(...Object.keys(versions).map(Number))}`;

/** @param {Template} template @returns {Draft} */
export const blank = (template) => ({
  front: { template: newest(template), id: "DD-0001", status: "draft", stage: "problem", tier: "everyone", created: today() },
  answers: {},
  titles: {},
  more: {},
});

/** @param {string[]} row */
export const isBegun = (row) => row.some((cell) => cell.trim());

/** @param {Answer | undefined} answer */
const holds = (answer) => (Array.isArray(answer) ? answer.some(isBegun) : answer?.trim());

/** @param {Draft} draft @param {Known} known */
const ownSections = ({ front }, { templates }) => {
  const [id, version = ""] = front.template.split("@");
  return templates.find((one) => one.id === id)?.versions[version];
};

/**
 * The sections of the draft's template and stage; those of other stages and templates that hold something come too.
 *
 * @param {Draft} draft
 * @param {Known} known
 * @returns {Section[]}
 */
export function sectionsOf(draft, known) {
  const { front, answers } = draft;
  const { stage: stages } = known.choices;
  const own = ownSections(draft, known) ?? [];
  // What is retired needs the sections of the stages that it reached: scripts/playbook/design_docs/reached.py
  const held = own.filter(({ id }) => holds(answers[id])).map((one) => stages.indexOf(one.stage));
  const at = front.stage === "retired" ? (front.starts ? Math.max(1, ...held) : 0) : stages.indexOf(front.stage);
  const others = known.templates.flatMap(({ versions }) => Object.values(versions).flat());
  const strange = Object.keys(answers).filter((id) => own.every((one) => one.id !== id));
  const all = /** @type {Section[]} */ ([
    ...own.map((one) => ({ ...one, extra: stages.indexOf(one.stage) > at })),
    ...strange.map((id) => ({ title: id, ...others.find((one) => one.id === id), id, guidance: "", extra: true })),
  ]);
  return all.filter(({ id, extra }) => !extra || holds(answers[id]));
}

/** @param {Draft} draft @param {Known} known */
export function markdown(draft, known) {
  const sections = sectionsOf(draft, known).map((one) => ({ ...one, stage: "problem" }));
  return written(known, sections, draft.front, draft.answers, draft.front.stage, today(), draft);
}

/** @param {string[]} row */
export const withoutPlaceholders = (row) => row.map((cell) => (cell === PLACEHOLDER ? "" : cell));

/** What stands below a table that is text. @param {Answer | undefined} answer */
export const below = (answer) => (typeof answer === "string" ? answer.trim().replace(/^[^]*?(\n\s*\n|$)/, "") : "");

/**
 * An answer with other rows, and with what stands below them.
 *
 * @param {Known["forms"]} forms
 * @param {Pick<Section, "form">} section
 * @param {string[][]} rows
 * @param {string} tail
 */
export const withRows = (forms, { form }, rows, tail) => (tail ? `${table(forms[form ?? ""] ?? [], rows)}\n\n${tail}` : rows);

/**
 * The rows of a table, also of one that stands as text as the form writes it; null: it is text.
 *
 * @param {Known["forms"]} forms
 * @param {Pick<Section, "form">} section
 * @param {Answer | undefined} answer
 * @returns {string[][] | null}
 */
export function rowsOf(forms, { form }, answer) {
  if (!form || Array.isArray(answer)) return form ? /** @type {string[][]} */ (answer) : null;
  if (!answer?.trim()) return begun(form).map(withoutPlaceholders);
  const lines = answer.trim().replace(/\n\s*\n[^]*/, "").split("\n");
  const cells = lines.map((line) => (/^ *\|(.*)\| *$/.exec(line)?.[1] ?? "").split(/(?<!\\)\|/).map((cell) => cell.trim().replaceAll("\\|", "|")));
  const columns = String(forms[form]);
  const isOurs = String(cells[0]) === columns && /^[-: ,]+$/.test(String(cells[1])) && cells.every((row) => row.length === cells[0]?.length);
  return isOurs ? cells.slice(2).map(withoutPlaceholders) : null;
}

/** Whether nothing is left to fill in: two words at least, and no placeholder. @param {string} text */
function isFilled(text) {
  const said = text.replace(/<!--[^]*?(-->|$)|```[^]*?```|`[^`]*`/g, " x ");
  return /\S\s+\S/.test(said) && !/\[fill in|\b(TODO|TBD|FIXME|XXX)\b|\?\?\?|lorem ipsum|<your /i.test(said);
}

/** Whether somebody is a role of the playbook, or a handle. @param {string} who @param {Known} known */
export const isSomebody = (who, { roles }) => /^@[A-Za-z0-9][\w.-]{0,59}$/.test(who) || who in roles;

/**
 * @param {Draft} draft
 * @param {Known} known
 * @returns {Gap[]}
 */
export function gaps(draft, known) {
  const { front, answers } = draft;
  const wanted = ["Title", "Owner", "Decision makers", ...(front.stage === "problem" ? [] : ["Starts"])];
  const found = wanted.map((words) => ({ at: words.toLowerCase().replace(" ", "_"), words })).filter(({ at }) => !front[at]?.length || (at === "owner" && !isSomebody(front[at], known)));
  for (const section of sectionsOf(draft, known)) {
    const { id, title, form, extra } = section;
    const rows = rowsOf(known.forms, section, answers[id]);
    const begins = rows?.some(isBegun);
    const columns = known.forms[form ?? ""] ?? [];
    const asked = form === "alternatives" ? 3 : 1; // blank rows behind these are not written
    if (extra) continue;
    if (!rows && !isFilled(String(answers[id] ?? ""))) found.push({ at: `s-${id}`, words: title });
    rows?.some((row, at) => {
      const column = columns.findIndex((_, index) => !row[index]?.trim() || row[index]?.includes("[fill in"));
      const isOpen = column >= 0 && (isBegun(row) || at < asked);
      if (isOpen) found.push({ at: `s-${id}-${at}-${column}`, words: begins ? `${title}, row ${at + 1}: ${columns[column]}` : title });
      return isOpen;
    });
  }
  return found;
}

/** A draft as it was kept, or null if it is none. @param {string | null} text @param {Known} known @returns {Draft | null} */
export function sound(text, known) {
  try {
    const { front, answers, titles, more } = JSON.parse(text ?? "");
    const draft = { front: { ...front }, answers: { ...answers }, titles: { ...titles }, more: { ...more } };
    gaps(draft, known);
    markdown(draft, known);
    return ownSections(draft, known) ? draft : null;
  } catch {
    return null;
  }
}
