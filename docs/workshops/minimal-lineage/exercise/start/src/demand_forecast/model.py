"""A model that knows the week: what is usual on a Tuesday at seven."""

import json
from collections import defaultdict
from pathlib import Path
from statistics import fmean


class TypicalWeek:
    """The mean load of each hour of the week, by `<day>-<hour>`; `end` is the last time that it learned from."""

    def __init__(self, loads, end):
        self.loads, self.end = loads, end

    @classmethod
    def fit(cls, hours):
        """Learn from `hours`, which are pairs of a time and a load, in order."""
        seen = defaultdict(list)
        for time, mwh in hours:
            seen[f"{time.weekday()}-{time.hour}"].append(mwh)
        return cls({key: fmean(values) for key, values in seen.items()}, hours[-1][0].isoformat())

    def predict(self, times):
        """Give the load that is usual at each of `times`; at one that it never saw, the mean of all."""
        mean = fmean(self.loads.values())
        return [self.loads.get(f"{time.weekday()}-{time.hour}", mean) for time in times]

    def save(self, path):
        """Write what was learned into the file `path`."""
        Path(path).parent.mkdir(parents=True, exist_ok=True)
        Path(path).write_text(json.dumps({"end": self.end, "loads": self.loads}, indent=1) + "\n", encoding="utf-8")


def load(path):
    """Give the model that `save` wrote into the file `path`."""
    known = json.loads(Path(path).read_text(encoding="utf-8"))
    return TypicalWeek(known["loads"], known["end"])
