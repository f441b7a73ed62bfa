"""A model that knows the week: what is usual on a Tuesday at seven."""

from collections import defaultdict
from statistics import fmean


class TypicalWeek:
    """The mean load of each hour of the week; of an hour that it never saw, the mean of all."""

    def __init__(self, loads):
        self.loads = loads

    @classmethod
    def fit(cls, hours):
        """Learn from `hours`, which are pairs of a time and a load."""
        seen = defaultdict(list)
        for time, mwh in hours:
            seen[time.weekday(), time.hour].append(mwh)
        return cls({key: fmean(values) for key, values in seen.items()})

    def predict(self, times):
        """Give the load that is usual at each of `times`."""
        mean = fmean(self.loads.values())
        return [self.loads.get((time.weekday(), time.hour), mean) for time in times]
