"""`playbook workshop`: run sheets on the clock in each format, records to fill in, refusals without a traceback."""

from __future__ import annotations

import csv
import datetime
import io
import json
import re
from pathlib import Path, PurePath
from typing import Any

import pytest
from click.testing import CliRunner, Result
from lxml import html

from playbook.commands.main import main
from playbook.commands.workshop_agenda import WRITERS, Agenda
from playbook.priorities.csv_files import read_items
from playbook.publish.record import POINTS, record
from playbook.records import strict_yaml
from playbook.records.current import current
from playbook.records.kit import Kit
from playbook.records.kit_parts import StepNotes
from playbook.records.organisation import COMPONENTS
from playbook.records.run import Run
from playbook.workshops import when
from playbook.workshops.plan import PlanError, plan
from tests.planning import ROOT, steps
from tests.workshops import ics

KIT = "pain-point-discovery"
START = ("--start", "2027-03-01 09:00", "--zone", "Europe/Amsterdam")


def run(*arguments: str) -> Result:
    done = CliRunner().invoke(main, ["workshop", *arguments, "--root", str(ROOT)])
    assert "Traceback" not in done.output
    assert done.exception is None or isinstance(done.exception, SystemExit)
    return done


@pytest.fixture(scope="module")
def kit() -> Kit:
    """Two days, with text that is markup elsewhere."""
    found = current(ROOT).get(Kit, KIT)
    two = list(steps("60-40 b15 60 | 45? b15 45"))
    two[0] = two[0].model_copy(
        update={"title": "=1+<b>|`x`", "facilitator": StepNotes(timebox="Stop | at <i>40</i>. [@own]")}
    )
    return found.model_copy(update={"steps": tuple(two), "title": "A <script> & b"})


def agenda(kit: Kit, *starts: str, minutes: int | None = None, zone: str = "Europe/Amsterdam") -> Agenda:
    """Give the run sheet of `kit`."""
    found = plan(kit.steps, minutes, max(len(starts), 1))
    clock = when.zone(zone)
    return Agenda(kit, found, when.held(found, [when.start(text, clock) for text in starts]) if starts else (), zone)


def test_list_names_all_kits() -> None:
    done = run("list")
    assert done.exit_code == 0, done.output
    for kit in current(ROOT).all(Kit):
        assert re.search(rf"^{kit.id} +{kit.takes}; \d+ minutes at the least$", done.output, re.MULTILINE)


@pytest.mark.parametrize("form", list(WRITERS))
def test_each_format_can_be_asked_for(form: str, tmp_path: Path) -> None:
    done = run("agenda", KIT, *START, "--format", form, "--output", str(tmp_path / "sheet"))
    assert (done.exit_code, done.output) == (0, "")
    assert "09:00" in (tmp_path / "sheet").read_text(encoding="utf-8").replace("T09:00", " 09:00")


def test_text(kit: Kit) -> None:
    assert WRITERS["text"](agenda(kit, "2027-03-01 09:00", "2027-03-08 13:30", minutes=190)) == (
        "A <script> & b: run sheet\n\n"
        "Day 1: Monday 1 March 2027, Europe/Amsterdam\n\n"
        "09:00   60  =1+<b>|x (in groups)\n"
        "            Stop | at <i>40</i>.\n"
        "10:00   15  Step b2\n"
        "10:15   60  Step s3 (in groups)\n"
        "11:15  135  End\n\n"
        "Day 2: Monday 8 March 2027, Europe/Amsterdam\n\n"
        "13:30   45  Step s6 (in groups)\n"
        "14:15   45  End\n\n"
        "Cut:\n\n"
        "- Step s4: left out. Lost: what s4 is for\n"
    )


def test_what_is_shortened_stands_with_its_minutes(kit: Kit) -> None:
    said = WRITERS["text"](agenda(kit, minutes=225))
    assert said.endswith("\n\nCut:\n\n- =1+<b>|x: 45 in place of 60 minutes. Lost: what s1 is for\n")


