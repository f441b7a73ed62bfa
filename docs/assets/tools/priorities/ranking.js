/**
 * Ranks a board, as scripts/playbook/priorities/ranking.py does, which says why; tests/data/ranking-vectors.json holds
 * both to the same answers. Ranks are doubled, so that sums are exact; places are indices on the board.
 *
 * @typedef {import("./model.js").Board} Board
 * @typedef {"lead" | "others"} Axis
 * @typedef {"in" | "out" | "run-off"} Cut
 * @typedef {"start" | "case" | "listen" | "park" | "run-off"} Quadrant
 * @typedef {{ ballots: number, kendall: number | null, why_not: string | null }} Agreement
 * @typedef {{ id: string, name: string, few: boolean } & Agreement} GroupResult
 * @typedef {{ places: number, items: string[] } | null} RunOff
 *
 * @typedef {object} ItemResult
 * @property {string} id
 * @property {string} title
 * @property {number | null} lead score from 0 to 1; 1 hurts most
 * @property {number | null} others
 * @property {Record<string, number>} groups
 * @property {number | null} lead_rank
 * @property {number | null} others_rank
 * @property {Cut | null} lead_cut
 * @property {Cut | null} others_cut
 * @property {Quadrant | null} quadrant
 * @property {boolean | null} firm
 *
 * @typedef {object} Result
 * @property {number} n
 * @property {number} k
 * @property {GroupResult[]} groups
 * @property {Agreement} others
 * @property {number | null} spearman
 * @property {string | null} spearman_why_not
 * @property {ItemResult[]} items
 * @property {Record<Axis, RunOff>} run_offs
 * @property {string[]} order
 * @property {string[]} notes
 *
 * @typedef {{ ballots: number[][], sums: number[], tied: number }} Votes
 * @typedef {{ cuts: Cut[], places: number, tied: number[], fits: boolean }} Side
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
/** @type {Axis[]} */
const AXES = ["lead", "others"];

/**
 * @param {Board} board
 * @returns {Result}
 */
export function rank({ items, groups, ballots, top, decided }) {
  const n = items.length;
  const k = Math.min(n, top || Math.max(2, Math.floor((2 * n + 3) / 6)));
  const places = new Map(items.map(({ id }, place) => [id, place]));
  const { votes, notes } = collect(groups, ballots, places);
  /** @type {Map<string, number[]>} */
  const given = new Map();
  for (const [id, { sums, ballots: cast }] of votes) if (cast.length) given.set(id, scores(sums, cast.length));

  const chosen = byAxis((axis) => [...new Set(decided?.[axis])].map((id) => places.get(id) ?? -1));
  const side = (/** @type {number[] | null} */ values, /** @type {Axis} */ axis) => values && cut(values, k, chosen[axis]);
  const values = byAxis((axis) => axisValues(given, axis));
  const sides = byAxis((axis) => side(values[axis], axis));
  const ranks = byAxis((axis) => values[axis] && doubledPlaces(values[axis]));
  const all = quadrants(sides, n);

  /** @type {(boolean | null)[]} */
  let firm = items.map(() => null);
  for (const [id, { sums, ballots: cast }] of all[0] ? votes : []) {
    const axis = axisOf(id);
    for (const ballot of cast) {
      const left = sums.map((sum, place) => sum - at(ballot, place));
      const changed = new Map(given).set(id, cast.length > 1 ? scores(left, cast.length - 1) : []);
      const again = axisValues(changed, axis);
      if (!again) continue;
      const then = quadrants({ ...sides, [axis]: side(again, axis) }, n);
      firm = firm.map((was, place) => was !== false && then[place] === all[place]);
    }
  }

  for (const axis of AXES) {
    if (!chosen[axis].length || sides[axis]?.fits) continue;
    const whose = axis === "lead" ? "lead’s" : "others’";
    notes.push(
      `The run-off vote on the ${whose} side was ignored: it does not name as many of the tied points as there are places.`,
    );
  }
  return {
    n,
    k,
    groups: groups.map(({ id, name }) => {
      const found = agreement([/** @type {Votes} */ (votes.get(id))], n);
      return { id, name, ...found, few: id !== LEAD && found.ballots > 0 && found.ballots < FEW };
    }),
    others: agreement([...votes].filter(([id]) => id !== LEAD).map(([, group]) => group), n),
    ...spearman(ranks.lead, ranks.others),
    items: items.map(({ id, title }, place) => ({
      id,
      title,
      lead: values.lead?.[place] ?? null,
      others: values.others?.[place] ?? null,
      groups: Object.fromEntries([...given].map(([group, each]) => [group, at(each, place)])),
      lead_rank: ranks.lead ? at(ranks.lead, place) / 2 : null,
      others_rank: ranks.others ? at(ranks.others, place) / 2 : null,
      lead_cut: sides.lead?.cuts[place] ?? null,
      others_cut: sides.others?.cuts[place] ?? null,
      quadrant: all[place] ?? null,
      firm: all[place] === "run-off" ? false : (firm[place] ?? null),
    })),
    run_offs: byAxis((axis) => {
      const open = sides[axis];
      return open?.places ? { places: open.places, items: open.tied.map((place) => items[place]?.id ?? "") } : null;
    }),
    order: order(items, values, all),
    notes,
  };
}

