"""From the loads of the last days to a typical day."""

from datetime import timedelta

import numpy as np


def typical_day(times, loads, days):
    """Give 24 loads: for each hour of the clock, the mean over the last `days` days of `times`.

    The clock counts, and not the place in the list: in October two hours are called two, and some hours are missing.
    Raises ValueError for an hour that none of these days has.
    """
    first = times[-1].date() - timedelta(days=days - 1)
    recent = np.array([time.date() >= first for time in times])
    hours = np.array([time.hour for time in times])
    missing = sorted(set(range(24)) - set(hours[recent].tolist()))
    if missing:
        raise ValueError(f"no load at {missing[0]}:00 in the last {days} days")
    return np.array([loads[recent & (hours == hour)].mean() for hour in range(24)])
