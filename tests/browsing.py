"""Starts Chromium for tests and listens to what a page should never do: complain, fail, or call another host."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from playwright.sync_api import (
    Browser,
    BrowserContext,
    BrowserType,
    ConsoleMessage,
    Request,
    WebError,
)

from playbook.publish import browser
from tests.building import ROOT


@contextmanager
def chromium() -> Iterator[Browser]:
    """Start Chromium, headless; it ends with the block."""
    with browser.chromium(ROOT) as started:
        yield started


def launch(kind: BrowserType, *more: str) -> Browser:
    """Start Chromium, headless, with `more` arguments; `browser.browser_type` of one that runs starts another."""
    return browser.launch(ROOT, kind, *more)


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
