/**
 * Ranks a board as scripts/playbook/priorities/ranking.py does, which says why; tests/data/ranking-vectors.json holds
 * both to the same answers. Ranks are doubled, so that mid-ranks are whole and sums exact.
 *
 * @import { Board } from "./model.js"
 * @import { Agreement, Correlation, Scores, Side, Sides, Votes } from "./results.d.ts"
 * @typedef {import("./results.d.ts").Axis} Axis
 * @typedef {import("./results.d.ts").Quadrant} Quadrant
 * @typedef {import("./results.d.ts").Result} Result
 */
import { LEAD } from "./model.js";

export { words } from "./words.js";

/** @type {Record<Quadrant, string>} */
export const QUADRANTS = {
  start: "Start here",
  case: "Make the case",
  listen: "Listen",
  park: "Park",
  "run-off": "Run-off",
};
/** @type {Record<string, Quadrant>} by the cut of the lead and that of the others; else there is a run-off */
const BY_CUTS = { "in in": "start", "in out": "case", "out in": "listen", "out out": "park" };
const SAME = 1e-9;
const FEW = 3;
/** What nobody works on any more. */
export const DONE = ["verified", "dropped"];

/**
 * @param {Board} board
 * @returns {Result}
 */
export function rank({ items, groups, ballots, top, decided }) {
  const n = items.length;
  const k = Math.min(n, top || Math.max(2, Math.floor((2 * n + 3) / 6)));
  const places = new Map(items.map(({ id }, place) => [id, place]));
  const { votes, notes } = collect(groups, ballots, places);
  /** @type {Scores} */
  const given = new Map([...votes].map(([group, cast]) => [group, scores(added(cast), cast.length)]));
  const chosen = byAxis((axis) => [...new Set(decided?.[axis])].map((id) => places.get(id) ?? -1));
  const cut = (/** @type {Axis} */ axis, scored = given, decide = true) =>
    side(axisScores(scored, axis), k, decide ? chosen[axis] : []);
  const sides = byAxis(cut);
  const ranks = byAxis((axis) => sides[axis] && doubled(sides[axis].scores));
  const { lead, others } = sides;
  const quadrants = items.map((_, place) =>
    lead && others ? (BY_CUTS[`${lead.cuts[place]} ${others.cuts[place]}`] ?? "run-off") : null,
  );
  const firm = lead && others ? firmness(votes, given, sides, cut) : [];

  byAxis((axis) => {
    const why = "it does not name as many of the tied points as there are places";
    if (chosen[axis].length && !sides[axis]?.fits) notes.push(`The run-off vote of the ${axis} was ignored: ${why}.`);
  });
  return {
    n,
    k,
    groups: groups.map(({ id, name }) => {
      const found = kendall(votes.get(id) ?? []);
      return { id, name, ...found, few: id !== LEAD && found.ballots > 0 && found.ballots < FEW };
    }),
    others: kendall([...votes].flatMap(([group, cast]) => (group === LEAD ? [] : cast))),
    ...spearman(ranks.lead, ranks.others),
    items: items.map(({ id, title }, place) => ({
      id,
      title,
      lead: lead && at(lead.scores, place),
      others: others && at(others.scores, place),
      groups: Object.fromEntries(
        [...given].flatMap(([group, each]) => (each.length ? [[group, at(each, place)]] : [])),
      ),
      lead_rank: ranks.lead && at(ranks.lead, place) / 2,
      others_rank: ranks.others && at(ranks.others, place) / 2,
      lead_cut: lead && at(lead.cuts, place),
      others_cut: others && at(others.cuts, place),
      quadrant: at(quadrants, place),
      firm: quadrants[place] === "run-off" ? false : (firm[place] ?? null),
    })),
    run_offs: byAxis((axis) => {
      const tied = items.filter((_, place) => sides[axis]?.cuts[place] === "run-off").map(({ id }) => id);
      return tied.length ? { places: sides[axis]?.free ?? 0, items: tied } : null;
    }),
    order: order(items, quadrants, lead && others ? added([lead.scores, others.scores]) : []),
    notes,
  };
}

/**
 * @template T
 * @param {(axis: Axis) => T} make
 * @returns {Record<Axis, T>}
 */
const byAxis = (make) => ({ lead: make("lead"), others: make("others") });

/** @param {string} group @returns {Axis} */
const axisOf = (group) => (group === LEAD ? "lead" : "others");

/** @template T @param {ArrayLike<T>} list @param {number} index */
const at = (list, index) => /** @type {T} */ (list[index]);

/** @param {number[]} values @returns {number[]} the highest first: 2 for every higher one, 1 for every equal, and 1 */
function doubled(values) {
  return values.map((value) => {
    let rank = 1;
    for (const other of values) if (value - other < SAME) rank += other - value < SAME ? 1 : 2;
    return rank;
  });
}

/** @param {Board["groups"]} groups @param {Board["ballots"]} ballots @param {Map<string, number>} places */
function collect(groups, ballots, places) {
  /** @type {Votes} */
  const votes = new Map(groups.map(({ id }) => [id, []]));
  let strangers = 0;
  let empty = 0;
  for (const { group, tiers } of ballots) {
    const cast = votes.get(group);
    const ranks = ballotRanks(tiers, places);
    if (!cast) strangers += 1;
    else if (ranks) cast.push(ranks);
    else empty += 1;
  }
  const said = (/** @type {number} */ count, /** @type {string} */ why) =>
    count ? [`Not counted: ${count} ballot${count === 1 ? "" : "s"} ${why} this board.`] : [];
  return { votes, notes: [...said(strangers, "of no group on"), ...said(empty, "without a point of")] };
}