/**
 * @template T
 * @param {(axis: Axis) => T} make
 * @returns {Record<Axis, T>}
 */
const byAxis = (make) => ({ lead: make("lead"), others: make("others") });

/** @param {string} id @returns {Axis} */
const axisOf = (id) => (id === LEAD ? "lead" : "others");

/** @param {number[]} numbers @param {number} index */
const at = (numbers, index) => /** @type {number} */ (numbers[index]);

/**
 * @param {Board["groups"]} groups
 * @param {Board["ballots"]} ballots
 * @param {Map<string, number>} places
 */
function collect(groups, ballots, places) {
  /** @type {Map<string, Votes>} */
  const votes = new Map(groups.map(({ id }) => [id, { ballots: [], sums: [], tied: 0 }]));
  let strangers = 0;
  let empty = 0;
  for (const { group, tiers } of ballots) {
    const into = votes.get(group);
    const found = doubledRanks(tiers, places);
    if (!into) strangers += 1;
    else if (!found) empty += 1;
    else {
      into.ballots.push(found.ranks);
      into.sums = found.ranks.map((each, place) => each + (into.sums[place] ?? 0));
      into.tied += found.tied;
    }
  }
  const notes = [];
  const counted = (/** @type {number} */ count) => `Not counted: ${count} ballot${count === 1 ? "" : "s"}`;
  if (strangers) notes.push(`${counted(strangers)} of no group on this board.`);
  if (empty) notes.push(`${counted(empty)} without a point of this board.`);
  return { votes, notes };
}

/**
 * @param {string[][]} tiers
 * @param {Map<string, number>} places
 * @returns {{ ranks: number[], tied: number } | null} null: no point of the board
 */
function doubledRanks(tiers, places) {
  /** @type {number[]} */
  const ranks = Array(places.size).fill(0);
  let before = 0;
  let tied = 0;
  const level = (/** @type {number[]} */ here) => {
    for (const place of here) ranks[place] = 2 * before + here.length + 1;
    before += here.length;
    tied += here.length ** 3 - here.length;
  };
  for (const tier of tiers) {
    level([...new Set(tier.map((id) => places.get(id) ?? -1))].filter((place) => ranks[place] === 0));
  }
  if (!before) return null;
  level([...ranks.keys()].filter((place) => !ranks[place]));
  return { ranks, tied };
}

/** @param {number[]} sums @param {number} ballots */
function scores(sums, ballots) {
  const n = sums.length;
  return sums.map((sum) => (n > 1 ? (2 * n * ballots - sum) / (2 * ballots * (n - 1)) : 1));
}

/** @param {Map<string, number[]>} given @param {Axis} axis */
function axisValues(given, axis) {
  const groups = [...given].filter(([id, each]) => each.length && axisOf(id) === axis).map(([, each]) => each);
  const first = groups[0];
  return first ? first.map((_, place) => groups.reduce((sum, each) => sum + at(each, place), 0) / groups.length) : null;
}

