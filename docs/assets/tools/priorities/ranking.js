/**
 * Ranks a board as scripts/playbook/priorities/ranking.py does, which says why; tests/data/ranking-vectors.json holds
 * both to the same answers. Ranks are doubled, so that mid-ranks are whole and sums exact.
 *
 * @typedef {import("./model.js").Board} Board
 * @typedef {import("./results.d.ts").Axis} Axis
 * @typedef {import("./results.d.ts").Cut} Cut
 * @typedef {import("./results.d.ts").Quadrant} Quadrant
 * @typedef {import("./results.d.ts").Result} Result
 * @typedef {Map<string, number[]>} Scores of each point, by group; none without ballots
 * @typedef {{ scores: number[], cuts: Cut[], free: number, fits: boolean }} Side
 * @typedef {Record<Axis, Side | null>} Sides
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
const SAME = 1e-9;
const FEW = 3;

/**
 * @param {Board} board
 * @returns {Result}
 */
export function rank({ items, groups, ballots, top, decided }) {
  const n = items.length;
  const k = Math.min(n, top || Math.max(2, Math.floor((2 * n + 3) / 6)));
  const ids = items.map(({ id }) => id);
  const places = new Map(ids.map((id, place) => [id, place]));
  /** @type {Map<string, number[][]>} */
  const votes = new Map(groups.map(({ id }) => [id, []]));
  /** @type {string[]} */
  const notes = [];
  const counted = ballots.filter(({ group }) => votes.has(group));
  const lost = (/** @type {number} */ count, /** @type {string} */ why) =>
    count && notes.push(`Not counted: ${count} ballot${count === 1 ? "" : "s"} ${why} this board.`);
  lost(ballots.length - counted.length, "of no group on");
  const ranked = counted.filter(({ group, tiers }) => {
    const found = ballotRanks(tiers, places);
    return found && votes.get(group)?.push(found);
  });
  lost(counted.length - ranked.length, "without a point of");

  /** @type {Scores} */
  const given = new Map([...votes].map(([group, cast]) => [group, scores(added(cast), cast.length)]));
  const chosen = byAxis((axis) => [...new Set(decided?.[axis])].map((id) => places.get(id) ?? -1));
  const cut = (/** @type {Axis} */ axis, scored = given) => side(axisScores(scored, axis), k, chosen[axis]);
  const sides = byAxis((axis) => cut(axis));
  const ranks = byAxis((axis) => sides[axis] && doubled(sides[axis].scores));
  const now = quadrants(sides);

  /** @type {(boolean | null)[]} */
  const firm = ids.map((_, place) => (now[place] === "run-off" ? false : null));
  for (const [group, cast] of now.length ? votes : []) {
    const axis = axisOf(group);
    const base = sides[axis]?.cuts ?? [];
    const sums = added(cast);
    const scored = new Map(given);
    for (const ballot of cast) {
      const again = cut(axis, scored.set(group, scores(sums, cast.length, ballot)))?.cuts ?? [];
      for (let place = 0; place < again.length; place += 1) {
        if (firm[place] !== false) firm[place] = again[place] === base[place];
      }
    }
  }

  const { lead, others } = sides;
  const both = lead && others ? doubled(lead.scores.map((score, place) => score + at(others.scores, place))) : [];
  const work = items.map(({ id, days, effort }, place) => {
    return { id, place, keys: [days || 1e6, effort ? "SML".indexOf(effort) : 3, at(both, place)] };
  });
  return {
    n,
    k,
    groups: groups.map(({ id, name }) => {
      const cast = votes.get(id) ?? [];
      return { id, name, ...kendall(cast), few: id !== LEAD && cast.length > 0 && cast.length < FEW };
    }),
    others: kendall([...votes].flatMap(([group, cast]) => (group === LEAD ? [] : cast))),
    ...spearman(ranks.lead, ranks.others),
    items: items.map(({ id, title }, place) => ({
      id,
      title,
      lead: lead?.scores[place] ?? null,
      others: others?.scores[place] ?? null,
      groups: Object.fromEntries([...given].flatMap(([id_, each]) => (each.length ? [[id_, at(each, place)]] : []))),
      lead_rank: ranks.lead && at(ranks.lead, place) / 2,
      others_rank: ranks.others && at(ranks.others, place) / 2,
      lead_cut: lead?.cuts[place] ?? null,
      others_cut: others?.cuts[place] ?? null,
      quadrant: now[place] ?? null,
      firm: firm[place] ?? null,
    })),
    run_offs: byAxis((axis) => {
      const tied = ids.filter((_, place) => sides[axis]?.cuts[place] === "run-off");
      return tied.length ? { places: sides[axis]?.free ?? 0, items: tied } : null;
    }),
    order: work
      .filter(({ place }) => now[place] === "start")
      .sort((one, other) => one.keys.reduce((found, key, index) => found || key - at(other.keys, index), 0))
      .map(({ id }) => id),
    notes: [
      ...notes,
      ...AXES.filter((axis) => chosen[axis].length && !sides[axis]?.fits).map(
        (axis) =>
          `The run-off vote on the ${axis === "lead" ? "lead’s" : "others’"} side was ignored: it does not name as many of the tied points as there are places.`,
      ),
    ],
  };
}