/** @param {string[][]} tiers @param {Map<string, number>} places @returns {number[] | null} null: no point of it */
function ballotRanks(tiers, places) {
  /** @type {number[]} */
  const ranks = Array(places.size).fill(0);
  let before = 0;
  for (const tier of tiers) {
    const here = [];
    for (const id of tier) {
      const place = places.get(id);
      if (place === undefined || ranks[place]) continue;
      ranks[place] = 1;
      here.push(place);
    }
    for (const place of here) ranks[place] = 2 * before + here.length + 1;
    before += here.length;
  }
  return before ? ranks.map((rank) => rank || before + ranks.length + 1) : null;
}

/** @param {number[][]} lists */
function added([first = [], ...rest]) {
  const sums = [...first];
  for (const list of rest) {
    for (let place = 0; place < sums.length; place += 1) sums[place] = at(sums, place) + at(list, place);
  }
  return sums;
}

/** @param {number[]} sums @param {number} ballots @param {number[]} [without] a ballot that is left out */
function scores(sums, ballots, without) {
  const [n, cast] = [sums.length, without ? ballots - 1 : ballots];
  const score = (/** @type {number} */ sum) => (n > 1 ? (2 * n * cast - sum) / (2 * cast * (n - 1)) : 1);
  return cast ? sums.map((sum, place) => score(without ? sum - at(without, place) : sum)) : [];
}

/** @param {Scores} given @param {Axis} axis */
function axisScores(given, axis) {
  /** @type {number[][]} */
  const groups = [];
  for (const [group, each] of given) if (each.length && axisOf(group) === axis) groups.push(each);
  return added(groups).map((sum) => sum / groups.length);
}

/** @param {number[]} scored @param {number} k @param {number[]} decided @returns {Side | null} */
function side(scored, k, decided) {
  if (!scored.length) return null;
  const edge = at(new Float64Array(scored).sort(), scored.length - k);
  let free = k;
  let tied = 0;
  for (const score of scored) {
    if (score - edge >= SAME) free -= 1;
    else if (edge - score < SAME) tied += 1;
  }
  const spare = tied > free;
  const fits = spare && decided.length === free && decided.every((place) => Math.abs(at(scored, place) - edge) < SAME);
  const cuts = scored.map((score, place) => {
    if (score - edge >= SAME) return "in";
    if (edge - score >= SAME) return "out";
    return !spare || (fits && decided.includes(place)) ? "in" : fits ? "out" : "run-off";
  });
  return { scores: scored, cuts, free, fits };
}

/**
 * Tells of each point whether its cut is the same whichever ballot is left out.
 *
 * @param {Votes} votes
 * @param {Scores} given
 * @param {Sides} sides
 * @param {(axis: Axis, scored: Scores, decide?: boolean) => Side | null} cut a decision that is ignored in the count is ignored here too
 */
function firmness(votes, given, sides, cut) {
  /** @type {boolean[]} */
  const firm = [];
  for (const [group, cast] of votes) {
    const axis = axisOf(group);
    const base = sides[axis]?.cuts ?? [];
    const scored = new Map(given);
    const sums = added(cast);
    for (const ballot of cast) {
      const again = cut(axis, scored.set(group, scores(sums, cast.length, ballot)), sides[axis]?.fits)?.cuts ?? [];
      for (let place = 0; place < again.length; place += 1) {
        firm[place] = firm[place] !== false && again[place] === base[place];
      }
    }
  }
  return firm;
}

/** @param {Board["items"]} items @param {(Quadrant | null)[]} quadrants @param {number[]} scores */
function order(items, quadrants, scores) {
  const both = doubled(scores);
  const start = items.flatMap(({ id, days, effort, status = "" }, place) =>
    quadrants[place] === "start" && !DONE.includes(status)
      ? { id, days: days || 1e6, effort: "SML?".indexOf(effort ?? "?"), both: at(both, place) }
      : [],
  );
  start.sort((one, other) => one.days - other.days || one.effort - other.effort || one.both - other.both);
  return start.map(({ id }) => id);
}

/** @param {number[]} one @param {number[]} [other] */
const dot = (one, other = one) => one.reduce((sum, each, place) => sum + each * at(other, place), 0);

/** @param {number[][]} cast @returns {Agreement} */
function kendall(cast) {
  const ballots = cast.length;
  const n = cast[0]?.length ?? 0;
  const least = ballots ** 2 * n * (n + 1) ** 2;
  const spread = ballots * dot(cast.flat()) - least;
  const few = ballots ? "one ballot" : "no ballot";
  const why = ballots < 2 ? few : n < 2 ? "under two points" : spread ? null : "all tied";
  return { ballots, kendall: why ? null : (dot(added(cast)) - least) / spread, why_not: why };
}

/** @param {number[] | null} lead @param {number[] | null} others @returns {Correlation} */
function spearman(lead, others) {
  const no = (/** @type {Correlation["spearman_why_not"]} */ why) => ({ spearman: null, spearman_why_not: why });
  if (!lead || !others) return no("a side without ballots");
  const n = lead.length;
  if (n < 3) return no("under three points");
  const product = (/** @type {number[]} */ one, /** @type {number[]} */ other) =>
    n * dot(one, other) - (n * (n + 1)) ** 2;
  const within = product(lead, lead) * product(others, others);
  if (!within) return no("one side ties all points");
  return { spearman: product(lead, others) / Math.sqrt(within), spearman_why_not: null };
}
