"""`playbook onboarding`: what is made from a path, read by programs that did not make it; and refusals with a mend."""

from __future__ import annotations

import csv
import datetime
import io
import json
import re
import subprocess
from itertools import pairwise
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from icalendar import Calendar
from markdown_it import MarkdownIt

from playbook.commands import clock
from playbook.commands.main import main
from playbook.publish.onboarding.tasks import working_day
from tests.records.test_path import written

NASTY = 'It’s "$(touch taken)" `touch taken` --> <b>*x*</b> it\'s'
ODD = "Run `make *x*` <b>*now*</b> [a](b) _c_ & d \\\\ e"
"""As YAML in double quotes has it."""
HEAD = """\
---
kind: path
id: {id}
order: {order}
title: {title}
description: A path.
reader: You begin.
outcome: A start.
minutes: 1
who: Somebody.
ends_with: "Something. [@own]"
{leaves}tasks:
"""


def _task(key: str, horizon: str, owner: str, kind: str, minutes: int, words: str, **more: str) -> str:
    """Give a task as a line of YAML; its evidence is `<key> is seen.`"""
    facts = {
        "id": key,
        "horizon": horizon,
        "owner": owner,
        "kind": kind,
        "minutes": str(minutes),
        "text": f'"{words}"',
        "evidence": f"{key} is seen.",
        "verified": "2026-10-01",
        **more,
    }
    return "  - {" + ", ".join(f"{name}: {value}" for name, value in facts.items()) + "}\n"


def _page(key: str, order: int, title: str, *tasks: str, leaves: bool = False) -> str:
    begin = HEAD.format(
        id=key, order=order, title=json.dumps(title, ensure_ascii=False), leaves="leaves: true\n" * leaves
    )
    return begin + "".join(tasks) + "---\n\nBody. [@own]\n"


