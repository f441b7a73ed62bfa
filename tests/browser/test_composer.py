"""The team composer in a browser: the same answers as Python, by keyboard, in the address, without scripts."""

from __future__ import annotations

import json
import re
from itertools import product
from typing import Any, get_args
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Locator, Page, Route, expect

from playbook.pages.composer import Rules, compose
from playbook.records import Library
from playbook.records.composition import MOST_PEOPLE, Executive, ProductManager, Teams
from tests.browser.views import NARROWEST, PHONE, cut_off
from tests.composing import VECTORS, as_data

PAGE = "roles/composer/"
COMPOSE_ALL = """async ([module, cases]) => {
  const { compose } = await import(module);
  const own = document.querySelector("playbook-composer").island;
  return cases.map(({ rules, conflicts, people, executive, product_manager, teams }) =>
    compose(rules ? { rules, conflicts } : own, people, executive, product_manager, teams));
}"""


LOADED = "tools/composer.js"


@pytest.fixture
def tool(page: Page, site_url: str) -> Page:
    return arrive(page, site_url)


def arrive(page: Page, site_url: str) -> Page:
    """Open the page and go down to the tool, as a reader does: before that it is not loaded."""
    page.goto(site_url + PAGE)
    page.locator("#answer").scroll_into_view_if_needed()
    expect(steps(page).first).to_be_visible()
    return page


def requested(page: Page) -> list[str]:
    """Give the addresses that `page` asks for from now on."""
    seen: list[str] = []
    page.on("request", lambda request: seen.append(request.url))
    return seen


def asks_for(seen: list[str], what: str) -> bool:
    return any(url.endswith(what) for url in seen)


def steps(page: Page) -> Locator:
    return page.locator(".g-steps > li")


def people(page: Page) -> Locator:
    return page.get_by_role("spinbutton", name="How many people can you have?")


def asked(page: Page) -> dict[str, str]:
    """Give what the address asks."""
    return {name: values[0] for name, values in parse_qs(urlsplit(page.url).query).items()}


def composed(page: Page, site_url: str, cases: list[dict[str, Any]]) -> list[dict[str, Any]]:
    answers: list[dict[str, Any]] = page.evaluate(COMPOSE_ALL, [f"{site_url}assets/tools/composer.js", cases])
    return answers


def test_vectors(tool: Page, site_url: str) -> None:
    vectors = json.loads(VECTORS.read_text(encoding="utf-8"))
    for vector, answer in zip(vectors, composed(tool, site_url, vectors), strict=True):
        assert answer == vector["answer"], vector["name"]


def test_every_answer_is_that_of_python(tool: Page, site_url: str, library: Library) -> None:
    rules = Rules.of(library)
    names = ("people", "executive", "product_manager", "teams")
    given = list(
        product(range(1, MOST_PEOPLE + 1), get_args(Executive), get_args(ProductManager), get_args(Teams)),
    )
    answers = composed(tool, site_url, [dict(zip(names, case, strict=True)) for case in given])
    for case, answer in zip(given, answers, strict=True):
        assert answer == as_data(compose(rules, *case)), case


def test_the_tool_says_what_the_tables_say(tool: Page) -> None:
    """For five people the tool begins with the answer that the page has without it."""
    rows = tool.locator("#people-5 + .g-order tbody tr")
    expect(steps(tool)).to_have_count(rows.count())
    for index in range(rows.count()):
        _step, fill, who, _why = rows.nth(index).locator("td").all_inner_texts()
        role, held = fill.split(", ")
        ours = steps(tool).nth(index)
        expect(ours.locator(".g-steps__role a")).to_have_text(role)
        expect(ours.locator(".g-tag")).to_have_text(held.capitalize())
        expect(ours.locator(".g-steps__who")).to_have_text(who[0].upper() + who[1:])


