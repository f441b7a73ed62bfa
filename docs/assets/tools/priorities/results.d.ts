/** What ranking a board gives, as scripts/playbook/priorities/results.py, which says what each key means. */
export type Axis = "lead" | "others";
export type Cut = "in" | "out" | "run-off";
export type Quadrant = "start" | "case" | "listen" | "park" | "run-off";

export interface Agreement {
  ballots: number;
  kendall: number | null;
  why_not: "no ballot" | "one ballot" | "under two points" | "all tied" | null;
}

export interface GroupResult extends Agreement {
  id: string;
  name: string;
  few: boolean;
}

export interface ItemResult {
  id: string;
  title: string;
  lead: number | null;
  others: number | null;
  groups: Record<string, number>;
  lead_rank: number | null;
  others_rank: number | null;
  lead_cut: Cut | null;
  others_cut: Cut | null;
  quadrant: Quadrant | null;
  firm: boolean | null;
}

export type RunOff = { places: number; items: string[] } | null;

export interface Correlation {
  spearman: number | null;
  spearman_why_not: "a side without ballots" | "under three points" | "one side ties all points" | null;
}

export interface Result extends Correlation {
  n: number;
  k: number;
  groups: GroupResult[];
  others: Agreement;
  items: ItemResult[];
  run_offs: Record<Axis, RunOff>;
  order: string[];
  notes: string[];
}

/** A badge of the figure: its number on the board from 1, its centre and radius, in units of the view box. */
export interface Badge {
  id: string;
  number: number;
  x: number;
  y: number;
  quadrant: Quadrant;
  r: number;
}

/** What ranking.js works with: the doubled ranks of each ballot by group, the scores of each point by group (none
 * without ballots), and where each point stands towards a side's cut. `fits`: what was decided settled a run-off. */
export type Votes = Map<string, number[][]>;
export type Scores = Map<string, number[]>;
export type Side = { scores: number[]; cuts: Cut[]; free: number; fits: boolean };
export type Sides = Record<Axis, Side | null>;
