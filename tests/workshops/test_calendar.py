"""Calendar files: what RFC 5545 asks for, the right instants around a change of the clock, no facilitator's words."""

from __future__ import annotations

import datetime
import json
import re
import subprocess
from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from playbook.publish.calendar import calendar
from playbook.records.current import current
from playbook.records.kit import Kit
from playbook.records.kit_parts import StepNotes
from playbook.workshops import when
from playbook.workshops.plan import plan
from tests.interchange import NODE
from tests.planning import ROOT, steps
from tests.workshops import ics

SITE = "https://playbook.example/latest/"
RUNNER = ROOT / "tests/workshops/calendar.mjs"
LONG = steps("60 b15 60 | 45 b15 45")


@pytest.fixture(scope="module")
def kits() -> list[Kit]:
    return current(ROOT).all(Kit)


@pytest.fixture(scope="module")
def kit(kits: list[Kit]) -> Kit:
    """Two hours and a quarter, and on another day an hour and three quarters."""
    return kits[0].model_copy(update={"steps": LONG, "title": "Räume; a, b \\ c", "brings": ("A phone", "`x.csv`")})


def made(kit: Kit, zone: str, *starts: str, where: str = "") -> bytes:
    """Give the file of `kit`, held then."""
    clock = when.zone(zone)
    days = when.held(plan(kit.steps, None, len(starts)), [when.start(text, clock) for text in starts])
    return calendar(kit, days, SITE, where)


def read(data: bytes) -> list[Any]:
    """Give the events as a program of others reads them."""
    return Calendar.from_ical(data).walk("VEVENT")


AMSTERDAM, NEW_YORK = "Europe/Amsterdam", "America/New_York"


@pytest.mark.parametrize(
    ("zone", "start", "begins"),
    [
        (AMSTERDAM, "2027-03-27 09:00", "2027-03-27T08:00Z"),
        (AMSTERDAM, "2027-03-28 09:00", "2027-03-28T07:00Z"),
        (AMSTERDAM, "2027-03-29 09:00", "2027-03-29T07:00Z"),
        (AMSTERDAM, "2027-03-28 01:00", "2027-03-28T00:00Z"),
        (AMSTERDAM, "2027-03-28 03:00", "2027-03-28T01:00Z"),
        (AMSTERDAM, "2027-10-30 09:00", "2027-10-30T07:00Z"),
        (AMSTERDAM, "2027-10-31 09:00", "2027-10-31T08:00Z"),
        (AMSTERDAM, "2027-11-01 09:00", "2027-11-01T08:00Z"),
        (AMSTERDAM, "2027-10-31 01:00", "2027-10-30T23:00Z"),
        (AMSTERDAM, "2027-10-30 22:59", "2027-10-30T20:59Z"),
        (AMSTERDAM, "2027-01-01 00:10", "2026-12-31T23:10Z"),
        (AMSTERDAM, "2027-12-31 23:10", "2027-12-31T22:10Z"),
        (NEW_YORK, "2027-03-13 09:00", "2027-03-13T14:00Z"),
        (NEW_YORK, "2027-03-14 09:00", "2027-03-14T13:00Z"),
        (NEW_YORK, "2027-03-15 09:00", "2027-03-15T13:00Z"),
        (NEW_YORK, "2027-03-14 01:00", "2027-03-14T06:00Z"),
        (NEW_YORK, "2027-11-06 09:00", "2027-11-06T13:00Z"),
        (NEW_YORK, "2027-11-07 09:00", "2027-11-07T14:00Z"),
        (NEW_YORK, "2027-11-08 09:00", "2027-11-08T14:00Z"),
        (NEW_YORK, "2027-11-07 00:30", "2027-11-07T04:30Z"),
        ("UTC", "2027-03-28 01:00", "2027-03-28T01:00Z"),
        ("Etc/UTC", "2027-10-31 01:00", "2027-10-31T01:00Z"),
        ("Asia/Kolkata", "2027-03-28 09:00", "2027-03-28T03:30Z"),
        ("Australia/Lord_Howe", "2027-04-04 00:30", "2027-04-03T13:30Z"),
    ],
    ids=lambda value: value.replace(" ", "T"),
)
def test_instants_are_right(kit: Kit, zone: str, start: str, begins: str) -> None:
    """The file itself says them, and so does a program that knows the zone by its name."""
    data = made(kit, zone, start)
    (event,) = ics.events(data)
    (known,) = read(data)
    begin = datetime.datetime.fromisoformat(begins)
    end = begin + datetime.timedelta(minutes=240)
    assert (ics.instant(data, event, "DTSTART"), ics.instant(data, event, "DTEND")) == (begin, end)
    assert (known.start.astimezone(datetime.UTC), known.end.astimezone(datetime.UTC)) == (begin, end)
    assert (b"VTIMEZONE" in data) == ("UTC" not in zone)


def test_an_end_within_the_hour_that_comes_twice_is_the_second(kit: Kit) -> None:
    """23:30 and four hours: 02:30 for the second time. A clock time alone would mean the first."""
    data = made(kit, AMSTERDAM, "2027-10-30 23:30")
    (event,) = ics.events(data)
    assert event["DTEND"] == "20271031T013000Z"
    assert "02:30 CET End" in event["DESCRIPTION"]