def test_by_keyboard_alone(tool: Page) -> None:
    tool.locator("#answer a").focus()
    tool.keyboard.press("Tab")
    expect(tool.get_by_role("button", name="One person fewer")).to_be_focused()
    tool.keyboard.press("Tab")
    expect(people(tool)).to_be_focused()
    tool.keyboard.press("ArrowUp")
    expect(people(tool)).to_have_value("6")
    tool.keyboard.press("Tab")
    expect(tool.get_by_role("button", name="One person more")).to_be_focused()
    tool.keyboard.press("Enter")
    expect(tool.get_by_role("heading", name="7 people, in this order")).to_be_visible()
    tool.keyboard.press("Tab")
    tool.keyboard.press("ArrowUp")
    tool.keyboard.press("ArrowUp")
    expect(tool.get_by_role("radio", name="Yes")).to_be_checked()
    tool.keyboard.press("Tab")
    tool.keyboard.press("ArrowDown")
    expect(tool.get_by_role("radio", name="Technical", exact=True)).to_be_checked()
    tool.keyboard.press("Tab")
    tool.keyboard.press("ArrowUp")
    expect(tool.get_by_role("radio", name="One", exact=True)).to_be_checked()
    assert asked(tool) == {"people": "7", "executive": "yes", "product_manager": "technical", "teams": "one"}
    assert tool.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"


def test_the_address_holds_the_answers(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}{PAGE}?people=2&executive=yes&product_manager=not-technical&teams=one&from=mail#answer")
    expect(people(page)).to_have_value("2")
    expect(page.get_by_role("radio", name="Yes")).to_be_checked()
    expect(page.get_by_role("radio", name="Not technical")).to_be_checked()
    expect(page.get_by_role("radio", name="One", exact=True)).to_be_checked()
    expect(steps(page).first).to_contain_text("Executive sponsor")
    page.get_by_role("radio", name="Several").check()
    assert asked(page)["teams"] == "several"
    assert asked(page)["from"] == "mail", "what is not ours stays"
    assert page.url.endswith("#answer")
    page.reload()
    expect(page.get_by_role("radio", name="Several")).to_be_checked()


def test_nonsense_in_the_address_is_ignored(page: Page, site_url: str) -> None:
    for query in ("people=0&executive=maybe", "people=16", "people=5.5&teams=%3Cb%3E", "people=-3", "people=1e1", "x"):
        page.goto(f"{site_url}{PAGE}?{query}")
        expect(people(page)).to_have_value("5")
        expect(page.get_by_role("radio", name="No", exact=True)).to_be_checked()
        expect(page.get_by_role("radio", name="Several")).to_be_checked()


def test_the_device_remembers_and_reset_forgets(tool: Page, site_url: str) -> None:
    people(tool).fill("9")
    arrive(tool, site_url)
    expect(people(tool)).to_have_value("9")
    assert asked(tool) == {}, "the address changes with an answer, not by itself"
    tool.get_by_role("button", name="Reset").click()
    expect(people(tool)).to_have_value("5")
    assert asked(tool) == {}
    arrive(tool, site_url)
    expect(people(tool)).to_have_value("5")


def test_without_storage(page: Page, site_url: str) -> None:
    page.add_init_script(
        'for (const name of ["getItem", "setItem", "removeItem"]) Storage.prototype[name] = function (key) {'
        ' if (key === "playbook-composer") throw new DOMException("denied", "SecurityError"); return null; };'
    )
    arrive(page, site_url)
    people(page).fill("3")
    expect(page.get_by_role("heading", name="3 people, in this order")).to_be_visible()
    page.get_by_role("button", name="Reset").click()
    expect(people(page)).to_have_value("5")


def test_a_number_that_is_none(tool: Page) -> None:
    for typed in ("", "0", "16", "-2", "2.5"):
        people(tool).fill(typed)
        expect(people(tool)).to_have_attribute("aria-invalid", "true")
        expect(people(tool)).to_have_accessible_description(
            "Write a whole number from 1 to 15. The answer below is for 5."
        )
        expect(tool.get_by_role("heading", name="5 people, in this order")).to_be_visible()
        assert asked(tool) == {}
    people(tool).fill("1")
    expect(people(tool)).to_have_attribute("aria-invalid", "false")
    expect(tool.get_by_role("heading", name="One person, in this order")).to_be_visible()


def test_the_stepper_stops_at_both_ends(tool: Page) -> None:
    fewer = tool.get_by_role("button", name="One person fewer")
    more = tool.get_by_role("button", name="One person more")
    people(tool).fill("2")
    fewer.click()
    expect(fewer).to_have_attribute("aria-disabled", "true")
    fewer.press("Enter")
    expect(people(tool)).to_have_value("1")
    people(tool).fill("14")
    more.click()
    expect(more).to_have_attribute("aria-disabled", "true")
    more.press("Enter")
    expect(people(tool)).to_have_value("15")