JOINS = _page(
    "join",
    1,
    NASTY,
    _task("rights", "before-day-1", "lead", "access", 30, "Give."),
    _task("hello", "day-1", "newcomer", "meet", 60, "Meet.", link="roles/one.md"),
    _task("read", "day-1", "newcomer", "read", 240, "=SUM(A1)", link="standards/SAY001/index.md"),
    _task("show", "day-1", "buddy", "teach", 300, "Show.", after="[hello]"),
    _task("run", "week-1", "newcomer", "do", 90, f"{ODD}. [@own]", after="[rights, read]"),
    _task("change", "day-30", "newcomer", "ship", 90, "Ship.", after="[run]", day="8"),
    _task("kit", "day-60", "newcomer", "do", 60, "Go.", link="workshops/meet/index.md"),
    _task("teach", "day-90", "newcomer", "teach", 60, "Teach.", link='"index.md#top"'),
)
LEAVES = _page(
    "leave",
    2,
    "A way out",
    _task("told", "notice", "manager", "meet", 30, "Tell."),
    _task("list", "notice", "leaver", "do", 90, "List."),
    _task("drive", "handover", "successor", "do", 90, "Deploy.", day="-12"),
    _task("notes", "handover", "leaver", "do", 90, "Write."),
    _task("without", "last-week", "lead", "do", 90, "Rehearse.", after="[drive]"),
    _task("closed", "last-day", "lead", "access", 30, "Close."),
    _task("bye", "last-day", "manager", "meet", 30, "Eat."),
    _task("missed", "after", "lead", "do", 30, "Ask.", day="20"),
    leaves=True,
)
GH = r"""#!/bin/sh
printf '%s\0' "$@" >> "$SAID"
printf '\036' >> "$SAID"
"""
COMMON_MARK = MarkdownIt("commonmark")


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A playbook with a path that joins and one that leaves, on a day on which each task is fresh."""
    monkeypatch.setattr(clock, "today", lambda: datetime.date(2026, 10, 2))
    repository = written(tmp_path / "book", JOINS, LEAVES)
    (repository / "mkdocs.yml").write_text("site_name: Small\n", encoding="utf-8")
    return repository


def run(root: Path, *arguments: str, code: int = 0) -> Result:
    done = CliRunner().invoke(main, ["onboarding", *arguments, "--root", str(root)])
    assert done.exit_code == code, done.output
    assert "Traceback" not in done.output
    return done


def shown(markdown: str) -> list[tuple[str, str]]:
    """Give each block of text that a reader sees: what it stands in, and its words."""
    tokens = COMMON_MARK.parse(markdown)
    found = []
    for before, token in pairwise(tokens):
        if token.type == "inline":
            assert all(part.type != "html_inline" for part in token.children or ())
            text = "".join("\n" if part.type == "softbreak" else part.content for part in token.children or ())
            found.append((before.tag if before.type == "heading_open" else f"{before.tag} {before.level}", text))
    return found


# -- days


@pytest.mark.parametrize("leaves", [pytest.param(False, id="joins"), pytest.param(True, id="leaves")])
def test_working_days_are_counted_from_the_start(leaves: bool) -> None:
    first = datetime.date(2026, 12, 1)
    weekdays = [day for n in range(400) if (day := first + datetime.timedelta(days=n)).weekday() < 5]
    for place in range(100, 105):  # a start on each weekday
        start = weekdays[place]
        days = {day: working_day(start, day, leaves=leaves) for day in range(-60, 66) if day or not leaves}
        shift = {day: (day + 1 if day < 0 else day) if leaves else day - 1 for day in days}
        assert days == {day: weekdays[place + shift[day]] for day in days}


def test_days_that_people_would_name() -> None:
    monday, friday = datetime.date(2027, 3, 1), datetime.date(2027, 3, 5)
    assert working_day(monday, 5, leaves=False) == friday
    assert working_day(monday, 22, leaves=False) == datetime.date(2027, 3, 30)  # the thirtieth day
    assert working_day(friday, -1, leaves=True) == friday
    assert working_day(friday, -6, leaves=True) == datetime.date(2027, 2, 26)  # a week before
    assert working_day(friday, 22, leaves=True) == datetime.date(2027, 4, 6)


# -- issues


def test_list_names_every_path(root: Path) -> None:
    lines = run(root, "list").output.splitlines()
    assert [line.split()[:3] for line in lines] == [["join", "8", "tasks"], ["leave", "8", "tasks"]]


def test_issues_are_markdown_in_which_text_is_text(root: Path) -> None:
    said = run(root, "issues", "join", "--start", "2027-03-01").output
    blocks = shown(said)
    titles = [text for tag, text in blocks if tag == "h1"]
    plain = NASTY.replace("`", "")
    assert titles == [
        f"{plain}: before day 1, for the lead",
        f"{plain}: day 1, for the newcomer",
        f"{plain}: day 1, for the buddy",
        f"{plain}: week 1, for the newcomer",
        f"{plain}: by day 30, for the newcomer",
        f"{plain}: by day 60, for the newcomer",
        f"{plain}: by day 90, for the newcomer",
    ]
    tasks = [text for _tag, text in blocks if text.startswith("[ ] ")]
    assert len(tasks) == 8
    assert tasks[4] == "[ ] Run make *x* <b>*now*</b> [a](b) _c_ & d \\ e (90 min) → done when: run is seen."
    assert tasks[0] == "[ ] Give (30 min) → done when: rights is seen."
    below = [text for _tag, text in blocks if text.startswith(("Waits for", "By "))]
    assert below[0] == "Waits for: Meet (the newcomer, day 1)"
    assert "By Wednesday 10 March 2027" in below
    dues = [text for _tag, text in blocks if text.startswith("Due: ")]
    assert dues[0].startswith("Due: Friday 26 February 2027")
    links = re.findall(r'href="([^"]+)"', COMMON_MARK.render(said))
    assert all(link.startswith("http://127.0.0.1:8000/") for link in links), links
    assert {"http://127.0.0.1:8000/roles/one/", "http://127.0.0.1:8000/#top"} <= set(links)
    assert "Due" not in run(root, "issues", "join").output


@pytest.mark.parametrize("kind", ["github", "gitlab"])
def test_commands_reach_the_program_as_they_are_meant_and_nothing_else_runs(
    kind: str, root: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "it's $(touch taken) `x`"
    said = run(root, "issues", "join", "--into", str(folder), "--format", kind, "--start", "2027-03-01").stdout
    for name in ("gh", "glab"):
        (tmp_path / name).write_text(GH, encoding="utf-8")
        (tmp_path / name).chmod(0o755)
    environment = {"PATH": f"{tmp_path}:/usr/bin:/bin", "SAID": str(tmp_path / "said")}
    subprocess.run(["sh", "-e"], input=said, text=True, check=True, cwd=tmp_path, env=environment)
    calls = [call.split("\0")[:-1] for call in (tmp_path / "said").read_text(encoding="utf-8").split("\x1e")[:-1]]
    assert not list(tmp_path.rglob("taken"))
    files = sorted(folder.iterdir())
    assert len(calls) == len(files) == 7
    first = calls[0]
    assert first[:4] == ["issue", "create", "--title", f"{NASTY}: before day 1, for the lead"]
    assert first[first.index("--label") + 1] == "onboarding"
    if kind == "github":
        assert Path(first[first.index("--body-file") + 1]) == files[0]
    else:
        assert first[first.index("--description") + 1] == files[0].read_text(encoding="utf-8").rstrip("\n")
        assert first[first.index("--due-date") + 1] == "2027-02-26"


def test_the_printed_commands_end_their_comment_only_at_its_end(root: Path) -> None:
    said = run(root, "issues", "join").output
    comment = said[said.index("<!--") :]
    assert comment.count("-->") == 1
    assert comment.endswith("\n-->\n")
    line = next(line for line in comment.splitlines() if line.startswith("gh "))
    words = subprocess.run(["sh", "-c", f'set -- {line}; printf %s "$5"'], capture_output=True, text=True, check=True)
    assert words.stdout == f"{NASTY}: before day 1, for the lead"


def test_a_file_that_differs_is_never_written_over(root: Path, tmp_path: Path) -> None:
    into = tmp_path / "new" / "issues"
    run(root, "issues", "leave", "--into", str(into))
    before = {file.name: file.read_bytes() for file in into.iterdir()}
    assert "0 written" in run(root, "issues", "leave", "--into", str(into)).stderr
    first, last = into / min(before), into / max(before)
    last.write_text("Mine.\n", encoding="utf-8")
    first.unlink()
    refused = run(root, "issues", "leave", "--into", str(into), code=2).output
    assert f"{last} is there already and differs\n    mend: move it away" in refused
    assert last.read_text(encoding="utf-8") == "Mine.\n"
    assert not first.exists()
    first.symlink_to(tmp_path / "elsewhere")
    last.unlink()
    assert "mend: name a folder" in run(root, "issues", "leave", "--into", str(into), code=2).output
    assert not (tmp_path / "elsewhere").exists()


def test_who_leaves_counts_from_the_last_day(root: Path) -> None:
    said = run(root, "issues", "leave", "--start", "2027-03-05", "--format", "gitlab").output
    assert "--label offboarding --due-date 2027-02-08" in said
    assert "# A way out: the last day, for the lead" in said
    assert "for the leaver" in said


# -- calendar


def test_the_calendar_is_strict_and_the_same_each_time(root: Path, tmp_path: Path) -> None:
    file = tmp_path / "path.ics"
    run(root, "calendar", "join", "--start", "2027-03-01", "--output", str(file))
    data = file.read_bytes()
    assert data == run(root, "calendar", "join", "--start", "2027-03-01").stdout_bytes
    assert data.count(b"\n") == data.count(b"\r\n")
    assert max(map(len, data.split(b"\r\n"))) <= 75
    calendar = Calendar.from_ical(data)
    assert calendar.errors == []
    events = calendar.walk("VEVENT")
    assert all(event.errors == [] for event in events)
    assert [(event.decoded("dtstart"), event.decoded("dtend")) for event in events] == [
        (day, day + datetime.timedelta(days=1))
        for day in map(
            datetime.date.fromisoformat,
            ["2027-02-26", "2027-03-01", "2027-03-05", "2027-03-10", "2027-04-28", "2027-05-28"],
        )
    ]
    assert b"DTSTART;VALUE=DATE:20270301\r\n" in data
    stamps = {event.decoded("dtstamp").date() for event in events}
    assert stamps == {datetime.date(2026, 10, 1)}  # the day of the newest check, not that of the call
    assert len({str(event["uid"]) for event in events}) == len(events)
    other = Calendar.from_ical(run(root, "calendar", "join", "--start", "2027-03-02").stdout_bytes).walk("VEVENT")
    assert {str(event["uid"]) for event in events} & {str(event["uid"]) for event in other} == set()
    second = events[1]
    assert str(second["summary"]) == f"{NASTY.replace('`', '')}: day 1"
    assert str(second["description"]).splitlines()[:3] == [
        "- Meet (newcomer, 60 min). Done when: hello is seen.",
        "- =SUM(A1) (newcomer, 4 h). Done when: read is seen.",
        "- Show (buddy, 5 h). Done when: show is seen.",
    ]
    assert str(events[3]["summary"]).endswith(": by day 30, 1 task is due sooner")


# -- CSV


def test_csv_has_a_row_for_each_task_and_nothing_that_a_spreadsheet_computes(root: Path) -> None:
    text = run(root, "csv", "join", "--start", "2027-03-01").stdout_bytes.decode()
    rows = list(csv.DictReader(io.StringIO(text, newline=""), strict=True))
    assert list(rows[0]) == [
        *("horizon", "due", "owner", "kind", "task", "minutes"),
        *("done when", "waits for", "link", "verified", "stale"),
    ]
    assert [row["due"] for row in rows][:2] == ["2027-02-26", "2027-03-01"]
    assert rows[2]["task"] == "'=SUM(A1)"
    assert rows[4]["task"] == "Run make *x* <b>*now*</b> [a](b) _c_ & d \\ e"
    assert rows[4]["waits for"] == "Give; =SUM(A1)"
    assert rows[1]["link"] == "http://127.0.0.1:8000/roles/one/"
    plain = list(csv.DictReader(io.StringIO(run(root, "csv", "leave").output)))
    assert [row["due"] for row in plain] == [f"day {n}" for n in (-20, -20, -12, -6, -2, -1, -1, 20)]


# -- what is old


def test_old_tasks_are_flagged_and_noted_by_check(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = root / "docs/onboarding/join.md"
    line = next(n for n, text in enumerate(page.read_text(encoding="utf-8").splitlines(), 1) if "id: run" in text)
    check = ["check", "--root", str(root)]
    for day, old in (("2027-03-30", False), ("2027-03-31", True)):  # verified on 2026-10-01
        monkeypatch.setattr(clock, "today", lambda day=day: datetime.date.fromisoformat(day))
        assert ("Not verified since 2026-10-01" in run(root, "issues", "join").output) is old
        assert (",yes\r\n" in run(root, "csv", "join").stdout_bytes.decode()) is old
        done = CliRunner().invoke(main, check)
        assert done.exit_code == 0, done.output
        assert (f"note: docs/onboarding/join.md:{line}:" in done.stderr) is old
        assert ("`run` of join was verified on 2026-10-01, more than 180 days ago\n    mend: " in done.stderr) is old


# -- refusals


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        pytest.param(("csv", "jion"), "there is no path 'jion'\n    mend: did you mean join?", id="no path"),
        pytest.param(("csv", "zz"), "mend: use one of: join, leave", id="nothing near"),
        pytest.param(("csv", "join", "--start", "2027-02-30"), "mend: write it as year-month-day", id="no such day"),
        pytest.param(("csv", "join", "--start", "20270301"), "this is no date from 2000 to 2099", id="another form"),
        pytest.param(("csv", "join", "--start", "9999-12-31"), "this is no date from 2000 to 2099", id="far off"),
        pytest.param(
            ("csv", "join", "--start", "2027-02-27"),
            "this is a Saturday\n    mend: name the first working day, such as 2027-03-01 (Monday)",
            id="a Saturday to begin",
        ),
        pytest.param(("csv", "leave", "--start", "2027-02-28"), "such as 2027-02-26 (Friday)", id="a Sunday to end"),
        pytest.param(("calendar", "join"), "mend: name the day with --start", id="no start"),
        pytest.param(("issues", "join", "--into", "x", "--output", "y"), "are two places", id="two places"),
        pytest.param(("issues", "join", "--into", "/dev/null/x"), "mend: name", id="no folder"),
        pytest.param(("csv", "join", "--output", "/dev/null/x"), "mend: name a file", id="no file"),
    ],
)
def test_refusals_say_what_and_the_mend(arguments: tuple[str, ...], said: str, root: Path) -> None:
    assert said in run(root, *arguments, code=2).output
