"""The form for design documents in a browser: filled in, kept, given away, opened again, printed, without scripts."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Dialog, Locator, Page, expect

from playbook.design_docs.document import parse
from playbook.design_docs.layout import written
from playbook.records.design import DesignTemplate
from playbook.records.design_catalogue import Designs, export, read
from playbook.records.library import Library
from tests.browser.axe import judge
from tests.browser.manners import dark_on_paper, unseen_focus
from tests.browser.views import DESK, NARROWEST, PHONE, View, sticking_out

PAGE = "design/form/"
STORE = "playbook-design-form"
TODAY = datetime.date(2026, 11, 27)
FILLED = "0004-intraday-forecasts-for-the-trading-desk.md"


def arrive(page: Page, site_url: str, template: str = "ml-solution") -> Page:
    """Open the form with a template, as a template's page does, and wait for the tool."""
    page.clock.set_fixed_time(datetime.datetime.combine(TODAY, datetime.time(9)))
    page.goto("about:blank")
    page.goto(f"{site_url}{PAGE}#{template}")
    expect(page.get_by_label("Template", exact=True)).to_have_value(template)
    return page


@pytest.fixture
def tool(page: Page, site_url: str) -> Page:
    return arrive(page, site_url)


@pytest.fixture(scope="module")
def designs(library: Library) -> Designs:
    return read(export(library))


def text(page: Page) -> Locator:
    return page.locator(".g-fill__text")


def said(page: Page) -> Locator:
    return page.locator("playbook-design [role=status]")


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def field(page: Page, name: str) -> Locator:
    return page.locator(f"#d-{name}")


def opened(page: Page, content: str, name: str = "0007-mine.md") -> None:
    """Open a file with this text."""
    file = {"name": name, "mimeType": "text/markdown", "buffer": content.encode()}
    page.locator("playbook-design input[type=file]").set_input_files(file)  # type: ignore[arg-type]


def take_over(page: Page, point: str) -> None:
    page.locator("summary", has_text="Pain points").press("Enter")
    page.locator(f"[name='pain_points[]'][value={point}]").press("Space")
    page.get_by_role("button", name=f"Take over what {point} says").press("Enter")


def test_filled_in_by_keyboard_and_written_as_python_writes_it(tool: Page, site_url: str, designs: Designs) -> None:
    keys = tool.keyboard
    open_ = tool.locator(".g-fill__open li")
    expect(open_).to_have_count(12)
    expect(text(tool)).to_contain_text('title: "[fill in]"')
    field(tool, "title").focus()
    keys.type("Forecasts")
    for _ in range(4):
        keys.press("Tab")
    expect(field(tool, "owner")).to_be_focused()
    keys.type("tech-led")
    expect(tool.locator("#d-owner-wrong")).to_contain_text("a role of this playbook")
    expect(field(tool, "owner")).to_have_attribute("aria-invalid", "true")
    expect(open_.filter(has_text="Owner")).to_have_count(1)  # what is wrong is still to be written
    field(tool, "owner").fill("")
    keys.type("Tech lead")
    expect(tool.locator("#d-owner-wrong")).to_be_empty()
    expect(field(tool, "owner")).to_have_value("tech-lead")
    expect(open_.filter(has_text="Owner")).to_have_count(0)
    keys.press("Tab")
    for who in ("tech lead", "nobody here", "@desk"):
        field(tool, "decision_makers").fill(who)
        keys.press("Enter")
        expect(tool.locator("#d-decision_makers-wrong")).to_be_empty() if who != "nobody here" else expect(
            tool.locator("#d-decision_makers-wrong")
        ).to_contain_text("a handle without blanks")
    expect(tool.locator("[data-chosen=decision_makers] li")).to_have_text(
        ["Tech lead Take out Tech lead", "@desk Take out @desk"]
    )
    take_over(tool, "PP-012")
    expect(said(tool)).to_contain_text("Taken over from PP-012 into: Which pain does this answer, Where we are")
    expect(field(tool, "s-before-0-1")).to_have_value("40 minutes, median")
    expect(tool.locator("[name='toolbelt[]'][value=serving]")).to_be_checked()
    expect(tool.locator("[data-names=measures]")).to_have_text("from request to number")
    open_.get_by_text("Goals").click()
    expect(field(tool, "s-goals")).to_be_focused()
    keys.type("A trader sees it.\n\nWithin a minute.")
    expect(open_.filter(has_text="Goals")).to_have_count(0)
    tool.get_by_role("button", name="Add a row to Are we allowed").press("Enter")
    expect(field(tool, "s-integration-1-0")).to_be_focused()
    keys.type("a | b")
    tool.get_by_role("button", name="Take out row 1 of Are we").press("Enter")
    expect(field(tool, "s-integration-0-0")).to_have_value("a | b")
    expect(field(tool, "s-integration-add")).to_be_focused()
    press(tool, "Undo")
    expect(field(tool, "s-integration-1-0")).to_have_value("a | b")
    field(tool, "stage").select_option("pilot")
    expect(open_.filter(has_text="Starts")).to_have_count(1)
    expect(tool.locator("#d-s-rollback")).to_have_count(0)
    with tool.expect_download() as download:
        press(tool, "Download")
    assert download.value.suggested_filename == "0001-forecasts.md"
    given = Path(download.value.path()).read_text(encoding="utf-8")
    draft: dict[str, Any] = tool.evaluate("key => JSON.parse(localStorage.getItem(key))", STORE)
    sections = designs.templates["ml-solution"].versions[1]
    assert given == written(sections, draft["front"], draft["answers"], stage="pilot", today=TODAY)
    assert text(tool).text_content() == given
    arrive(tool, site_url)
    assert text(tool).text_content() == given


