"""How much ballots agree: Kendall's W with ties, and Spearman's rank correlation, in whole numbers until one division.

Ranks come doubled, so that mid-ranks are whole numbers: what two languages compute is the same to the last bit.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import sqrt

from playbook.priorities.results import WhyNot, WhyNotBoth

Ranks = Sequence[int]
"""The doubled mid-rank of each point, in the order of the board: they add up to n (n + 1)."""


def kendall(ballots: Sequence[Ranks]) -> tuple[float | None, WhyNot | None]:
    """Give Kendall's W of the `ballots`, 0 to 1, or why there is none.

    W is how far the points' rank sums spread, as a part of how far they would if all ballots were alike, ties and all.
    With S the sum of the squared rank sums, Q that of all squared ranks, m ballots, n points, and ranks doubled,
    W = (S − c) / (m Q − c) for c = m² n (n + 1)². That is the textbook's 12 S' / (m² (n³ − n) − m ΣT), T = Σ (t³ − t)
    for tiers of t points (Kendall and Babington Smith 1939, with Kendall's correction for ties), and
    χ² / (m (n − 1)) for the χ² of scipy.stats.friedmanchisquare.
    """
    m = len(ballots)
    if m < 2:
        return None, "one ballot" if m else "no ballot"
    n = len(ballots[0])
    if n < 2:
        return None, "under two points"
    least = m**2 * n * (n + 1) ** 2
    most = m * sum(rank**2 for ballot in ballots for rank in ballot)
    if most == least:
        return None, "all tied"
    return (sum(sum(ranks) ** 2 for ranks in zip(*ballots, strict=True)) - least) / (most - least), None


def spearman(lead: Ranks | None, others: Ranks | None) -> tuple[float | None, WhyNotBoth | None]:
    """Give Spearman's correlation of the two sides' ranks, −1 to 1, or why there is none."""
    if not lead or not others:
        return None, "a side without ballots"
    if len(lead) < 3:
        return None, "under three points"
    within = _product(lead, lead) * _product(others, others)
    if not within:
        return None, "one side ties all points"
    return _product(lead, others) / sqrt(within), None


def _product(one: Ranks, other: Ranks) -> int:
    """Give n² times the covariance of doubled ranks, whose sum is n (n + 1)."""
    n = len(one)
    return n * sum(a * b for a, b in zip(one, other, strict=True)) - (n * (n + 1)) ** 2
