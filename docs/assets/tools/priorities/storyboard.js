/**
 * The storyboard of a pain point: the same words as scripts/playbook/priorities/{amounts,before_after}.py, which say
 * the rules. tests/data/before-after-vectors.json holds both to it. Numbers are whole millionths, as BigInt.
 *
 * @typedef {string | number | null} Typed a number, or what somebody typed in its place
 * @typedef {{ what: string, value: Typed, unit: string }} Target
 * @typedef {Target & { date: string | null, source: string }} Reading
 * @typedef {{ what: string, hours: Typed, of: string, until: string | null }} Asked
 * @typedef {{ what: string, hours: Typed[], times: Typed[], hourly: Typed[], currency: string }} Saved
 *
 * @typedef {object} Storyboard
 * @property {string} format
 * @property {string} id
 * @property {string} title
 * @property {string} statement
 * @property {{ story: string, measures: Reading[] }} before
 * @property {Asked[]} ask
 * @property {{ story: string, measures: Target[], gains: string[] }} after
 * @property {Saved[]} saving
 * @property {string[]} risks
 * @property {{ says: string, story: string, measures: Reading[] }} verdict
 *
 * @typedef {{ kind: "story" | "figure" | "item" | "sum" | "gap", text: string, number: string, unit: string, note: string, to: string }} Block
 * @typedef {{ id: string, head: string, blocks: Block[] }} Part
 * @typedef {{ title: string, statement: string, parts: Part[] }} Sheet
 * @typedef {[bigint, bigint]} Ends the least and the most
 * @typedef {Record<string, string>} Words
 * @typedef {{ what: string, text: string, hours: Ends | null, money: Ends | null, currency: string }} Line
 */

/** @param {Typed | undefined} value */
const known = (value) => typeof value === "number";
/** @param {Typed | undefined} value 0 stands for what is no number */
const millionths = (value) => BigInt(Math.floor((known(value) ? Number(value) : 0) * 1e6 + 0.5));

/**
 * @param {bigint} amount of 10 to the power of -`places`
 * @param {number} [places]
 */
function shown(amount, places = 6) {
  const one = 10n ** BigInt(places);
  const size = amount < 0n ? -amount : amount;
  const part = String(size % one).padStart(places, "0").replace(/0+$/, "");
  return (amount < 0n ? "−" : "") + (size / one).toLocaleString("en") + (part && `.${part}`);
}

/**
 * Two significant digits: the next number below, or above.
 *
 * @param {bigint} amount
 * @param {boolean} up
 */
function outward(amount, up) {
  const base = 10n ** BigInt(Math.max(0, String(amount).length - 2));
  return (amount / base + (up && amount % base ? 1n : 0n)) * base;
}

/**
 * A range: as it was given, or if it is a product of `factors` numbers, with both ends rounded outward.
 *
 * @param {Ends | null} ends
 * @param {number} [factors]
 */
function range(ends, factors = 1) {
  const [least = "", most = ""] = (ends ?? []).map((end, index) => shown(factors > 1 ? outward(end, index > 0) : end, 6 * factors));
  return least === most ? least : `${least} to ${most}`;
}

/**
 * @param {Typed[]} pair
 * @returns {Ends | null} null if both are missing, or run backwards
 */
function ends([least, most]) {
  const [from, to] = [known(least) ? least : most, known(most) ? most : least];
  return known(from) && Number(from) <= Number(to) ? [millionths(from), millionths(to)] : null;
}

/** @param {Ends | null} one @param {Ends | null} other @returns {Ends | null} */
const product = (one, other) => one && other && [one[0] * other[0], one[1] * other[1]];
/** @param {(Ends | null)[]} all */
const total = (all) => all.reduce((/** @type {Ends} */ [least, most], one) => /** @type {Ends} */ (one ? [least + one[0], most + one[1]] : [least, most]), /** @type {Ends} */ ([0n, 0n]));

/**
 * @param {bigint} asked
 * @param {bigint} saved a year
 * @param {boolean} up
 * @returns {[bigint, string]}
 */
function span(asked, saved, up) {
  const ratio = (/** @type {bigint} */ times) => (asked * times + (up ? saved - 1n : 0n)) / saved;
  if (ratio(52n) <= 9n) return [ratio(52n), "week"];
  return ratio(12n) <= 24n ? [ratio(12n), "month"] : [ratio(1n), "year"];
}

