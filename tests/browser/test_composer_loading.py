"""The team composer before it is there: loaded when near, at once when asked for, and never without scripts."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.browser.composer_tool import PAGE, asks_for, requested, steps
from tests.browser.views import NARROWEST, PHONE, cut_off

LOADED = "tools/composer.js"


@pytest.mark.parametrize(("width", "height"), [(390, 844), (1280, 720), (1440, 900)])
def test_loaded_when_it_comes_near(page: Page, site_url: str, width: int, height: int) -> None:
    page.set_viewport_size({"width": width, "height": height})
    seen = requested(page)
    page.goto(site_url + PAGE, wait_until="networkidle")
    assert not asks_for(seen, LOADED)
    assert not asks_for(seen, "lit.min.js")
    while not asks_for(seen, LOADED):
        page.mouse.wheel(0, 50)
        page.wait_for_timeout(50)
        assert page.evaluate("scrollY") < 1800, "the tool has passed and was not loaded"
    assert page.locator("playbook-composer").evaluate("tool => tool.getBoundingClientRect().top - innerHeight") > -150
    expect(steps(page).first).to_be_attached()


@pytest.mark.parametrize("address", ["?people=2", "#people-10", "#read", "#source-own", "?people=2#asks"])
def test_loaded_at_once_when_the_address_speaks_of_it(page: Page, site_url: str, address: str) -> None:
    page.goto(site_url + PAGE + address)
    expect(steps(page).first).to_be_attached()


def test_loaded_when_a_link_leads_past_it(page: Page, site_url: str) -> None:
    seen = requested(page)
    page.goto(site_url + PAGE, wait_until="networkidle")
    assert not asks_for(seen, LOADED)
    page.evaluate("location.hash = 'read'")
    expect(steps(page).first).to_be_attached()


def test_loaded_before_somebody_tabs_to_it(page: Page, site_url: str) -> None:
    """Who goes through the text with Tab finds the tool in its place, and does not jump over it."""
    page.goto(site_url + PAGE, wait_until="networkidle")
    page.locator("#asks a").focus()
    expect(steps(page).first).to_be_attached()
    stops = 0
    while not page.evaluate("document.activeElement.closest('playbook-composer') !== null"):
        page.keyboard.press("Tab")
        stops += 1
        assert stops < 60, "Tab does not lead to the tool"
    expect(page.get_by_role("button", name="One person fewer")).to_be_focused()


@pytest.mark.misbehaves("takes away what the theme's script needs, too")
def test_loaded_at_once_where_nothing_tells_what_is_in_view(page: Page, site_url: str) -> None:
    page.add_init_script("delete window.IntersectionObserver")
    page.goto(site_url + PAGE)
    expect(steps(page).first).to_be_attached()


def test_paper_before_the_tool_has_come_near(page: Page, site_url: str) -> None:
    """Nobody has asked yet: no heading without an answer, no reserved room; the worked sizes are there."""
    page.goto(site_url + PAGE, wait_until="networkidle")
    reserved = page.locator("playbook-composer").bounding_box()
    assert reserved
    assert reserved["height"] > 1000
    page.emulate_media(media="print")
    expect(page.locator("#answer")).to_be_hidden()
    expect(page.locator("playbook-composer")).to_be_hidden()
    expect(page.locator("#people-2 + .g-order table")).to_be_visible()
    page.emulate_media(media="screen")
    page.locator("#answer").scroll_into_view_if_needed()
    expect(steps(page).first).to_be_visible()
    page.emulate_media(media="print")
    expect(page.locator("#answer")).to_be_visible()


@pytest.mark.parametrize("width", [PHONE, NARROWEST])
def test_tables_need_no_scrolling_of_their_own_on_a_phone(browser: Browser, site_url: str, width: int) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": width, "height": 844})
    try:
        page = context.new_page()
        page.goto(site_url + PAGE)
        expect(page.locator(".g-blocks table")).to_have_count(4)
        assert cut_off(page, ".g-blocks td") == []
    finally:
        context.close()


@pytest.mark.parametrize(("width", "anchor"), [(390, "#answer"), (1440, "#answer"), (1440, "#people-5")])
def test_nothing_moves_when_the_tool_arrives(page: Page, site_url: str, width: int, anchor: str) -> None:
    """The script is held back until everything else has settled; then the page may not jump."""
    held: list[Route] = []
    page.route("**/assets/tools/composer.js", lambda route: held.append(route))
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(site_url + PAGE + anchor, wait_until="commit")
    expect(page.get_by_text("Your own numbers need scripts.")).to_be_attached()
    page.evaluate("document.fonts.ready")
    page.wait_for_timeout(300)
    page.evaluate(
        "window.moved = 0; new PerformanceObserver(list => { for (const entry of list.getEntries())"
        " window.moved += entry.value; }).observe({ type: 'layout-shift' });"
    )
    held[0].continue_()
    expect(steps(page).first).to_be_attached()
    page.wait_for_timeout(200)
    assert page.evaluate("window.moved") < 0.02


def test_without_scripts(browser: Browser, site_url: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    try:
        page = context.new_page()
        page.goto(site_url + PAGE)
        for size in ("Two people", "Five people", "Ten people"):
            expect(page.get_by_role("heading", name=size)).to_be_visible()
        expect(page.get_by_text("Your own numbers need scripts.")).to_be_visible()
        assert page.locator("table").count() == 4
        for table in page.locator("table").all():
            expect(table).to_be_visible()
        expect(page.get_by_role("cell", name="the product manager is technical")).to_be_visible()
        assert page.locator("playbook-composer input").count() == 0
    finally:
        context.close()
