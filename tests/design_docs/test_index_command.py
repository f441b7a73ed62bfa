"""`playbook design index`: the table of all documents, and the figure of what supersedes what."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from lxml import etree

from tests.design_docs.commanding import NAME, SOUND, call, committed
from tests.review.laying import lay

pytestmark = pytest.mark.usefixtures("a_day")

FOLDER = "docs/design"
OLD = SOUND.replace("status: draft", "status: superseded\nsuperseded_by: DD-0002").replace(
    "stage: problem", "stage: retired"
)
NEW = (
    SOUND.replace("DD-0001", "DD-0002")
    .replace("tier:", "supersedes: [DD-0001]\ntier:")
    .replace("prices", "the day’s prices")
)


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "demand"
    lay(folder, {f"{FOLDER}/{NAME}": OLD, f"{FOLDER}/0002-b.md": NEW, f"{FOLDER}/README.md": "# Documents\n"})
    monkeypatch.chdir(folder)
    return folder


def test_the_table_in_markdown() -> None:
    done = call("index")
    assert done.exit_code == 0, done.output
    rows = [row for row in done.stdout.splitlines() if row.startswith("| DD-")]
    assert [row.split(" | ")[0] for row in rows] == ["| DD-0002", "| DD-0001"]
    assert f"]({NAME})" in rows[1]
    assert done.stderr == ""


def test_the_table_as_data() -> None:
    data = json.loads(call("index", FOLDER, "--format", "json").stdout)
    assert [one["file"] for one in data["documents"]] == [f"{FOLDER}/0002-b.md", f"{FOLDER}/{NAME}"]


def test_it_is_written_to_a_file_that_is_no_document(here: Path) -> None:
    done = call("index", "--output", f"{FOLDER}/README.md")
    assert (done.exit_code, done.output) == (0, "")
    written = (here / FOLDER / "README.md").read_text(encoding="utf-8")
    assert written == call("index").stdout


def test_the_figure_is_an_svg_of_its_own(here: Path) -> None:
    done = call("index", "--graph", "g.svg")
    assert done.exit_code == 0, done.output
    figure = etree.fromstring((here / "g.svg").read_bytes())
    assert etree.QName(figure).localname == "svg"
    assert "DD-0002" in "".join(map(str, figure.itertext()))


def test_a_figure_of_nothing_is_not_written(here: Path) -> None:
    done = call("index", f"{FOLDER}/{NAME}", "--graph", "g.svg")
    assert (done.exit_code, "nothing to draw" in done.stderr) == (0, True), done.output
    assert not (here / "g.svg").exists()


@pytest.mark.parametrize(
    "document",
    [
        pytest.param(SOUND.replace("status:", "statuses:"), id="an unknown key"),
        pytest.param("no front matter\n", id="no front matter"),
        pytest.param(b"---\n\xff\n---\n", id="no text"),
    ],
)
def test_a_document_at_fault_is_left_out_and_named(here: Path, document: str | bytes) -> None:
    lay(here, {f"{FOLDER}/0003-c.md": document})
    done = call("index")
    assert done.exit_code == 1
    assert done.stderr.startswith(f"left out: {FOLDER}/0003-c.md:")
    assert "\n    mend: " in done.stderr
    assert "| DD-0002 " in done.stdout


def test_what_the_system_refuses_ends_with_3(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened = Path.open

    def open_(self: Path, *arguments: object, **options: object) -> object:
        if self.name == NAME:
            raise PermissionError(13, "Permission denied")
        return opened(self, *arguments, **options)  # type: ignore[call-overload]

    monkeypatch.setattr(Path, "open", open_)
    done = call("index")
    assert done.exit_code == 3
    assert done.stderr == f"{FOLDER}/{NAME}: the system refuses it: Permission denied\n"
    assert "| DD-0002 " in done.stdout
    assert here.is_dir()


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        pytest.param(["--graph", "no/folder/g.svg"], ["--graph no/folder/g.svg: No such file", "mend: "], id="figure"),
        pytest.param(["--output", "no/folder/x"], ["--output no/folder/x: No such file", "mend: "], id="output"),
        pytest.param(["--format", "csv"], ["'csv' is not one of"], id="format"),
        pytest.param(["none"], ["none: there is no such file or folder", "mend: "], id="no folder"),
        pytest.param(["../price", "."], ["one repository at a time"], id="two repositories"),
    ],
)
def test_a_wrong_call_ends_with_2(here: Path, arguments: list[str], words: list[str]) -> None:
    committed(lay(here.parent / "price", {NAME: SOUND}))
    done = call("index", *arguments)
    assert done.exit_code == 2, done.output
    for word in words:
        assert word in done.output


def test_a_hostile_document_cannot_write_to_the_terminal(here: Path) -> None:
    lay(here, {f"{FOLDER}/0003-\x1b[31m\n::error::x.md": SOUND.replace("draft", '"\\u001b[31m\\n::error::y"')})
    done = call("index")
    assert done.exit_code == 1
    assert "\x1b" not in done.output
    assert not [row for row in done.output.splitlines() if row.startswith("::")]