/** @param {[bigint, string]} span */
const long = ([count, unit]) => (count ? `${count.toLocaleString("en")} ${unit}${count === 1n ? "" : "s"}` : `under a ${unit}`);

/** @param {string} date such as 2026-01-09, shown as 9 Jan 2026 */
const day = (date) => new Date(date).toUTCString().slice(5, 16).replace(/^0/, "");

/**
 * @param {Block["kind"]} kind
 * @param {string} [text]
 * @param {string} [number]
 * @param {string} [unit]
 * @param {string} [note]
 * @returns {Block}
 */
const block = (kind, text = "", number = "", unit = "", note = "") => ({ kind, text, number, unit, note, to: "" });

/**
 * The measures that have a number.
 *
 * @template {Target} Measure
 * @param {Measure[]} measures
 * @param {(measure: Measure) => string} [note]
 */
const figures = (measures, note = () => "") =>
  measures.filter(({ value }) => known(value)).map((item) => block("figure", item.what, shown(millionths(item.value)), item.unit, note(item)));

/** @param {Reading} reading */
const origin = ({ date, source }) => `${date ? day(date) : "no date"}, ${source || "no source"}`;

/**
 * @param {string | undefined} text with a {} for each part
 * @param {unknown[]} parts
 */
export const filled = (text = "", ...parts) => text.replaceAll("{}", () => String(parts.shift()));

/**
 * What stands on the page of `board`. What is missing is said in its place.
 *
 * @param {Storyboard} board
 * @param {Words} words WORDS of before_after.py
 * @returns {Sheet}
 */
export function sheet(board, words) {
  const { title, statement, before, after } = board;
  const items = (/** @type {string[]} */ all) => all.map((text) => block("item", text));
  const gap = (/** @type {string} */ name) => ({ ...block("gap", words[name]), to: name === "before_none" ? "measures" : "" });
  const some = (/** @type {string} */ part, /** @type {Block[]} */ blocks) => (blocks.length ? blocks : [gap(`${part}_none`)]);
  const told = (/** @type {string} */ part, /** @type {string} */ story, /** @type {Block[]} */ blocks) => [story ? block("story", story) : gap(`${part}_story`), ...some(part, blocks)];
  const asked = board.ask.filter(({ what, hours }) => what || known(hours));
  const all = asked.reduce((sum, { hours }) => sum + millionths(hours), 0n);
  const requests = asked.map(({ what, hours, of, until }) =>
    block("figure", what, known(hours) ? shown(millionths(hours)) : "?", "h", `${of || "nobody yet"}, ${until ? `until ${day(until)}` : "no date yet"}`),
  );
  if (asked.length > 1) requests.push(block("figure", "asked in all", shown(all), "h", asked.every(({ hours }) => known(hours)) ? "" : words.unasked));
  /** @type {Record<string, Block[]>} */
  const parts = {
    before: told("before", before.story, figures(before.measures, origin)),
    ask: some("ask", requests),
    after: [...told("after", after.story, figures(after.measures)), ...items(after.gains)],
    saving: some("saving", saving(board.saving, all, words)),
    risks: some("risks", items(board.risks)),
    verdict: verdict(board, words),
  };
  return { title, statement, parts: Object.entries(parts).map(([id, blocks]) => ({ id, head: words[id] ?? "", blocks })) };
}

/**
 * @param {Saved[]} savings
 * @param {bigint} asked
 * @param {Words} words
 */
function saving(savings, asked, words) {
  const found = savings.filter(({ what, hours, times }) => what || [...hours, ...times].some(known)).map((item) => line(item, words));
  const lines = found.filter(({ hours }) => hours);
  const unpriced = lines.filter(({ money }) => !money);
  const gaps = (/** @type {Line[]} */ some, /** @type {string} */ name) => some.map(({ what }) => block("gap", `${what}: ${words[name]}`));
  return [
    ...(lines.length ? sums(lines, asked, words) : []),
    ...lines.map(({ text }) => block("sum", text)),
    ...gaps(found.filter(({ hours }) => !hours), "uncounted"),
    ...gaps(unpriced.length < lines.length ? unpriced : [], "unpriced"),
  ];
}