def test_a_break_at_the_night_is_not_cut(kit: Kit) -> None:
    """It is left out because people go home."""
    other = kit.model_copy(update={"steps": steps("60 b15 | 60 b15 60")})
    assert "Cut" not in WRITERS["text"](agenda(other, "2027-03-01 09:00", "2027-03-02 09:00"))


def test_without_a_start_times_count_from_the_beginning(kit: Kit) -> None:
    assert re.findall(r"^ *(\d+:\d\d) ", WRITERS["text"](agenda(kit)), re.MULTILINE) == [
        "0:00", "1:00", "1:15", "2:15", "3:00", "3:15", "4:00",
    ]  # fmt: skip
    assert "Cut" not in WRITERS["text"](agenda(kit))


@pytest.mark.parametrize(
    ("start", "times"),
    [
        pytest.param("2027-03-28 01:00", ["01:00 CET", "03:00 CEST", "03:15 CEST"], id="spring"),
        pytest.param("2027-10-31 01:00", ["01:00 CEST", "02:00 CEST", "02:15 CEST", "02:15 CET"], id="autumn"),
        pytest.param("2027-03-28 03:00", ["03:00", "04:00", "04:15"], id="after"),
    ],
)
def test_the_clock_is_changed_meanwhile(kit: Kit, start: str, times: list[str]) -> None:
    found = re.findall(r"^ *(\d\d:\d\d(?: CES?T)?) ", WRITERS["text"](agenda(kit, start)), re.MULTILINE)
    assert found[: len(times)] == times


def test_markdown_is_a_table_that_no_text_breaks(kit: Kit) -> None:
    rows = [row for row in WRITERS["markdown"](agenda(kit)).split("\n") if row.startswith("|")]
    assert {row.count("|") for row in rows} == {6}
    assert rows[2] == "| 0:00 | 60 | =1+&lt;b&gt;&#124;x | in groups | Stop &#124; at &lt;i&gt;40&lt;/i&gt;. |"
    assert "[@" not in "".join(rows)
    assert "<" not in "".join(rows)


def test_csv_is_read_back_and_computes_nothing(kit: Kit) -> None:
    rows = list(csv.DictReader(io.StringIO(WRITERS["csv"](agenda(kit, "2027-03-01 09:00", "2027-03-08 13:30")))))
    assert [(row["day"], row["date"], row["begins"], row["ends"], row["minutes"]) for row in rows] == [
        ("1", "2027-03-01", "09:00", "10:00", "60"),
        ("1", "2027-03-01", "10:00", "10:15", "15"),
        ("1", "2027-03-01", "10:15", "11:15", "60"),
        ("2", "2027-03-08", "13:30", "14:15", "45"),
        ("2", "2027-03-08", "14:15", "14:30", "15"),
        ("2", "2027-03-08", "14:30", "15:15", "45"),
    ]
    assert rows[0]["title"] == "'=1+<b>|x"