def test_what_changed_is_said(tool: Page) -> None:
    said = tool.locator(".g-answer [aria-live=polite]")
    expect(said).to_have_text(
        "2 hats, 5 seats, 3 second seats. First the evangelist: MLOps lead, person 1. "
        "There is one thing to watch out for."
    )
    people(tool).fill("1")
    expect(said).to_contain_text("2 hats, 1 seat, 1 second seat.")
    tool.get_by_role("radio", name="Somebody who does not get it yet").check()
    expect(steps(tool).filter(has_text="Executive sponsor")).to_contain_text("The executive, once won")
    expect(tool.locator(".admonition.warning")).to_contain_text("evangelist and translator")


def test_copy_as_markdown(tool: Page, site_url: str) -> None:
    tool.context.grant_permissions(["clipboard-read", "clipboard-write"])
    people(tool).fill("2")
    tool.get_by_role("button", name="Copy as Markdown").click()
    expect(tool.get_by_text("Copied.")).to_be_visible()
    text: str = tool.evaluate("navigator.clipboard.readText()")
    lines = text.splitlines()
    assert lines[0] == "# 2 people, in this order"
    assert "- Is there an executive who understands this part? No." in lines
    assert f"1. [Evangelist]({site_url}roles/evangelist/), hat: ML engineer, person 1. Without buy-in" in text
    assert "(R03, own)" in text
    assert "Watch out: Do not serve all product teams at once." in text
    assert text.endswith(f"Composed with <{site_url}{PAGE}?people=2&executive=no&product_manager=none&teams=several>\n")


def test_copy_where_the_browser_refuses(page: Page, site_url: str) -> None:
    page.add_init_script('Object.defineProperty(navigator, "clipboard", { value: undefined })')
    arrive(page, site_url)
    page.get_by_role("button", name="Copy as Markdown").click()
    field = page.get_by_label("The answer as Markdown")
    expect(field).to_have_value(re.compile("^# 5 people, in this order\n"))
    people(page).fill("4")
    expect(field).to_have_count(0)


def test_text_is_text(tool: Page) -> None:
    """Markup in a reason or a title is shown, not obeyed."""
    tool.evaluate(
        """() => {
          const made = document.createElement("playbook-composer");
          const data = document.createElement("script");
          data.type = "application/json";
          const text = "<img src=x onerror=document.title='taken'>";
          data.textContent = JSON.stringify({
            most: 1, conflicts: [], beside: {}, sources: { own: "g-own" },
            roles: { one: { title: text, holds: "seat", href: "#x" } },
            rules: [{ id: "one", does: "seat", gives: "one", why: text, sources: ["own"] }],
          });
          made.append(data);
          made.id = "made";
          history.replaceState(null, "", "?people=1");
          document.querySelector("playbook-composer").replaceWith(made);
        }"""
    )
    expect(tool.locator("#made .g-steps > li p")).to_contain_text("<img src=x")
    assert tool.locator("#made img").count() == 0
    assert tool.title() != "taken"


def test_links_lead_to_pages(tool: Page) -> None:
    people(tool).fill("15")
    tool.get_by_role("radio", name="Yes").check()
    found = tool.locator("playbook-composer a").evaluate_all("links => links.map(link => link.href)")
    assert len(found) > 15
    for address in set(found):
        page, _, anchor = address.partition("#")
        if anchor:
            expect(tool.locator(f"[id='{anchor}']")).to_have_count(1)
        else:
            assert tool.request.get(page).status == 200, page


def test_controls_are_large_enough(tool: Page) -> None:
    """WCAG 2.2, 2.5.8."""
    for width in (390, 1440):
        tool.set_viewport_size({"width": width, "height": 900})
        for control in tool.locator("playbook-composer :is(button, input[type=number], .g-choice)").all():
            box = control.bounding_box()
            assert box, control
            assert min(box["width"], box["height"]) >= 24, (width, control, box)


def test_paper_shows_the_answer_without_the_questions(tool: Page) -> None:
    people(tool).fill("3")
    tool.emulate_media(media="print")
    expect(tool.locator(".g-form")).to_be_hidden()
    expect(tool.locator(".g-answer .g-actions")).to_be_hidden()
    expect(tool.get_by_role("heading", name="3 people, in this order")).to_be_visible()
    expect(steps(tool).last).to_be_visible()
    expect(tool.get_by_text("Is there an executive who understands this part? No. How technical")).to_be_visible()
    tool.emulate_media(media="screen")
    expect(tool.get_by_text("Is there an executive who understands this part? No.")).to_be_hidden()


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
