"""From tiers to ranks, from ranks to scores, and where the cut of a side falls."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from playbook.priorities.results import Cut

SAME = 1e-9
"""Scores that differ by less are equal."""


def top(n: int, chosen: int | None) -> int:
    """Give how many of `n` points count as high: what the board says, or a third and two at least; never over `n`."""
    return min(n, chosen or max(2, (2 * n + 3) // 6))


def doubled_ranks(values: Sequence[float]) -> list[int]:
    """Give the doubled mid-rank of each value, the highest first: 2 for every higher one, 1 for every equal, and 1."""
    return [1 + sum(2 if other - value >= SAME else 1 for other in values if value - other < SAME) for value in values]


def ballot_ranks(tiers: Iterable[Iterable[str]], places: Mapping[str, int]) -> list[int] | None:
    """Give the doubled mid-rank of each point, by its place on the board; None if the ballot names none of them.

    Points in no tier share one last tier. Ids that are not on the board are passed over; of an id twice, the first
    counts (both are refused before they get here).
    """
    ranks: dict[int, int] = {}
    for tier in tiers:
        here = {places[each] for each in tier if each in places} - ranks.keys()
        ranks |= dict.fromkeys(here, 2 * len(ranks) + len(here) + 1)
    last = len(ranks) + len(places) + 1
    return [ranks.get(place, last) for place in range(len(places))] if ranks else None


def scores(sums: Sequence[int], ballots: int) -> list[float]:
    """Give the mean of (n − rank) / (n − 1) over `ballots`, from their doubled ranks added up; none without ballots."""
    n = len(sums) if ballots else 0
    return [(2 * n * ballots - each) / (2 * ballots * (n - 1)) for each in sums] if n > 1 else [1.0] * n


@dataclass(frozen=True)
class Side:
    """The scores of the points on one side, and where each stands towards the cut.

    `tied` are the places on the board of the points in an open run-off, for so many `free` places in the top; `fits`
    tells that what was decided settled a run-off.
    """

    scores: Sequence[float]
    cuts: tuple[Cut, ...]
    free: int
    tied: tuple[int, ...]
    fits: bool


def side(scores: Sequence[float], k: int, decided: Collection[int]) -> Side:
    """Cut a side below its top `k`.

    What equals the k-th score and ties across the cut goes to a run-off, unless `decided` (places on the board) names
    exactly as many of the tied as are missing.
    """
    edge = sorted(scores)[-k]
    above = [score - edge >= SAME for score in scores]
    tied = tuple(place for place, score in enumerate(scores) if abs(score - edge) < SAME)
    free = k - sum(above)
    fits = len(tied) > free == len(decided) and set(decided) <= set(tied)
    open_ = len(tied) > free and not fits
    cuts: list[Cut] = ["in" if high else "out" for high in above]
    for place in decided if fits else tied:
        cuts[place] = "run-off" if open_ else "in"
    return Side(scores, tuple(cuts), free if open_ else 0, tied if open_ else (), fits)
