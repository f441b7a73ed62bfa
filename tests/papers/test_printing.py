"""A paper is printed once, and again when something on it changes; what is not printed is not linked."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Sequence
from pathlib import Path

import pytest
from click.testing import CliRunner

from playbook.commands import main
from playbook.publish.papers import html, printing
from playbook.publish.papers.placing import place, reminder
from playbook.publish.papers.printing import CACHE, Print, Printed, kept, print_missing, prints
from playbook.records.kit import Kit
from playbook.records.library import Library

ORIGIN = (html.FONTS / "ORIGIN.txt").read_text(encoding="utf-8")
LINKS = (
    '<li>Slides: <a href="papers/slides.html">on screen</a>, <a href="papers/slides-16x9.pdf">PDF, 16:9</a>, '
    '<a href="papers/slides-4x3.pdf">PDF, 4:3</a></li>'
)


@pytest.fixture
def two(library: Library, tmp_path: Path) -> Library:
    """Two kits in a folder of their own."""
    return Library(tmp_path, records={Kit: {kit.id: kit for kit in library.all(Kit)[:2]}})


@pytest.fixture
def pressed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What is printed, by its file; no browser is started."""
    files: list[str] = []

    def press(root: Path, group: Sequence[Print]) -> None:
        for one in group:
            files.append(str(one.file))
            kept(root, one).write_bytes(b"%PDF")

    monkeypatch.setattr(printing, "_print_all", press)
    return files


def with_kit(library: Library, kit: Kit) -> Library:
    return Library(library.root, records={Kit: {**library.records[Kit], kit.id: kit}})


def test_what_is_printed_is_not_printed_again(two: Library, pressed: list[str]) -> None:
    assert print_missing(two) == Printed(14, 0)
    assert len(set(pressed)) == 14
    assert print_missing(two) == Printed(0, 14)
    assert len(pressed) == 14


def test_a_change_prints_the_papers_that_show_it_and_removes_the_old(two: Library, pressed: list[str]) -> None:
    print_missing(two)
    pressed.clear()
    kit = two.all(Kit)[0]
    said = kit.facilitator.model_copy(update={"debrief": ("Something else.",)})
    changed = with_kit(two, kit.model_copy(update={"facilitator": said}))
    assert print_missing(changed) == Printed(1, 13)
    assert pressed == [f"workshops/{kit.id}/facilitator/papers/notes.pdf"]
    pressed.clear()
    assert print_missing(with_kit(two, kit.model_copy(update={"title": "Something else"}))) == Printed(7, 7)
    assert all(file.startswith(f"workshops/{kit.id}/") for file in pressed)
    assert len(list((two.root / CACHE).iterdir())) == 14


@pytest.mark.usefixtures("pressed")
def test_halves_go_once_nobody_writes_them_any_more(two: Library) -> None:
    """Another process may be printing what this one does not know."""
    print_missing(two)
    folder = two.root / CACHE
    for name in ("1234.77-1", f"{prints(two)[0].key}.77-1", "4321.77-2", "mine"):
        (folder / name).touch()
    os.utime(folder / "1234.77-1", (0, 0))
    os.utime(folder / f"{prints(two)[0].key}.77-1", (0, 0))
    (folder / "folder").mkdir()
    os.utime(folder / "folder", (0, 0))
    print_missing(two)
    assert {file.name for file in folder.iterdir() if file.suffix != ".pdf"} == {"4321.77-2", "mine", "folder"}


@pytest.mark.usefixtures("pressed")
def test_what_no_paper_shows_prints_nothing(two: Library) -> None:
    print_missing(two)
    kit = two.all(Kit)[0]
    unseen = kit.model_copy(update={"description": "Another.", "minutes": 9, "difficulty": "easy", "reader": "All."})
    assert print_missing(with_kit(two, unseen)) == Printed(0, 14)


def test_another_look_prints_all(two: Library, pressed: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    print_missing(two)
    monkeypatch.setattr(html, "inline", lambda *sheets: f"/* {sheets} */")
    printing.of_kit.cache_clear()
    assert print_missing(two) == Printed(14, 0)
    assert len(pressed) == 28
    printing.of_kit.cache_clear()


def test_fonts_are_what_their_origin_says() -> None:
    sums = {line.split()[2]: line.split()[1] for line in ORIGIN.splitlines() if line.startswith("sha256 ")}
    fonts = {file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in html.FONTS.glob("*.woff2")}
    assert sums == fonts
    assert len(fonts) == 5


@pytest.mark.usefixtures("pressed")
def test_links_to_what_is_not_printed_are_taken_out(two: Library, tmp_path: Path) -> None:
    site = tmp_path / "site"
    kit, other = two.all(Kit)
    pages = [site / "workshops" / one.id / "index.html" for one in (kit, other)]
    for page in pages:
        page.parent.mkdir(parents=True)
        page.write_text(LINKS, encoding="utf-8")
    print_missing(two)
    one = next(one for one in prints(two) if one.file.parts[1] == kit.id and one.file.name == "slides-16x9.pdf")
    kept(two.root, one).unlink()
    place(two, site)
    assert pages[1].read_text(encoding="utf-8") == LINKS
    screen, _wide, narrow = LINKS.replace("</li>", "").split(", <a")
    assert pages[0].read_text(encoding="utf-8") == f"{screen}, <a{narrow}</li>"
    assert not (site / one.file).exists()
    assert reminder(two) == "1 PDF of a workshop is not printed, and not linked: make papers, then this again"
    for file in (two.root / CACHE).iterdir():
        file.unlink()
    place(two, site)
    assert [page.read_text(encoding="utf-8") for page in pages] == [f"{screen}</li>"] * 2
    assert [file.name for file in site.rglob("*.pdf")] == []
    assert reminder(two).startswith("14 PDFs of workshops are not printed")


def test_without_chromium_it_says_how_to_get_one(two: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CHROMIUM", "/no/such/browser")
    monkeypatch.setattr("playbook.records.current.current", lambda _root: two)
    (two.root / "mkdocs.yml").touch()
    done = CliRunner().invoke(main, ["papers", "--root", str(two.root)])
    assert done.exit_code == 1
    assert done.output.startswith("error: Chromium does not start: ")
    assert done.output.endswith("\n    mend: make .cache/chromium\n")


def test_where_nothing_can_be_kept_it_says_so(two: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("playbook.records.current.current", lambda _root: two)
    (two.root / "mkdocs.yml").touch()
    (two.root / CACHE.parent).mkdir()
    (two.root / CACHE).touch()
    done = CliRunner().invoke(main, ["papers", "--root", str(two.root)])
    assert done.exit_code == 2
    assert f"{two.root / CACHE}: File exists\n    mend: make {CACHE} a folder" in done.output
