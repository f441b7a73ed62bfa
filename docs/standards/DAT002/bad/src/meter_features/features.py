"""From readings to features of a meter."""


def daily_use(readings):
    """Give the use of each day from `readings`, a series of meter readings by date; estimates are left out."""
    real = readings[~readings["estimated"]]
    return real["reading"].diff().div(real.index.to_series().diff().dt.days).dropna()
