"""`playbook design new` and `templates`: a document with the next number, never over another one."""

from __future__ import annotations

import json
import os
import re
import shlex
import threading
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from playbook.commands import design_new, main
from playbook.commands.design import design
from playbook.records import kept
from playbook.records.current import current
from playbook.records.design_catalogue import FILE, designs, export
from tests.building import ROOT
from tests.design_docs.commanding import call

pytestmark = pytest.mark.usefixtures("a_day")


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def names(folder: Path) -> list[str]:
    return sorted(file.name for file in folder.iterdir())


def test_it_says_what_was_laid_out_and_what_to_do_next(here: Path) -> None:
    done = call("new", "decision-record", "--title", "One table for prices")
    assert done.exit_code == 0, done.output
    file = "docs/design/0001-one-table-for-prices.md"
    rows = done.output.splitlines()
    assert rows[0] == f"{file} is laid out: DD-0001, decision-record@2"
    assert [row.strip() for row in rows if row.startswith("  ")] == [
        "Context",
        "Alternatives",
        "Are we allowed to connect?",
        "Decision",
        "Consequences",
        "Look again",
    ]
    assert rows[-1] == f"Then check it: playbook design check {file}"
    at = next(at for at, row in enumerate(rows) if row.endswith("/design/decision-record/"))
    assert ("set `site.url`" in rows[at + 1]) == ("//127.0.0.1:" in rows[at]), "an address that others cannot open"
    text = (here / file).read_text(encoding="utf-8")
    assert "created: 2026-11-27\n" in text
    assert 'owner: "[fill in]"' in text
    checked = CliRunner().invoke(main, shlex.split(rows[-1].partition(": ")[2])[1:])
    assert checked.exit_code == 1, "a document in which nobody wrote falls short"


def test_every_template_is_listed_and_can_be_laid_out(here: Path) -> None:
    said = call("templates").output
    for number, (key, template) in enumerate(designs().templates.items(), 1):
        sections = len(template.sections(template.version, "problem"))
        assert re.search(rf"^{key} .*version {template.version}; begins with {sections} sections$", said, re.MULTILINE)
        assert template.url in said
        assert call("new", key, "--title", f"About {key}").exit_code == 0
        assert (here / f"docs/design/{number:04d}-about-{key}.md").is_file()


def test_a_pain_point_an_owner_and_a_stage(here: Path) -> None:
    done = call(
        *("new", "ML-Solution", "--title", "A", "--from-pain-point", "pp-001"),
        *("--owner", "Tech-Lead", "--stage", "pilot", "--dir", "rfcs"),
    )
    assert done.exit_code == 0, done.output
    text = (here / "rfcs/0001-a.md").read_text(encoding="utf-8")
    for words in ('owner: "tech-lead"', "stage: pilot", 'pain_points: ["PP-001"]', "{ #design }"):
        assert words in text
    assert "{ #rollback }" not in text


def test_a_handle_is_an_owner(here: Path) -> None:
    assert call("new", "decision-record", "--title", "A", "--owner", "@data-team").exit_code == 0
    assert 'owner: "@data-team"' in (here / "docs/design/0001-a.md").read_text(encoding="utf-8")


def test_a_folder_of_documents_is_taken_before_the_one_around_it(here: Path) -> None:
    (here / "docs/design/documents").mkdir(parents=True)
    call("new", "decision-record", "--title", "A")
    assert names(here / "docs/design/documents") == ["0001-a.md"]


WRONG = [
    pytest.param(["decision-recrod"], ["no template 'decision-recrod'", "did you mean decision-record?"], id="near"),
    pytest.param(["q"], ["no template 'q'", "use one of: ml-solution, "], id="far"),
    pytest.param(["decision-record", "--title", " "], ["it has no word"], id="an empty title"),
    pytest.param(["decision-record", "--title", "…!"], ["it has no word"], id="a title of marks"),
    pytest.param(["decision-record", "--title", "a\nb"], ["not one line of text"], id="two lines"),
    pytest.param(["decision-record", "--title", "a\x1b[31m"], ["not one line of text"], id="an escape code"),
    pytest.param(["decision-record", "--title", "a" * 91], ["91 characters", "say it in 90"], id="a long title"),
    pytest.param(["decision-record", "--from-pain-point", "PP-01"], ["no pain point", "did you mean PP-0"], id="point"),
    pytest.param(["decision-record", "--owner", "tech-led"], ["no role", "did you mean tech-lead"], id="owner"),
    pytest.param(
        ["decision-record", "--owner", "jane"], ["translator. A person or a team is named as @handle"], id="a name"
    ),
    pytest.param(["decision-record", "--owner", "@"], ["this is no handle"], id="half a handle"),
    pytest.param(["decision-record", "--owner", "@a b"], ["this is no handle"], id="no handle"),
    pytest.param(["decision-record", "--owner", ""], ["no role ''"], id="an empty owner"),
    pytest.param(["decision-record", "--dir", "file/x"], ["--dir file/x: Not a directory"], id="below a file"),
    pytest.param(["decision-record", "--dir", "file"], ["--dir file: File exists"], id="a file"),
    pytest.param(["decision-record", "--stage", "all"], ["'all' is not one of"], id="stage"),
]


