"""Sums of whole days."""


def daily(readings):
    """Give the sum of each day that has all its 24 readings; `readings` is a series by hour."""
    days = readings.resample("D")
    return days.sum()[days.count() == 24]
