"""From tiers to ranks, from ranks to scores, and where the cut of a side falls."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from playbook.priorities.results import Cut

SAME = 1e-9
"""Scores that differ by less are equal."""


def top(n: int, chosen: int | None) -> int:
    """Give how many of `n` points count as high: what the board says, or a third and two at least; never over `n`."""
    return min(n, chosen or max(2, (2 * n + 3) // 6))


def doubled_ranks(tiers: Iterable[Iterable[str]], places: dict[str, int]) -> list[int] | None:
    """Give the doubled mid-rank of each point, by its place on the board; None if the ballot names no point of it.

    Points in no tier share one last tier. Ids that are not on the board are passed over; of an id twice, the first
    counts (both are refused before they get here).
    """
    ranks = [0] * len(places)
    before = 0
    for tier in tiers:
        here = {places[each] for each in tier if each in places and not ranks[places[each]]}
        for place in here:
            ranks[place] = 2 * before + len(here) + 1
        before += len(here)
    last = len(ranks) - before
    return [rank or 2 * before + last + 1 for rank in ranks] if before else None


def scores(sums: Sequence[int], ballots: int) -> list[float]:
    """Give the mean of (n − rank) / (n − 1) over the ballots of a group, from its doubled ranks added up."""
    n = len(sums)
    return [(2 * n * ballots - each) / (2 * ballots * (n - 1)) for each in sums] if n > 1 else [1.0] * n


def doubled_places(values: Sequence[float]) -> list[int]:
    """Give the doubled mid-rank of each value among all, the highest first; equal is what differs by under 1e-9."""
    order = sorted(range(len(values)), key=lambda index: -values[index])
    ranks = [0] * len(values)
    start = 0
    while start < len(order):
        end = start
        while end < len(order) and values[order[start]] - values[order[end]] < SAME:
            end += 1
        for index in order[start:end]:
            ranks[index] = start + end + 1
        start = end
    return ranks


@dataclass(frozen=True)
class Side:
    """Where each point stands towards the cut; `places` for the `tied` points (indices) while a run-off is open.

    `fits`: the decision that was handed in, if any, settled a tie.
    """

    cuts: tuple[Cut, ...]
    places: int
    tied: tuple[int, ...]
    fits: bool


def cut(values: Sequence[float], k: int, decided: Collection[int]) -> Side:
    """Cut a side below its top `k`.

    What ties across the cut goes to a run-off, unless `decided` (indices) names exactly as many of the tied as there
    are places left.
    """
    high, above = _cut_at(values, k)
    tied = tuple(index for index, value in enumerate(values) if value <= high and high - value < SAME)
    places = k - above
    chosen: Collection[int] = tied
    fits = len(tied) > places == len(decided) and set(decided) <= set(tied)
    if fits:
        chosen = decided
    open_ = len(tied) > places and not fits
    level: Cut = "run-off" if open_ else "in"
    cuts: list[Cut] = ["in" if value > high else "out" for value in values]
    for index in chosen:
        cuts[index] = level
    return Side(tuple(cuts), places if open_ else 0, tied if open_ else (), fits)


def _cut_at(values: Sequence[float], k: int) -> tuple[float, int]:
    """Give the highest of the values that equal the k-th, and how many are above it."""
    falling = sorted(values, reverse=True)
    start = 0
    for index, value in enumerate(falling[:k]):
        if falling[start] - value >= SAME:
            start = index
    return falling[start], start
