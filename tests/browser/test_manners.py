"""How the site behaves for readers who use a keyboard, no scripts, less motion, or paper."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from playbook.records.library import Library
from playbook.records.page import address
from playbook.records.role import Role
from tests.browser.manners import dark_on_paper, moving, printed, unseen_focus
from tests.browser.views import DESK, PHONE, SCHEMES, Scheme

ROLE = "roles/mlops-engineer/"


@contextmanager
def visit(browser: Browser, url: str, **options: Any) -> Iterator[Page]:
    """Open `url` in a context of its own."""
    context: BrowserContext = browser.new_context(**options)
    try:
        page = context.new_page()
        page.goto(url)
        yield page
    finally:
        context.close()


@pytest.mark.parametrize("width", [DESK, PHONE])
def test_nothing_moves_for_readers_who_ask_for_that(width: int, browser: Browser, site_url: str) -> None:
    size = {"width": width, "height": 900}
    with visit(browser, site_url + ROLE, reduced_motion="reduce", viewport=size) as page:
        page.locator("body").press("/")
        expect(page.locator("#__search")).to_be_checked()
        assert moving(page) == []
    with visit(browser, site_url + ROLE, reduced_motion="no-preference", viewport=size) as page:
        assert moving(page), "nothing of the site ever moves, so this test says nothing"


@pytest.mark.parametrize("url", [pytest.param("", id="home"), ROLE])
def test_without_scripts(url: str, browser: Browser, site_url: str) -> None:
    with visit(browser, site_url + url, java_script_enabled=False) as page:
        expect(page.locator("h1")).to_be_visible()
        assert len(page.locator("article").inner_text().split()) > 100
        link = page.locator("article a[href]:not([href^='#']):not([href^='http'])").first
        target = link.evaluate("link => link.href.split('#')[0]")
        link.click()
        page.wait_for_url(lambda now: now.split("#")[0] == target)
        expect(page.locator("h1")).to_be_visible()


def test_navigation_without_scripts_on_a_phone(browser: Browser, site_url: str) -> None:
    size = {"width": PHONE, "height": 900}
    with visit(browser, site_url + ROLE, java_script_enabled=False, viewport=size) as page:
        page.locator("label.md-header__button[for=__drawer]").click()
        expect(page.locator(".md-nav--primary")).to_be_in_viewport()


def test_skip_link(page: Page, site_url: str) -> None:
    page.goto(site_url + ROLE)
    page.keyboard.press("Tab")
    link = page.locator(".md-skip")
    expect(link).to_be_focused()
    expect(link).to_have_css("opacity", "1")
    page.keyboard.press("Enter")
    assert page.url.endswith("#mlops-engineer")
    page.keyboard.press("Tab")
    assert page.evaluate("() => document.querySelector('article').contains(document.activeElement)")


@pytest.mark.parametrize("scheme", SCHEMES)
def test_focus_is_seen(scheme: Scheme, page: Page, site_url: str) -> None:
    page.emulate_media(color_scheme=scheme)
    page.goto(site_url + ROLE)
    assert unseen_focus(page) == []


@pytest.mark.parametrize("key", ["/", "s"])
def test_search_opens_with_a_key(key: str, page: Page, site_url: str) -> None:
    page.goto(site_url + ROLE)
    page.locator("body").press(key)
    field = page.locator(".md-search__input")
    expect(field).to_be_focused()
    field.press_sequentially("packaging")
    expect(page.locator(".md-search-result__item").first).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#__search")).not_to_be_checked()


@pytest.mark.parametrize("scheme", SCHEMES)
def test_print(scheme: Scheme, page: Page, site_url: str) -> None:
    page.emulate_media(media="print", color_scheme=scheme)
    page.goto(site_url + ROLE)
    assert dark_on_paper(page) == []
    assert not page.locator(".md-header, .md-tabs, .md-sidebar, .md-footer").locator("visible=true").count()
    _sheets, shows = printed(page)
    assert shows > 200, f"only {shows} pieces of text"


def test_every_role_fits_on_four_sheets(page: Page, site_url: str, library: Library) -> None:
    page.emulate_media(media="print")
    sheets = {}
    for role in library.all(Role):
        page.goto(site_url + address(library.file_of(role)))
        sheets[role.id], _shows = printed(page)
    assert len(sheets) > 10
    assert {role: count for role, count in sheets.items() if not 1 <= count <= 4} == {}


@pytest.mark.misbehaves("asks for a page that is not there")
def test_missing_page(page: Page, site_url: str) -> None:
    """Wherever the address points, styles and links of the page that says so lead to the site."""
    answer = page.goto(site_url + "no/such/page/")
    assert answer is not None
    assert answer.status == 404
    expect(page.locator("h1")).to_have_css("font-family", re.compile("Literata"))
    page.locator("article a").first.click()
    expect(page.locator("article h1")).to_be_visible()
    assert page.url.startswith(site_url)
    assert "no/such" not in page.url