@pytest.mark.parametrize(("arguments", "words"), WRONG)
def test_a_wrong_call_writes_nothing_and_says_why(here: Path, arguments: list[str], words: list[str]) -> None:
    (here / "file").write_text("", encoding="utf-8")
    title = [] if "--title" in arguments else ["--title", "A"]
    done = call("new", *arguments, *title)
    assert done.exit_code == 2, done.output
    for word in words:
        assert word in done.output
    assert "\x1b" not in done.output
    assert names(here) == ["file"]


def test_the_last_number_is_an_error(here: Path) -> None:
    (here / "9999-a.md").touch()
    done = call("new", "decision-record", "--title", "A", "--dir", ".")
    assert (done.exit_code, "the number 9999 is taken" in done.output) == (2, True), done.output
    assert names(here) == ["9999-a.md"]


def test_nothing_is_overwritten_and_no_number_is_given_twice(here: Path) -> None:
    """Eight at the same time, all with the same title."""
    one = next(iter(designs().templates.values()))
    begin, done = threading.Barrier(8), []

    def lay() -> None:
        begin.wait()
        done.append(design_new.lay(designs(), design_new.Wanted(one.id, "A", here / "d", None, None, "problem")))

    threads = [threading.Thread(target=lay) for _number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert names(here / "d") == [f"{number:04d}-a.md" for number in range(1, 9)]
    assert sorted(laid.number for laid in done) == [*range(1, 9)]
    assert {file.read_text(encoding="utf-8").count("id: DD-") for file in (here / "d").iterdir()} == {1}


def test_who_was_quicker_keeps_the_number(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody else has written 0001 between our look and our place."""
    (here / "0001-theirs.md").write_text("theirs", encoding="utf-8")
    numbers = iter([1, 2])
    monkeypatch.setattr(design_new, "next_number", lambda _folder: next(numbers))
    assert call("new", "decision-record", "--title", "Ours", "--dir", ".").exit_code == 0
    assert names(here) == ["0001-theirs.md", "0002-ours.md"]


def test_a_place_that_is_held_is_left_alone(here: Path) -> None:
    (here / ".0001.taken").touch()
    assert call("new", "decision-record", "--title", "Ours", "--dir", ".").exit_code == 0
    assert names(here) == [".0001.taken", "0002-ours.md"]


def test_a_disk_that_is_full_leaves_no_half_file(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Full:
        def __init__(self, path: Path) -> None:
            self.path = path

        def __enter__(self) -> Full:
            self.path.touch()
            return self

        def __exit__(self, *_error: object) -> None:
            pass

        def write(self, _data: bytes) -> None:
            raise OSError(28, os.strerror(28))

    opened = Path.open

    def open_(self: Path, *arguments: Any, **options: Any) -> Any:
        return Full(self) if "xb" in arguments else opened(self, *arguments, **options)

    monkeypatch.setattr(Path, "open", open_)
    done = call("new", "decision-record", "--title", "A", "--dir", "d")
    assert (done.exit_code, "No space left on device" in done.output) == (2, True), done.output
    assert names(here / "d") == []


def test_a_hostile_folder_cannot_write_to_the_terminal(here: Path) -> None:
    done = call("new", "decision-record", "--title", "A", "--dir", "a\x1b[31m\n::error::b")
    assert done.exit_code == 0
    assert "\x1b" not in done.output
    assert not [row for row in done.output.splitlines() if row.startswith("::")]
    assert here.is_dir()


@pytest.mark.parametrize("name", sorted(design.commands))
def test_every_command_has_help_and_says_how_it_ends_or_what_it_leaves(name: str) -> None:
    done = call(name, "--help")
    assert done.exit_code == 0, done.output
    assert len(done.output.splitlines()) > 4


def test_an_installed_package_needs_no_pages(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A wheel carries design.json beside its modules, and nothing of docs/."""
    package = here / "site-packages/playbook"
    package.mkdir(parents=True)
    (package / FILE).write_text(json.dumps(export(current(ROOT), "9.9")), encoding="utf-8")
    monkeypatch.setattr(kept, "PACKAGE", package)
    designs.cache_clear()
    try:
        assert designs().edition == "9.9"
        assert call("new", "ml-solution", "--title", "A", "--owner", "tech-lead").exit_code == 0
        done = call("check", "--format", "json")
        assert json.loads(done.stdout)["tool"]["standards"] == "9.9"
        assert done.exit_code == 1
    finally:
        designs.cache_clear()
