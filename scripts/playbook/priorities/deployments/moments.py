"""Reads dates and times as people and machines write them in ISO 8601; whatever could mean two days is refused."""

from __future__ import annotations

import datetime
import re

_WRITTEN = re.compile(
    r"(\d{4})-(\d{2})-(\d{2})"
    r"(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:[.,]\d{1,9})?)?(?: ?(Z|z|UTC|[+-]\d{2}(?::?\d{2})?))?)?",
    re.ASCII,
)

FIRST = datetime.date(1990, 1, 1)
"""Nobody measures deployments from before; an older date is a slip, such as 0025 for 2025."""


def moment(text: str, zone: datetime.tzinfo) -> tuple[datetime.datetime, datetime.date]:
    """Give the moment, with a time zone, and the day that `text` means.

    A date without a time is that day everywhere, and its noon. A time without a zone is one of `zone`. Raises
    ValueError with what is wrong.
    """
    found = _WRITTEN.fullmatch(text)
    if found is None:
        raise ValueError("is no date such as 2026-03-31 or 2026-03-31T14:05Z")
    year, month, day, hour, minute, second = (int(part) if part else 0 for part in found.groups()[:6])
    try:
        date = datetime.date(year, month, day)
        clock = datetime.time(hour, minute, min(second, 59))  # a leap second is the one before
    except ValueError:
        raise ValueError("is no day or time that there is") from None
    if date < FIRST or date.year > 9000:
        raise ValueError(f"is no year in which somebody deployed; this reads {FIRST.year} to 9000")
    if found[4] is None:
        return datetime.datetime.combine(date, datetime.time(12), datetime.UTC), date
    at = datetime.datetime.combine(date, clock, _offset(found[7]) if found[7] else zone)
    at = at.astimezone(datetime.UTC)
    return at, at.astimezone(zone).date()


def _offset(text: str) -> datetime.tzinfo:
    if text.upper() in ("Z", "UTC"):
        return datetime.UTC
    hours, minutes = int(text[1:3]), int(text[-2:]) if len(text) > 3 else 0
    if hours > 14 or minutes > 59:
        raise ValueError("has an offset that no time zone has")
    sign = -1 if text[0] == "-" else 1
    return datetime.timezone(sign * datetime.timedelta(hours=hours, minutes=minutes))
