"""A workshop as a calendar file: an event for each day, with what its participants read and nothing else."""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from urllib.parse import urlsplit

from icalendar import Calendar, Event, Timezone, TimezoneDaylight, TimezoneStandard

from playbook.records.evidence import bare
from playbook.records.kit import FOLDER, Kit
from playbook.workshops.when import Moment, shown

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")
"""What a calendar file cannot hold, also the halves of characters that stand for bytes which are no text."""


def calendar(kit: Kit, days: Sequence[Sequence[Moment]], site: str, where: str = "") -> bytes:
    """Give the calendar file of `kit`, held on `days`; the same input gives the same bytes.

    `site` is the playbook's address, with its slash, and `where` the place. Times are those of the clock in the zone
    of the moments, which the file brings along; in UTC it brings none.
    """
    made = Calendar()
    made.add("prodid", "-//MLOps Team Playbook//Workshops//EN")
    made.add("version", "2.0")
    first, last = days[0][0].begins, days[-1][-1].ends
    if first.tzinfo is not datetime.UTC:
        made.add_component(timezone(first, last))
    for number, day in enumerate(days, 1):
        event = _event(kit, day, site)
        event.add("dtstamp", first.astimezone(datetime.UTC))  # no clock is asked: the same input, the same bytes
        event.add("summary", _text(kit.title) + (f", day {number} of {len(days)}" if len(days) > 1 else ""))
        if where.strip():
            event.add("location", _text(where))
        made.add_component(event)
    found: bytes = made.to_ical()
    return found


def _event(kit: Kit, day: Sequence[Moment], site: str) -> Event:
    begins, ends = day[0].begins, day[-1].ends
    page = f"{site}{FOLDER.as_posix()}/{kit.id}/"
    event = Event()
    event.add("uid", f"{kit.id}-{begins.astimezone(datetime.UTC):%Y%m%dT%H%M%SZ}@{urlsplit(site).hostname}")
    event.add("dtstart", begins)
    # of two equal clock times RFC 5545 means the first; only UTC can say the second
    event.add("dtend", ends.astimezone(datetime.UTC) if ends.fold else ends)
    event.add("description", "\n".join(_details(kit, day, page)))
    event.add("url", page)
    return event


def _details(kit: Kit, day: Sequence[Moment], page: str) -> list[str]:
    """Give what participants should know, a line each."""
    titles = [*(_text(moment.slot.step.title) for moment in day), "End"]
    return [
        f"You leave with: {_text(kit.outcome)}",
        "",
        "Bring:",
        *(f"- {_text(item)}" for item in kit.brings),
        "",
        *(f"{time} {title}" for time, title in zip(shown(day), titles, strict=True)),
        "",
        page,
    ]


def _text(text: str) -> str:
    return _CONTROL.sub("", bare(text))


def timezone(first: datetime.datetime, last: datetime.datetime) -> Timezone:
    """Give the zone of `first` and `last` for the years in which they are.

    The library can do so too, but says that the clock is put forward when it has been already: RFC 5545 wants the time
    that the clock shows just before.
    """
    zone = first.tzinfo
    assert zone is not None
    hour = datetime.timedelta(hours=1)
    at = datetime.datetime((first - 24 * hour).year, 1, 1, tzinfo=datetime.UTC)
    end = datetime.datetime((last + 24 * hour).year + 1, 1, 1, tzinfo=datetime.UTC)
    made = Timezone()
    made.add("tzid", str(zone))
    before = at.astimezone(zone)
    made.add_component(_observance(before, before.replace(tzinfo=None), before))
    while at < end:
        at += hour
        now = at.astimezone(zone)
        if now.utcoffset() != before.utcoffset():
            made.add_component(_observance(before, _changed(at - hour, at, zone), now))
        before = now
    return made


def _changed(low: datetime.datetime, high: datetime.datetime, zone: datetime.tzinfo) -> datetime.datetime:
    """Give the clock time, of the clock before, at which the clock is changed between two moments."""
    old = low.astimezone(zone).utcoffset()
    assert old is not None
    while low.astimezone(zone).utcoffset() == old and low < high:
        low += datetime.timedelta(minutes=1)
    return (low + old).replace(tzinfo=None)


def _observance(
    before: datetime.datetime, onset: datetime.datetime, now: datetime.datetime
) -> TimezoneStandard | TimezoneDaylight:
    made = TimezoneDaylight() if now.dst() else TimezoneStandard()
    made.add("dtstart", onset)
    made.add("tzoffsetfrom", before.utcoffset())
    made.add("tzoffsetto", now.utcoffset())
    made.add("tzname", now.tzname())
    return made