def test_a_file_is_opened_and_what_cannot_be_kept_is_refused(tool: Page, root: Path) -> None:
    content = (root / "docs/design/documents" / FILLED).read_text(encoding="utf-8")
    document = parse(content.encode(), Path(FILLED))
    before = document.part("before")
    assert before
    rows = before.tables[0].rows
    source = rows[0].cells[3]
    opened(tool, content, FILLED)
    expect(said(tool)).to_have_text(f"{FILLED} is open. Undo brings back what stood here.")
    expect(tool.locator("[data-left]")).to_have_text("Nothing is left empty")
    expect(field(tool, "s-before-0-3")).to_have_value(source)
    tail = tool.get_by_label("Below the table").first
    tail.fill("That is a lot of hours.")
    assert parse((text(tool).text_content() or "").encode(), Path(FILLED)).front == document.front
    expect(text(tool)).to_contain_text(f"| {rows[-1].cells[3]} |\n\nThat is a lot of hours.\n\n## Goals")
    opened(tool, content.replace("\nstatus:", "\n# for now\nstatus:"))
    at = content[: content.index("\nstatus:")].count("\n") + 2
    expect(said(tool)).to_contain_text(f"0007-mine.md: Line {at}: the form cannot keep this line")
    expect(field(tool, "s-before-0-3")).to_have_value(source)
    by_hand = "status: accepted\naccepted:\n  - by: tech-lead\n    on: 2026-11-20\n  - {by: mlops-lead, on: 2026-11-21}"
    opened(tool, content.replace("status: in-review", by_hand))
    yes = 'accepted: [{by: "tech-lead", on: 2026-11-20}, {by: "mlops-lead", on: 2026-11-21}]'
    expect(text(tool)).to_contain_text(yes)
    expect(tool.locator("#d-status-wrong")).to_be_empty()
    press(tool, "Undo")
    opened(tool, content + "word " * 110_000)
    expect(said(tool)).to_contain_text("0007-mine.md: it is larger than 512 kB")
    opened(tool, "no document")
    expect(said(tool)).to_contain_text("Line 1: a design document begins with front matter")
    field(tool, "template").select_option("decision-record")
    expect(tool.locator("#d-s-goals-hint")).to_contain_text("do not ask for it")
    expect(text(tool)).to_contain_text("## Goals { #goals }")
    for _ in range(3):
        press(tool, "Undo")
    expect(tool.locator("[data-left]")).to_have_text("Still empty: 12")
    field(tool, "status").select_option("accepted")
    expect(tool.locator("#d-status-wrong")).to_contain_text("Who said yes")


def test_two_tabs_do_not_overwrite_one_another(tool: Page, site_url: str) -> None:
    other = arrive(tool.context.new_page(), site_url)
    field(tool, "title").fill("One")
    expect(field(other, "title")).to_have_value("One")
    expect(said(other)).to_contain_text("Another tab has changed the draft.")
    field(other, "owner").fill("@two")
    expect(field(tool, "owner")).to_have_value("@two")
    press(tool, "Undo")
    expect(field(tool, "owner")).to_have_value("")
    # a tab that was asleep has not heard of it
    tool.evaluate("""key => {
        const draft = JSON.parse(localStorage.getItem(key));
        localStorage.setItem(key, JSON.stringify({...draft, front: {...draft.front, title: "Elsewhere"}}));
    }""", STORE)  # fmt: skip
    field(tool, "owner").fill("@three")
    expect(said(tool)).to_contain_text("Another tab had kept something else. Undo brings it back.")
    press(tool, "Undo")
    expect(field(tool, "title")).to_have_value("Elsewhere")
    expect(field(other, "title")).to_have_value("Elsewhere")


