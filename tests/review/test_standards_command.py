"""`playbook standard` and `playbook cite`: every key that ever was answers, in words and as data."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from click.testing import CliRunner, Result

from playbook.commands import main
from playbook.records.catalogue import read
from playbook.records.citing import review_comment
from tests.review.reporting import SITE


def row(key: str, slug: str, **more: Any) -> dict[str, Any]:
    """Give a standard as the export has it."""
    example = {"title": "One exact version", "says": "Nobody can install it.", "shows": ["a.toml", "big.csv"]}
    files = [
        {"path": "a.toml", "text": '[project]\n\tname = "demand"\n\x1b[31m\n'},
        {"path": "big.csv", "bytes": 1_500_000},
    ]
    return {
        "id": key,
        "slug": slug,
        "former_slugs": [],
        "family": key[:-3],
        "name": "Ranges, not pins",
        "level": "must",
        "tier": "everyone",
        "state": "stable",
        "since": "1.0",
        "replaced_by": None,
        "rule": "The package declares ranges.",
        "pain": "“I cannot install it.”",
        "cost": "About an hour.",
        "first_step": "Replace each pin.",
        "comment": "Please turn the pins into ranges.",
        "decides": ["No dependency is pinned.", "Each has a lower bound."],
        "leaves": ["Is an upper bound there for a reason?"],
        "bring_in": ["Warn first.", "Then block."],
        "felt_by": ["data-scientist"],
        "exceptions": [{"when": "One version is broken.", "instead": "Leave it out."}],
        "review_comment": "",
        "examples": {"bad": {**example, "files": files}, "good": {**example, "files": files}},
        "related": ["PKG004"],
        "history": [{"edition": "1.0", "date": "2026-11-23", "what": "First stated."}],
        "sources": [],
        "page": f"standards/{key}/",
        "permalink": f"{SITE}s/{key}/",
        **more,
    }


GONE = {"edition": "1.2", "date": "2027-05-01", "what": "It is a part of another."}
ROWS = [
    row("PKG003", "ranges-in-package", former_slugs=["no-pins"]),
    row("CI003", "warn-before-block", name="Warn before it blocks", level="should", decides=[], related=[]),
    row("PKG009", "old-rule", name="An old rule", state="withdrawn", replaced_by="PKG003", history=[GONE]),
    row("PKG008", "older-rule", name="An older rule", state="withdrawn", history=[GONE]),
]
WHOLE = {"format": 1, "playbook": {"name": "A Playbook", "url": SITE, "edition": "1.0"}, "standards": ROWS}
KNOWN = read(WHOLE)


@pytest.fixture(autouse=True)
def standards(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("playbook.records.catalogue.catalogue", lambda: KNOWN)
    for name in ("FORCE_COLOR", "NO_COLOR"):
        monkeypatch.delenv(name, raising=False)


def call(*arguments: str) -> Result:
    return CliRunner().invoke(main, list(arguments))


@pytest.mark.parametrize("key", ["PKG003", "pkg003", "Pkg003", "ranges-in-package", "no-pins"])
def test_every_key_answers(key: str) -> None:
    done = call("standard", key)
    assert done.exit_code == 0, done.output
    assert done.output.startswith("PKG003 Ranges, not pins\nmust, for everyone; stable since 1.0; a check decides")
    assert json.loads(call("standard", key, "--json").output)["id"] == "PKG003"
    assert call("cite", key).output.startswith("**PKG003 (must)")


def test_the_page_says_all() -> None:
    output = call("standard", "PKG003").output
    for words in (
        "The package declares ranges.\n",
        "“I cannot install it.”\n",
        "felt by: data-scientist\n",
        'Bad: One exact version\n  Nobody can install it.\n  a.toml\n  │ [project]\n  │     name = "demand"\n',
        "Good: One exact version\n",
        "  big.csv\n  │ (1500 kB)\n",
        "What the check decides\n  - No dependency is pinned.\n  - Each has a lower bound.\n",
        "What it leaves to you\n  - Is an upper bound there for a reason?\n",
        "What it costs\n  About an hour.\n",
        "Do first\n  Replace each pin.\n",
        "Bring it in\n  1. Warn first.\n  2. Then block.\n",
        "Exceptions\n  - One version is broken. Leave it out.\n",
        "History\n  1.0, 2026-11-23: First stated.\n",
        "See also\n  PKG004\n",
        f"\n{SITE}s/PKG003/\n",
    ):
        assert words in output
    assert "\x1b" not in output
    assert not re.search(r" $", output, re.MULTILINE)


def test_a_page_without_a_check_says_so() -> None:
    output = call("standard", "CI003").output
    assert "should, for everyone; stable since 1.0; no check: a reviewer asks\n" in output
    assert "What the check decides" not in output
    assert "See also" not in output


def test_colour_and_a_list_that_hangs(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in {"FORCE_COLOR": "1", "COLUMNS": "24", "TERM": "xterm-256color"}.items():
        monkeypatch.setenv(name, value)
    output = call("standard", "PKG003").output
    assert "\x1b[1;31mPKG003\x1b[0m" in output
    shown = re.sub(r"\x1b\[[0-9;]*m", "", output)
    assert "\n  - Is an upper bound\n    there for a reason?\n" in shown


def test_all_standards_are_listed() -> None:
    assert call("standard", "--list").output.splitlines() == [
        "CI003   should everyone  Warn before it blocks, for people to ask",
        "PKG003  must   everyone  Ranges, not pins",
        "PKG008  must   everyone  An older rule (withdrawn)",
        "PKG009  must   everyone  An old rule (withdrawn)",
    ]


def test_data() -> None:
    assert json.loads(call("standard", "--all", "--json").output) == WHOLE
    assert json.loads(call("standard", "PKG003", "--json").output) == ROWS[0]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["standard", "PKG03"], ["there is no standard 'PKG03'", "did you mean PKG003"]),
        (["standard", "range-in-package"], ["did you mean ranges-in-package"]),
        (["standard", "qqqqq"], ["playbook standard --list names all"]),
        (["standard", "\x1b[31m"], ["'\\x1b[31m'"]),
        (["standard"], ["KEY, --list, --all"]),
        (["standard", "PKG003", "--list"], ["KEY, --list, --all"]),
        (["standard", "PKG003", "--all", "--json"], ["KEY, --list, --all"]),
        (["standard", "--all"], ["add --json"]),
        (["standard", "--list", "--json"], ["--all --json"]),
        (["cite", "PKG03"], ["did you mean PKG003"]),
        (["cite", "PKG003", "--line", "3"], ["name the file too"]),
        (["cite", "PKG003", "--path", "a.py", "--line", "0"], ["x>=1"]),
        (["cite"], ["Missing argument"]),
    ],
    ids=lambda value: ascii(value)[:40],
)
def test_a_wrong_call_ends_with_2_and_says_why(arguments: list[str], words: list[str]) -> None:
    done = call(*arguments)
    assert done.exit_code == 2, done.output
    for word in words:
        assert word in done.output
    assert "Traceback" not in done.output


@pytest.mark.parametrize(
    ("options", "place"),
    [
        ([], ("", 0)),
        (["--path", "src/x.py"], ("src/x.py", 0)),
        (["--path", "src/x.py", "--line", "12"], ("src/x.py", 12)),
        (["--path", "a`b\n\x1b[31m.py"], ("a`b\n\x1b[31m.py", 0)),
    ],
)
def test_the_comment_and_nothing_else(options: list[str], place: tuple[str, int]) -> None:
    done = call("cite", "PKG003", *options)
    assert (done.exit_code, done.stderr) == (0, "")
    assert done.stdout == review_comment(KNOWN.standards["PKG003"], SITE, *place) + "\n"
    assert "\x1b" not in done.stdout


def test_a_withdrawn_standard_still_answers() -> None:
    assert (
        "PKG009 is withdrawn since edition 1.2: It is a part of another. Use PKG003 in its place.\n"
        in call("standard", "old-rule").output
    )
    done = call("cite", "PKG009")
    assert done.stdout.startswith("**PKG009 (must): An old rule.**")
    assert done.stderr.endswith("Use PKG003 in its place.\n")
    assert call("cite", "PKG008").stderr == "PKG008 is withdrawn since edition 1.2: It is a part of another.\n"
