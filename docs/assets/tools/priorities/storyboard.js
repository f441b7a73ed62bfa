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
 * @typedef {[bigint, bigint]} Ends
 * @typedef {{ text: string, hours: Ends, money: Ends | null, currency: string }} Line
 */

const MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ");

/** @param {Typed | undefined} value */
const known = (value) => typeof value === "number";
/** @param {Typed | undefined} value */
const millionths = (value) => BigInt(Math.floor(Number(value) * 1e6 + 0.5));

/**
 * @param {bigint} amount of 10 to the power of -`places`
 * @param {number} [places]
 */
function shown(amount, places = 6) {
  const digits = String(amount < 0n ? -amount : amount).padStart(places + 1, "0");
  const whole = digits.slice(0, -places).replace(/\B(?=(\d{3})+$)/g, ",");
  const part = digits.slice(-places).replace(/0+$/, "");
  return (amount < 0n ? "−" : "") + whole + (part && `.${part}`);
}

/** @param {Typed} value */
const number = (value) => shown(millionths(value));

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

/** @param {string} least @param {string} most */
const between = (least, most) => (least === most ? least : `${least} to ${most}`);
/** @param {Ends} ends */
const given = ([least, most]) => between(shown(least), shown(most));
/** @param {Ends} ends @param {number} factors */
const rounded = ([least, most], factors) =>
  between(shown(outward(least, false), 6 * factors), shown(outward(most, true), 6 * factors));

/**
 * @param {Typed[]} pair
 * @returns {Ends | null}
 */
function ends([least = null, most = null]) {
  const from = known(least) ? least : most;
  const to = known(most) ? most : least;
  return known(from) && known(to) && Number(from) <= Number(to) ? [millionths(from), millionths(to)] : null;
}

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
const long = ([count, unit]) => (count ? `${shown(count * 1000000n)} ${unit}${count === 1n ? "" : "s"}` : `under a ${unit}`);

/** @param {string} date */
const day = (date) => `${Number(date.slice(8))} ${MONTHS[Number(date.slice(5, 7)) - 1]} ${Number(date.slice(0, 4))}`;

/**
 * @param {Block["kind"]} kind
 * @param {string} text
 * @param {string} [number]
 * @param {string} [unit]
 * @param {string} [note]
 * @returns {Block}
 */
const block = (kind, text, number = "", unit = "", note = "") => ({ kind, text, number, unit, note, to: "" });

/** @param {Reading} reading */
const origin = ({ date, source }) => `${date ? day(date) : "no date"}, ${source || "no source"}`;

/**
 * What stands on the page of `board`. What is missing is said in its place.
 *
 * @param {Storyboard} board
 * @param {Record<string, string>} words WORDS of before_after.py
 * @returns {Sheet}
 */
export function sheet(board, words) {
  const { title, statement, before, after, risks } = board;
  const gap = (/** @type {string} */ name) => block("gap", words[name] ?? "");
  const told = (/** @type {string} */ story, /** @type {string} */ name) => (story ? block("story", story) : gap(name));
  const taken = before.measures.filter(({ value }) => known(value));
  const hoped = after.measures.filter(({ value }) => known(value));
  const asked = board.ask.filter(({ what, hours }) => what || known(hours));
  const all = asked.reduce((sum, { hours }) => sum + (known(hours) ? millionths(hours) : 0n), 0n);
  /** @type {[string, Block[]][]} */
  const parts = [
    ["before", [
      told(before.story, "before_story"),
      ...taken.map((item) => block("figure", item.what, number(item.value), item.unit, origin(item))),
      ...(taken.length ? [] : [{ ...gap("before_measure"), to: "measures" }]),
    ]],
    ["ask", [
      ...asked.map(({ what, hours, of, until }) =>
        block("figure", what, known(hours) ? number(hours) : "?", "h", `${of || "nobody yet"}, ${until ? `until ${day(until)}` : "no date yet"}`),
      ),
      ...(asked.length > 1 ? [block("figure", "asked in all", shown(all), "h")] : []),
      ...(asked.length ? [] : [gap("ask_none")]),
    ]],
    ["after", [
      told(after.story, "after_story"),
      ...hoped.map((item) => block("figure", item.what, number(item.value), item.unit)),
      ...(hoped.length ? [] : [gap("after_measure")]),
      ...after.gains.map((gain) => block("item", gain)),
    ]],
    ["saving", saving(board.saving, all, words)],
    ["risks", risks.length ? risks.map((risk) => block("item", risk)) : [gap("risks_none")]],
    ["verdict", verdict(board, words)],
  ];
  return { title, statement, parts: parts.map(([id, blocks]) => ({ id, head: words[id] ?? "", blocks })) };
}

/**
 * @param {Saved[]} savings
 * @param {bigint} asked
 * @param {Record<string, string>} words
 */
