"""The weight of pages, of the search index and of a first visit."""

from __future__ import annotations

from playwright.sync_api import Browser

from tests.site import weights
from tests.site.html_pass import Site, report


def test_pages(facts: Site) -> None:
    faults = weights.pages(facts)
    assert faults == [], report(faults)


def test_search_index(facts: Site) -> None:
    faults = weights.index(facts)
    assert faults == [], report(faults)


def test_tools(facts: Site) -> None:
    assert list((facts.folder / "assets/tools").rglob("*.js"))
    assert list((facts.folder / "assets/tools/workshops").glob("*.js"))
    assert len(list((facts.folder / "assets/tools/design").glob("*.js"))) > 1
    faults = [*weights.tools(facts), *weights.running(facts), *weights.design(facts)]
    assert faults == [], report(faults)


def test_first_views(browser: Browser, facts: Site, site_url: str) -> None:
    loaded = weights.loaded(browser, facts, site_url)
    assert all(any(file.endswith(".woff2") for file in files) for files in loaded.values()), "fonts are counted"
    faults = [*weights.first_views(facts, loaded), *weights.strays(facts, loaded)]
    assert faults == [], report(faults)
