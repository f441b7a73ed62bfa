"""Prints papers as PDF with Chromium, and keeps each until what is on it changes."""

from __future__ import annotations

import hashlib
import os
import re
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from playbook.publish.browser import chromium
from playbook.publish.papers import html
from playbook.publish.papers.html import Look
from playbook.records.kit import FOLDER, Kit
from playbook.records.library import Library

if TYPE_CHECKING:
    from playwright.sync_api import Page

CACHE = PurePath(".cache/papers")
BROWSERS = 2
SIZES = (10.5, 10.0, 9.5, 9.0, 8.5, 8.0, 7.5, 7.0)
"""Of the run sheet's letters, in points: the first with which it fits on one page is taken."""
WAY = "2"
"""To be raised when this module prints in another way, so that nothing is taken for printed already."""
HALF_LASTS = 3600
"""Seconds after which a file that is no PDF yet was left by somebody who was stopped, and goes."""

_SLIDES = ("paper.css", "slides.css")
_SHEET = ("paper.css", "sheet.css")
_NARROW = ":root{--wide:48em;--edge:3.6em}@page{size:960px 720px}"
_PAPERS = {"a4": "A4", "letter": "letter"}
_DATES = re.compile(rb"(/(?:Creation|Mod)Date \(D:)\d{14}")
_NO_DATE = b"20000101000000"
_ID = re.compile(rb"/ID (\(node\d{8}\))")
_NODE = re.compile(rb"\(node\d{8}\)")
_TREE = re.compile(rb"<</Limits \[[^\]]*\]\n/Names \[((?:\(node\d{8}\) \d+ 0 R ?)+)\]>>")


@dataclass(frozen=True)
class Print:
    """A PDF to be: its file below the site, the page that is printed, and whether it is one side of one sheet."""

    file: PurePath
    page: str
    one_page: bool = False

    @cached_property
    def key(self) -> str:
        """What the PDF is kept under: it changes with everything that is on it."""
        return hashlib.sha256(f"{WAY} {self.one_page} {SIZES} {self.page}".encode()).hexdigest()[:32]


@dataclass(frozen=True)
class Printed:
    """How many were printed, how many were there already."""

    new: int
    kept: int


def prints(library: Library) -> list[Print]:
    """Give every PDF of every kit."""
    return [made for kit in library.all(Kit) for made in of_kit(kit)]


@lru_cache(maxsize=64)
def of_kit(kit: Kit) -> tuple[Print, ...]:
    """Give the PDFs of `kit`; while somebody writes, that of kits which stay the same is asked for again and again."""
    return tuple(_of_kit(kit))


def _of_kit(kit: Kit) -> Iterator[Print]:
    ours = FOLDER / kit.id / "papers"
    theirs = FOLDER / kit.id / "facilitator/papers"
    slides = html.inline(*_SLIDES, "print-slides.css")
    noted = html.inline(*_SLIDES, "print-notes.css")
    yield Print(ours / "slides-16x9.pdf", html.participants_slides(kit, Look(inside=slides)))
    yield Print(ours / "slides-4x3.pdf", html.participants_slides(kit, Look(inside=slides + _NARROW)))
    yield Print(theirs / "notes.pdf", html.facilitator_slides(kit, Look(inside=noted)))
    for name, size in _PAPERS.items():
        page = f"@page{{size:{size}}}"
        sheet = Look(inside=html.inline(*_SHEET) + page)
        run = Look(inside=html.inline(*_SHEET, "run-sheet.css") + page)
        yield Print(ours / f"handout-{name}.pdf", html.handout(kit, sheet))
        yield Print(theirs / f"run-sheet-{name}.pdf", html.run_sheet_page(kit, run), one_page=True)


def kept(root: Path, one: Print) -> Path:
    """Give the file in which `one` is kept, whether or not it is there."""
    return root / CACHE / f"{one.key}.pdf"


def print_missing(library: Library) -> Printed:
    """Print what is not there yet, and remove what no paper is any more. Raises NoBrowserError."""
    every = {one.key: one for one in prints(library)}
    folder = library.root / CACHE
    folder.mkdir(parents=True, exist_ok=True)
    missing = [one for one in every.values() if not kept(library.root, one).is_file()]
    groups = [group for start in range(BROWSERS) if (group := missing[start::BROWSERS])]
    with ThreadPoolExecutor(BROWSERS) as pool:  # each thread has a browser: Playwright's own loop runs in one thread
        for done in [pool.submit(_print_all, library.root, group) for group in groups]:
            done.result()
    for file in folder.iterdir():
        is_old = file.stem not in every if file.suffix == ".pdf" else _age(file) > HALF_LASTS
        if is_old and file.is_file():
            file.unlink(missing_ok=True)
    return Printed(len(missing), len(every) - len(missing))


def _age(file: Path) -> float:
    """Give the seconds since `file` was written; none if it is gone meanwhile."""
    try:
        return time.time() - file.stat().st_mtime
    except FileNotFoundError:
        return 0


def _print_all(root: Path, group: Sequence[Print]) -> None:
    with chromium(root) as browser:
        page = browser.new_context(java_script_enabled=False).new_page()
        for one in group:
            data = printed(page, one)
            target = kept(root, one)
            half = target.with_suffix(
                f".{os.getpid()}-{id(group)}"
            )  # whoever prints at the same time finds no half of a file
            half.write_bytes(data)
            half.replace(target)


def printed(page: Page, one: Print) -> bytes:
    """Print `one` in `page`, in which no script runs. The same paper gives the same bytes each time."""
    page.set_content(one.page)
    page.evaluate("document.fonts.ready.then(() => 0)")
    return _repeatable(_one_page(page) if one.one_page else _pdf(page))


def _repeatable(pdf: bytes) -> bytes:
    """Take out of `pdf` when it was printed, and number its elements in their order; no length changes.

    The browser numbers what tags refer to, the heads of tables, across all that it shows, and not always in order.
    """
    dated = _DATES.sub(rb"\g<1>" + _NO_DATE, pdf)
    if len(_TREE.findall(dated)) != 1:
        return dated
    numbers = {old: b"(node%08d)" % new for new, old in enumerate(dict.fromkeys(_ID.findall(dated)))}
    return _TREE.sub(_in_order, _NODE.sub(lambda node: numbers.get(node[0], node[0]), dated))


def _in_order(tree: re.Match[bytes]) -> bytes:
    """Give the tree by which a reader finds an element, in the order of its names."""
    pairs = sorted(pair.strip() for pair in re.findall(rb"\(node\d{8}\) \d+ 0 R", tree[1]))
    first, last = pairs[0].split()[0], pairs[-1].split()[0]
    return b"<</Limits [%b %b]\n/Names [%b]>>" % (first, last, b" ".join(pairs))


def _pdf(page: Page) -> bytes:
    return page.pdf(prefer_css_page_size=True, print_background=True, tagged=True, outline=True)


def _one_page(page: Page) -> bytes:
    """Print with the largest letters that leave one page, or with the smallest."""
    data = b""
    for size in SIZES:
        page.evaluate("size => { document.documentElement.style.fontSize = `${size}pt`; }", size)
        data = _pdf(page)
        if pages(data) == 1:
            break
    return data


def pages(pdf: bytes) -> int:
    """Count the pages of what Chromium has printed."""
    return len(re.findall(rb"/Type\s*/Page\b", pdf))
