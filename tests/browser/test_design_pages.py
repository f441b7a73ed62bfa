"""Pages about design documents in a browser: what is copied is the text that is meant, and paper gets lines."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page, expect

from playbook.design_docs.offered import bare


def copied(page: Page, button: str) -> str:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name=button).click()
    expect(page.get_by_role("status")).to_contain_text("Copied")
    return str(page.evaluate("() => navigator.clipboard.readText()")).strip()


def test_a_template_is_copied_from_a_part_that_is_closed(page: Page, site_url: str, site: Path) -> None:
    page.goto(f"{site_url}design/decision-record/")
    expect(page.locator("#empty-document")).to_be_hidden()
    offered = (site / "design/decision-record/decision-record.md").read_text(encoding="utf-8")
    assert copied(page, "Copy the Markdown") == bare(offered).strip()


def test_a_reviewer_copies_their_own_questions(page: Page, site_url: str, site: Path) -> None:
    page.goto(f"{site_url}design/reviewing/")
    questions = copied(page, "Copy the questions of the tech lead")
    everybody = (site / "design/reviewing/review-questions.md").read_text(encoding="utf-8")
    assert questions.startswith("- ")
    assert f"\n{questions}\n" in everybody.partition("## Tech lead")[2].partition("##")[0]


def test_on_paper_a_template_asks_and_leaves_room(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}design/decision-record/")
    page.emulate_media(media="print")
    for selector in (".g-bad", ".g-good p", ".g-good td", ".g-copy", ".g-empty-document"):
        found = page.locator(selector).all()
        assert found
        assert not any(one.is_visible() for one in found), selector
    context = page.locator("#context")
    room = context.locator("xpath=following-sibling::*[contains(@class, 'g-wells')][1]").bounding_box()
    assert room
    assert room["height"] > 90, "three lines to write on"
    asked = page.locator("#context + .g-guide, #alternatives + .g-guide, #decision + .g-guide")
    assert [one.is_visible() for one in asked.all()] == [True] * 3
    expect(page.locator("#alternatives ~ .g-wells th").first).to_be_visible()
