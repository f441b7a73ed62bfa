"""From the readings of a meter to the hours that are missing."""

import pandas as pd


def missing_hours(readings):
    """Give the hours between the first and the last reading for which there is none."""
    hours = pd.date_range(readings.index.min(), readings.index.max(), freq="h")
    return hours.difference(readings.index)
