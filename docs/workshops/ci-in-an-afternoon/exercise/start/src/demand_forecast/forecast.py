"""The forecast of one day, and how far one was off."""

import numpy as np

from demand_forecast.days import alike
from demand_forecast.readings import filled


def forecast(days, day, holidays, weeks):
    """Give 24 hours in MW for `day`: the mean of the last days in `days` that are like it."""
    chosen = alike(day, days, holidays, weeks)
    if not chosen:
        raise ValueError(f"there is no day before {day} to learn from")
    return np.mean([filled(days[other]) for other in chosen], axis=0)


def error(expected: np.ndarray, seen: np.ndarray) -> float:
    """Give how far `expected` was off on average, in per cent of what was `seen`."""
    return float(np.mean(np.abs(expected - seen) / seen) * 100)