/** @param {number[]} values @returns {number[]} the doubled mid-rank of each; the highest is first */
function doubledPlaces(values) {
  const falling = [...values.keys()].sort((one, other) => at(values, other) - at(values, one));
  /** @type {number[]} */
  const ranks = [];
  for (let start = 0, end = 0; start < falling.length; start = end) {
    const high = at(values, at(falling, start));
    while (end < falling.length && high - at(values, at(falling, end)) < SAME) end += 1;
    for (const place of falling.slice(start, end)) ranks[place] = start + end + 1;
  }
  return ranks;
}

/** @param {number[]} values @param {number} k @param {number[]} decided @returns {Side} */
function cut(values, k, decided) {
  const falling = Float64Array.from(values).sort().reverse();
  let above = 0;
  for (let index = 0; index < k; index += 1) {
    if (Number(falling[above]) - Number(falling[index]) >= SAME) above = index;
  }
  const high = /** @type {number} */ (falling[above]);
  const tied = [...values.keys()].filter((place) => at(values, place) <= high && high - at(values, place) < SAME);
  const places = k - above;
  const fits =
    tied.length > places && decided.length === places && decided.every((place) => tied.includes(place));
  const open = tied.length > places && !fits;
  /** @type {Cut[]} */
  const cuts = values.map((value) => (value > high ? "in" : "out"));
  for (const place of fits ? decided : tied) cuts[place] = open ? "run-off" : "in";
  return { cuts, places: open ? places : 0, tied: open ? tied : [], fits };
}

/** @param {Sides} sides @param {number} n @returns {(Quadrant | null)[]} */
function quadrants({ lead, others }, n) {
  if (!lead || !others) return Array(n).fill(null);
  return lead.cuts.map((one, place) => {
    const other = others.cuts[place];
    if (one === "run-off" || other === "run-off") return "run-off";
    if (one === "in") return other === "in" ? "start" : "case";
    return other === "in" ? "listen" : "park";
  });
}

/** @param {Votes[]} groups @param {number} n @returns {Agreement} */
function agreement(groups, n) {
  const ballots = groups.reduce((sum, group) => sum + group.ballots.length, 0);
  const no = (/** @type {string} */ why) => ({ ballots, kendall: null, why_not: why });
  if (ballots < 2) return no(ballots ? "one ballot" : "no ballot");
  if (n < 2) return no("under two points");
  const tied = groups.reduce((sum, group) => sum + group.tied, 0);
  const whole = ballots ** 2 * (n ** 3 - n) - ballots * tied;
  if (!whole) return no("all tied");
  let squares = 0;
  for (let place = 0; place < n; place += 1) {
    squares += groups.reduce((sum, group) => sum + (group.sums[place] ?? 0), 0) ** 2;
  }
  return { ballots, kendall: (3 * squares - 3 * ballots ** 2 * n * (n + 1) ** 2) / whole, why_not: null };
}

/** @param {number[] | null} lead @param {number[] | null} others */
function spearman(lead, others) {
  const no = (/** @type {string} */ why) => ({ spearman: null, spearman_why_not: why });
  if (!lead || !others) return no("a side without ballots");
  const n = lead.length;
  if (n < 3) return no("under three points");
  const product = (/** @type {number[]} */ one, /** @type {number[]} */ other) =>
    n * one.reduce((sum, each, place) => sum + each * at(other, place), 0) - (n * (n + 1)) ** 2;
  const within = product(lead, lead) * product(others, others);
  if (!within) return no("one side ties all points");
  return { spearman: product(lead, others) / Math.sqrt(within), spearman_why_not: null };
}

/** @param {Board["items"]} items @param {Record<Axis, number[] | null>} values @param {(Quadrant | null)[]} all */
function order(items, { lead, others }, all) {
  if (!lead || !others) return [];
  const both = doubledPlaces(lead.map((one, place) => one + at(others, place)));
  const keyed = items.map(({ id, days, effort }, place) => {
    return { id, place, keys: [days || 1e6, effort ? "SML".indexOf(effort) : 3, at(both, place)] };
  });
  const differ = (/** @type {number[]} */ one, /** @type {number[]} */ other) =>
    one.map((key, index) => key - at(other, index)).find(Boolean) ?? 0;
  const start = keyed.filter(({ place }) => all[place] === "start");
  return start.sort((one, other) => differ(one.keys, other.keys)).map(({ id }) => id);
}
