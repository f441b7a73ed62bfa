"""Every page and every state of its chrome, in both schemes, on a phone and on a desk: no rule of axe is broken."""

from __future__ import annotations

from pathlib import PurePath

import pytest
from playwright.sync_api import Page, expect

from playbook.records.design import inside_documents
from playbook.records.examples import inside_example
from playbook.records.kit import inside_kit
from playbook.records.page import address
from tests.browser.axe import judge
from tests.browser.views import DESK, NARROWEST, PHONE, View, sticking_out
from tests.building import ROOT

DOCS = ROOT / "docs"
SOURCES = [PurePath(file.relative_to(DOCS)) for file in sorted(DOCS.rglob("*.md"))]
READ = [source for source in SOURCES if not (inside_example(source) or inside_kit(source) or inside_documents(source))]
PAGES = [*sorted(map(address, READ)), "404.html"]
LONGEST = "roles/mlops-engineer/"


def judged(view: View, where: str) -> list[str]:
    """Give the breaches in what the page shows now, each with its place."""
    verdict = judge(view.page)
    assert len(verdict.tried) > 50, f"only {len(verdict.tried)} rules ran"
    assert len(verdict.met) > 20, f"only {len(verdict.met)} rules found something to judge"
    return [f"{where}, {view.scheme}: {breach}" for breach in verdict.broken]


@pytest.mark.parametrize("url", [pytest.param(url, id=url or "home") for url in PAGES])
def test_page(url: str, both_schemes: list[View], site_url: str) -> None:
    """Each page at two widths in two schemes by all rules, opened once: the switch in its header changes colours."""
    view = both_schemes[0]
    page = view.open(site_url + url, DESK)
    faults = []
    for width in (DESK, NARROWEST, PHONE):
        if width != DESK:  # it was opened at that
            view.widen(width)
        faults += [f"{width} px: {fault}" for fault in sticking_out(page)]
        faults += judged(view, f"{width} px") if width != NARROWEST else []
    view.recolour("dark")
    try:
        for width in (PHONE, DESK):
            view.widen(width)
            faults += judged(view, f"{width} px, switched to dark")
    finally:
        view.recolour("light")
    faults += view.watch.problems
    assert faults == [], "\n".join(faults)


def test_search_open(both_schemes: list[View], site_url: str) -> None:
    faults = []
    for view in both_schemes:
        page = view.open(site_url + LONGEST, DESK)
        for width in (DESK, PHONE):
            view.widen(width)
            search(page, "engineer")
            settled(page)
            faults += judged(view, f"search at {width} px")
            page.keyboard.press("Escape")
    assert faults == [], "\n".join(faults)


def test_drawer_open(both_schemes: list[View], site_url: str) -> None:
    faults = []
    for view in both_schemes:
        page = view.open(site_url + LONGEST, PHONE)
        page.locator("label.md-header__button[for=__drawer]").click()
        expect(page.locator("#__drawer")).to_be_checked()
        settled(page)
        faults += judged(view, "drawer")
        faults += [f"drawer: {fault}" for fault in sticking_out(page)]
    assert faults == [], "\n".join(faults)


def search(page: Page, words: str) -> None:
    """Open the search, type `words` and wait for what it finds."""
    page.locator("body").press("/")
    page.locator(".md-search__input").press_sequentially(words)  # the theme listens to keys
    expect(page.locator(".md-search-result__item").first).to_be_visible(timeout=15_000)  # the index is read first


def settled(page: Page) -> None:
    """Wait until nothing moves: what is half faded in has half its contrast."""
    page.evaluate("() => Promise.all(document.getAnimations().map(animation => animation.finished.catch(() => 0)))")
