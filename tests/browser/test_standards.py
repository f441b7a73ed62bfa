"""Standards in a browser: found by what somebody types, and cited with a click or a key, in the command's words."""

from __future__ import annotations

import re

import pytest
from click.testing import CliRunner
from playwright.sync_api import Browser, Locator, Page, expect

from playbook.commands.main import main
from playbook.records.library import Library
from playbook.records.standard import Standard
from tests.examples.standards import standards

INDEX = "standards/"
COPY = "Copy as review comment"


@pytest.fixture
def find(page: Page, site_url: str) -> Page:
    page.goto(site_url + INDEX)
    page.locator("[data-tool]").scroll_into_view_if_needed()
    expect(words(page)).to_be_visible()
    return page


def words(page: Page) -> Locator:
    return page.get_by_label("ID or word")


def rows(page: Page) -> list[str]:
    """Give the IDs that are shown."""
    return page.locator(".g-rows tbody tr:visible td:first-child").all_inner_texts()


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("pkg3", ["PKG003"]),
        ("PKG003", ["PKG003"]),
        ("pkg00", [f"PKG00{number}" for number in range(1, 8)]),
        ("ranges-in-package", ["PKG003"]),
        ("troublemaker", []),
        ("lock file", ["CI005"]),
        ("no such thing", []),
    ],
)
def test_what_is_typed_finds(find: Page, typed: str, found: list[str]) -> None:
    words(find).fill(typed)
    expect(find.get_by_role("status").filter(has_text="standards")).to_have_text(
        f"{len(found)} of {len(shown_at_first())} standards."
    )
    assert rows(find) == found


def test_pins_finds_what_speaks_of_pins(find: Page) -> None:
    words(find).fill("pins")
    assert {"PKG003", "PKG004"} <= set(rows(find))
    assert "REP001" not in rows(find)


def shown_at_first() -> list[str]:
    return [item.id for item in standards() if item.state != "withdrawn"]


def test_choices_narrow_and_stay_in_the_address(find: Page, library: Library) -> None:
    find.get_by_label("Level").select_option("must")
    find.get_by_label("Decided").select_option("by a reviewer")
    wanted = {item.id for item in library.all(Standard) if item.level == "must" and not item.checked}
    assert wanted
    assert set(rows(find)) == wanted
    find.reload()
    expect(find.get_by_label("Level")).to_have_value("must")
    assert set(rows(find)) == wanted


def test_enter_opens_the_first(find: Page) -> None:
    words(find).focus()
    find.keyboard.type("pkg3")
    find.keyboard.press("Enter")
    expect(find).to_have_url(re.compile("/standards/PKG003/$"))


def test_headings_without_rows_are_gone(find: Page) -> None:
    words(find).fill("pkg3")
    assert [text.rstrip("#") for text in find.locator("article h3:visible").all_inner_texts()] == ["Packaging"]


def test_without_scripts_all_standards_are_there(browser: Browser, site_url: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    try:
        page = context.new_page()
        page.goto(site_url + INDEX)
        assert sorted(rows(page)) == shown_at_first()
        expect(page.get_by_text("Finding as you type needs scripts")).to_be_visible()
        page.goto(site_url + "standards/PKG003/")
        expect(page.get_by_role("button", name=COPY)).to_have_count(0)
        expect(page.locator("#review-comment")).to_contain_text("PKG003 (must)")
    finally:
        context.close()


@pytest.mark.parametrize("key", ["PKG003", "CI003", "CFG001"])
@pytest.mark.parametrize("how", ["click", "keyboard"])
def test_the_comment_that_is_copied_is_that_of_the_command(page: Page, site_url: str, key: str, how: str) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(f"{site_url}standards/{key}/")
    button = page.get_by_role("button", name=COPY).first
    if how == "click":
        button.click()
    else:
        button.focus()
        page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("Copied")
    command = CliRunner().invoke(main, ["cite", key])
    assert command.exit_code == 0
    assert page.evaluate("() => navigator.clipboard.readText()").strip() == command.output.strip()
