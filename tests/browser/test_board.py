"""The board in a browser: a session from an empty board to a decision, by keyboard, and against what goes wrong."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from playwright.sync_api import Browser, Page, expect

from playbook.commands import main
from tests.browser.axe import judge
from tests.browser.board_tool import (
    TITLES,
    arrive,
    go,
    hand_back,
    keep,
    made,
    quadrants,
    rank_in_order,
    said,
    saved,
    stored,
    vote,
)
from tests.browser.manners import printed
from tests.browser.views import DESK, NARROWEST, PHONE, View, sticking_out
from tests.browsing import Watch

QUADRANTS = {"start": "Start here", "case": "Make the case", "listen": "Listen", "park": "Park", "run-off": "Run-off"}


def by_python(file: Path) -> dict[str, Any]:
    """Give what `playbook board` says of a board file."""
    done = CliRunner().invoke(main, ["board", str(file), "--format", "json"])
    assert done.exit_code == 0, done.output
    found: dict[str, Any] = json.loads(done.output)
    return found


def test_a_whole_session(browser: Browser, site_url: str, tmp_path: Path) -> None:
    """Facilitator, data scientist and lead have devices of their own, somebody from the business has none."""
    contexts = [browser.new_context(accept_downloads=True) for _person in range(3)]
    watches = [Watch().over(context) for context in contexts]
    board, scientist, lead = (context.new_page() for context in contexts)
    arrive(board, site_url)
    board.get_by_label("What hurts, in a few words").fill(TITLES[0])
    board.get_by_label("As a sentence").fill("When a model is better, I have to wait, which costs six weeks.")
    board.get_by_text("Who, where, how long").click()
    board.get_by_label("Working days to the first visible win").fill("15")
    board.keyboard.press("Enter")
    board.get_by_label("A list, one point a line, or a table").fill("\n".join(TITLES[1:]))
    board.get_by_role("button", name="Add these lines").click()
    expect(board.locator(".g-points > li")).to_have_count(6)
    go(board, "Rank")
    board.get_by_role("button", name="Make a ballot link").click()
    link = board.get_by_label("The link for voters", exact=True).input_value()

    # The data scientist hands back a code, and later a link with another mind
    scientist.goto(link)
    scientist.get_by_role("radio", name="Data scientists").check()
    rank_in_order(scientist, [TITLES[1], TITLES[0], TITLES[3]])
    scientist.get_by_role("button", name="Hand it back", exact=True).click()
    photo = tmp_path / "code.png"
    scientist.locator("svg.g-qr").screenshot(path=photo)
    board.get_by_role("button", name="Scan QR codes").click()
    board.locator("playbook-scan input[type=file]").set_input_files(photo)
    expect(said(board)).to_contain_text("was added")
    board.get_by_role("button", name="Stop scanning").click()
    scientist.get_by_role("button", name="Up: " + TITLES[0]).click()
    scientist.get_by_role("button", name="Hand it back", exact=True).click()
    board.goto(scientist.get_by_label("Your ballot as a link").input_value())
    expect(said(board)).to_contain_text("replaces the one before")
    assert "#" not in board.url

    # The lead seals, so that nobody ranks as the lead did
    lead.goto(link)
    lead.get_by_role("radio", name="MLOps lead").check()
    rank_in_order(lead, [TITLES[0], TITLES[4], TITLES[1]])
    lead.get_by_role("button", name="Seal it first").click()
    seal = lead.get_by_label("The seal as a link").input_value()
    board.get_by_label("Links that came back").fill(f"{seal[:72]}\n {seal[72:]}")  # as mail breaks it
    board.get_by_role("button", name="Add ballots").click()
    shown = lead.get_by_text(re.compile(r"^([0-9a-f]{4} ){15}[0-9a-f]{4}$")).inner_text()
    expect(board.locator(".g-ballots")).to_contain_text(shown)

    # Business ranks on the facilitator's device; whoever comes next sees nothing of it
    board.get_by_label("As", exact=True).select_option("Business")
    board.get_by_role("button", name="Rank here").click()
    rank_in_order(board, [TITLES[0], TITLES[2]])
    board.get_by_role("button", name="Count this ballot").click()
    expect(board.get_by_text("Pass the device on")).to_be_visible()
    expect(board.get_by_label("As", exact=True), "nobody ranks as the lead unawares").to_have_value("business")
    expect(board.locator("playbook-rank-list")).to_have_count(0)

    # The lead's side stays hidden until the facilitator opens it
    go(board, "Decide")
    assert list(quadrants(board)) == ["Not ranked yet"]
    lead.get_by_role("button", name="Open the seal").click()
    go(board, "Rank")
    with lead.expect_download() as waiting:
        lead.get_by_role("button", name="Save the file").click()
    waiting.value.save_as(tmp_path / "lead.json")
    board.locator("input[type=file][aria-label='Open ballot files']").set_input_files(tmp_path / "lead.json")
    expect(said(board)).to_contain_text("stays closed until you open it")
    go(board, "Decide")
    assert list(quadrants(board)) == ["Not ranked yet"]
    board.get_by_role("button", name="Open the sealed ballot").click()
    expect(said(board)).to_contain_text("The seal is open")
    expect(board.get_by_role("rowheader", name="Start here")).to_be_visible()
    found = quadrants(board)
    assert found["Start here"] == [TITLES[0]], "both sides rank it first"
    board.get_by_label("Status").select_option("chosen")
    after = board.get_by_role("link", name="Write the before and after").get_attribute("href")
    assert after is not None
    assert after.startswith("../before-after/#point=%7B%22id%22%3A%22p1%22")
    file = saved(board, "Save the board", tmp_path)
    result = by_python(file)
    titles = {item["id"]: item["title"] for item in result["items"]}
    python: dict[str, set[str]] = {}
    for item in result["items"]:
        python.setdefault(QUADRANTS[item["quadrant"]], set()).add(titles[item["id"]])
    assert {name: set(points) for name, points in found.items()} == python
    assert json.loads(file.read_text(encoding="utf-8"))["items"][0]["status"] == "chosen"
    assert [watch.problems for watch in watches] == [[], [], []]
    for context in contexts:
        context.close()


def test_by_keyboard_alone(page: Page, site_url: str) -> None:
    arrive(page, site_url)
    press, typed = page.keyboard.press, page.keyboard.type
    page.get_by_label("What hurts, in a few words").focus()
    for name in ("One", "Two", "Three"):
        typed(name)
        press("Enter")
        expect(said(page)).to_contain_text(f"Added “{name}”.")
    title = page.get_by_label("What hurts, in a few words")
    for wrong, why in (("x" * 60, "60 characters"), ("two", "on the board already")):
        title.fill(wrong)
        press("Enter")
        expect(title).to_be_focused()
        expect(title).to_have_attribute("aria-invalid", "true")
        expect(title).to_have_accessible_description(re.compile(why))
    title.fill("")
    page.get_by_role("button", name="Edit: Two").press("Enter")
    expect(page.locator(".g-points__open input").first).to_be_focused()
    typed("!")
    press("Enter")
    expect(page.get_by_role("button", name="Edit: Two!")).to_be_focused()
    press("Control+z")
    expect(page.get_by_role("button", name="Edit: Two", exact=True)).to_be_visible()
    press("Control+Shift+z")
    expect(page.get_by_role("button", name="Edit: Two!")).to_be_visible()
    for step, group in ((1, "lead"), (0, "business")):
        page.locator(".g-stages button").nth(1).press("Enter")
        page.get_by_label("As", exact=True).focus()
        typed({"lead": "M", "business": "B"}[group])
        press("Tab")
        press("Enter")
        expect(page.locator("#board-voter")).to_be_focused()
        for point in range(3):
            page.locator("playbook-rank-list input").nth(0 if step else point).focus()
            typed(str(point + 1))
            press("Enter")
        page.get_by_role("button", name="Count this ballot").press("Enter")
        expect(page.locator("#board-passed")).to_be_focused()
    page.locator(".g-stages button").nth(2).press("Enter")
    row = page.locator("tr[data-point]").first
    row.get_by_role("button").focus()
    marked = row.get_attribute("data-point")
    expect(page.locator(f"svg [data-point={marked}]")).to_have_attribute("data-marked", "")
    page.get_by_role("button", name="For the projector").press("Enter")
    expect(page.get_by_role("dialog", name="For the projector")).to_be_visible()
    expect(page.locator(".g-wall .g-draw")).to_have_count(0)
    press("Escape")
    expect(page.locator("dialog[open]")).to_have_count(0)


RANKED = {"lead": [[1, 2, 3]], "data-science": [[1, 3, 2], [3, 1, 2]], "business": [[3, 1], [1, 3]]}
TIED = {"lead": [[1, 2]], "data-science": [[1, 2], [1, 3]], "business": [[1, 3], [1, 2]]}


IN_DARK = ("edited, refused, boards, a question", "a run-off")
"""The states that have all colours between them."""


def test_axe_in_every_state(both_schemes: list[View], site_url: str) -> None:
    faults: list[str] = []
    for view in both_schemes:
        page = view.open(site_url + "priorities/board/", DESK)
        page.evaluate("localStorage.clear()")
        for state in states(page, site_url):
            if view.scheme == "light" or state in IN_DARK:
                faults += [f"{state}, {view.scheme}: {breach}" for breach in judge(page, "playbook-board").broken]
            if view.scheme == "light":
                view.widen(NARROWEST)
                faults += [f"{state}, {NARROWEST} px: {fault}" for fault in sticking_out(page)]
                view.widen(DESK)
        faults += view.watch.problems
    assert faults == [], "\n".join(faults)


def states(page: Page, site_url: str) -> Iterator[str]:
    """Lead the board through its states and give the name of each."""
    seals = [{"voter": "x1", "group": "lead", "hash": "0" * 64}]
    arrive(page, site_url, made(rankings=TIED, seals=seals))
    page.get_by_label("A list, one point a line, or a table").fill(f"{TITLES[0]}\n{'long ' * 20}")
    page.get_by_role("button", name="Add these lines").click()
    page.locator("[data-edit]").first.click()
    page.locator(".g-points__open summary").click()
    page.get_by_text("Board: A made board").click()
    page.get_by_role("button", name="Delete A made board").click()
    expect(page.get_by_role("button", name="Keep it", exact=True)).to_be_focused()
    yield "edited, refused, boards, a question"
    page.get_by_role("button", name="Keep it", exact=True).click()
    go(page, "Rank")
    page.get_by_role("button", name="Make a ballot link").click()
    page.get_by_role("button", name="Scan QR codes").click()
    expect(page.locator("playbook-scan button").first).to_be_visible()
    yield "ballots"
    page.get_by_role("button", name="Rank here").click()
    expect(page.locator("playbook-rank-list li").first).to_be_visible()
    yield "ranked here"
    page.get_by_role("button", name="Leave without ranking").click()
    go(page, "Decide")
    expect(page.get_by_text("1 ballot sealed.")).to_be_visible()
    yield "sealed"
    go(page, "Rank")
    page.get_by_role("button", name="Remove the sealed ballot x1").click()
    go(page, "Decide")
    expect(page.get_by_role("group", name="Run-off on")).to_be_visible()
    yield "a run-off"
    page.get_by_role("button", name="For the projector").click()
    for tab in ("Ballot", "Show the result"):
        page.locator(".g-wall").get_by_role("button", name=tab, exact=True).click()
        expect(page.locator(".g-wall__ballot svg")).to_be_visible()
        yield f"projector, {tab}"


def test_a_run_off_is_settled_by_hand(page: Page, site_url: str) -> None:
    arrive(page, site_url, made(rankings=TIED), "Decide")
    assert quadrants(page)["Run-off"] == [TITLES[1], TITLES[2]]
    settle = page.get_by_role("button", name="Settle it")
    page.set_viewport_size({"width": 390, "height": 844})
    settle.click()
    expect(said(page)).to_contain_text("Choose 1 of them, not 0.")
    expect(said(page), "what is said far above stays in sight").to_be_in_viewport()
    page.get_by_role("checkbox", name=TITLES[2]).check()
    settle.click()
    run_off = page.get_by_role("rowheader", name="Run-off")
    expect(run_off).to_have_count(0)
    assert stored(page)["board"]["decided"] == {"lead": [], "others": ["p3"]}
    page.get_by_role("button", name="One more counts as high").click()
    expect(page.get_by_text("The top 3 of each side count as high", exact=True)).to_be_visible()
    page.get_by_role("button", name="Undo").click()
    page.get_by_role("button", name="Undo").click()
    expect(run_off).to_be_visible()
    page.get_by_role("button", name="Redo").click()
    expect(run_off).to_have_count(0)


def test_what_is_taken_along(page: Page, site_url: str, tmp_path: Path) -> None:
    """The files hold what the table shows; the figure stands alone; paper has two sheets at most."""
    arrive(page, site_url, made(rankings=RANKED), "Decide")
    shown = quadrants(page)
    table = saved(page, "Table (CSV)", tmp_path).read_text(encoding="utf-8-sig")
    assert table.splitlines()[0].startswith("id,title,statement,felt_by,")
    markdown = saved(page, "Markdown", tmp_path).read_text(encoding="utf-8")
    for name, titles in shown.items():
        for title in titles:
            assert re.search(rf"\| {title} \| {name} \|", markdown), title
    text = saved(page, "Figure (SVG)", tmp_path).read_text(encoding="utf-8")
    assert "class=" not in text
    assert "var(" not in text
    other = page.context.new_page()
    other.set_content(text)
    assert other.locator("rect").nth(1).get_attribute("fill") != "rgb(0, 0, 0)"
    assert other.locator("text", has_text="Start here").count() == 1
    other.close()
    page.emulate_media(media="print")
    expect(page.get_by_role("button", name="Print")).to_be_hidden()
    sheets, pieces = printed(page)
    assert sheets <= 2
    assert pieces > 50
    page.emulate_media(media="screen")
    go(page, "Collect")
    page.locator("input[type=file][aria-label='Open a file']").set_input_files(tmp_path / "a-made-board.csv")
    expect(said(page)).to_contain_text("6 lines refused")


HOSTILE = "<img src=x onerror=document.title='taken'>"


def test_hostile_input_is_shown_and_does_nothing(page: Page, site_url: str, tmp_path: Path) -> None:
    arrive(page, site_url, made(rankings=RANKED))
    page.get_by_label("What hurts, in a few words").fill(HOSTILE)
    page.keyboard.press("Enter")
    expect(page.locator(".g-points > li").last).to_contain_text(HOSTILE)
    long = tmp_path / "long.csv"
    long.write_text("title,days\n" + "".join(f"=cmd{row}\u202e,{row}\n" for row in range(10_000)), encoding="utf-8")
    page.locator("input[type=file][aria-label='Open a file']").set_input_files(long)
    expect(page.locator(".g-points > li")).to_have_count(60)
    expect(page.get_by_role("heading", name="lines refused")).to_have_text("9947 lines refused")
    assert saved(page, "Download the refused lines", tmp_path).read_text(encoding="utf-8").count("\n") == 9946
    go(page, "Rank")
    forged = [
        ("#vote=1" + "A" * 1_000_000, "longer than 64 kB"),
        ("#vote=1eJxzzz", "cut off or changed"),
        ("Hello, here is my ballot", "It holds no ballot"),
        (vote(g=HOSTILE), "must be an id"),
        (vote(g="owners"), "is not on this board"),
        (vote(r=[["p1"], ["p1"]]), "twice"),
        (vote(r=[]), "nothing is ranked"),
        (vote(w="lead-1", r=[["nowhere"]]), "none of them is on this board"),
    ]
    for text, why in forged:
        hand_back(page, text)
        expect(page.locator(".g-note li").last).to_contain_text(why)
    assert stored(page)["board"]["ballots"] == made(rankings=RANKED)["ballots"]
    assert saved(page, "Download what was refused", tmp_path).stat().st_size > 1_000_000
    page.goto(f"{site_url}priorities/board/{vote(b='elsewhere')}")
    expect(page.get_by_text("1 ballot kept for a board that is not on this device")).to_be_visible()
    assert page.locator("playbook-board img").count() == 0
    assert page.title() != "taken"


def test_a_sealed_ballot_that_was_changed_is_refused(page: Page, site_url: str) -> None:
    seals = [{"voter": "boss", "group": "lead", "hash": "0" * 64}]
    arrive(page, site_url, made(rankings={"business": [[1, 2]], "lead": [[1, 2]]}, seals=seals), "Rank")
    for salt, why in (({}, "sealed a ballot"), ({"s": "abcdefghij"}, "is not the one that was sealed")):
        hand_back(page, vote(w="boss", g="lead", **salt))
        expect(page.locator(".g-note li").last).to_contain_text(why)
    assert len(stored(page)["board"]["ballots"]) == 2
    go(page, "Decide")
    assert list(quadrants(page)) == ["Not ranked yet"], "no other ballot of the lead's side is shown either"


def test_groups_points_and_a_chat_full_of_links(page: Page, site_url: str, tmp_path: Path) -> None:
    arrive(page, site_url, made(rankings=RANKED))
    page.get_by_role("button", name=f"Edit: {TITLES[1]}").click()
    page.get_by_label("The same as").select_option(TITLES[0])
    expect(said(page)).to_contain_text("Merged")
    assert stored(page)["board"]["ballots"][1]["tiers"] == [["p1"], ["p3"]], "the higher place counts"
    go(page, "Rank")
    page.get_by_label("Another group").fill("Risk & Audit")
    page.get_by_label("Another group").press("Enter")
    page.get_by_label("Name of the group business").fill("Trading")
    page.get_by_label("Name of the group business").press("Tab")
    expect(said(page)).to_contain_text("“Trading”")
    for refused in ("mlops LEAD", ""):
        page.get_by_label("Name of the group business").fill(refused)
        page.get_by_label("Name of the group business").press("Tab")
        expect(page.get_by_label("Name of the group business"), "what is refused gives way").to_have_value("Trading")
    assert [group["id"] for group in stored(page)["board"]["groups"]][2:] == ["business", "risk-audit"]
    page.get_by_label("How many will vote").fill("30")
    page.get_by_label("How many will vote").press("Tab")
    expect(page.get_by_role("heading", name="5 of 30 ballots are in")).to_be_visible()
    links = [vote(w=f"v{number}", g="risk-audit", r=[["p3"], ["p2"]]) for number in range(3)]
    hand_back(page, f"Ann: {site_url}{links[0]}\nBob: here {site_url}{links[1]} !\nCy {site_url}{links[2]}")
    expect(page.get_by_role("heading", name="8 of 30 ballots are in")).to_be_visible()
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_role("heading", name="5 of 30 ballots are in")).to_be_visible()
    hand_back(page, vote(b="elsewhere"))
    expect(page.get_by_text("1 ballot kept for a board")).to_be_visible()
    file = tmp_path / "elsewhere.json"
    file.write_text(json.dumps(made(id="elsewhere", title="Elsewhere")), encoding="utf-8")
    page.locator("input[type=file][aria-label='Open ballot files']").set_input_files(file)
    expect(page.get_by_role("heading", name="1 ballot is in")).to_be_visible()
    expect(page.get_by_text("1 ballot kept for a board")).to_have_count(0)


@pytest.mark.parametrize("kind", ["SecurityError", "QuotaExceededError"])
def test_without_storage(kind: str, page: Page, site_url: str, tmp_path: Path) -> None:
    page.add_init_script(
        'for (const name of ["getItem", "setItem"]) Storage.prototype[name] = function (key) {'
        f' if (key.startsWith("playbook-board")) throw new DOMException("no", "{kind}"); return null; }};'
    )
    arrive(page, site_url)
    page.get_by_label("What hurts, in a few words").fill("Something")
    page.keyboard.press("Enter")
    expect(page.get_by_text("What you change is gone when you close this page.")).to_be_visible()
    file = saved(page, "Save it as a file now", tmp_path)
    assert json.loads(file.read_text(encoding="utf-8"))["items"][0]["title"] == "Something"
    page.get_by_text("Board: Pain points").click()
    page.get_by_role("button", name="New board").click()
    expect(page.locator(".g-points > li")).to_have_count(0)
    page.get_by_role("button", name=re.compile("^Pain points")).click()
    expect(page.locator(".g-points > li")).to_have_count(1)


def test_boards_on_the_device(page: Page, site_url: str, tmp_path: Path) -> None:
    """A damaged one is kept aside; a ballot opens its own; a file is opened beside its board; deleting asks."""
    arrive(page, site_url, made(rankings=RANKED))
    keep(page, made(id="second", title="The second"))
    page.evaluate("localStorage.setItem('playbook-board:broken', '{')")
    page.reload()
    page.locator("playbook-board").scroll_into_view_if_needed()
    assert saved(page, "Download it", tmp_path).read_text(encoding="utf-8") == "{"
    page.evaluate("scrollTo(0, 0)")
    page.goto(f"{site_url}priorities/board/{vote(b='second')}")
    expect(page.get_by_text("Board: The second")).to_be_visible()
    expect(said(page), "what became of the link is in sight").to_be_in_viewport()
    assert len(stored(page, "second")["board"]["ballots"]) == 1
    go(page, "Collect")
    file = tmp_path / "made.json"
    file.write_text(json.dumps(made(title="From a file")), encoding="utf-8")
    page.locator("input[type=file][aria-label='Open a file']").set_input_files(file)
    page.get_by_role("button", name="Open the file as a copy").click()
    page.get_by_text("Board: From a file").click()
    expect(page.get_by_role("button", name="Delete", exact=False)).to_have_count(4)  # one is what was kept aside
    page.get_by_role("button", name="Delete The second").click()
    page.get_by_role("button", name="Delete it", exact=True).last.click()
    assert page.evaluate("localStorage.getItem('playbook-board:second')") is None


def test_two_tabs(page: Page, site_url: str) -> None:
    arrive(page, site_url, made())
    other = arrive(page.context.new_page(), site_url)
    other.get_by_label("What hurts, in a few words").fill("From the other tab")
    other.keyboard.press("Enter")
    page.bring_to_front()
    expect(page.locator(".g-points > li").last).to_contain_text("From the other tab")
    expect(said(page)).to_contain_text("Another tab changed this board")
    # A tab that slept has heard of nothing
    page.evaluate("removeEventListener('storage', document.querySelector('playbook-board').elsewhere)")
    for tab, title in ((other, "Theirs"), (page, "Mine")):
        tab.bring_to_front()
        tab.get_by_label("What hurts, in a few words").fill(title)
        tab.keyboard.press("Enter")
    page.get_by_role("button", name="The one of the other tab").click()
    expect(page.locator(".g-points > li").last).to_contain_text("Theirs")
    page.get_by_text("Board: A made board").click()
    page.get_by_role("button", name="A made board (copy)", exact=True).click()
    expect(page.locator(".g-points > li").last).to_contain_text("Mine")


def test_the_timer_goes_on_and_tells_its_end(page: Page, site_url: str) -> None:
    """The page's clock stands but for what the test lets pass."""
    page.clock.install(time=0)
    arrive(page, site_url, made(rankings=RANKED))
    page.get_by_role("button", name="For the projector").click()
    expect(page.get_by_label("Minutes")).to_be_visible()
    page.clock.pause_at(3_600_000)
    page.get_by_label("Minutes").fill("2")
    page.get_by_label("Minutes").press("Enter")
    page.get_by_role("button", name="Start", exact=True).press("Enter")
    page.clock.run_for(30_000)
    expect(page.get_by_role("timer")).to_have_text("1:30")
    page.reload()
    page.locator("playbook-board").scroll_into_view_if_needed()
    expect(page.get_by_role("timer")).to_have_text("1:30")
    page.clock.run_for(80_000)
    expect(page.get_by_role("timer")).to_have_text("0:10")
    page.clock.run_for(20_000)
    expect(said(page)).to_have_text("The time is up.")


def test_on_a_phone(page: Page, site_url: str) -> None:
    """Nothing is wider than the screen, and what is pressed is large enough: WCAG 2.2, 2.5.8."""
    page.set_viewport_size({"width": PHONE, "height": 800})
    for step in ("Collect", "Rank", "Decide"):
        arrive(page, site_url, made(points=20, rankings=RANKED), step)
        assert sticking_out(page) == []
        pressed = "playbook-board :is(button, select, input:not([hidden], [type=checkbox]), summary)"
        small = page.locator(pressed).evaluate_all(
            "all => all.filter(one => one.checkVisibility()).map(one => [one.textContent, one.getBoundingClientRect()])"
            ".filter(([_, box]) => Math.min(box.width, box.height) < 24).map(([text]) => text)"
        )
        assert small == [], step