def test_a_zone_says_what_the_clock_shows_before_it_is_changed(kit: Kit) -> None:
    """As in the examples of RFC 5545, 3.6.5."""
    data = made(kit, NEW_YORK, "2027-03-14 09:00")
    changes = re.findall(
        "DTSTART:(2027[^\n]+)\nTZNAME:(.*)\nTZOFFSETFROM:(.*)\nTZOFFSETTO:(.*)\n", "\n".join(ics.lines(data))
    )
    assert changes[-2:] == [("20270314T020000", "EDT", "-0500", "-0400"), ("20271107T020000", "EST", "-0400", "-0500")]


def test_what_participants_read(kit: Kit) -> None:
    data = made(kit, AMSTERDAM, "2027-03-01 09:00", "2027-03-08 13:30", where="Room 3;\nor the call, as you like")
    first, second = read(data)
    assert [event["SUMMARY"] for event in (first, second)] == [
        "Räume; a, b \\ c, day 1 of 2",
        "Räume; a, b \\ c, day 2 of 2",
    ]
    assert first["LOCATION"] == "Room 3; or the call, as you like"
    assert first["URL"] == f"{SITE}workshops/{kit.id}/"
    assert str(first["DESCRIPTION"]).endswith(
        "\nBring:\n- A phone\n- x.csv\n\n09:00 Step s1\n10:00 Step b2\n10:15 Step s3\n11:15 End\n\n" + first["URL"]
    )
    assert "\n13:30 Step s4\n" in second["DESCRIPTION"]
    assert "LOCATION" not in read(made(kit, "UTC", "2027-03-01 09:00"))[0]


def test_the_same_input_gives_the_same_bytes(kit: Kit) -> None:
    """And another time is another event, so that two groups of a day do not replace one another."""
    one, again = made(kit, AMSTERDAM, "2027-03-01 09:00"), made(kit, AMSTERDAM, "2027-03-01 09:00")
    assert one == again
    (event,), (moved,), (elsewhere,) = (
        ics.events(data)
        for data in (
            one,
            made(kit, AMSTERDAM, "2027-03-01 14:00"),
            made(kit, AMSTERDAM, "2027-03-01 09:00", where="Room 4"),
        )
    )
    assert event["UID"] == elsewhere["UID"] != moved["UID"]


def test_facilitators_words_are_no_part_of_it(kits: list[Kit]) -> None:
    """With other words for facilitators, each kit's file stays the same to the byte."""
    for kit in kits:
        other = kit.model_copy(
            update={
                "facilitator": None,
                "steps": tuple(step.model_copy(update={"facilitator": StepNotes()}) for step in kit.steps),
            }
        )
        file = made(kit, AMSTERDAM, "2027-03-01 09:00")
        assert file == made(other, AMSTERDAM, "2027-03-01 09:00")
        assert ics.events(file)


def in_node(asked: Sequence[dict[str, Any]]) -> list[bytes]:
    """Give the files that the browser makes."""
    done = subprocess.run(
        [NODE, RUNNER], input=json.dumps(asked), capture_output=True, encoding="utf-8", timeout=60, check=False
    )
    assert done.returncode == 0, done.stderr
    return [file.encode() for file in json.loads(done.stdout)]


def test_the_browsers_file() -> None:
    days = [["2027-03-01T09:00:00+01:00", "2027-03-01T10:45:00+01:00"], ["2027-03-28T01:00Z", "2027-03-28T02:00Z"]]
    details = "You leave with: a board; one pain, and \\ more\r\n\r\n09:00 Begin\x07"
    (data,) = in_node([{"title": "Pains, ranked", "details": details, "days": days, "stamp": "2027-01-05T06:07:08.9Z"}])
    first, second = ics.events(data)
    assert [
        ics.instant(data, event, name).isoformat() for event in (first, second) for name in ("DTSTART", "DTEND")
    ] == [
        "2027-03-01T08:00:00+00:00",
        "2027-03-01T09:45:00+00:00",
        "2027-03-28T01:00:00+00:00",
        "2027-03-28T02:00:00+00:00",
    ]
    assert first["DTSTAMP"] == "20270105T060708Z"
    assert first["UID"] == "20270301T080000Z-pains-ranked@mlops-team-playbook"
    _, known = read(data)
    assert known["SUMMARY"] == "Pains, ranked, day 2 of 2"
    assert known["DESCRIPTION"] == "You leave with: a board; one pain, and \\ more\n\n09:00 Begin"


@settings(max_examples=2, deadline=None, suppress_health_check=list(HealthCheck), phases=(Phase.generate,))
@given(st.lists(st.text(max_size=120), min_size=40, max_size=60))
def test_the_browser_escapes_and_folds_whatever_there_is(texts: list[str]) -> None:
    days = [["2027-03-01T08:00Z", "2027-03-01T09:00Z"]]
    asked = [{"title": text, "details": f"ä{text}" * 3, "days": days, "stamp": days[0][0]} for text in texts]
    for text, data in zip(texts, in_node(asked), strict=True):
        (event,) = ics.events(data)
        clean = re.sub(r"[\x00-\x08\x0b-\x1f\x7f]", "", text.replace("\r\n", "\n").replace("\r", "\n"))
        unescaped = re.sub(r"\\(.)", lambda found: "\n" if found[1] == "n" else found[1], event["SUMMARY"])
        assert unescaped == clean
        assert re.fullmatch(r"(?:[^\\;,\n]|\\[\\;,n])*", event["DESCRIPTION"])


def test_a_place_of_bytes_that_are_no_text_is_left_out(kit: Kit) -> None:
    days = made(kit, "UTC", "2027-03-01 09:00", "2027-03-02 09:00", where="Room \udcff1\x00")
    assert read(days)[0]["location"] == "Room 1"
