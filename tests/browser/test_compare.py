"""Any two roles side by side, in a browser: chosen by keyboard, kept in the address, and a table without scripts."""

from __future__ import annotations

from itertools import combinations
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Locator, Page, Route, expect

from playbook.pages.text import plain
from playbook.records.library import Library
from playbook.records.role import Role
from tests.browser.views import NARROWEST, PHONE, cut_off

PAGE = "roles/compare/"


@pytest.fixture
def tool(page: Page, site_url: str) -> Page:
    page.goto(site_url + PAGE)
    expect(table(page)).to_be_visible()
    return page


def table(page: Page) -> Locator:
    return page.locator(".g-compare table")


def cells(page: Page, row: str) -> list[str]:
    """Give what stands below the row head `row`, left and right."""
    return (
        table(page).locator("tbody").filter(has=page.get_by_role("rowheader", name=row)).locator("td").all_inner_texts()
    )


def said(text: str) -> str:
    """Give a record's text as the tool shows it."""
    return plain(text).replace("'", "’")


def chosen(page: Page) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(urlsplit(page.url).query).items()}


def test_both_roles_are_what_their_records_say(tool: Page, library: Library) -> None:
    left, right = (library.get(Role, key) for key in ("data-scientist", "executive-sponsor"))
    tool.get_by_label("One role").select_option(left.id)
    tool.get_by_label("The other").select_option(right.id)
    for side, role in enumerate((left, right)):
        assert cells(tool, "What for")[side] == said(role.purpose)
        assert cells(tool, "Decides")[side].splitlines() == [said(item) for item in role.decides]
        assert cells(tool, "Is measured by")[side].splitlines() == [said(item) for item in role.measures]
        refused = [f"{said(item.what)} {library.get(Role, item.who).title}" for item in role.not_mine]
        assert cells(tool, "Not mine")[side].splitlines() == refused
    assert chosen(tool) == {"a": left.id, "b": right.id}


def test_common_skills_are_marked_with_a_word(tool: Page, library: Library) -> None:
    left, right = (library.get(Role, key) for key in ("mlops-engineer", "ml-engineer"))
    theirs = {*right.skills.deep, *right.skills.broad}
    for row, keys in (("Knows a lot about", left.skills.deep), ("Knows a little about", left.skills.broad)):
        for key, line in zip(keys, cells(tool, row)[0].splitlines(), strict=True):
            word = "both, there a lot" if key in right.skills.deep else "both, there a little"
            assert line.endswith(word) == (key in theirs), line
    common = theirs & {*left.skills.deep, *left.skills.broad}
    expect(tool.locator(".g-answer [aria-live=polite]")).to_contain_text(f"have {len(common)} skills in common.")


def test_every_pair(tool: Page, library: Library) -> None:
    """Each pair has its table; who may hold both, and which pairs have a page of their own, is as the records say."""
    roles = library.all(Role)
    titles = {role.id: role.title for role in roles}
    own = 0
    for left, right in combinations(roles, 2):
        shown: dict[str, Any] = tool.evaluate(
            """([a, b]) => {
              const tool = document.querySelector("playbook-compare");
              const selects = tool.querySelectorAll("select");
              [a, b].forEach((id, side) => { selects[side].value = id; });
              selects[1].dispatchEvent(new Event("change", { bubbles: true }));
              return {
                heads: [...tool.querySelectorAll("thead a")].map(link => link.textContent),
                rows: tool.querySelectorAll("tbody").length,
                strong: tool.querySelector("strong")?.textContent ?? "",
                own: [...tool.querySelectorAll(".g-compare > p > a")].map(link => link.href),
              };
            }""",
            [left.id, right.id],
        )
        assert shown["heads"] == [titles[left.id], titles[right.id]]
        assert shown["rows"] == 6
        can = right.id in {pair.who for pair in left.combines_with}
        must_not = right.id in {pair.who for pair in left.conflicts_with}
        said = "One person can hold both." if can else "One person must not hold both." if must_not else ""
        assert shown["strong"] == said, (left.id, right.id)
        own += len(shown["own"])
    assert own == 2


