"""How far chance alone could move a ratio of two rates.

Given how many deployments there were in all, how many of them fall into the second period is binomial if deployments
come by chance (Poisson). The limits of that share (Clopper and Pearson) give those of the ratio. Releases that follow a
calendar vary less than that, so for them the range is too wide rather than too narrow.
"""

from __future__ import annotations

import math

SURE = 0.9
"""The range holds the true ratio in nine of ten such comparisons."""


def ratio_range(before: int, days_before: int, after: int, days_after: int, sure: float = SURE) -> tuple[float, float]:
    """Give the least and the most by which the rate went up: counts and days of both periods, all above 0."""
    tail = (1 - sure) / 2
    low, high = _quantile(tail, after, before + 1), _quantile(1 - tail, after + 1, before)
    scale = days_before / days_after
    return low / (1 - low) * scale, high / (1 - high) * scale


def _quantile(share: float, a: int, b: int) -> float:
    """Give x with `share` of the beta distribution (a, b) below it, by halving."""
    low, high = 0.0, 1.0
    for _ in range(60):
        middle = (low + high) / 2
        if _below(middle, a, b) < share:
            low = middle
        else:
            high = middle
    return (low + high) / 2


def _below(x: float, a: int, b: int) -> float:
    """Give the regularised incomplete beta function (continued fraction; DLMF 8.17.22)."""
    if x <= 0 or x >= 1:
        return 0.0 if x <= 0 else 1.0
    if x > (a + 1) / (a + b + 2):
        return 1 - _below(1 - x, b, a)
    log = math.lgamma(a + b) - math.lgamma(a) - math.lgamma(b) + a * math.log(x) + b * math.log1p(-x)
    return math.exp(log) * _fraction(x, a, b) / a


def _fraction(x: float, a: int, b: int) -> float:
    """Give the continued fraction, by the modified method of Lentz."""
    tiny = 1e-300
    c, d = 1.0, 1 / (1 - (a + b) * x / (a + 1) or tiny)
    value = d
    for m in range(1, 10_000):
        for step in (
            m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m)),
            -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1)),
        ):
            d = 1 / (1 + step * d or tiny)
            c = 1 + step / c or tiny
            value *= c * d
        if abs(c * d - 1) < 1e-12:
            break
    return value