def test_start_again_and_another_template_ask_first(tool: Page, library: Library) -> None:
    asked: list[str] = []

    def answer(*, yes: bool) -> None:
        def heard(dialog: Dialog) -> None:
            asked.append(dialog.message)
            dialog.accept() if yes else dialog.dismiss()

        tool.once("dialog", heard)

    field(tool, "s-context").fill("Words that stay.")
    answer(yes=False)
    press(tool, "Start again")
    expect(field(tool, "s-context")).to_have_value("Words that stay.")
    answer(yes=True)
    press(tool, "Start again")
    expect(field(tool, "s-context")).to_have_value("")
    tool.evaluate("location.hash = '#tool-choice'")  # nothing to lose: nobody is asked
    expect(field(tool, "template")).to_have_value("tool-choice")
    press(tool, "Undo")
    expect(field(tool, "s-context")).to_have_value("Words that stay.")
    answer(yes=True)
    tool.evaluate("location.hash = '#decision-record'")
    expect(field(tool, "template")).to_have_value("decision-record")
    expect(field(tool, "s-context")).to_have_value("Words that stay.")
    newest = library.get(DesignTemplate, "decision-record").version
    expect(text(tool)).to_contain_text(f"template: decision-record@{newest}\n")
    assert [message.split(".")[0].split("?")[0] for message in asked] == [
        "Start again",
        "Start again",
        "A draft is kept on this device, made with the template “ML solution”",
    ]


def test_what_is_not_kept_is_said_and_nothing_leaves_the_page(page: Page, site_url: str) -> None:
    page.add_init_script("Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); };")
    arrive(page, site_url)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    field(page, "title").fill("Kept nowhere")
    expect(page.get_by_role("alert")).to_contain_text("its storage is full, or closed to it.")
    take_over(page, "PP-001")
    opened(page, text(page).text_content() or "")
    with page.expect_download():
        press(page, "Download")
    expect(page.get_by_role("alert")).to_contain_text("Download what you write.")
    assert [url for url in asked if not url.startswith("blob:")] == []


@pytest.mark.parametrize("kept", ["no JSON", '{"front": {"template": "gone@1"}, "answers": {}}'])
def test_what_is_stored_and_no_draft_is_kept_aside(kept: str, page: Page, site_url: str) -> None:
    page.add_init_script(f"location.host && localStorage.setItem('{STORE}', {kept!r})")
    arrive(page, site_url)
    expect(said(page)).to_contain_text("It is kept aside.")
    assert page.evaluate(f"localStorage.getItem('{STORE}-aside')") == kept
    expect(page.locator(".g-fill__open li")).to_have_count(12)


def test_no_rule_of_axe_is_broken_and_nothing_sticks_out(both_schemes: list[View], site_url: str, root: Path) -> None:
    content = (root / "docs/design/documents" / FILLED).read_text(encoding="utf-8")
    faults = []
    for view in both_schemes:
        page = view.open(f"{site_url}{PAGE}", DESK)
        page.evaluate("localStorage.clear()")
        opened(
            page,
            content.replace("owner: ml-engineer", "owner: nobody").replace("## Goals", "## Other\n\nx y\n\n## Goals"),
        )
        expect(field(page, "owner")).to_have_attribute("aria-invalid", "true")
        for summary in page.locator(".g-fill__ticks summary").all():
            summary.click()
        for width in (DESK, NARROWEST, PHONE):
            view.widen(width)
            faults += [f"{width} px: {fault}" for fault in sticking_out(page)]
            faults += (
                [f"{width} px, {view.scheme}: {fault}" for fault in judge(page, "playbook-design").broken]
                if width != NARROWEST
                else []
            )
        field(page, "title").focus()
        faults += unseen_focus(page, 24)
        faults += view.watch.problems
        page.evaluate("localStorage.clear()")
    assert faults == [], "\n".join(faults)


def test_on_paper_the_document_and_without_scripts_the_empty_ones(tool: Page, site_url: str, library: Library) -> None:
    tool.emulate_media(media="print")
    paper = tool.locator("playbook-design .g-fill__paper")
    expect(paper).to_be_hidden()  # nothing is written yet
    tool.emulate_media(media="screen")
    field(tool, "title").fill("On paper")
    tool.emulate_media(media="print", color_scheme="dark")
    expect(paper).to_contain_text("# On paper\n\n## Context { #context }\n\n[fill in]\n")
    expect(paper).to_be_visible()
    for gone in (text(tool), field(tool, "title"), tool.get_by_role("button", name="Copy"), tool.locator("h1")):
        expect(gone.first).to_be_hidden()
    assert dark_on_paper(tool) == []
    browser = tool.context.browser
    assert browser
    context = browser.new_context(java_script_enabled=False)
    plain = context.new_page()
    plain.goto(site_url + PAGE)
    expect(plain.get_by_text("download the empty document of a template below")).to_be_visible()
    links = plain.get_by_role("link", name="the empty document")
    expect(links).to_have_count(len(library.all(DesignTemplate)))
    reply = context.request.get(site_url + PAGE + (links.first.get_attribute("href") or ""))
    assert reply.text().startswith("---\ntemplate: ")
    context.close()