def test_json_has_instants(kit: Kit) -> None:
    data = json.loads(WRITERS["json"](agenda(kit, "2027-10-31 01:00", minutes=180)))
    moments = [datetime.datetime.fromisoformat(step["begins"]) for step in data["steps"]]
    assert moments[0] == datetime.datetime(2027, 10, 30, 23, tzinfo=datetime.UTC)
    assert [(moment - moments[0]).seconds // 60 for moment in moments] == [step["after"] for step in data["steps"]]
    assert (data["minutes"], data["skipped"]) == (180, ["s4"])
    assert [one["id"] for one in data["lost"]] == ["s1", "s4"]
    assert json.loads(WRITERS["json"](agenda(kit)))["steps"][0]["begins"] is None


def test_the_page_stands_alone_and_text_is_text(kit: Kit) -> None:
    page = WRITERS["html"](agenda(kit, "2027-03-01 09:00", "2027-03-08 13:30", minutes=200))
    tree: Any = html.document_fromstring(page)
    assert tree.get("lang") == "en"
    assert tree.findtext(".//title") == tree.findtext(".//h1") == "A <script> & b: run sheet"
    assert tree.xpath("//script|//b|//i|//link|//img|//@src|//@href") == []
    assert "@page" in tree.findtext(".//style")
    assert [row.text_content() for row in tree.xpath("//tr[last()]/td[3]")] == ["End", "End"]
    assert "[@own]" not in page


def test_calendar_from_the_command(tmp_path: Path) -> None:
    done = run("calendar", KIT, *START, "--where", "Room 3", "--minutes", "90", "--output", str(tmp_path / "x.ics"))
    assert (done.exit_code, done.output) == (0, "")
    (event,) = ics.events((tmp_path / "x.ics").read_bytes())
    assert event["DTEND;TZID=Europe/Amsterdam"] == "20270301T103000"
    assert event["LOCATION"] == "Room 3"
    printed = CliRunner().invoke(main, ["workshop", "calendar", KIT, *START, "--root", str(ROOT)])
    assert ics.events(printed.stdout_bytes)


@pytest.mark.parametrize(
    ("arguments", "what", "mend"),
    [
        pytest.param(["agenda", "pain-pont"], "there is no workshop 'pain-pont'", f"did you mean {KIT}?", id="near"),
        pytest.param(["record", "xyz"], "there is no workshop 'xyz'", f"use one of: {KIT}, ", id="far"),
        pytest.param(["agenda", KIT, "--minutes", "5"], "5 minutes are too few; ", "ask for that many", id="short"),
        pytest.param(["agenda", KIT, *START, *START], "it cannot be split over 2 days", "ask for one day", id="days"),
        pytest.param(["agenda", KIT, "--zone", "UTC"], "--zone says nothing", "--start '2027-03-01 09:00'", id="zone"),
        pytest.param(["calendar", KIT], "nobody says when it begins", "--start '2027-03-01 09:00'", id="when"),
        pytest.param(
            ["agenda", KIT, "--start", "2027-3-1", "--zone", "UTC"], "no day with a time", "write it", id="day"
        ),
        pytest.param(["agenda", KIT, "--start", "9999-12-31 23:59"], "from 2000 to 2099", "write it", id="far future"),
        pytest.param(
            ["calendar", KIT, *START[:2], "--zone", "Europe/Nowhere"], "no such time zone", "or UTC", id="no zone"
        ),
        pytest.param(["calendar", KIT, *START[:2], "--zone", "../etc"], "no such time zone", "or UTC", id="path"),
        pytest.param(
            ["agenda", KIT, "--start", "2027-03-28 02:30", "--zone", "Europe/Amsterdam"],
            "the clock is put forward then, and never shows it",
            'write "2027-03-28 03:30" in its place',
            id="gap",
        ),
        pytest.param(
            ["agenda", KIT, "--start", "2027-10-31 02:30", "--zone", "Europe/Amsterdam"],
            "the clock is put back then, and shows it twice",
            '--zone UTC with "2027-10-31 00:30" or "2027-10-31 01:30"',
            id="twice",
        ),
        pytest.param(["record", KIT, "--date", "1 March"], "--date 1 March: this is no date", "2027-03-01", id="date"),
    ],
)
def test_refusals_say_what_and_how_to_mend_it(arguments: list[str], what: str, mend: str) -> None:
    done = run(*arguments)
    assert done.exit_code == 2
    error, _, mended = done.output.partition("    mend: ")
    assert what in error
    assert mend in mended


def test_days_that_overlap_are_refused(kit: Kit) -> None:
    with pytest.raises(PlanError, match=r"^day 2 begins before day 1 has ended: .* after 2027-03-01 11:15$"):
        agenda(kit, "2027-03-01 09:00", "2027-03-01 11:14")
    assert agenda(kit, "2027-03-01 09:00", "2027-03-01 11:15").held


def test_the_zone_of_this_machine(tmp_path: Path) -> None:
    link = tmp_path / "localtime"
    link.symlink_to("/usr/share/zoneinfo/posix/Europe/Berlin")
    assert when.here({"TZ": ":America/New_York"}, link) == "America/New_York"
    assert when.here({}, link) == "Europe/Berlin"
    for environment, file in (({"TZ": "CET-1CEST"}, link), ({}, tmp_path / "no link")):
        with pytest.raises(PlanError, match="does not say in which time zone it is: name yours with --zone"):
            when.here(environment, file)


def block(text: str, language: str) -> str:
    """Give the only block of this language."""
    (found,) = re.findall(rf"^```{language}\n(.*?)^```$", text, re.DOTALL | re.MULTILINE)
    return str(found)


def test_the_logs_entry_is_read_once_it_is_filled_and_not_before() -> None:
    kit = current(ROOT).get(Kit, KIT)
    entry = block(record(kit, "2027-03-01", 'Trading: "9" people'), "yaml")
    empty = strict_yaml.read(entry, PurePath("runs.yml")).data
    with pytest.raises(ValueError, match="took"):
        Run.model_validate(empty[0], strict=False)
    filled = re.sub(r": +# (\d+) were planned", r": \1", entry)
    (data,) = strict_yaml.read(filled, PurePath("runs.yml")).data
    run = Run.model_validate(data, strict=False)
    assert (run.kit, str(run.date), run.group) == (KIT, "2027-03-01", 'Trading: "9" people')
    assert run.took == {step.id: step.minutes for step in kit.steps}
    assert "date:\n" in block(record(kit), "yaml")


def test_the_record_asks_for_each_step_and_output(kit: Kit) -> None:
    text = record(kit, group="A | b\n# c ~~d~~ &lt;")
    assert r"- Group, and how many: A \| b \# c \~\~d\~\~ &amp;lt;" in text
    assert "| =1+\\<b\\>\\|`x` | 60 | | |\n" in text
    assert "| All | 240 | | |\n" in text
    for output in kit.outputs:
        assert f"\n- {output.title}: " in text
    assert "## Parking lot" in text
    assert "[@" not in text


def test_points_of_the_record_feed_the_board() -> None:
    kit = current(ROOT).get(Kit, KIT)
    row = "Rebuild by hand,When a library is pinned,data scientists; business,monitoring,maintain,S,12"
    points = read_items(block(record(kit), "csv") + row)
    assert (points.refused, points.notes) == ((), ())
    (item,) = points.items
    assert [str(getattr(item, name)) for name in ("title", "area", "effort", "days")] == [
        "Rebuild by hand", "maintain", "S", "12",
    ]  # fmt: skip
    assert len(row.split(",")) == len(POINTS)
    for component in COMPONENTS:
        assert component in record(kit), "what the board takes is said where the line is written"
    other = kit.model_copy(update={"outputs": kit.outputs[1:]})
    assert "```csv" not in record(other)


def test_the_record_from_the_command() -> None:
    done = run("record", KIT, "--date", "2027-3-1", "--group", "Trading")
    assert done.exit_code == 0
    assert done.output == record(current(ROOT).get(Kit, KIT), "2027-03-01", "Trading")


@pytest.mark.parametrize(
    "group",
    [
        pytest.param("Trading [@A06], 9 people", id="source"),
        pytest.param("Trading,\n9\x7fpeople", id="controls"),
        pytest.param("Trading,\x1b 9 \udcffpeople", id="no text"),
    ],
)
def test_a_group_is_words_in_the_log(group: str, kit: Kit) -> None:
    """A source, a control or a broken byte would make the log unreadable."""
    (entry,) = strict_yaml.read(block(record(kit, "2027-03-01", group), "yaml"), PurePath("runs.yml")).data
    assert entry["group"] == "Trading, 9 people"
