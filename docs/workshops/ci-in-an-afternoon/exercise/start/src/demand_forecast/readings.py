"""Hourly readings of the load, from a table, as one row of 24 hours a day."""

import csv
import datetime
import math

import numpy as np

HOURS = 24


def read(path):
    """Give the days in the CSV file `path`, each with its 24 hours in MW; an hour that is missing is NaN."""
    days = {}
    with open(path, newline="", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            hour = datetime.datetime.fromisoformat(row["hour"])
            day = days.setdefault(hour.date(), np.full(HOURS, math.nan))
            day[hour.hour] = float(row["mw"])
    return days


def filled(day: np.ndarray) -> np.ndarray:
    """Give a day whose missing hours lie on the line between their neighbours."""
    known = ~np.isnan(day)
    if not known.any():
        raise ValueError("a day without a single reading cannot be filled")
    hours = np.arange(HOURS)
    return np.interp(hours, hours[known], day[known])
