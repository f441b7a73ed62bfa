"""What only facilitators may read is in none of the participants' papers and pages, and is in the facilitator's."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner
from pypdf import PdfReader

from playbook.commands import main
from playbook.publish.papers.printing import print_missing
from playbook.publish.site import Target, build
from playbook.records.current import current
from playbook.records.kit import Kit
from playbook.records.kit_parts import KitNotes, StepNotes
from playbook.records.library import Library
from tests.papers import made

pytestmark = pytest.mark.xdist_group("secret")  # one worker makes them


@pytest.fixture(scope="module")
def told(library: Library, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, made.Words]:
    """The built site of a small playbook, with all papers, and the words that only its facilitator says."""
    data, words = made.leading(library.get(Kit, "pain-point-discovery"))
    root = made.repository(tmp_path_factory.mktemp("secret") / "repository", data)
    print_missing(current(root))
    build(root, Target(root / "site"))
    return root / "site", words


def text(file: Path) -> str:
    """Give the text of `file`; of a PDF without spaces, because letters that are moved apart look like two words."""
    if file.suffix == ".pdf":
        return "".join("".join(page.extract_text().split()) for page in PdfReader(file).pages)
    return file.read_bytes().decode("utf-8", "replace")


def test_a_word_stands_in_every_field(told: tuple[Path, made.Words]) -> None:
    _site, words = told
    for kind in (KitNotes, StepNotes):
        for name in kind.model_fields:
            assert any(f"{kind.__name__}.{name}" in field for field in words.fields.values()), f"{kind}: {name}"
    assert len(words.fields) > 100


def test_participants_read_none_of_them(told: tuple[Path, made.Words]) -> None:
    site, words = told
    theirs = [file for file in site.rglob("*") if file.is_file() and "facilitator" not in file.relative_to(site).parts]
    names = {file.name for file in theirs}
    assert {"slides.html", "slides-16x9.pdf", "slides-4x3.pdf", "handout.html", "handout-a4.pdf"} <= names
    assert {"handout-letter.pdf", "message.md", "search_index.json", "index.html"} <= names
    found = [
        f"{file.relative_to(site)}: {words.fields[word]}"
        for file in theirs
        if file.suffix in {".html", ".pdf", ".json", ".md", ".ics", ".xml", ".js", ".yml", ".txt"}
        for said in [text(file)]
        for word in words.fields
        if word in said
    ]
    assert found == []


def test_the_calendar_file_holds_none_of_them(told: tuple[Path, made.Words]) -> None:
    site, words = told
    asked = ["workshop", "calendar", "pain-point-discovery", "--root", str(site.parent)]
    done = CliRunner().invoke(main, [*asked, "--start", "2027-03-01 09:00", "--zone", "UTC"])
    assert done.exit_code == 0, done.output
    assert "Read them out" in done.output
    assert [field for word, field in words.fields.items() if word in done.output.replace("\n ", "")] == []


ON_SLIDES = ("StepNotes.says", "StepNotes.asks", "StepNotes.does", "StepNotes.timebox", "KitNotes.prepares", ".debrief")


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        pytest.param("index.html", lambda field: not field.startswith("pause: "), id="page"),
        pytest.param("papers/slides.html", lambda field: any(name in field for name in ON_SLIDES), id="slides"),
        pytest.param("papers/notes.pdf", lambda field: any(name in field for name in ON_SLIDES), id="notes"),
        pytest.param("papers/run-sheet.html", lambda field: "StepNotes.timebox" in field, id="run sheet"),
        pytest.param("papers/run-sheet-a4.pdf", lambda field: "StepNotes.timebox" in field, id="A4"),
        pytest.param("papers/run-sheet-letter.pdf", lambda field: "StepNotes.timebox" in field, id="Letter"),
    ],
)
def test_facilitators_read_them(name: str, wanted: Callable[[str], bool], told: tuple[Path, made.Words]) -> None:
    site, words = told
    said = text(site / "workshops/pain-point-discovery/facilitator" / name)
    assert [field for word, field in words.fields.items() if wanted(field) and word not in said] == []
