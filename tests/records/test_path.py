"""Onboarding paths: each rule fires at its line with its mend, and the paths of the playbook keep all of them."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from playbook.records.library import Library
from playbook.records.loader import load
from playbook.records.path import OWNERS, Task
from playbook.records.path import Path as Onboarding
from playbook.records.problems import ProblemsError
from tests.building import ROOT
from tests.records.made import playbook, standards

HEAD = """\
---
kind: path
id: {id}
order: {order}
title: A path
description: A path.
reader: You begin.
outcome: A start.
minutes: 1
who: Somebody.
ends_with: Something.
{leaves}tasks:
"""
WAY_OUT = "leaves: true\n"
END = """\
---

Body. [@own]
"""
OK = "evidence: They do., verified: 2026-10-01"
JOIN = f"""\
{HEAD.format(id="join", order=1, leaves="")}\
  - {{id: let, horizon: before-day-1, text: Give., owner: lead, kind: access, minutes: 30, {OK}}}
  - {{id: hello, horizon: day-1, text: Meet., owner: newcomer, kind: meet, minutes: 60, link: roles/one.md, {OK}}}
  - {{id: doc, horizon: day-1, owner: newcomer, text: Do, kind: do, minutes: 99, link: standards/SAY001/index.md, {OK}}}
  - {{id: show, horizon: day-1, text: Show., owner: buddy, kind: teach, minutes: 300, after: [hello], {OK}}}
  - {{id: run, horizon: week-1, text: Run., owner: newcomer, kind: do, minutes: 90, after: [let, doc], {OK}}}
  - {{id: change, horizon: day-30, day: 8, text: Ship., owner: newcomer, kind: ship, minutes: 90, after: [run], {OK}}}
  - {{id: kit, horizon: day-60, text: G., owner: newcomer, kind: do, minutes: 60, link: workshops/meet/index.md, {OK}}}
  - {{id: end, horizon: day-90, text: T., owner: newcomer, kind: do, minutes: 60, link: index.md#top, {OK}}}
{END}"""
LEAVE = f"""\
{HEAD.format(id="leave", order=2, leaves=WAY_OUT)}\
  - {{id: told, horizon: notice, text: Tell., owner: manager, kind: meet, minutes: 30, {OK}}}
  - {{id: list, horizon: notice, text: List., owner: leaver, kind: do, minutes: 90, {OK}}}
  - {{id: drive, horizon: handover, day: -12, text: Deploy., owner: successor, kind: do, minutes: 90, {OK}}}
  - {{id: notes, horizon: handover, text: Write., owner: leaver, kind: do, minutes: 90, {OK}}}
  - {{id: without, horizon: last-week, text: Rehearse., owner: lead, kind: do, minutes: 90, after: [drive], {OK}}}
  - {{id: closed, horizon: last-day, text: Close., owner: lead, kind: access, minutes: 30, {OK}}}
  - {{id: bye, horizon: last-day, text: Eat., owner: manager, kind: meet, minutes: 30, {OK}}}
  - {{id: missed, horizon: after, day: 20, text: Ask., owner: lead, kind: do, minutes: 30, {OK}}}
{END}"""
KIT = """\
---
kind: kit
id: meet
order: 1
track: onboarding
title: Meet
description: A workshop.
reader: You wonder.
outcome: A name.
minutes: 1
length: 30
people: [2, 4]
difficulty: easy
modes: [room]
roles: [one]
led_by: two
room: A room.
brings: [A pen.]
objectives: [{id: met, text: They met.}]
outputs: [{id: names, title: Names, says: All., template: index.md}]
accessibility: [A door.]
afterwards: [Tea.]
steps:
  - {id: come, title: Come in, minutes: 10, kind: plenary, does: [Come.], objectives: [met]}
  - {id: stay, title: Stay, minutes: 10, kind: plenary, does: [Stay.], outputs: [names]}
  - {id: go, title: Go out, minutes: 10, kind: plenary, does: [Go.]}
facilitator:
  prepares: [{do: Look., minutes: 5}]
  remote: Do not.
  wrong: [{when: it rains, do: Wait.}, {when: it shines, do: Go.}]
  debrief: [It was.]
---

Body. [@own]
"""
LEADS = """\
---
kind: facilitation
kit: meet
title: Lead it
description: A script.
reader: You lead it.
outcome: Words.
minutes: 1
search: {exclude: true}
---

Body. [@own]
"""
FILES = {"join": "docs/onboarding/join.md", "leave": "docs/onboarding/leave.md"}


def written(root: Path, join: str = JOIN, leave: str = LEAVE) -> Path:
    playbook(root)
    standards(root, "SAY001")
    pages = {
        FILES["join"]: join,
        FILES["leave"]: leave,
        "docs/workshops/meet/index.md": KIT,
        "docs/workshops/meet/facilitator.md": LEADS,
    }
    for name, text in pages.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    return root


def test_whole_ones_hold(tmp_path: Path) -> None:
    join, leave = load(written(tmp_path)).all(Onboarding)
    assert [join.due(task) for task in join.tasks] == [0, 1, 1, 1, 5, 8, 43, 65]
    assert [leave.due(task) for task in leave.tasks] == [-20, -20, -12, -6, -2, -1, -1, 20]


def test_the_limits_themselves_are_kept(tmp_path: Path) -> None:
    join = JOIN.replace("minutes: 99", "minutes: 300").replace("day: 8", "day: 10").replace("T.", "T" * 160)
    assert load(written(tmp_path, join)).get(Onboarding, "join").tasks[-1].text == "T" * 160


# One row a fault: the path, what changes, line:column, what is wrong, the mend.
BROKEN = [
    ("an id twice", "join", ("id: doc", "id: hello"), "15:10", "the id `hello` stands here twice", "rename one"),
    ("a place twice", "join", ("order: 1", "order: 2"), "4:8", "another path has the place 2", "another place"),
    (
        "of leaving",
        "join",
        ("day-60", "handover"),
        "19:24",
        "a path that joins has no horizon `handover`",
        "day-1, week",
    ),
    (
        "of joining",
        "leave",
        ("last-week", "week-1"),
        "18:28",
        "a path that leaves has no horizon `week-1`",
        "notice, h",
    ),
    (
        "waits for nothing",
        "join",
        ("[run]", "[runs]"),
        "18:106",
        "there is no task `runs`",
        "use one of: change",
    ),
    (
        "waits for later",
        "join",
        ("[let, doc]", "[let, kit]"),
        "17:97",
        "`kit` is done later than this",
        "move one of the",
    ),
    (
        "in a circle",
        "join",
        ("60, link: r", "60, after: [show], link: r"),
        "14:95",
        "hello → show → hello",
        "take one of",
    ),
    ("for itself", "join", ("60, link: r", "60, after: [hello], link: r"), "14:95", "hello → hello", "take one of"),
    (
        "a leaver joins",
        "join",
        ("newcomer, kind: do", "leaver, kind: do"),
        "17:51",
        "joins has no leaver",
        "newcomer, man",
    ),
    ("a buddy leaves", "leave", ("owner: leaver", "owner: buddy"), "15:53", "leaves has no buddy", "leaver, successor"),
    (
        "own access",
        "join",
        ("owner: lead", "owner: newcomer"),
        "13:58",
        "nobody gives access to",
        "another: manager",
    ),
    (
        "taken",
        "leave",
        ("lead, kind: access", "leaver, kind: access"),
        "19:58",
        "nobody takes access from",
        "successor, ma",
    ),
    ("too early", "join", ("day: 8", "day: 5"), "18:40", "day 5 is not within “By day 30”", "a day from 6 to 22"),
    ("too late", "leave", ("day: -12", "day: -5"), "16:41", "day -5 is not within “Until a w", "a day from -19 to -6"),
    ("day 0", "leave", ("day: 20", "day: 0"), "21:39", "day 0 is not within “30 days after”", "a day from 1 to 22"),
    (
        "a full day",
        "join",
        ("minutes: 99", "minutes: 301"),
        "13:3",
        "first day holds 361 minutes",
        "move something into",
    ),
    ("ships late", "join", ("day: 8", "day: 11"), "13:3", "first change ships on day 11", "`kind: ship` and `day:`"),
    (
        "never ships",
        "join",
        ("kind: ship", "kind: do"),
        "13:3",
        "the newcomer ships nothing",
        "`kind: ship` and `day:`",
    ),
    (
        "others ship",
        "join",
        ("newcomer, kind: ship", "buddy, kind: ship"),
        "13:3",
        "the newcomer ships nothing",
        "theirs",
    ),
    ("no such page", "join", ("index.md#top", "out.md#top"), "20:88", "there is no page docs/out.md", "by its path"),
    ("no role", "join", ("roles/one.md", "index.md"), "13:3", "no task links to a role", "a role that its walker"),
    ("no workshop", "join", ("workshops/meet/", ""), "13:3", "no task links to a workshop", "a workshop that its"),
    ("no standard", "join", ("standards/SAY001/", ""), "13:3", "no task links to a standard", "a standard that its"),
    (
        "an address",
        "join",
        ("roles/one.md", "https://example.org/"),
        "14:94",
        "`tasks.1.link` has the wrong",
        "must match",
    ),
    (
        "too few",
        "leave",
        (LEAVE[LEAVE.index("  - {id: bye") : -len(END)], ""),
        "14:3",
        "`tasks` is empty",
        "at least 8",
    ),
    ("a wink", "leave", ("minutes: 90", "minutes: 4"), "15:80", "`tasks.1.minutes` is not right", "correct"),
    ("long", "leave", ("text: Write.", f"text: {'w' * 161}"), "17:42", "`tasks.3.text` is too long", "at most 160"),
    ("no such role", "leave", ("who: S", "seat: tow\nwho: S"), "10:7", "there is no role `tow`", "did you mean `two`?"),
]


@pytest.mark.parametrize(
    ("which", "change", "place", "what", "mend"), [pytest.param(*row[1:], id=row[0]) for row in BROKEN]
)
def test_a_fault_has_its_place_and_its_mend(
    tmp_path: Path, which: str, change: tuple[str, str], place: str, what: str, mend: str
) -> None:
    text = {"join": JOIN, "leave": LEAVE}[which]
    assert change[0] in text, "the test's own text is not in the file"
    with pytest.raises(ProblemsError) as caught:
        load(written(tmp_path, **{which: text.replace(*change, 1)}))
    problem = caught.value.problems[0]
    assert str(problem.place) == f"{FILES[which]}:{place}"
    assert what in problem.what
    assert mend in problem.mend


def test_of_those_who_leave_nobody_asks_for_a_first_change_or_links(tmp_path: Path) -> None:
    leave = load(written(tmp_path)).get(Onboarding, "leave")
    assert not [task for task in leave.tasks if task.kind == "ship" or task.link]


def test_a_task_that_nobody_verified_for_180_days_is_stale(tmp_path: Path) -> None:
    task = load(written(tmp_path)).get(Onboarding, "join").tasks[0]
    assert not task.stale(task.verified + datetime.timedelta(days=180))
    assert task.stale(task.verified + datetime.timedelta(days=181))


@pytest.fixture(scope="module")
def library() -> Library:
    return load(ROOT)


def test_the_paths_of_the_playbook_are_four_and_the_way_out(library: Library) -> None:
    paths = library.all(Onboarding)
    assert [path.leaves for path in paths] == [False, False, False, False, True]
    for path in paths:
        assert 14 <= len(path.tasks) <= 24, path.id
        assert {task.horizon for task in path.tasks} == set(path.horizons), path.id
        assert {task.owner for task in path.tasks} == set(OWNERS[path.leaves]), path.id


def test_the_tasks_of_the_playbook_stand_in_the_order_in_which_they_are_done(library: Library) -> None:
    for path in library.all(Onboarding):
        names = list(path.horizons)
        places = [names.index(task.horizon) for task in path.tasks]
        assert places == sorted(places), path.id
        seen: set[str] = set()
        for task in path.tasks:
            assert seen.issuperset(task.after), f"{path.id}: {task.id}"
            seen.add(task.id)


def test_no_task_was_verified_in_the_future(library: Library) -> None:
    tasks: list[Task] = [task for path in library.all(Onboarding) for task in path.tasks]
    assert max(task.verified for task in tasks) <= datetime.datetime.now(datetime.UTC).date()
