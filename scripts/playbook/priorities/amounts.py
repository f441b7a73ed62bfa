"""Numbers that claim no more than they know: exact arithmetic, ranges, and two digits at the end of it.

Numbers are whole millionths, so that 0.1 three times is 0.3, here and in the browser (docs/assets/tools/priorities/
storyboard.js). The rule, our own: a result shows two significant digits, the lower end rounded down and the upper
end rounded up; the next step calculates with the exact result. Only what somebody wrote is shown as it is.
"""

from __future__ import annotations

import math
from datetime import date

PLACES = 6
WEEKS = 52
"""Weeks in a year, for what is paid back."""

MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]

Ends = tuple[int, int]
"""The least and the most, in whole millionths, or finer after a multiplication."""


def millionths(value: float) -> int:
    """Give the whole millionths of `value`, halves up."""
    return math.floor(value * 1e6 + 0.5)


def ends(least: float | None, most: float | None) -> Ends | None:
    """Give a range; a missing end is the other one. None if both are missing, or it runs backwards."""
    if least is None:
        least = most
    if most is None:
        most = least
    if least is None or most is None or least > most:
        return None
    return millionths(least), millionths(most)


def shown(amount: int, places: int = PLACES) -> str:
    """Write `amount` of 10 to the power of -`places`: `1,400`, `0.5`."""
    digits = str(abs(amount)).rjust(places + 1, "0")
    whole, part = digits[:-places], digits[-places:].rstrip("0")
    return ("−" if amount < 0 else "") + f"{int(whole):,}" + (f".{part}" if part else "")


def number(value: float) -> str:
    """Write what somebody gave."""
    return shown(millionths(value))


def outward(amount: int, *, up: bool) -> int:
    """Give `amount`, not below 0, with two significant digits: the next one below, or `up`."""
    base = int(10 ** max(0, len(str(amount)) - 2))
    return (amount // base + (1 if up and amount % base else 0)) * base


def between(least: str, most: str) -> str:
    """Write a range, or the one number that it is."""
    return least if least == most else f"{least} to {most}"


def given(pair: Ends) -> str:
    """Write a range that somebody gave."""
    return between(shown(pair[0]), shown(pair[1]))


def rounded(pair: Ends, factors: int) -> str:
    """Write a range that is a product of `factors` numbers, both ends rounded outward."""
    places = PLACES * factors
    return between(shown(outward(pair[0], up=False), places), shown(outward(pair[1], up=True), places))


def span(asked: int, saved: int, *, up: bool) -> tuple[int, str]:
    """Give how long `saved` a year takes to make up for `asked`: (count, unit), rounded down or `up`.

    Weeks below ten, months up to two years, years after that.
    """

    def ratio(times: int) -> int:
        return -(-asked * times // saved) if up else asked * times // saved

    for times, unit, most in ((WEEKS, "week", 9), (12, "month", 24)):
        if ratio(times) <= most:
            return ratio(times), unit
    return ratio(1), "year"


def long(count: int, unit: str) -> str:
    """Write a span of time."""
    if count == 0:
        return f"under a {unit}"
    return f"{count:,} {unit}{'' if count == 1 else 's'}"


def day(when: date) -> str:
    """Write a date: `9 Jan 2026`."""
    return f"{when.day} {MONTHS[when.month - 1]} {when.year}"
