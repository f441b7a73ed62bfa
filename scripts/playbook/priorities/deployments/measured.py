"""Counts deployments over a period, and before and after a date."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from playbook.priorities.deployments.chance import ratio_range
from playbook.priorities.deployments.found import Deployment, Found, RefusedError, times
from playbook.priorities.deployments.rhythm import FEW, Lead, Rhythm, lead, rhythm

SILENT = 30
"""Days: a silence at the end is told when it is longer than this and three times the usual interval."""


@dataclass(frozen=True)
class Part:
    """A period, both of its days counted, with what was deployed in it."""

    first: datetime.date
    last: datetime.date
    deployments: tuple[Deployment, ...]
    rhythm: Rhythm
    lead: Lead | None


@dataclass(frozen=True)
class Ratio:
    """How many times as often: in the middle, and the range that chance alone allows."""

    low: float
    middle: float
    high: float


@dataclass(frozen=True)
class Measured:
    """`before` and `after` are there when two periods were compared; `ratio` only if both have enough deployments."""

    found: Found
    whole: Part
    before: Part | None
    after: Part | None
    ratio: Ratio | None
    notes: tuple[str, ...]


def measured(
    found: Found,
    today: datetime.date,
    since: datetime.date | None = None,
    until: datetime.date | None = None,
    compare: datetime.date | None = None,
) -> Measured:
    """Measure from `since` (else the first deployment) to `until` (else `today`), both counted.

    `compare` is the first day of the second period. Raises RefusedError.
    """
    for name, day in (("--since", since), ("--compare", compare)):
        if day is not None and day > today:
            raise RefusedError(f"{name} {day} lies in the future; today is {today}", "name a day that has been")
    last = until or today
    late = None
    if last > today:
        last, late = today, f"--until {until} lies in the future: this counts to today, {today}."
    if since is not None and since > last:
        raise RefusedError(f"--since {since} is later than {last}, where the period ends", "turn the two round")
    chosen = [one for one in found.deployments if (since is None or one.day >= since) and one.day <= last]
    if not chosen:
        raise RefusedError(*_nothing(found, since, last))
    first = since or chosen[0].day
    whole = _part(chosen, first, last)
    notes = [*found.notes, *([late] if late else []), *_silence(whole)]
    if compare is None:
        return Measured(found, whole, None, None, None, tuple(notes))
    if not first < compare <= last:
        raise RefusedError(
            f"--compare {compare} has no period on both sides: this is measured from {first} to {last}",
            "name a day in between, or an earlier --since",
        )
    before = _part([one for one in chosen if one.day < compare], first, compare - datetime.timedelta(days=1))
    after = _part([one for one in chosen if one.day >= compare], compare, last)
    return Measured(found, whole, before, after, _ratio(before.rhythm, after.rhythm), tuple(notes))


def _part(deployments: Sequence[Deployment], first: datetime.date, last: datetime.date) -> Part:
    return Part(first, last, tuple(deployments), rhythm(deployments, first, last), lead(deployments))


def _nothing(found: Found, since: datetime.date | None, last: datetime.date) -> tuple[str, str]:
    days = [one.day for one in found.deployments]
    start = f" from {since}" if since else ""
    if not days:
        return "there is no deployment with a date that can be true", "look at the dates in the source"
    there = f"the source has {times(len(days), 'deployment')}, from {days[0]} to {days[-1]}"
    return f"no deployment{start} to {last}; {there}", "name other days with --since and --until"


def _silence(part: Part) -> list[str]:
    quiet = (part.last - part.deployments[-1].day).days
    if quiet <= max(SILENT, 3 * (part.rhythm.median or 0)):
        return []
    return [f"Nothing was deployed in the last {quiet} days of the period. They count."]


def _ratio(before: Rhythm, after: Rhythm) -> Ratio | None:
    """Give how many times as often; None with fewer than three deployments on either side."""
    if min(before.count, after.count) < FEW:
        return None
    low, high = ratio_range(before.count, before.days, after.count, after.days)
    return Ratio(low, after.a_week / before.a_week, high)
