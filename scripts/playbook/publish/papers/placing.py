"""Puts the papers of all kits into a built site, each at its fixed address."""

from __future__ import annotations

import posixpath
import re
import shutil
from collections.abc import Collection
from functools import lru_cache
from pathlib import Path, PurePath

from playbook.publish.papers import html
from playbook.publish.papers.html import LOOK, Look
from playbook.publish.papers.printing import kept, prints
from playbook.publish.record import record
from playbook.records.kit import FOLDER, Kit
from playbook.records.library import Library

ASSETS = "assets/papers"
_LINK = re.compile(r'(?:, )?<a href="([^"]*papers/[\w-]+\.pdf)">[^<]*</a>')


def place(library: Library, site: Path) -> None:
    """Write the papers of each kit into `site`; PDFs are those that are printed already.

    Links to those that are not are taken out of the kit's two pages.
    """
    kits = library.all(Kit)
    if not kits:
        return
    shutil.copytree(LOOK, site / ASSETS, dirs_exist_ok=True)
    for kit in kits:
        _pages(library, kit, site)
    missing = set()
    for one in prints(library):
        target = site / one.file
        try:
            shutil.copyfile(kept(library.root, one), target)
        except FileNotFoundError:  # not printed yet, or just removed by whoever prints another state
            target.unlink(missing_ok=True)
            missing.add(one.file)
    unlink(kits, site, missing)


def reminder(library: Library) -> str:
    """Say how the PDFs that are not printed yet are made; nothing if all are there."""
    count = sum(not kept(library.root, one).is_file() for one in prints(library))
    words = "1 PDF of a workshop is" if count == 1 else f"{count} PDFs of workshops are"
    return f"{words} not printed, and not linked: make papers, then this again" if count else ""


def unlink(kits: Collection[Kit], site: Path, missing: Collection[PurePath]) -> None:
    """Take the links to the `missing` files out of the pages of `kits` in `site`."""
    for kit in kits:
        for folder in (FOLDER / kit.id, FOLDER / kit.id / "facilitator"):
            page = site / folder / "index.html"
            if page.is_file():
                _unlink(page, folder, missing)


def _unlink(page: Path, folder: PurePath, missing: Collection[PurePath]) -> None:
    def left(link: re.Match[str]) -> str:
        return "" if PurePath(posixpath.normpath(folder / link[1])) in missing else link[0]

    text = page.read_text(encoding="utf-8")
    without = _LINK.sub(left, text)
    if without != text:
        page.write_text(without, encoding="utf-8")


def _pages(library: Library, kit: Kit, site: Path) -> None:
    folder = site / FOLDER / kit.id
    for name, text in _written(kit).items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    files = library.root / "docs" / FOLDER / kit.id / "files"
    if files.is_dir():
        shutil.copytree(files, folder / "files", dirs_exist_ok=True)


@lru_cache(maxsize=64)
def _written(kit: Kit) -> dict[str, str]:
    """Give what is read on a screen, by its place below the kit's folder."""
    ours, theirs = Look("../../../assets/"), Look("../../../../assets/")
    return {
        "papers/slides.html": html.participants_slides(kit, ours),
        "papers/handout.html": html.handout(kit, ours),
        "facilitator/papers/slides.html": html.facilitator_slides(kit, theirs),
        "facilitator/papers/run-sheet.html": html.run_sheet_page(kit, theirs),
        "facilitator/papers/record.md": record(kit),
    }
