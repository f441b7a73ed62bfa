"""How much ballots agree: Kendall's W with ties, and Spearman's rank correlation, in whole numbers until one division.

Ranks come doubled, so that mid-ranks are whole numbers: what two languages compute is the same to the last bit.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import sqrt

from playbook.priorities.results import WhyNot


def ties(doubled: Iterable[int]) -> int:
    """Give the tie correction of one ballot: the sum of t³ − t over its tiers of t points."""
    counts: dict[int, int] = {}
    for rank in doubled:
        counts[rank] = counts.get(rank, 0) + 1
    return sum(count**3 - count for count in counts.values())


def kendall(sums: Sequence[int], ballots: int, tied: int) -> tuple[float | None, WhyNot | None]:
    """Give Kendall's W, 0 to 1, or why there is none.

    `sums` has each point's doubled ranks added up over the `ballots`, `tied` their tie corrections added up.
    W = (12 ΣR² − 3 m² n (n + 1)²) / (m² (n³ − n) − m ΣT), after Kendall and Babington Smith 1939 with Kendall's
    correction for ties; scipy.stats.friedmanchisquare gives the same as χ² / (m (n − 1)).
    """
    n = len(sums)
    if ballots < 2:
        return None, "one ballot" if ballots else "no ballot"
    if n < 2:
        return None, "under two points"
    whole = ballots**2 * (n**3 - n) - ballots * tied
    if not whole:
        return None, "all tied"
    return (3 * sum(each**2 for each in sums) - 3 * ballots**2 * n * (n + 1) ** 2) / whole, None


def spearman(one: Sequence[int], other: Sequence[int]) -> float | None:
    """Give the correlation of two sides' doubled mid-ranks, −1 to 1; None if a side ties all points."""
    n, total = len(one), sum(one)
    between = n * sum(a * b for a, b in zip(one, other, strict=True)) - total**2
    within = [n * sum(a**2 for a in side) - total**2 for side in (one, other)]
    return between / sqrt(within[0] * within[1]) if all(within) else None
