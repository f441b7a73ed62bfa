"""Looks whether the forecast of today can be believed. What is normal stands in `config/watch.toml`."""

from datetime import timedelta
from itertools import pairwise
from statistics import fmean


def values(hours, forecast):
    """Give what is watched, from the `hours` that the meters sent and the hours of the `forecast`."""
    return {
        "longest_gap_hours": longest_gap(hours),
        "highest_forecast_mwh": max((mwh for _, mwh in forecast), default=None),
        "error_yesterday_percent": error(hours, hours[-1][0].date()),
    }


def longest_gap(hours):
    """Give how many hours are missing in a row, at most. It counts real hours: no clock change is a gap."""
    return max((later - earlier) // timedelta(hours=1) - 1 for (earlier, _), (later, _) in pairwise(hours))


def error(hours, day):
    """Give how far `day` was from the same day of the week before, in per cent; None if nothing can be compared."""
    known = {(time.date(), time.hour): mwh for time, mwh in hours}
    pairs = [(known.get((day - timedelta(weeks=1), hour)), known.get((day, hour))) for hour in range(24)]
    apart = [abs(before - now) / now for before, now in pairs if before and now]
    return round(fmean(apart) * 100, 1) if apart else None


def breaches(values, expectations):
    """Give the names of the expectations that `values` do not meet. A value that is missing meets none."""
    return [name for name, one in expectations.items() if not _within(values.get(name), one)]


def _within(value, expectation):
    low, high = expectation.get("low", float("-inf")), expectation.get("high", float("inf"))
    return value is not None and low <= value <= high