/** @type {Axis[]} */
const AXES = ["lead", "others"];

/**
 * @template T
 * @param {(axis: Axis) => T} make
 * @returns {Record<Axis, T>}
 */
const byAxis = (make) => ({ lead: make("lead"), others: make("others") });

/** @param {string} group @returns {Axis} */
const axisOf = (group) => (group === LEAD ? "lead" : "others");

/** @param {ArrayLike<number>} numbers @param {number} index */
const at = (numbers, index) => /** @type {number} */ (numbers[index]);

/** @param {number[]} values @returns {number[]} the highest first: 2 for every higher one, 1 for every equal, and 1 */
function doubled(values) {
  return values.map((value) => {
    let rank = 1;
    for (const other of values) if (value - other < SAME) rank += other - value < SAME ? 1 : 2;
    return rank;
  });
}

/** @param {string[][]} tiers @param {Map<string, number>} places @returns {number[] | null} null: no point of the board */
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
  for (const list of rest) for (let place = 0; place < sums.length; place += 1) sums[place] = at(sums, place) + at(list, place);
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

/** @param {Sides} sides @returns {Quadrant[]} nothing while a side has no ballots */
function quadrants({ lead, others }) {
  if (!lead || !others) return [];
  return lead.cuts.map((one, place) => {
    const other = others.cuts[place];
    if (one === "run-off" || other === "run-off") return "run-off";
    if (one === "in") return other === "in" ? "start" : "case";
    return other === "in" ? "listen" : "park";
  });
}

/** @param {number[]} numbers */
const squares = (numbers) => numbers.reduce((sum, each) => sum + each * each, 0);

/** @param {number[][]} cast @returns {import("./results.d.ts").Agreement} */
function kendall(cast) {
  const ballots = cast.length;
  const n = cast[0]?.length ?? 0;
  const least = ballots ** 2 * n * (n + 1) ** 2;
  const spread = ballots * squares(cast.flat()) - least;
  const why =
    ballots < 2 ? (ballots ? "one ballot" : "no ballot") : n < 2 ? "under two points" : spread ? null : "all tied";
  return { ballots, kendall: why ? null : (squares(added(cast)) - least) / spread, why_not: why };
}

/** @param {number[] | null} lead @param {number[] | null} others @returns {import("./results.d.ts").Correlation} */
function spearman(lead, others) {
  const n = lead?.length ?? 0;
  const product = (/** @type {number[]} */ one, /** @type {number[]} */ other) =>
    n * one.reduce((sum, each, place) => sum + each * at(other, place), 0) - (n * (n + 1)) ** 2;
  const within = lead && others && product(lead, lead) * product(others, others);
  const why =
    within === null ? "a side without ballots" : n < 3 ? "under three points" : within ? null : "one side ties all points";
  return { spearman: lead && others && within && !why ? product(lead, others) / Math.sqrt(within) : null, spearman_why_not: why };
}
