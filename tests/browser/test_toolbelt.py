"""The toolbelt in a browser: filled in by keyboard, kept, and given on as lines that the playbook reads."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from playwright.sync_api import Locator, Page, expect

from playbook.priorities.csv_files import read_items
from playbook.records.loader import load
from playbook.records.organisation import COMPONENTS, Tool
from tests.browser.axe import judge
from tests.browser.views import NARROWEST, PHONE, View, sticking_out
from tests.records.made import TOOLS, playbook

PAGE = "priorities/toolbelt/"
VECTORS = Path(__file__).resolve().parents[1] / "data/toolbelt-vectors.json"
FLAG_ALL = """async ([module, cases]) => {
  const { flag } = await import(module);
  const { words, parts } = document.querySelector("playbook-toolbelt").island;
  const named = ({ component, weeks }) => ({
    component, weeks, name: parts.find(part => part.component === component).name, without: `Without ${component}.`,
  });
  return cases.map(({ missing }) => flag(missing.map(named), words));
}"""
ODD = "\\ \" ' : # {x: y} [@] {{ x }} %> é 🙂 a\u200db \U0001fffe \ufffe"
"""What YAML, Jinja and Markdown have a meaning for, or would not print."""
HOSTILE = "<img src=x onerror=document.title='taken'>"


def arrive(page: Page, site_url: str) -> Page:
    page.goto(site_url + PAGE)
    page.locator("playbook-toolbelt").scroll_into_view_if_needed()
    expect(row(page, "Serving")).to_be_visible()
    return page


@pytest.fixture
def tool(page: Page, site_url: str) -> Page:
    return arrive(page, site_url)


def row(page: Page, name: str) -> Locator:
    return page.get_by_role("group", name=name, exact=True)


def choose(page: Page, name: str, state: str) -> Locator:
    """Answer for one component; gives its group."""
    group = row(page, name)
    group.get_by_role("radio", name=state).check()
    return group


def lines(page: Page) -> Locator:
    return page.locator(".g-answer pre").first


def loaded(root: Path, text: str) -> tuple[Tool, ...]:
    """Give what the playbook reads where `text` stands in the place of the tools."""
    file = playbook(root) / "playbook.yml"
    given = file.read_text(encoding="utf-8")
    file.write_text(given.replace(f"tools:\n{TOOLS}", text), encoding="utf-8")
    return load(root).organisation.tools


def test_filled_in_by_keyboard_alone_kept_and_read_by_the_playbook(tool: Page, site_url: str, tmp_path: Path) -> None:
    press = tool.keyboard.press
    tool.locator("#yours + p a").last.focus()
    wanted: list[dict[str, Any]] = []
    for index, component in enumerate(COMPONENTS):
        press("Tab")
        press("Space")  # in place
        for _ in range(index % 3):
            press("ArrowDown")
        state = ("have", "partly", "nothing")[index % 3]
        group = tool.locator(".g-belt__part").nth(index)
        expect(group.get_by_role("radio").nth(index % 3)).to_be_checked()
        said: dict[str, Any] = {"chosen": f"Tool {index}", "note": ODD, "owner": "the IT department"}
        asked = {"have": ("chosen", "owner"), "partly": ("chosen", "note", "owner"), "nothing": ("owner",)}[state]
        for name in asked:
            press("Tab")
            tool.keyboard.insert_text(said[name])
        if state != "have":
            press("Tab")
            tool.keyboard.type(str(index))
        wanted.append({name: said[name] for name in asked} | {"component": component, "state": state})
        wanted[-1] |= {"procurement_weeks": index} if state != "have" else {}
    assert tool.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    expect(tool.get_by_role("heading", name="10 of 10 answered")).to_be_visible()
    expect(tool.locator(".g-answer [role=status]").first).to_contain_text("4 in place, 3 partly, 3 with nothing yet.")
    text = lines(tool).inner_text()
    found = [item.model_dump(exclude_none=True) for item in loaded(tmp_path, text)]
    assert found == [item | ({"note": ODD.replace("\ufffe", "\ufffd")} if "note" in item else {}) for item in wanted]
    arrive(tool, site_url)
    expect(lines(tool)).to_have_text(text)


def test_the_text_for_leadership_is_that_of_python_and_is_copied(tool: Page, site_url: str) -> None:
    vectors = json.loads(VECTORS.read_text(encoding="utf-8"))
    answers = tool.evaluate(FLAG_ALL, [f"{site_url}assets/tools/toolbelt.js", vectors])
    assert answers == [vector["flag"] for vector in vectors]
    tool.context.grant_permissions(["clipboard-read", "clipboard-write"])
    choose(tool, "Version control", "Nothing yet")
    tool.get_by_role("button", name="Copy the text").first.click()
    expect(tool.get_by_text("Copied.")).to_be_visible()
    text: str = tool.evaluate("navigator.clipboard.readText()")
    assert text.startswith("Nothing in place: version control\n\n")
    tool.evaluate("Object.defineProperty(navigator, 'clipboard', { value: undefined })")
    tool.get_by_role("button", name="Copy the lines").click()
    expect(tool.get_by_text("Not copied")).to_be_visible()


def test_what_is_not_complete_is_said_and_stays_out_of_the_lines(tool: Page, tmp_path: Path) -> None:
    group = choose(tool, "Version control", "Partly")
    open_points = tool.locator(".g-belt__open li")
    expect(open_points).to_have_text(
        ["Version control, “What you use”: not said yet.", "Version control, “Where”: not said yet."]
    )
    group.get_by_label("Where").fill("x" * 121)
    group.get_by_label("Weeks to buy").fill("5.5")
    group.get_by_label("What you use").fill("[@T01] Git")
    expect(open_points.nth(0)).to_contain_text("the mark of a source")
    expect(open_points.nth(1)).to_contain_text("121 characters")
    expect(open_points.nth(2)).to_contain_text("a whole number from 0 to 520")
    expect(lines(tool)).to_contain_text("# version control: not complete\n  # CI/CD: not answered")
    assert "xxx" not in lines(tool).inner_text()
    expect(group.get_by_label("Where")).to_have_value("x" * 121)  # nothing is cut
    group.get_by_label("What you use").fill("G\u202eit\x85  Hub")
    group.get_by_label("Where").fill("here")
    group.get_by_label("Weeks to buy").fill(" 520 ")
    about = "Version control, “What you use”: "
    expect(open_points).to_have_text(
        [f"{about}control characters became spaces", f"{about}invisible characters were taken out"]
    )
    rest = TOOLS.split("\n", 1)[1]
    first = loaded(tmp_path, lines(tool).inner_text() + rest)[0]
    assert (first.chosen, first.note, first.procurement_weeks) == ("Git Hub", "here", 520)


def test_gaps_go_to_the_board_as_points(tool: Page, tmp_path: Path) -> None:
    choose(tool, "Compute", "In place")
    partly = choose(tool, "Serving", "Partly")
    partly.get_by_label("Where").fill('=in, "one"; team')
    choose(tool, "Monitoring", "Nothing yet").get_by_label("Weeks to buy").fill("26")
    link = tool.get_by_role("link", name="Take to the board").get_attribute("href") or ""
    address, _, points = link.partition("#points=")
    assert address == "../board/"
    read = read_items(unquote(points))
    assert (list(read.refused), list(read.notes)) == ([], [])
    assert [(item.title, item.component, item.procurement_weeks) for item in read.items] == [
        ("No monitoring yet", "monitoring", 26),
        ("Serving only in part", "serving", 0),
    ]
    assert read.items[1].statement.endswith(' In place so far: =in, "one"; team.')
    with tool.expect_download() as waiting:
        tool.get_by_role("button", name="Save as CSV").click()
    waiting.value.save_as(tmp_path / "gaps.csv")
    assert read_items((tmp_path / "gaps.csv").read_text(encoding="utf-8")) == read
    tool.get_by_role("link", name="Take to the board").click()
    expect(tool.locator("playbook-board")).to_contain_text("No monitoring yet")
    expect(tool.locator("playbook-board")).to_contain_text("Serving only in part")


def test_undo_and_start_again(tool: Page, site_url: str) -> None:
    group = choose(tool, "Version control", "In place")
    group.get_by_label("What you use").press_sequentially("GitHub")
    choose(tool, "CI/CD", "Partly")
    undo = tool.get_by_role("button", name="Undo")
    undo.click()
    expect(row(tool, "CI/CD").get_by_role("radio", checked=True)).to_have_count(0)
    undo.press("Enter")
    expect(group.get_by_label("What you use")).to_have_value("")
    group.get_by_label("What you use").fill("Git")
    tool.once("dialog", lambda dialog: dialog.dismiss())
    again = tool.get_by_role("button", name="Start again")
    again.click()
    expect(lines(tool)).to_contain_text('chosen: "Git"')
    tool.once("dialog", lambda dialog: dialog.accept())
    again.click()
    expect(tool.get_by_role("radio", checked=True)).to_have_count(0)
    arrive(tool, site_url)
    expect(tool.get_by_role("heading", name="0 of 10 answered")).to_be_visible()
    undo.click()
    expect(tool.get_by_text("Nothing to take back.")).to_be_visible()


def test_another_tab_is_followed_and_can_be_undone(tool: Page, site_url: str) -> None:
    choose(tool, "Compute", "In place")
    other = arrive(tool.context.new_page(), site_url)
    choose(other, "Compute", "Partly")
    expect(tool.get_by_text("Another tab has changed this.")).to_be_visible()
    expect(row(tool, "Compute").get_by_role("radio", name="Partly")).to_be_checked()
    tool.get_by_role("button", name="Undo").click()
    expect(row(other, "Compute").get_by_role("radio", name="In place")).to_be_checked()


def test_text_is_text_and_odd_storage_does_no_harm(tool: Page, site_url: str) -> None:
    choose(tool, "Serving", "Partly").get_by_label("What you use").fill(HOSTILE)
    row(tool, "Serving").get_by_label("Where").fill(HOSTILE)
    expect(lines(tool)).to_contain_text(HOSTILE)
    assert tool.locator("playbook-toolbelt img").count() == 0
    assert tool.title() != "taken"
    for kept in ("[", "null", '{"serving": 3, "monitoring": "x", "compute": {"state": "constructor", "chosen": {}}}'):
        tool.evaluate("kept => localStorage.setItem('playbook-toolbelt', kept)", kept)
        arrive(tool, site_url)
        expect(tool.get_by_role("heading", name="0 of 10 answered")).to_be_visible()
    tool.add_init_script("Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); };")
    arrive(tool, site_url)
    choose(tool, "Compute", "In place")
    expect(tool.get_by_text("This browser keeps nothing")).to_be_visible()


def test_filled_in_it_is_accessible_and_fits(both_schemes: list[View], site_url: str) -> None:
    for view in both_schemes:
        page = view.open(site_url + PAGE, PHONE)
        for name, state in (("Version control", "In place"), ("Serving", "Partly"), ("Monitoring", "Nothing yet")):
            choose(page, name, state)
        row(page, "Serving").get_by_label("Where").fill("x" * 130)
        assert judge(page).broken == [], view.scheme
        view.widen(NARROWEST)
        assert sticking_out(page) == []
        for control in page.locator(
            "playbook-toolbelt :is(button, .g-belt__fields input, .g-choice, .g-actions a)"
        ).all():
            box = control.bounding_box()
            assert box
            assert min(box["width"], box["height"]) >= 24, (control, box)
        page.evaluate("localStorage.clear()")


def test_without_scripts_and_on_paper(tool: Page, site_url: str) -> None:
    group = choose(tool, "Version control", "In place")
    group.get_by_label("What you use").fill("GitHub")
    tool.emulate_media(media="print")
    expect(group.get_by_text("In place")).to_be_visible()
    expect(group.get_by_text("Nothing yet")).to_be_hidden()
    expect(group.get_by_label("What you use")).to_be_visible()
    expect(group.get_by_label("Who owns it")).to_be_hidden()
    expect(lines(tool)).to_be_visible()
    expect(tool.get_by_role("button", name="Undo")).to_be_hidden()
    browser = tool.context.browser
    assert browser
    context = browser.new_context(java_script_enabled=False)
    plain = context.new_page()
    plain.goto(site_url + PAGE)
    expect(plain.get_by_text("Filling in needs scripts.")).to_be_visible()
    expect(plain.locator(".g-belt-parts tbody tr")).to_have_count(10)
    expect(plain.locator(".g-belt-inventory tbody tr")).to_have_count(10)
    expect(plain.locator("#toolbelt-flag")).to_contain_text("Nothing in place: monitoring")
    expect(plain.get_by_role("button", name="Copy the text")).to_be_hidden()
    context.close()