def test_by_keyboard_alone(tool: Page) -> None:
    tool.locator("#side-by-side a").focus()
    tool.keyboard.press("Tab")
    expect(tool.get_by_label("One role")).to_be_focused()
    tool.keyboard.type("Evan")
    expect(tool.get_by_label("One role")).to_have_value("evangelist")
    assert tool.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    tool.keyboard.press("Tab")
    expect(tool.get_by_label("The other")).to_be_focused()
    tool.keyboard.type("Tech t")
    expect(tool.get_by_label("The other")).to_have_value("tech-translator")
    expect(tool.get_by_role("link", name="Evangelist or translator?").last).to_be_visible()


def test_the_address_holds_the_choice(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}{PAGE}?a=tech-lead&b=product-manager&from=mail#side-by-side")
    expect(table(page).locator("thead th")).to_have_text(["Tech lead, seat", "Product manager, seat"])
    expect(page.get_by_text("One person must not hold both.", exact=True)).to_be_visible()
    page.get_by_label("One role").select_option("evangelist")
    assert chosen(page) == {"a": "evangelist", "b": "product-manager", "from": "mail"}
    assert page.url.endswith("#side-by-side")
    page.reload()
    expect(page.get_by_label("One role")).to_have_value("evangelist")


def test_nonsense_in_the_address_is_ignored(page: Page, site_url: str) -> None:
    for query in ("a=nobody&b=%3Cb%3E", "a=&b=", "a=MLOPS-LEAD", "c=tech-lead"):
        page.goto(f"{site_url}{PAGE}?{query}")
        expect(page.get_by_label("One role")).to_have_value("mlops-engineer")
        expect(page.get_by_label("The other")).to_have_value("ml-engineer")


def test_the_same_role_twice(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}{PAGE}?a=tech-lead&b=tech-lead")
    expect(page.locator(".g-answer [aria-live=polite]")).to_have_text("Choose two different roles.")
    expect(table(page)).to_have_count(0)
    page.get_by_label("The other").select_option("mlops-lead")
    expect(table(page)).to_be_visible()


def test_links_lead_to_pages(tool: Page) -> None:
    found = set(tool.locator("playbook-compare a").evaluate_all("links => links.map(link => link.href)"))
    assert len(found) > 5
    for address in found:
        assert tool.request.get(address).status == 200, address


def test_controls_are_large_enough(tool: Page) -> None:
    """WCAG 2.2, 2.5.8."""
    for control in tool.locator("playbook-compare select").all():
        box = control.bounding_box()
        assert box
        assert min(box["width"], box["height"]) >= 24


def test_paper_shows_the_answer_without_the_questions(tool: Page) -> None:
    tool.emulate_media(media="print")
    expect(tool.locator(".g-form")).to_be_hidden()
    expect(table(tool)).to_be_visible()


@pytest.mark.parametrize("width", [PHONE, NARROWEST])
def test_tables_need_no_scrolling_of_their_own_on_a_phone(tool: Page, width: int) -> None:
    tool.set_viewport_size({"width": width, "height": 844})
    assert tool.locator("td").count() > 30
    assert cut_off(tool, "td") == []


@pytest.mark.parametrize("width", [390, 1440])
def test_nothing_moves_when_the_tool_arrives(page: Page, site_url: str, width: int) -> None:
    held: list[Route] = []
    page.route("**/assets/tools/compare.js", lambda route: held.append(route))
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(site_url + PAGE + "#side-by-side", wait_until="commit")
    expect(page.get_by_text("Choosing two roles needs scripts.")).to_be_attached()
    page.evaluate("document.fonts.ready")
    page.wait_for_timeout(300)
    page.evaluate(
        "window.moved = 0; new PerformanceObserver(list => { for (const entry of list.getEntries())"
        " window.moved += entry.value; }).observe({ type: 'layout-shift' });"
    )
    held[0].continue_()
    expect(table(page)).to_be_attached()
    page.wait_for_timeout(200)
    assert page.evaluate("window.moved") < 0.02


def test_without_scripts(browser: Browser, site_url: str, library: Library) -> None:
    context = browser.new_context(java_script_enabled=False)
    try:
        page = context.new_page()
        page.goto(site_url + PAGE)
        expect(page.get_by_text("Choosing two roles needs scripts.")).to_be_visible()
        rows = page.locator("#all-roles ~ * tbody tr, #all-roles ~ table tbody tr")
        expect(rows).to_have_count(len(library.all(Role)))
        for role in library.all(Role):
            expect(rows.filter(has=page.get_by_role("link", name=role.title, exact=True))).to_be_visible()
        assert page.locator("select").count() == 0
    finally:
        context.close()
