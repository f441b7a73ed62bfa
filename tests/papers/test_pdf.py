"""The papers as PDF: whole, titled, tagged, with bookmarks and their own fonts, on the right sheets."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from pypdf import PageObject, PdfReader
from pypdf.generic import Destination

from playbook.publish.papers.printing import prints
from playbook.records.kit import Kit
from playbook.records.library import Library

A4, LETTER = (595, 842), (612, 792)
SHEETS = {
    "papers/slides-16x9.pdf": (960, 540),
    "papers/slides-4x3.pdf": (720, 540),
    "papers/handout-a4.pdf": A4,
    "papers/handout-letter.pdf": LETTER,
    "facilitator/papers/notes.pdf": A4,
    "facilitator/papers/run-sheet-a4.pdf": A4,
    "facilitator/papers/run-sheet-letter.pdf": LETTER,
}
"""Each PDF of a kit with the size of its sheets, in points."""
FOOT = 72
"""Points from the lower edge: a heading that stands deeper has nothing below it but the margin."""


@cache
def reader(file: Path) -> PdfReader:
    return PdfReader(file)


def pdfs(site: Path, library: Library, *names: str) -> Iterator[tuple[str, PdfReader]]:
    """Give each of `names` (all without) of each kit, with what it is called in messages."""
    for kit in library.all(Kit):
        for name in names or SHEETS:
            yield f"{kit.id}/{name}", reader(site / "workshops" / kit.id / name)


def test_every_kit_has_its_seven(library: Library) -> None:
    named = sorted(str(one.file) for one in prints(library))
    assert named == sorted(f"workshops/{kit.id}/{name}" for kit in library.all(Kit) for name in SHEETS)


def test_each_has_a_title_a_language_tags_and_bookmarks(site: Path, library: Library) -> None:
    for name, pdf in pdfs(site, library):
        root: Any = pdf.trailer["/Root"]
        assert pdf.metadata is not None, name
        assert pdf.metadata.title, name
        assert root["/MarkInfo"]["/Marked"], name
        assert root["/StructTreeRoot"], name
        assert root["/Lang"] == "en", name
        assert pdf.outline, name


def test_sheets_have_their_size(site: Path, library: Library) -> None:
    for name, pdf in pdfs(site, library):
        sizes = {(round(page.mediabox.width), round(page.mediabox.height)) for page in pdf.pages}
        assert sizes == {SHEETS[name.partition("/")[2]]}, name


def test_every_font_is_in_the_file(site: Path, library: Library) -> None:
    for name, pdf in pdfs(site, library):
        fonts = [font for page in pdf.pages for font in _fonts(page)]
        assert fonts, name
        assert [font for font in fonts if not _embedded(font)] == [], name


def _fonts(page: PageObject) -> list[Any]:
    resources: Any = page["/Resources"]
    return [font.get_object() for font in resources.get("/Font", {}).values()]


def _embedded(font: Any) -> bool:
    if font["/Subtype"] == "/Type3":  # its glyphs are drawn in the file itself
        return bool(font["/CharProcs"])
    descriptor = font["/DescendantFonts"][0].get_object()["/FontDescriptor"]
    return any(key in descriptor for key in ("/FontFile", "/FontFile2", "/FontFile3"))


def test_no_page_is_blank(site: Path, library: Library) -> None:
    for name, pdf in pdfs(site, library):
        blank = [number for number, page in enumerate(pdf.pages, 1) if not _writes(page)]
        assert blank == [], name


def _writes(page: PageObject) -> bool:
    """Say whether text stands on `page`, more than the number at its foot."""
    contents = page.get_contents()
    assert contents is not None
    return contents.get_data().count(b"BT") > 2


def test_run_sheets_are_one_page(site: Path, library: Library) -> None:
    for name, pdf in pdfs(site, library, *(name for name in SHEETS if "run-sheet" in name)):
        assert len(pdf.pages) == 1, name


def test_slides_take_a_page_each(site: Path, library: Library) -> None:
    for kit in library.all(Kit):
        wide, narrow = (reader(site / "workshops" / kit.id / name) for name in list(SHEETS)[:2])
        assert len(wide.pages) == len(narrow.pages) == sum(1 for _ in _headings(wide)), kit.id


def test_no_heading_is_left_alone_at_the_foot(site: Path, library: Library) -> None:
    for name, pdf in pdfs(site, library, "papers/handout-a4.pdf", "papers/handout-letter.pdf"):
        headings = list(_headings(pdf))
        assert len(headings) > 4, name
        assert [heading.title for heading in headings if float(heading.top or 0) < FOOT] == [], name


def _headings(pdf: PdfReader) -> Iterator[Destination]:
    waiting: list[Any] = list(pdf.outline)
    while waiting:
        first = waiting.pop(0)
        if isinstance(first, list):
            waiting = [*first, *waiting]
        else:
            yield first


def test_text_can_be_read(site: Path, library: Library) -> None:
    """A screen reader and a search find what the record says."""
    record = library.all(Kit)[0]
    file = site / "workshops" / record.id / "papers/handout-a4.pdf"
    handout = " ".join(page.extract_text() for page in reader(file).pages)
    assert record.title in handout
    assert all(step.title in handout for step in record.steps)
