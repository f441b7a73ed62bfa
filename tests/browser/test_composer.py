"""The team composer in a browser: the same answers as Python, by keyboard, in the address, without scripts."""

from __future__ import annotations

import json
import re
from itertools import product
from typing import Any, get_args
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, expect

from playbook.pages.composer import Rules, compose
from playbook.pages.wording import within
from playbook.records.composition import MOST_PEOPLE, Executive, ProductManager, Teams
from playbook.records.library import Library
from tests.browser.composer_tool import PAGE, arrive, people, steps
from tests.composing import VECTORS, as_data

COMPOSE_ALL = """async ([module, cases]) => {
  const { compose } = await import(module);
  const own = document.querySelector("playbook-composer").island;
  return cases.map(({ rules, conflicts, people, executive, product_manager, teams }) =>
    compose(rules ? { rules, conflicts } : own, people, executive, product_manager, teams));
}"""


@pytest.fixture
def tool(page: Page, site_url: str) -> Page:
    return arrive(page, site_url)


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


def test_a_title_within_a_sentence_keeps_its_capitals(tool: Page) -> None:
    """As wording.within has it in Python: `data scientist`, `MLOps lead`."""
    for title in ("MLOps lead", "Data scientist", "CI and delivery", "Hat"):
        show_one_seat(tool, title)
        expect(tool.locator("#made .g-answer__said")).to_contain_text(f"First the {within(title)}: person 1.")


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
    expect(field).to_be_hidden()


def show_one_seat(tool: Page, title: str) -> None:
    """Give the composer rules of its own: they give one seat, called `title` for the reason `title`."""
    tool.evaluate(
        """text => {
          const made = document.querySelector("playbook-composer");
          made.id = "made";
          Object.assign(made.island, {
            most: 1, conflicts: [], beside: {}, sources: { own: "g-own" },
            roles: { one: { title: text, holds: "seat", href: "#x" } },
            rules: [{ id: "one", does: "seat", gives: "one", why: text, sources: ["own"] }],
          });
          made.answer({ people: 1 });
        }""",
        title,
    )


def test_text_is_text(tool: Page) -> None:
    """Markup in a reason or a title is shown, not obeyed."""
    show_one_seat(tool, "<img src=x onerror=document.title='taken'>")
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
