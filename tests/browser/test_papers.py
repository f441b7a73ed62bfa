"""The papers of workshops in a browser: on screen, with a keyboard, without scripts, from a folder, and on paper."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from playbook.publish.papers.printing import of_kit, pages, printed
from playbook.records.kit import Kit
from playbook.records.library import Library
from tests.browser.axe import judge
from tests.browser.views import NARROWEST, PHONE, sticking_out
from tests.browsing import Watch

KIT = "workshops/pain-point-discovery"
SLIDES, NOTED = f"{KIT}/papers/slides.html", f"{KIT}/facilitator/papers/slides.html"
PAPERS = (SLIDES, f"{KIT}/papers/handout.html", NOTED, f"{KIT}/facilitator/papers/run-sheet.html")
SHOWN = ".slides > section.present"

# What of a slide reaches below its foot or beyond its edge. A slide that has no foot line ends with itself.
_TOO_MUCH = """() => [...document.querySelectorAll(".slide")].flatMap(slide => {
  const box = slide.getBoundingClientRect();
  const foot = slide.querySelector(".foot").getBoundingClientRect();
  return [...slide.children].filter(part => !part.matches(".foot")).map(part => [part, part.getBoundingClientRect()])
    .filter(([part, at]) => at.bottom > foot.top || at.top < box.top || at.right > box.right - 20
      || part.scrollWidth > part.clientWidth + 1)
    .map(([part]) => `${slide.parentElement.id}: ${part.tagName} ${part.textContent.trim().slice(0, 40)}`);
})"""

_FONTS_MISSING = """() => document.fonts.ready.then(fonts =>
  [...fonts].filter(font => font.status === "error").map(font => font.family))"""


@pytest.fixture(scope="module")
def window(browser: Browser, site_url: str) -> Iterator[tuple[Page, Watch]]:
    """A page in which nothing may fail; the tests of this file share it."""
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    watch = Watch().over(context)
    yield context.new_page(), watch
    context.close()
    assert watch.problems == [], site_url


@pytest.mark.parametrize("paper", PAPERS)
def test_axe(paper: str, window: tuple[Page, Watch], site_url: str) -> None:
    page, _watch = window
    faults = []
    for width in (1280, PHONE, NARROWEST):
        page.set_viewport_size({"width": width, "height": 800})
        page.goto(site_url + paper)
        faults += [f"{width} px: {fault}" for fault in sticking_out(page)]
        if width == 1280 or (paper, width) == (NOTED, PHONE):  # where slides are a column
            verdict = judge(page)
            assert len(verdict.tried) > 50
            assert len(verdict.met) > 12, f"only {len(verdict.met)} rules found something to judge"
            faults += [f"{width} px: {breach}" for breach in verdict.broken]
    page.set_viewport_size({"width": 1280, "height": 800})
    assert faults == [], "\n".join(faults)


def test_arrows_go_on_and_back(window: tuple[Page, Watch], site_url: str) -> None:
    page, _watch = window
    page.goto(site_url + SLIDES)
    expect(page.locator(SHOWN)).to_have_id("title")
    expect(page.locator(".hint")).to_contain_text("Arrow keys")
    page.keyboard.press("ArrowRight")
    expect(page.locator(SHOWN)).to_have_id("agenda")
    page.keyboard.press("ArrowRight")
    expect(page.locator(SHOWN)).to_have_id("step-promise")
    page.keyboard.press("ArrowLeft")
    expect(page.locator(SHOWN)).to_have_id("agenda")
    page.keyboard.press("End")
    expect(page.locator(".slides > section").last).to_be_visible()


def test_the_facilitator_sees_notes_and_can_put_them_away(window: tuple[Page, Watch], site_url: str) -> None:
    page, _watch = window
    page.goto(f"{site_url}{NOTED}#/step-promise")
    notes = page.locator(".speaker-notes")
    expect(notes).to_be_visible()
    expect(notes).to_contain_text("Say")
    page.locator(".notes-shown").press("Enter")
    expect(notes).to_be_hidden()
    with page.expect_popup() as opened:
        page.locator("body").press("s")
    expect(opened.value.locator(".speaker-controls-notes .value")).to_contain_text("Timebox")
    opened.value.close()


def test_participants_slides_have_no_view_for_the_speaker(window: tuple[Page, Watch], site_url: str) -> None:
    page, _watch = window
    page.goto(site_url + SLIDES)
    page.keyboard.press("s")
    assert page.evaluate("typeof RevealNotes") == "undefined"
    assert len(page.context.pages) == 1
    expect(page.locator(".speaker-notes")).to_be_hidden()


def test_without_scripts_slides_are_a_column(browser: Browser, site_url: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    try:
        page = context.new_page()
        for paper in (SLIDES, NOTED):
            page.goto(site_url + paper)
            tops = page.locator(".slides > section").evaluate_all("all => all.map(one => one.offsetTop)")
            assert len(tops) > 8
            assert tops == sorted(set(tops))
            assert sticking_out(page) == []
            expect(page.locator(".keys")).to_be_hidden()
        expect(page.locator("aside").first).to_be_visible()
    finally:
        context.close()


def test_from_a_folder(site: Path, browser: Browser) -> None:
    """Taken along on a stick: arrows go on, and nothing is asked of any host."""
    context: BrowserContext = browser.new_context(offline=True)
    watch = Watch().over(context)
    try:
        page = context.new_page()
        page.goto((site / NOTED).as_uri())
        page.keyboard.press("ArrowRight")
        expect(page.locator(SHOWN)).to_have_id("agenda")
        expect(page.locator("h1")).to_have_css("font-family", re.compile("Literata"))
        assert page.evaluate(_FONTS_MISSING) == []
    finally:
        context.close()
    assert [problem for problem in watch.problems if "asks another host: file:" not in problem] == []


def test_no_slide_holds_more_than_it_has_room_for(library: Library, browser: Browser) -> None:
    """Each slide of each kit, as it is printed in 16:9 and 4:3."""
    context = browser.new_context(java_script_enabled=False)
    try:
        page = context.new_page()
        page.emulate_media(media="print")
        faults = []
        for kit in library.all(Kit):
            for one in of_kit(kit)[:2]:
                page.set_content(one.page)
                page.evaluate("document.fonts.ready.then(() => 0)")
                faults += [f"{kit.id}, {one.file.name}: {fault}" for fault in page.evaluate(_TOO_MUCH)]
        assert faults == [], "\n".join(faults)
        page.evaluate("document.querySelector('.lines').style.fontSize = '200px'")
        assert page.evaluate(_TOO_MUCH), "a slide that holds too much is not seen"
    finally:
        context.close()


def test_slides_print_as_they_are_from_the_screen(window: tuple[Page, Watch], site_url: str, site: Path) -> None:
    """Whoever prints the running slides from the browser gets a page for each."""
    page, _watch = window
    page.goto(site_url + SLIDES)
    expect(page.locator(SHOWN)).to_have_id("title")
    pdf = page.pdf(prefer_css_page_size=True, print_background=True)
    assert pages(pdf) == pages((site / KIT / "papers/slides-16x9.pdf").read_bytes())


def test_two_prints_are_the_same_bytes(library: Library, browser: Browser) -> None:
    """Or else each edition would commit every PDF anew."""
    context = browser.new_context(java_script_enabled=False)
    try:
        page = context.new_page()
        slides, *_others, run_sheet = of_kit(library.all(Kit)[0])
        first = printed(page, slides), printed(page, run_sheet)
        assert (printed(page, slides), printed(page, run_sheet)) == first
    finally:
        context.close()
