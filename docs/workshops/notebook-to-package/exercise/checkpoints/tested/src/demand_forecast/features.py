"""From readings to what the model learns from."""

import datetime

import numpy as np

HOUR = datetime.timedelta(hours=1)
WEEK = datetime.timedelta(weeks=1)


def features(load, hours):
    """Give a row for each of `hours`: one, weekend, the load a week before in MW, and the hour as a circle."""
    rows = []
    for hour in hours:
        angle = 2 * np.pi * hour.hour / 24
        rows.append([1, hour.weekday() >= 5, _at(load, hour - WEEK), np.sin(angle), np.cos(angle)])
    return np.array(rows, dtype=float)


def _at(load, hour):
    """Give the load at `hour`, or where it is missing, at the last hour before. A gap of a day is an error."""
    for back in range(24):
        if hour - back * HOUR in load:
            return load[hour - back * HOUR]
    raise ValueError(f"there is no load on the day before {hour}")
