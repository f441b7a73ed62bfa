"""Reads calendar files as RFC 5545 has it, by itself and strictly: what it must hold, and which instants it means."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass

from icalendar import Calendar

LOCAL = "%Y%m%dT%H%M%S"


@dataclass(frozen=True)
class Observance:
    """From `onset`, an instant in UTC, the clock is `offset` ahead of it."""

    onset: datetime.datetime
    offset: datetime.timedelta


def lines(data: bytes) -> list[str]:
    """Give the content lines, unfolded. Fails where a line is too long, cut within a character or ended wrongly."""
    assert data.endswith(b"\r\n")
    rows = data[:-2].split(b"\r\n")
    assert not any(b"\n" in row or b"\r" in row for row in rows), "a line break that is none of the format"
    assert max(map(len, rows)) <= 75
    assert not re.search(rb"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]", data), "a control character"
    unfolded: list[str] = []
    for row in rows:
        text = row.decode()
        if text.startswith(" "):
            unfolded[-1] += text[1:]
        else:
            unfolded.append(text)
    return unfolded


def events(data: bytes) -> list[dict[str, str]]:
    """Give the properties of each event, names with their parameters. Fails where something that must be is not."""
    whole = Calendar.from_ical(data)
    assert all(component.errors == [] for component in whole.walk())
    rows = lines(data)
    assert rows[0] == "BEGIN:VCALENDAR"
    assert rows[-1] == "END:VCALENDAR"
    head = rows[1 : rows.index(next(row for row in rows[1:] if row.startswith("BEGIN:")))]
    assert sorted(row.split(":")[0] for row in head) == ["PRODID", "VERSION"]
    assert "VERSION:2.0" in head
    found: list[dict[str, str]] = []
    for block in re.findall(r"BEGIN:VEVENT\n(.*?)\nEND:VEVENT", "\n".join(rows), re.DOTALL):
        pairs = [row.split(":", 1) for row in block.split("\n")]
        event = dict(pairs)
        assert len(event) == len(pairs), "a property stands twice"
        assert {"UID", "DTSTAMP", "SUMMARY"} <= set(event)
        assert re.fullmatch(r"\d{8}T\d{6}Z", event["DTSTAMP"])
        found.append(event)
    assert found
    assert len({event["UID"] for event in found}) == len(found)
    return found


def zone(data: bytes, name: str) -> list[Observance]:
    """Give the observances of the zone called `name` as the file defines it, in their order."""
    text = "\n".join(lines(data))
    (block,) = re.findall(rf"BEGIN:VTIMEZONE\nTZID:{re.escape(name)}\n(.*?)\nEND:VTIMEZONE", text, re.DOTALL)
    found = []
    for part in re.findall(r"BEGIN:(?:STANDARD|DAYLIGHT)\n(.*?)\nEND:(?:STANDARD|DAYLIGHT)", block, re.DOTALL):
        values = dict(row.split(":", 1) for row in part.split("\n"))
        local = datetime.datetime.strptime(values["DTSTART"], LOCAL).replace(tzinfo=datetime.UTC)
        found.append(Observance(local - _offset(values["TZOFFSETFROM"]), _offset(values["TZOFFSETTO"])))
    return sorted(found, key=lambda one: one.onset)


def instant(data: bytes, event: dict[str, str], name: str) -> datetime.datetime:
    """Give the instant that the property `name` means by the zones of the file alone; of two, the first."""
    key = next(key for key in event if key.split(";")[0] == name)
    value = event[key]
    if value.endswith("Z"):
        return datetime.datetime.strptime(value, f"{LOCAL}Z").replace(tzinfo=datetime.UTC)
    local = datetime.datetime.strptime(value, LOCAL).replace(tzinfo=datetime.UTC)
    kept = zone(data, key.split(";TZID=")[1])
    meant = []
    for offset in {one.offset for one in kept}:
        at = local - offset
        since = [one for one in kept if one.onset <= at]
        if since and since[-1].offset == offset:
            meant.append(at)
    return min(meant)


def _offset(text: str) -> datetime.timedelta:
    sign, hours, minutes = re.fullmatch(r"([+-])(\d\d)(\d\d)", text).groups()  # type: ignore[union-attr]
    span = datetime.timedelta(hours=int(hours), minutes=int(minutes))
    return span if sign == "+" else -span
