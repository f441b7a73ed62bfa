"""How the site behaves for readers who use a keyboard, no scripts, less motion, or paper."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.views import DESK, PHONE, SCHEMES, Scheme

ROLE = "roles/mlops-engineer/"
TAB_STOPS = 40

# What has the focus, and whether a reader sees that it has it: a control without a size shows it on its label.
_FOCUSED = """() => {
  const element = document.activeElement;
  const named = (element.getAttribute("aria-label") || element.textContent).trim().slice(0, 40);
  const bare = element.getBoundingClientRect().width === 0;
  const seen = bare && element.labels ? [...element.labels, element.nextElementSibling].find(
    label => label?.getBoundingClientRect().width) : element;
  const style = getComputedStyle(seen ?? element), box = (seen ?? element).getBoundingClientRect();
  return {
    name: `${element.tagName.toLowerCase()} ${named}`,
    body: element === document.body,
    ring: style.outlineStyle !== "none" && (style.outlineStyle === "auto" || parseFloat(style.outlineWidth) >= 2),
    shown: box.width > 0 && box.height > 0 && box.bottom > 0 && box.top < innerHeight
      && box.right > 0 && box.left < innerWidth,
  };
}"""
# What would move if it changed, and what moves now.
_MOVES = """() => {
  const lasting = times => times.split(",").some(time => parseFloat(time) > 0);
  const moves = [...document.querySelectorAll("*")].filter(element => ["", "::before", "::after"].some(part => {
    const style = getComputedStyle(element, part || null);
    return lasting(style.transitionDuration) || (style.animationName !== "none" && lasting(style.animationDuration));
  }));
  return moves.length + document.getAnimations().filter(animation => animation.playState === "running").length;
}"""


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
        assert page.evaluate(_MOVES) == 0
    with visit(browser, site_url + ROLE, reduced_motion="no-preference", viewport=size) as page:
        assert page.evaluate(_MOVES) > 0, "nothing of the site ever moves, so this test says nothing"


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


def unseen_focus(page: Page) -> list[str]:
    """Go through the page with Tab and give what has the focus without showing it."""
    found, stops = [], 0
    for _stop in range(TAB_STOPS):
        page.keyboard.press("Tab")
        focused = page.evaluate(_FOCUSED)
        stops += not focused["body"]
        if not focused["body"] and not (focused["ring"] and focused["shown"]):
            found.append(f"{focused['name']}: {'off the screen' if focused['ring'] else 'no outline'}")
    assert stops > 20, f"only {stops} elements take the focus"
    return found


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
    colours = page.evaluate("""() => ["html", "body", "article", "article h1", "article dd", "article li"].map(name => {
      const style = getComputedStyle(document.querySelector(name));
      return [name, style.backgroundColor, style.color];
    })""")
    for name, ground, ink in colours:
        assert ground in {"rgb(255, 255, 255)", "rgba(0, 0, 0, 0)"}, f"{name} has the ground {ground}"
        assert max(_channels(ink)) < 100, f"{name} has the ink {ink}"
    assert not page.locator(".md-header, .md-tabs, .md-sidebar, .md-footer").locator("visible=true").count()
    pages, shows = printed(page.pdf(format="A4", prefer_css_page_size=True, print_background=True))
    assert 1 <= pages <= 4, f"{pages} pages"
    assert shows > 200, f"only {shows} pieces of text"


def _channels(colour: str) -> list[int]:
    return [int(part) for part in re.findall(r"\d+", colour)[:3]]


def printed(pdf: bytes) -> tuple[int, int]:
    """Give how many pages a PDF of Chromium's has, and how many pieces of text its streams show."""
    streams = [_inflated(data) for data in re.findall(rb"stream\r?\n(.*?)\r?\nendstream", pdf, re.DOTALL)]
    shows = sum(len(re.findall(rb"\b(?:Tj|TJ)\b", stream)) for stream in streams)
    return len(re.findall(rb"/Type\s*/Page\b", pdf + b"".join(streams))), shows


def _inflated(data: bytes) -> bytes:
    try:
        return zlib.decompress(data)
    except zlib.error:
        return b""


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
