"""How often somebody deploys, in words that can be said aloud, and how long commits waited.

The words speak of days on which something was deployed, because ten tags in an afternoon are no rhythm. Their pace is
the slower of two: the median interval between such days, and the days of the period divided by their number. So a burst
or a long silence never reads as a steady pace. Thresholds are our own.
"""

from __future__ import annotations

import datetime
import statistics
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from playbook.priorities.deployments.found import Deployment, times

YEAR = 365.25
FEW = 3
"""With fewer days of deployment than this there is no pace, only a count."""
SHORT = 14
"""Days: a period that is shorter has no rhythm yet."""
NEARLY_ALL = 0.8
"""Of the working days: the others are holidays and Fridays before them."""


@dataclass(frozen=True)
class Rhythm:
    """`count` deployments on `active` of `days` days, `working` of which are Monday to Friday.

    `median` is the interval between one day of deployment and the next, in days; None with fewer than two.
    `words` is what to say and `detail` what to add, such as "in bursts"; `few` says that it is a count, and no pace.
    """

    count: int
    days: int
    working: int
    active: int
    median: float | None
    words: str
    detail: str
    few: bool

    @property
    def a_year(self) -> float:
        return self.count / self.days * YEAR

    @property
    def a_month(self) -> float:
        return self.a_year / 12

    @property
    def a_week(self) -> float:
        return self.count / self.days * 7


@dataclass(frozen=True)
class Lead:
    """What commits waited, in hours: the median, and the quartiles around the middle half.

    `at_least` says that the tags are mostly dated by their commits, so that the wait was longer than this.
    """

    commits: int
    merges: int
    quarter: float
    median: float
    three_quarters: float
    at_least: bool


def rhythm(deployments: Sequence[Deployment], first: datetime.date, last: datetime.date) -> Rhythm:
    """Give the rhythm of what was deployed from `first` to `last`, both counted."""
    active = sorted({one.day for one in deployments})
    days = (last - first).days + 1
    working = working_days(first, last)
    gaps = [(after - before).days for before, after in pairwise(active)]
    median = statistics.median(gaps) if gaps else None
    few = len(active) < FEW or days < SHORT
    if few:
        words, detail = _count(len(deployments), len(active), days), "too few for a pace" if active else ""
    else:
        words, detail = _pace(deployments, active, days, working)
    return Rhythm(len(deployments), days, working, len(active), median, words, detail, few)


def working_days(first: datetime.date, last: datetime.date) -> int:
    """Count Monday to Friday from `first` to `last`, both counted. Holidays are working days here."""
    days = (last - first).days + 1
    weeks, rest = divmod(days, 7)
    return weeks * 5 + sum((first.weekday() + day) % 7 < 5 for day in range(rest))


def _count(count: int, active: int, days: int) -> str:
    if count == 0:
        return f"not once in {times(days, 'day')}"
    number = {1: "once", 2: "twice"}.get(count, f"{count:,} times")
    where = " on one day" if count > 1 and active == 1 else ""
    return f"{number}{where} in {times(days, 'day')}"


def _pace(deployments: Sequence[Deployment], active: list[datetime.date], days: int, working: int) -> tuple[str, str]:
    gaps = [(after - before).days for before, after in pairwise(active)]
    mean, median = days / len(active), statistics.median(gaps)
    each = round(len(deployments) / len(active))
    on_working = sum(day.weekday() < 5 for day in active)
    if on_working >= NEARLY_ALL * working:
        whole = len(active) - on_working >= NEARLY_ALL * (days - working) > 0
        every = "every day" if whole else "every working day"
        return f"{_fold(each)} {every}" if each > 1 else every, ""
    together = [f"about {each} on such a day"] if each > 1 else []
    bursts = ["in bursts"] if median * 3 < mean else []
    return _words(max(mean, median)), ", ".join(together + bursts)


def _words(pace: float) -> str:
    """Give the words for one day of deployment in `pace` days."""
    if 7 / pace >= 1.5:
        return f"{_fold(min(6, round(7 / pace)))} a week"
    for most, words in ((10.5, "every week"), (21, "every two weeks"), (45, "every month"), (75, "every two months")):
        if pace <= most:
            return words
    number = round(YEAR / pace)
    return f"{_fold(number)} a year" if number else "less than once a year"


def _fold(number: int) -> str:
    return {1: "once", 2: "twice"}.get(number, f"{number} times")


def lead(deployments: Sequence[Deployment]) -> Lead | None:
    """Give what the commits of these deployments waited; None where no commit is known."""
    known = [one for one in deployments if one.waits is not None]
    seconds = [second for one in known if one.waits for second in one.waits.seconds]
    if not seconds:
        return None
    low, middle, high = statistics.quantiles(seconds, n=4, method="inclusive") if len(seconds) > 1 else seconds * 3
    merges = sum(one.waits.merges for one in known if one.waits)
    at_least = 2 * sum(one.dated == "commit" for one in known) > len(known)
    return Lead(len(seconds), merges, low / 3600, middle / 3600, high / 3600, at_least)
