"""`playbook design migrate`: what it writes, what it says, and what it leaves alone."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from tests.design_docs.commanding import NAME, SOUND, call
from tests.review.laying import lay

pytestmark = pytest.mark.usefixtures("a_day")

FILE = f"docs/design/{NAME}"
_FIRST, _, _REST = SOUND.partition("## Are we allowed")
OLD = (
    (_FIRST + _REST[_REST.index("## Decision") :])
    .replace("decision-record@2", "decision-record@1")
    .replace("## Alternatives { #alternatives }", "## Set aside { #set-aside }")
)
"""The document in the first version of its template, which had another name and one section less."""


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = lay(tmp_path / "demand", {FILE: OLD})
    monkeypatch.chdir(folder)
    return folder


def text(folder: Path) -> str:
    return (folder / FILE).read_bytes().decode()


def test_it_moves_a_document_and_says_what_became_different(here: Path) -> None:
    done = call("migrate", "docs/design")
    assert done.exit_code == 0, done.output
    rows = done.output.splitlines()
    assert rows[0] == f"{FILE}: changed"
    assert "  line 2: `template: decision-record@1` is now `template: decision-record@2`" in rows
    assert any("Set aside" in row and "is now" in row and "Alternatives" in row for row in rows)
    assert "  added: “Are we allowed to connect?” (`#integration`)" in rows
    moved = text(here)
    kept = [row for row in OLD.splitlines() if row and not row.startswith(("## Set", "template:"))]
    assert [row for row in kept if row not in moved.splitlines()] == []
    assert os.listdir(here / "docs/design") == [NAME]


def test_a_second_run_changes_nothing(here: Path) -> None:
    call("migrate", "--stage", "pilot", FILE)
    moved = text(here)
    assert "{ #decision }" in moved
    for more in ([], ["--stage", "pilot"]):
        done = call("migrate", *more, FILE)
        assert (done.exit_code, done.output.splitlines()[0]) == (0, f"{FILE}: nothing to do")
    assert text(here) == moved


def test_a_dry_run_shows_it_and_writes_nothing(here: Path) -> None:
    done = call("migrate", "--dry-run", FILE)
    assert done.exit_code == 0
    rows = done.output.splitlines()
    assert rows[0] == f"{FILE}: would change"
    assert "  | -template: decision-record@1" in rows
    assert "  | +template: decision-record@2" in rows
    assert text(here) == OLD
    assert os.listdir(here / "docs/design") == [NAME]


def test_a_moved_document_is_checked_like_any_other() -> None:
    assert call("check").exit_code == 0
    call("migrate", FILE)
    done = call("check", "--only", "DES001", "--only", "DES002", "--only", "DES004")
    assert done.exit_code == 1
    assert "fill in" in done.output
    assert "DES002" not in done.output


@pytest.mark.parametrize(
    ("document", "said"),
    [
        pytest.param("no front matter\n", ":1:", id="no front matter"),
        pytest.param(b"---\n\xff\n---\n", "mend: ", id="no text"),
        pytest.param(SOUND.replace("decision-record@2", "decision-recrod@2"), "did you mean", id="no template"),
        pytest.param(SOUND.replace("decision-record@2", "decision-record@9"), "no version 9", id="no version"),
    ],
)
def test_a_document_at_fault_stays_and_the_others_are_moved(here: Path, document: str | bytes, said: str) -> None:
    lay(here, {"docs/design/0000-a.md": document})
    before = (here / "docs/design/0000-a.md").read_bytes()
    done = call("migrate", "docs/design")
    assert done.exit_code == 1
    assert "docs/design/0000-a.md:" in done.stderr
    assert said in done.stderr
    assert (here / "docs/design/0000-a.md").read_bytes() == before
    assert f"{FILE}: changed\n" in done.stdout


def test_who_may_read_it_stays(here: Path) -> None:
    (here / FILE).chmod(0o640)
    call("migrate", FILE)
    assert "decision-record@2" in text(here)
    assert stat.S_IMODE((here / FILE).stat().st_mode) == 0o640


def test_a_disk_that_is_full_leaves_the_document_as_it_was(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_self: Path, _data: bytes) -> int:
        raise OSError(28, os.strerror(28))

    monkeypatch.setattr(Path, "write_bytes", full)
    done = call("migrate", FILE)
    assert (done.exit_code, "No space left on device" in done.output) == (2, True)
    assert text(here) == OLD
    assert os.listdir(here / "docs/design") == [NAME]


def test_what_somebody_saves_meanwhile_is_not_overwritten(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    written = Path.write_bytes

    def slow(self: Path, data: bytes) -> int:
        with (here / FILE).open("ab") as file:
            file.write(b"A new thought.\n")
        return written(self, data)

    monkeypatch.setattr(Path, "write_bytes", slow)
    done = call("migrate", FILE)
    assert (done.exit_code, "was changed while it was moved on" in done.output) == (2, True)
    assert text(here) == f"{OLD}A new thought.\n"
    assert os.listdir(here / "docs/design") == [NAME]


def test_a_link_that_waits_beside_it_is_not_written_to(here: Path) -> None:
    mine = here / "mine.txt"
    mine.write_text("mine")
    (here / f"docs/design/.{NAME}.new").symlink_to(mine)
    assert call("migrate", FILE).exit_code == 0
    assert "decision-record@2" in text(here)
    assert mine.read_text() == "mine"
    assert sorted(os.listdir(here / "docs/design")) == [f".{NAME}.new", NAME]


def test_a_link_is_kept_and_its_file_is_moved(here: Path) -> None:
    (here / "link.md").symlink_to(FILE)
    assert call("migrate", "link.md").exit_code == 0
    assert (here / "link.md").is_symlink()
    assert "decision-record@2" in text(here)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        pytest.param([], ["no document is named", "mend: name a file or a folder"], id="nothing"),
        pytest.param(["none.md"], ["none.md: there is no such file or folder", "mend: "], id="no file"),
        pytest.param(["--stage", "all", FILE], ["'all' is not one of"], id="stage"),
    ],
)
def test_a_wrong_call_ends_with_2(here: Path, arguments: list[str], words: list[str]) -> None:
    done = call("migrate", *arguments)
    assert done.exit_code == 2, done.output
    for word in words:
        assert word in done.output
    assert text(here) == OLD


def test_a_hostile_document_cannot_write_to_the_terminal(here: Path) -> None:
    hostile = OLD.replace("The mail", "\x1b[31m##[error]The mail")
    hostile = hostile.replace("## Set aside", "##[error]\n::error::x\n## Set aside")
    lay(here, {FILE: hostile, "docs/design/0002-\x1b[31m\n::error::x.md": hostile})
    for more in (["--dry-run"], []):
        done = call("migrate", "docs/design", *more)
        assert "\x1b" not in done.output
        assert "##[" not in done.output
        assert not [row for row in done.output.splitlines() if row.lstrip().startswith("::")]
