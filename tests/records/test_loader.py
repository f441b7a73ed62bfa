"""Every kind of broken input gets an error with its place and its mend, and none of them a traceback."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from playbook.records.loader import load
from playbook.records.problems import Problem, ProblemsError
from playbook.records.role import Role
from tests.records.made import FILES, playbook

Change = Callable[[bytes], bytes]
PAGE = "docs/index.md"
ROLE = "docs/roles/one.md"


def problems(root: Path) -> list[Problem]:
    """Give what loading `root` complains about."""
    with pytest.raises(ProblemsError) as caught:
        load(root)
    return list(caught.value.problems)


def swap(old: str, new: str) -> Change:
    def change(data: bytes) -> bytes:
        assert old.encode() in data, f"the test's own text {old!r} is not in the file"
        return data.replace(old.encode(), new.encode(), 1)

    return change


def test_the_small_playbook_holds(tmp_path: Path) -> None:
    library = load(playbook(tmp_path))
    assert [role.id for role in library.all(Role)] == ["one", "two"]
    assert library.get(Role, "one").purpose == "Does one thing. [@T01]"


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda data: b"\xef\xbb\xbf" + data, id="byte-order mark"),
        pytest.param(lambda data: data.replace(b"\n", b"\r\n"), id="CRLF"),
        pytest.param(lambda data: data.replace(b"---\n\nHello", b"...\n\nHello"), id="ends with dots"),
        pytest.param(lambda data: data.replace(b"---\ntitle", b"---  \ntitle"), id="spaces after the fence"),
        pytest.param(swap("title: Start", "title: 'Ünïcödé “quotes” 🙂'"), id="unicode"),
        pytest.param(swap("Start", "'<b>{{ x }}</b>'"), id="markup is text"),
    ],
)
def test_odd_but_right(tmp_path: Path, change: Change) -> None:
    file = playbook(tmp_path) / PAGE
    file.write_bytes(change(file.read_bytes()))
    assert load(tmp_path).entries


# One row a fault: file, change, line:column of the error, what it says, the mend.
# fmt: off
BROKEN = [
    ('unknown key', PAGE, swap('minutes: 1', 'minuts: 1'), '6:1', 'unknown key `minuts`', 'did you mean `minutes`?'),
    ('unknown key inside', ROLE, swap('{who: two, what: Talks.}', '{who: two, wot: Talks.}'), '20:16', 'unknown key `works_with.0.wot`', 'did you mean'),
    ('wrong type', PAGE, swap('title: Start', 'title: yes'), '2:8', '`title` must be text, not True', 'double quotes'),
    ('number in quotes', PAGE, swap('minutes: 1', "minutes: '1'"), '6:10', 'must be a whole number', 'without quotes'),
    ('number out of range', PAGE, swap('minutes: 1', 'minutes: 0'), '6:10', '`minutes` is not right', 'correct'),
    ('missing key', PAGE, swap('minutes: 1\n', ''), '2:1', 'the key `minutes` is missing', 'add `minutes: …`'),
    ('unknown kind', PAGE, swap('title: Start', 'kind: poem\ntitle: Start'), '2:7', '`kind: poem` is no kind', 'use one of'),
    ('not a choice', ROLE, swap('holds: seat', 'holds: chair'), '4:8', "cannot be 'chair'", "'seat' or 'hat'"),
    ('dangling role', ROLE, swap('who: two', 'who: tow'), '17:24', 'there is no role `tow`', 'did you mean `two`?'),
    ('dangling skill', ROLE, swap('deep: [ci-cd]', 'deep: [ci-dc]'), '22:17', 'there is no skill `ci-dc`', 'did you mean `ci-cd`?'),
    ('dangling citation in a record', ROLE, swap('thing. [@T01]', 'thing. [@T02]'), '12:10', '`@T02` names no source', 'did you mean `T01`?'),
    ('dangling citation in text', PAGE, swap('Hello. [@own]', 'Hello.\nThere. [@own @nix]'), '10:14', '`@nix` names no source', '@own'),
    ('duplicate key', PAGE, swap('minutes: 1', 'minutes: 1\ntitle: Again'), '7:1', '`title` stands here twice', 'keep one'),
    ('anchor', PAGE, swap('title: Start', 'title: &a Start'), '2:8', 'an anchor (&a)', 'write the value out'),
    ('alias', PAGE, swap('title: Start', 'title: *a'), '2:8', 'an alias (*a)', 'write the value out'),
    ('python tag', PAGE, swap('title: Start', 'title: !!python/name:os.system x'), '2:8', 'a tag', 'delete it'),
    ('merge key', PAGE, swap('title: Start', '<<: {title: Start}'), '2:1', 'a merge key', 'write the keys out'),
    ('tab', PAGE, swap('title: Start', 'title:\n\t- Start'), '3:1', 'a tab stands', 'two spaces'),
    ('colon', PAGE, swap('title: Start', 'title: Start: here'), '2:13', 'a second colon', 'double quotes'),
    ('handle', PAGE, swap('title: Start', 'title: [a, @some-body]'), '2:12', 'no value begins with @', '"@some-body"'),
    ('open bracket', PAGE, swap('title: Start', 'title: [Start'), '3:12', 'YAML cannot be read', 'brackets'),
    ('half a character', PAGE, swap('title: Start', 'title: "Sta\\ud800rt"'), '2:14', 'YAML cannot be read here', 'quotes'),
    ('no date', PAGE, swap('title: Start', 'title: 2024-99-99'), '2:8', 'looks like a date', 'double quotes'),
    ('not UTF-8', PAGE, lambda data: data.replace(b'Start', b'Sta\xffrt'), '2:11', 'byte 0xff is not UTF-8', 'save the file as UTF-8'),
    ('UTF-16', PAGE, lambda data: data.decode().encode('utf-16'), '1:1', 'is not UTF-8', 'save the file as UTF-8'),
    ('null byte', PAGE, lambda data: data.replace(b'Start', b'Sta\x00rt'), '2:11', 'a control character', 'delete it'),
    ('no front matter', PAGE, swap('---\ntitle', 'title'), '1:1', 'the page has no front matter', 'begin the file'),
    ('empty line first', PAGE, swap('---\ntitle', '\n---\ntitle'), '1:1', 'the page has no front matter', 'first line'),
    ('no end', PAGE, swap('---\n\nHello', '\nHello'), '1:1', 'does not end', "'---' after its last key"),
    ('empty front matter', PAGE, lambda data: b'---\n---\n', '2:1', 'holds no keys', 'key: value'),
    ('a list', PAGE, lambda data: b'---\n- a\n---\n', '2:1', 'holds no keys', 'key: value'),
    ('no text', PAGE, swap('---\n\nHello. [@own]\n', '---'), '7:1', 'ends with its front matter', 'write its text below'),
    ('deep nesting', PAGE, swap('title: Start', 'title: ' + '[' * 5000), '2:20', 'nested more than', 'flatten'),
    ('five megabytes', PAGE, swap('title: Start', 'title: ' + 'x' * 5000000), '2:1', '5.0 MB', 'the page below it'),
    ('unknown key in playbook.yml', 'playbook.yml', swap('people: 3', 'peeple: 3'), '2:41', 'unknown key `organisation.peeple`', 'did you mean `people`?'),
    ('address without slash', 'playbook.yml', swap('8000/', '8000'), '1:25', 'has the wrong form', 'must match'),
    ('seat worn as a hat', 'playbook.yml', swap('{seat: one}', '{seat: one, hats: [two]}'), '8:26', '`two` is a seat, not a hat', 'member of its own'),
    ('minute of a claim', 'docs/about/sources/claims.yml', swap('"0:01:00"', '"1 minute"'), '1:17', 'has the wrong form', 'must match'),
    ('no list', 'docs/roles/skills.yml', lambda data: b'a: 1\n', '1:1', 'must be a list', 'begin each record'),
]
# fmt: on


@pytest.mark.parametrize(
    ("file", "change", "at", "what", "mend"), [pytest.param(*row[1:], id=row[0]) for row in BROKEN]
)
def test_broken(tmp_path: Path, file: str, change: Change, at: str, what: str, mend: str) -> None:
    broken = playbook(tmp_path) / file
    broken.write_bytes(change(broken.read_bytes()))
    found = [problem for problem in problems(tmp_path) if problem.place.file.as_posix() == file]
    told = [(f"{problem.place.line}:{problem.place.column}", problem.what, problem.mend) for problem in found]
    assert any(at == place and what in text and mend in help_ for place, text, help_ in told), told


def test_the_second_of_two_equal_ids_is_told_where_the_first_stands(tmp_path: Path) -> None:
    second = playbook(tmp_path) / "docs/roles/two.md"
    second.write_text(FILES["docs/roles/two.md"].replace("id: two", "id: one"), encoding="utf-8")
    told = [problem for problem in problems(tmp_path) if "exists already" in problem.what]
    assert [str(problem.place) for problem in told] == ["docs/roles/two.md:3:5"]
    assert "docs/roles/one.md:3:5" in told[0].what


COMMON = "title: More\ndescription: More.\nreader: You.\noutcome: Done.\nminutes: 1\n"
SHAPE = "- {{id: {id}, title: T1, lede: Le, fits: Fi, breaks: Br, link: fan, people: [{{seat: one, count: 1, side: both}}]}}\n"


@pytest.mark.parametrize(
    ("record", "at", "what"),
    [
        pytest.param(
            "kind: glossary\nterms:\n- {id: a, term: Aa, means: Bb}\n- {id: a, term: Cc, means: Dd}\n",
            "10:8", "the id `a` stands here twice", id="term",
        ),
        pytest.param(
            "kind: shapes\nshapes:\n" + "".join(SHAPE.format(id=name) for name in "abca"),
            "12:8", "the id `a` stands here twice", id="shape",
        ),
        pytest.param(
            "kind: comparison\nleft: one\nright: one\ndifferences:\n" + "- {question: Qu, left: Le, right: Ri}\n" * 4,
            "9:8", "`one` stands on both sides", id="comparison of a role with itself",
        ),
    ],
)  # fmt: skip
def test_what_would_make_the_same_anchor_twice(tmp_path: Path, record: str, at: str, what: str) -> None:
    (playbook(tmp_path) / "docs/more.md").write_text(f"---\n{COMMON}{record}---\n\nText.\n", encoding="utf-8")
    assert [(str(problem.place), problem.what) for problem in problems(tmp_path)] == [(f"docs/more.md:{at}", what)]


def test_a_yaml_bomb_is_refused_at_its_first_anchor(tmp_path: Path) -> None:
    bomb = "a: &a [x, x]\n" + "".join(f"b{n}: &b{n} [{', '.join(['*a'] * 9)}]\n" for n in range(9))
    (playbook(tmp_path) / PAGE).write_text(f"---\n{bomb}---\n", encoding="utf-8")
    assert "an anchor (&a)" in problems(tmp_path)[0].what


def test_all_faults_are_told_at_once(tmp_path: Path) -> None:
    root = playbook(tmp_path)
    (root / PAGE).write_text(FILES[PAGE].replace("title: Start", "titel: Start").replace("minutes: 1", "minutes: x"))
    (root / ROLE).write_text(FILES[ROLE].replace("holds: seat", "holds: chair"))
    found = problems(root)
    assert {problem.place.file.as_posix() for problem in found} >= {PAGE, ROLE}
    assert len([problem for problem in found if problem.place.file.as_posix() == PAGE]) == 3
    report = ProblemsError(found).report()
    assert report.splitlines()[-1] == f"{len(found)} problems in {len({p.place.file for p in found})} files"


def test_a_missing_file_is_a_problem(tmp_path: Path) -> None:
    (playbook(tmp_path) / "playbook.yml").unlink()
    assert "this file is missing" in problems(tmp_path)[0].what


@pytest.mark.parametrize("name", ["conflicts_with", "combines_with"])
def test_relations_stand_on_both_pages(tmp_path: Path, name: str) -> None:
    file = playbook(tmp_path) / ROLE
    line = f"{name}: [{{who: two, why: Reasons.}}]\nneeded_when:"
    file.write_text(FILES[ROLE].replace("needed_when:", line), encoding="utf-8")
    assert any("not the other way round" in problem.what for problem in problems(tmp_path))
