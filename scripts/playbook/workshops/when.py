"""When a plan is held: its steps on the clock of a time zone, also on the days on which that clock is changed."""

from __future__ import annotations

import datetime
import os
import re
import zoneinfo
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from playbook.workshops.plan import Plan, PlanError, Slot

START = "%Y-%m-%d %H:%M"
_UTC = {"UTC", "Etc/UTC", "Etc/UCT", "UCT", "Zulu", "Etc/Zulu", "Universal", "Etc/Universal"}


@dataclass(frozen=True)
class Moment:
    """A slot of a plan, and from when to when it is held, on the clock of its zone."""

    slot: Slot
    begins: datetime.datetime
    ends: datetime.datetime


def zone(name: str) -> datetime.tzinfo:
    """Give the time zone called `name`. Raises PlanError."""
    if name in _UTC or name.upper() == "UTC":
        return datetime.UTC
    try:
        return zoneinfo.ZoneInfo(name)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError):
        what = f"--zone {name}: no such time zone here"
        raise PlanError(what, "name one such as Europe/Amsterdam, or UTC") from None


def here(environment: Mapping[str, str] = os.environ, link: Path = Path("/etc/localtime")) -> str:
    """Give the name of this machine's time zone. Raises PlanError where nobody can tell."""
    found = environment.get("TZ", "").removeprefix(":")
    if not found:
        _, _, found = link.resolve().as_posix().partition("/zoneinfo/")
        found = re.sub("^(?:posix|right)/", "", found)
    try:
        return found if found and zone(found) else _unknown()
    except PlanError:
        return _unknown()


def _unknown() -> str:
    raise PlanError("this machine does not say in which time zone it is", "name yours with --zone Europe/Amsterdam")


def start(text: str, where: datetime.tzinfo) -> datetime.datetime:
    """Read when a day begins, on the clock of `where`. Raises PlanError if it shows that never, or twice."""
    try:
        naive = datetime.datetime.strptime(text.strip().replace("T", " "), START)
    except ValueError:
        naive = datetime.datetime.min
    if not 2000 <= naive.year < 2100:
        what = f"--start {text}: this is no day with a time, from 2000 to 2099"
        raise PlanError(what, 'write it as year-month-day and hours, such as "2027-03-01 09:00"')
    first, second = (naive.replace(tzinfo=where, fold=fold) for fold in (0, 1))
    before, after = first.utcoffset(), second.utcoffset()
    assert before is not None
    assert after is not None
    if before < after:
        there = first.astimezone(datetime.UTC).astimezone(where)
        what = f"--start {text}: the clock is put forward then, and never shows it"
        raise PlanError(what, f'write "{there:{START}}" in its place')
    if before > after:
        moments = " or ".join(f'"{one.astimezone(datetime.UTC):{START}}"' for one in (first, second))
        what = f"--start {text}: the clock is put back then, and shows it twice"
        raise PlanError(what, f"say which of the two, in UTC: --zone UTC with {moments}")
    return first


def held(plan: Plan, starts: Sequence[datetime.datetime]) -> tuple[tuple[Moment, ...], ...]:
    """Give each day of `plan` on the clock; `starts` says when each begins. Raises PlanError if two overlap."""
    days = tuple(
        tuple(
            Moment(slot, _after(begin, slot.begins), _after(begin, slot.begins + slot.minutes))
            for slot in plan.days[number]
        )
        for number, begin in enumerate(starts)
    )
    for number, (day, following) in enumerate(pairwise(days), 2):
        if following[0].begins.astimezone(datetime.UTC) < day[-1].ends.astimezone(datetime.UTC):
            what = f"day {number} begins before day {number - 1} has ended"
            raise PlanError(what, f"give the days in their order, day {number} after {day[-1].ends:{START}}")
    return days


def _after(begin: datetime.datetime, minutes: int) -> datetime.datetime:
    """Give the time on the clock so many minutes later: the clock may have been changed meanwhile."""
    return (begin.astimezone(datetime.UTC) + datetime.timedelta(minutes=minutes)).astimezone(begin.tzinfo)


def shown(day: Sequence[Moment]) -> list[str]:
    """Give the clock time of each moment of a day and of its end, with the name of the clock where that changes."""
    times = [*(moment.begins for moment in day), day[-1].ends]
    changes = len({time.utcoffset() for time in times}) > 1
    return [f"{time:%H:%M %Z}" if changes else f"{time:%H:%M}" for time in times]