/**
 * @param {Saved} saved
 * @param {Words} words
 * @returns {Line}
 */
function line({ currency, ...item }, words) {
  const what = item.what || (words.unnamed ?? "");
  const [each, times, hourly] = [ends(item.hours), ends(item.times), ends(item.hourly)];
  const hours = product(each, times);
  const money = product(hours, hourly);
  const often = range(times);
  const said = filled(words.line, what, range(each), often, often === "1" ? "" : "s", range(hours, 2));
  const price = money ? filled(words.price, range(hourly), currency, range(money, 3), currency) : "";
  return { what, text: `${said}${price}.`, hours, money, currency };
}

/**
 * @param {Line[]} lines
 * @param {bigint} asked
 * @param {Words} words
 */
function sums(lines, asked, words) {
  const hours = total(lines.map((one) => one.hours));
  const priced = lines.filter(({ money }) => money);
  const currencies = [...new Set(priced.map(({ currency }) => currency))].sort();
  const worth = (/** @type {string} */ unit) => total(priced.map(({ money, currency }) => (currency === unit ? money : null)));
  return [
    block("figure", "saved", range(hours, 2), "h a year"),
    ...currencies.map((unit) => block("figure", "worth", range(worth(unit), 3), `${unit} a year`)),
    ...(currencies.length > 1 ? [block("gap", filled(words.currencies, currencies.join(", ")))] : []),
    ...(asked ? [block("figure", filled(words.back, shown(asked)), paid(asked * 1000000n, hours))] : []),
  ];
}

/**
 * @param {bigint} asked
 * @param {Ends} hours
 */
function paid(asked, [least, most]) {
  if (!most) return "never";
  const best = span(asked, most, false);
  if (!least) return `${long(best)} at best, never at worst`;
  const worst = span(asked, least, true);
  const [from, to] = [long(best), long(worst)];
  if (to === "1 week") return "within a week";
  if (least === most || from === to) return to;
  return `${best[1] === worst[1] && best[0] ? best[0].toLocaleString("en") : from} to ${to}`;
}

/**
 * @param {Storyboard} board
 * @param {Words} words
 */
function verdict(board, words) {
  const { says, story, measures } = board.verdict;
  const taken = figures(measures, (item) => `${change(item, board, words)}; ${origin(item)}`);
  const told = [says && `${says.charAt(0).toUpperCase()}${says.slice(1)}.`, story].filter(Boolean).join(" ");
  const last = board.ask.flatMap(({ until }) => until || []).sort().pop();
  if (!taken.length) taken.push(block("gap", told ? words.unmeasured : last ? filled(words.again, day(last)) : words.open));
  return [...(told ? [block("story", told)] : []), ...taken];
}

/** @param {string} text */
const key = (text) => text.normalize("NFKC").toLowerCase().split(/\s+/).filter(Boolean).join(" ");

/**
 * @param {Reading} item
 * @param {Storyboard} board
 * @param {Words} words
 */
function change(item, { before, after }, words) {
  const same = (/** @type {Target} */ other) => key(other.what) === key(item.what);
  const [old, hoped] = [before.measures.find(same), after.measures.find(same)];
  if (!old || !known(old.value)) return words.unknown;
  if (key(old.unit) !== key(item.unit)) return filled(words.unlike, old.unit || "no unit");
  const [was, now, aim] = [millionths(old.value), millionths(item.value), millionths(hoped?.value)];
  const said = `${shown(was)} before${was === now ? "" : `, ${compared(was, now)}`}`;
  if (!hoped || !known(hoped.value) || key(hoped.unit) !== key(item.unit)) return said;
  const way = aim > was ? 1n : aim < was ? -1n : 0n;
  const state = now === aim || (now - aim) * way > 0n ? "reached" : (now - was) * way > 0n ? "on the way" : "no nearer";
  return `${said}; ${shown(aim)} hoped: ${state}`;
}

/**
 * @param {bigint} was
 * @param {bigint} now
 */
function compared(was, now) {
  const [by, more] = now > was ? [now - was, "more"] : [was - now, "less"];
  if (was <= 0n || now < 0n) return `${shown(by)} ${more}`;
  if (now >= 3n * was) return `${shown(outward((now * 1000000n) / was, false))} times as much`;
  return `${(by * 100n) / was || "under 1"} % ${more}`;
}
