"""The storyboard in a browser: filled in by keyboard, kept, given on to the command, printed on one page."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from click.testing import CliRunner
from playwright.sync_api import Locator, Page, expect

from playbook.commands import main
from playbook.priorities.before_after import sheet
from playbook.priorities.storyboard_prints import markdown, svg
from playbook.priorities.storyboards import parse
from tests.browser.axe import judge
from tests.browser.manners import dark_on_paper, printed
from tests.browser.views import DESK, NARROWEST, PHONE, View, sticking_out
from tests.priorities.storyboards_made import BOARDS, board, saved, taken

PAGE = "priorities/before-after/"
HOSTILE = "<img src=x onerror=document.title='taken'>"
FULL = board(
    id="full",
    title="T" * 80,
    statement="word " * 79,
    before={"story": "word " * 120, "measures": [taken("a long name for a measure " * 3, 12)] * 6},
    ask=[{"what": "something that takes a while " * 3, "hours": 3, "of": "everybody", "until": "2027-01-31"}] * 6,
    after={
        "story": "word " * 120,
        "measures": [{"what": "w" * 60, "value": 1, "unit": "days"}] * 4,
        "gains": ["gain " * 10] * 6,
    },
    saving=[saved("hours of somebody " * 4, [1, 2], [10, 20], hourly=[50, 60])] * 6,
    risks=["a risk that is taken away " * 4] * 12,
    verdict={"says": "kept", "story": "word " * 80, "measures": [taken("a long name for a measure " * 3, 2)] * 6},
)


def arrive(page: Page, site_url: str, point: object = None) -> Page:
    """Open the page, with a point in its address if there is one, and wait for the tool."""
    page.goto("about:blank")
    page.goto(
        site_url + PAGE + (f"#point={quote(point if isinstance(point, str) else json.dumps(point))}" if point else "")
    )
    page.locator("playbook-before-after").scroll_into_view_if_needed()
    expect(story(page)).to_be_visible()
    return page


@pytest.fixture
def tool(page: Page, site_url: str) -> Page:
    return arrive(page, site_url)


def story(page: Page) -> Locator:
    return page.locator("playbook-before-after .g-story")


def part(page: Page, name: str) -> Locator:
    return story(page).locator(f".g-story__part--{name}")


def said(page: Page) -> Locator:
    return page.locator(".g-before__said")


def opened(page: Page, text: str, name: str = "mine.json") -> None:
    """Open a file with this text."""
    page.locator("playbook-before-after input[type=file]").set_input_files(
        {"name": name, "mimeType": "application/json", "buffer": text.encode()}
    )


def given(page: Page, button: str) -> str:
    """Press a button that saves a file; give what is in it."""
    with page.expect_download() as download:
        page.get_by_role("button", name=button).click()
    return Path(download.value.path()).read_text(encoding="utf-8")


def test_filled_in_by_keyboard_alone_kept_and_read_by_the_command(tool: Page, site_url: str, tmp_path: Path) -> None:
    keys = tool.keyboard

    def fill(*fields: str) -> None:
        for text in fields:
            keys.press("Tab")
            keys.insert_text(text)

    tool.locator("#ba-open").focus()
    for _ in range(4):  # new, delete, undo, the first heading
        keys.press("Tab")
    fill("Tickets", "When I deploy, I have to wait, which costs a day.")
    keys.press("Tab")
    fill("It lies in a queue.")
    keys.press("Tab")
    keys.press("Enter")  # add measure
    expect(tool.locator("[name='before.measures.0.what']")).to_be_focused()
    keys.insert_text("waiting")
    fill("1,5", "days")
    keys.press("Tab")
    keys.type("10052026")
    source = tool.locator("[name='before.measures.0.source']")
    while not source.evaluate("one => one === document.activeElement"):
        keys.press("Tab")  # a date has several parts
    keys.insert_text("the ticket system")
    expect(part(tool, "before")).to_contain_text("1.5 days waiting5 Oct 2026, the ticket system")
    for head in ("What we ask", "What it saves"):
        tool.locator("summary", has_text=head).press("Enter")
    tool.get_by_role("button", name="Add request").press("Enter")
    keys.insert_text("Write it down")
    fill("12", "data scientists")
    tool.get_by_role("button", name="Add saving").press("Enter")
    keys.insert_text("Waiting")
    fill("0.5", "1", "40", "60", "70", "90")
    keys.press("Tab")
    expect(part(tool, "saving")).to_contain_text("20 to 60 h a year saved1,400 to 5,400 EUR a year worth")
    expect(part(tool, "saving")).to_contain_text(
        "Waiting: 0.5 to 1 h each time × 40 to 60 times a year = 20 to 60 h a year; at 70 to 90 EUR an hour:"
    )
    expect(said(tool)).to_contain_text("20 to 60 h a year saved. 1,400 to 5,400 EUR a year worth.")
    assert tool.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    shown = story(tool).inner_text()
    arrive(tool, site_url)
    expect(story(tool)).to_have_text(shown, use_inner_text=True)

    (tmp_path / "s1.json").write_text(given(tool, "Save the file"), encoding="utf-8")
    done = CliRunner().invoke(main, ["before-after", str(tmp_path / "s1.json"), "--format", "json"])
    assert done.exit_code == 0, done.output
    tool.once("dialog", lambda dialog: dialog.accept())
    tool.get_by_role("button", name="Delete").click()
    expect(story(tool)).to_contain_text("Without a title")
    opened(tool, done.stdout)
    expect(story(tool)).to_have_text(shown, use_inner_text=True)
    page = sheet(parse(done.stdout, tmp_path)[0])
    assert given(tool, "Save as SVG") == svg(page)
    tool.context.grant_permissions(["clipboard-read", "clipboard-write"])
    tool.get_by_role("button", name="Copy as Markdown").click()
    expect(said(tool)).to_have_text("Copied.")
    assert tool.evaluate("navigator.clipboard.readText()") == markdown(page)


def test_a_point_of_the_board_and_one_of_the_example(tool: Page, site_url: str) -> None:
    point = {"id": "p7", "title": "Tickets, 50 %", "statement": "When I deploy & wait"}
    arrive(tool, site_url, point)
    expect(tool.get_by_label("Title")).to_have_value("Tickets, 50 %")
    assert "#" not in tool.url, "a reload does not open it again"
    tool.get_by_label("Title").fill("Mine by now")
    tool.get_by_label("Title").blur()
    arrive(tool, site_url, point)
    expect(tool.get_by_label("Title")).to_have_value("Mine by now")
    expect(said(tool)).to_contain_text("Your storyboard “Mine by now” is open.")
    arrive(tool, site_url, {"id": "p7", "title": "Of another board", "statement": "When it is another"})
    expect(tool.get_by_label("Title")).to_have_value("Of another board")  # the question was answered with no
    expect(tool.locator("#ba-open")).to_have_value("p7-1")
    tool.locator("#ba-open").select_option("PP-001")
    drawn = tool.locator("#example ~ .g-story")
    expect(story(tool)).to_have_text(
        drawn.evaluate("one => { one.querySelector('.g-story__of').remove(); return one.innerText }"),
        use_inner_text=True,
    )
    expect(tool.locator("#ba-open option")).to_have_count(5)
    for broken, reason in {
        "{": "names no pain point",
        json.dumps({"id": "../x", "title": "t"}): "id must be",
        json.dumps({"id": "x"}): "title is missing",
        "null": "title is missing",
    }.items():
        tool.evaluate("text => { location.hash = `point=${encodeURIComponent(text)}` }", broken)
        expect(said(tool)).to_contain_text(reason)
        expect(story(tool)).to_contain_text("A better model waits")
    tool.evaluate("location.hash = 'point=%E0%A4'")
    expect(said(tool)).to_contain_text("That did not work: URIError")


def test_nothing_is_lost_unasked(tool: Page, site_url: str) -> None:
    title = tool.get_by_label("Title")
    title.fill("One")
    title.blur()
    tool.get_by_role("button", name="New").click()
    expect(title).to_have_value("")
    title.fill("Two")
    title.blur()
    questions: list[str] = []

    def refuse(dialog: Any) -> None:
        questions.append(dialog.message)
        dialog.dismiss()

    tool.on("dialog", refuse)
    tool.get_by_role("button", name="Delete").click()
    opened(tool, board(id="s2", title="From a file").model_dump_json())
    expect(title).to_have_value("Two")
    tool.remove_listener("dialog", refuse)
    assert len(questions) == 2
    tool.on("dialog", lambda dialog: dialog.accept())
    opened(tool, board(id="s2", title="From a file").model_dump_json())
    expect(title).to_have_value("From a file")
    tool.get_by_role("button", name="Undo").click()
    expect(title).to_have_value("Two")
    tool.get_by_role("button", name="Delete").click()
    expect(title).to_have_value("One")
    tool.get_by_role("button", name="Undo").click()
    expect(title).to_have_value("Two")
    other = tool.context.new_page()
    arrive(other, site_url)
    expect(other.get_by_label("Title")).to_have_value("Two")
    other.get_by_label("Title").fill("Two, from elsewhere")
    expect(title).to_have_value("Two, from elsewhere")
    expect(said(tool)).to_contain_text("Changed in another tab.")
    other.close()
    tool.get_by_role("button", name="Undo").click()
    expect(title).to_have_value("Two")
    tool.evaluate("localStorage.setItem('playbook-before-after', '{\"all\": [1]}')")
    arrive(tool, site_url)
    expect(title).to_have_value("")
    assert tool.evaluate("localStorage.getItem('playbook-before-after-aside')") == '{"all": [1]}'
    tool.add_init_script(
        "for (const name of ['getItem', 'setItem']) Storage.prototype[name] = key => {"
        " if (String(key).startsWith('playbook-before')) throw new DOMException('no', 'SecurityError'); return null; };"
    )
    arrive(tool, site_url)
    title.fill("Not kept")
    expect(said(tool)).to_contain_text("This browser keeps nothing for this page. Save the file before you leave.")
    expect(story(tool)).to_contain_text("Not kept")


def test_hostile_texts_and_broken_files(tool: Page) -> None:
    opened(tool, BOARDS["hostile"].model_copy(update={"title": HOSTILE}).model_dump_json())
    expect(story(tool).locator("h3")).to_have_text(HOSTILE)
    expect(said(tool)).to_contain_text("invisible characters were taken out")
    assert story(tool).locator("img, script").count() == 0
    drawn = given(tool, "Save as SVG")
    assert "<img" not in drawn
    assert (
        tool.evaluate(
            "text => new DOMParser().parseFromString(text, 'image/svg+xml').querySelector('parsererror')", drawn
        )
        is None
    )
    assert tool.title() != "taken"
    before = story(tool).inner_text()
    good = json.loads(board().model_dump_json())
    for text, reason in {
        "{": "not a whole storyboard",
        "[]": "must be an object",
        json.dumps(good | {"format": "playbook-board/1"}): "format must be",
        json.dumps(good | {"befores": {}}): "“befores”, which is not known",
        json.dumps(good | {"statement": "x" * 401}): "401 characters",
        json.dumps(good | {"ask": [{"hours": "ten"}]}): "ask 1, hours must be a number",
        json.dumps(good | {"ask": [{"until": "2026-02-31"}]}): "ask 1, until must be a date such as 2026-12-31, and is",
        json.dumps(good | {"risks": ["x"] * 13}): "and has 13",
        "x" * 2_000_001: "2 MB",
    }.items():
        opened(tool, text, "theirs.json")
        expect(said(tool)).to_contain_text(reason)
        expect(said(tool)).to_contain_text("theirs.json: ")
    assert story(tool).inner_text() == before
    tool.get_by_label("Title").fill("x" * 81)
    tool.get_by_label("Title").blur()
    expect(tool.get_by_label("Title")).to_have_accessible_description(
        "This must be a text of 1 to 80 characters, and has 81 characters."
    )
    tool.get_by_role("button", name="Save the file").click()
    expect(said(tool)).to_contain_text("title must be a text of 1 to 80 characters")
    tool.get_by_role("button", name="Add measure").first.click()
    tool.get_by_label("Number").last.press_sequentially("1.05")
    expect(part(tool, "before")).to_contain_text("1.05")
    tool.get_by_label("Number").last.fill("1,400")
    tool.get_by_label("Number").last.blur()
    expect(tool.get_by_label("Number").last).to_have_accessible_description(
        "This must be a number such as 1400 or 0.5, 1000000000 at most, and is “1,400”. "
    )


def test_print_is_one_page(tool: Page) -> None:
    assert printed(tool)[0] > 1, "while nothing is typed, paper shows the page"
    tool.get_by_label("Title").fill("Tickets")
    tool.emulate_media(media="print")
    assert printed(tool)[0] == 1, "typed"
    assert dark_on_paper(tool) == []
    expect(tool.locator(".g-before__form")).to_be_hidden()
    expect(tool.locator("#example")).to_be_hidden()
    tool.emulate_media(media="null")
    tool.locator("#ba-open").select_option("PP-001")
    assert printed(tool)[0] == 1, "example"
    opened(tool, FULL.model_dump_json())
    expect(story(tool)).to_contain_text("TTTT")
    for paper in ("A4", "Letter"):
        for landscape in (True, False):
            pdf = tool.pdf(format=paper, landscape=landscape, print_background=True)
            assert pdf.count(b"/Type /Page\n") == 1, (paper, landscape)


def test_axe_in_every_state(both_schemes: list[View], site_url: str) -> None:
    faults = []
    for view in both_schemes:
        page = view.open(site_url + PAGE, DESK)
        page.evaluate("localStorage.clear()")
        arrive(page, site_url)
        page.locator("#ba-open").select_option("PP-001")
        page.locator(".g-before__group").evaluate_all("all => all.forEach(group => (group.open = true))")
        page.get_by_label("Number").first.fill("ten")
        page.get_by_label("Number").first.blur()
        view.widen(DESK if view.scheme == "light" else PHONE)
        faults += judge(page).broken
        for width in (DESK, 768, PHONE, 360, NARROWEST):
            view.widen(width)
            faults += [f"{width} px: {fault}" for fault in sticking_out(page)]
        controls = page.locator("playbook-before-after :is(button, input:not([hidden]), select, textarea, summary)")
        faults += controls.evaluate_all(
            "all => all.map(one => [one.id || one.textContent, one.getBoundingClientRect()])"
            ".filter(([, box]) => Math.min(box.width, box.height) < 24).map(([name]) => `${name} is small`)"
        )
        page.evaluate("localStorage.clear()")
        faults += view.watch.problems
    assert faults == [], "\n".join(faults)