function saving(savings, asked, words) {
  const found = savings.filter(({ what, hours, times }) => what || [...hours, ...times].some(known));
  const all = found.map((item) => line({ ...item, what: item.what || words.unnamed || "" }));
  const lines = all.flatMap((item) => item ?? []);
  const gaps = (/** @type {boolean[]} */ which, /** @type {string} */ name) =>
    found.filter((_item, index) => which[index]).map(({ what }) => block("gap", `${what || words.unnamed}: ${words[name]}`));
  const priced = lines.some(({ money }) => money);
  if (!found.length) return [block("gap", words.saving_none ?? "")];
  return [
    ...(lines.length ? sums(lines, asked) : []),
    ...lines.map(({ text }) => block("sum", text)),
    ...gaps(all.map((item) => !item), "uncounted"),
    ...gaps(all.map((item) => priced && item?.money === null), "unpriced"),
  ];
}

/**
 * @param {Saved} saved
 * @returns {Line | null}
 */
function line({ what, currency, ...item }) {
  const [hours, times, hourly] = [ends(item.hours), ends(item.times), ends(item.hourly)];
  if (!hours || !times) return null;
  const year = /** @type {Ends} */ ([hours[0] * times[0], hours[1] * times[1]]);
  const often = given(times);
  const said = `${what}: ${given(hours)} h each time × ${often} time${often === "1" ? "" : "s"} a year = ${rounded(year, 2)} h a year`;
  if (!hourly) return { text: `${said}.`, hours: year, money: null, currency };
  const money = /** @type {Ends} */ ([year[0] * hourly[0], year[1] * hourly[1]]);
  const text = `${said}; at ${given(hourly)} ${currency} an hour: ${rounded(money, 3)} ${currency} a year.`;
  return { text, hours: year, money, currency };
}

/**
 * @param {Line[]} lines
 * @param {bigint} asked
 */
function sums(lines, asked) {
  const total = (/** @type {(Ends | null)[]} */ all) =>
    all.reduce((/** @type {Ends} */ [least, most], pair) => /** @type {Ends} */ (pair ? [least + pair[0], most + pair[1]] : [least, most]), /** @type {Ends} */ ([0n, 0n]));
  const hours = total(lines.map((item) => item.hours));
  const currencies = [...new Set(lines.flatMap(({ money, currency }) => (money ? currency : [])))].sort();
  const blocks = [block("figure", "saved", rounded(hours, 2), "h a year")];
  for (const one of currencies) {
    const worth = total(lines.map(({ money, currency }) => (currency === one ? money : null)));
    blocks.push(block("figure", "worth", rounded(worth, 3), `${one} a year`));
  }
  if (currencies.length > 1) blocks.push(block("gap", `The currencies differ (${currencies.join(", ")}), so the money is not added up.`));
  if (asked) blocks.push(block("figure", `until the ${shown(asked)} h asked are paid back`, paid(asked * 1000000n, hours)));
  return blocks;
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
  if (long(worst) === "1 week") return "within a week";
  if (least === most || long(best) === long(worst)) return long(worst);
  return `${best[1] === worst[1] && best[0] ? shown(best[0] * 1000000n) : long(best)} to ${long(worst)}`;
}

/**
 * @param {Storyboard} board
 * @param {Record<string, string>} words
 */
function verdict(board, words) {
  const { says, story, measures } = board.verdict;
  const taken = measures.filter(({ value }) => known(value));
  if (!says && !story && !taken.length) {
    const last = board.ask.flatMap(({ until }) => until || []).sort().pop();
    return [block("gap", last ? `Open. Measure the same again after ${day(last)}.` : (words.open ?? ""))];
  }
  const said = [says && `${says.charAt(0).toUpperCase()}${says.slice(1)}.`, story].filter(Boolean).join(" ");
  return [
    ...(said ? [block("story", said)] : []),
    ...taken.map((item) => block("figure", item.what, number(item.value), item.unit, `${change(item, board) ?? words.unknown}; ${origin(item)}`)),
    ...(taken.length ? [] : [block("gap", words.unmeasured ?? "")]),
  ];
}

/** @param {string} text */
const key = (text) => text.normalize("NFKC").toLowerCase().split(/\s+/).filter(Boolean).join(" ");

/**
 * @param {Reading} item
 * @param {Storyboard} board
 */
function change(item, { before, after }) {
  const same = (/** @type {Target} */ other) => key(other.what) === key(item.what);
  const [old, hoped] = [before.measures.find(same), after.measures.find(same)];
  if (!old || !known(old.value)) return null;
  if (key(old.unit) !== key(item.unit)) return `before it was counted in ${old.unit || "no unit"}, so the two are not compared`;
  const [was, now] = [millionths(old.value), millionths(item.value)];
  const said = `${shown(was)} before${was === now ? "" : `, ${compared(was, now)}`}`;
  if (!hoped || !known(hoped.value) || key(hoped.unit) !== key(item.unit)) return said;
  const aim = millionths(hoped.value);
  const way = aim >= was ? 1n : -1n;
  const state = (now - aim) * way >= 0n ? "reached" : (now - was) * way > 0n ? "on the way" : "no nearer";
  return `${said}; ${shown(aim)} hoped: ${state}`;
}

/**
 * @param {bigint} was
 * @param {bigint} now
 */
function compared(was, now) {
  const by = now > was ? now - was : was - now;
  const more = now > was ? "more" : "less";
  if (was <= 0n || now < 0n) return `${shown(by)} ${more}`;
  if (now >= 3n * was) return `${shown(outward((now * 1000000n) / was, false))} times as much`;
  return `${(by * 100n) / was || "under 1"} % ${more}`;
}
