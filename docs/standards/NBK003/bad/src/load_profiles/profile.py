"""The typical day of a household."""


def typical_day(readings):
    """Give 24 values: for each hour of the day the median of `readings`, a series by time."""
    return readings.groupby(readings.index.hour).median()
