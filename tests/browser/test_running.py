"""A facilitator plans a workshop and runs it: the times of the clock, the timer, the projector, the record."""

from __future__ import annotations

import datetime
import io
from pathlib import Path, PurePath

import icalendar
import pypdf
import pytest
from playwright.sync_api import Browser, Page, expect

from playbook.pages.text import plain
from playbook.records.kit import Kit
from playbook.records.library import Library
from playbook.records.run import Run
from playbook.records.strict_yaml import read
from playbook.workshops.plan import plan, shortest
from playbook.workshops.words import clock
from tests.browser import running_tool as tool
from tests.browser.axe import judge
from tests.browser.running_tool import KIT, MINUTE, arrive, button, plan_for, press, said, settle, sheet, timer
from tests.browser.views import NARROWEST, PHONE, View, sticking_out
from tests.browsing import Watch

TWO_DAYS = "executive-sponsor-briefing"
HOSTILE = "<img src=x onerror=document.title='taken'> \"{x}\" # [@T01]\\ \u2028"


@pytest.fixture
def begun(page: Page, site_url: str) -> Page:
    """A workshop that was planned for two o'clock, and begun then."""
    arrive(page, site_url)
    plan_for(page)
    press(page, "Start the workshop")
    return page


def kit_of(library: Library, key: str = KIT) -> Kit:
    return library.get(Kit, key)


def at(minutes: int, hour: int = 14) -> str:
    return f"{hour + minutes // 60}:{minutes % 60:02}"


def test_a_plan_has_times_of_the_clock_and_is_remembered(page: Page, site_url: str, library: Library) -> None:
    arrive(page, site_url)
    assert sheet(page) == []
    plan_for(page)
    kit = kit_of(library)
    wanted = [[at(slot.begins), plain(slot.step.title), str(slot.minutes)] for slot in plan(kit.steps).slots]
    rows = sheet(page)
    assert [[row[0], row[1], row[3]] for row in rows] == [*wanted, [at(kit.length), "End", clock(kit.length)]]
    assert page.locator(".g-run__break td").first.inner_text() == "Break"
    page.reload()
    tool.ready(page)
    assert sheet(page) == rows
    expect(page.get_by_label("Day")).to_have_value(tool.DAY)


def test_what_a_cut_costs_is_said(page: Page, site_url: str, library: Library) -> None:
    arrive(page, site_url)
    steps = kit_of(library).steps
    least = shortest(steps)
    settle(page, "Minutes in all", str(least))
    cut = plan(steps, least)
    assert [row[3] for row in sheet(page)[:-1]] == [str(slot.minutes) for slot in cut.slots]
    # since the beginning, as long as nobody has said when that is
    assert sheet(page)[1][0] == clock(cut.slots[0].minutes)
    cuts = page.locator(".g-run__sheet li").all_inner_texts()
    assert [text.split("Lost: ")[1] for text in cuts if "Lost" in text] == [plain(lost) for _step, lost in cut.lost]
    assert [text.split(":")[0] for text in cuts if ": left out." in text] == [plain(step.title) for step in cut.skipped]
    settle(page, "Minutes in all", str(least - 1))
    expect(page.locator("#run-wrong")).to_contain_text(f"{least - 1} minutes are too few")
    expect(said(page)).to_contain_text(f"{least - 1} minutes are too few")
    assert sheet(page) == []
    expect(button(page, "Print the run sheet")).to_have_count(0)


def test_a_workshop_goes_on_another_day(page: Page, site_url: str, library: Library) -> None:
    arrive(page, site_url, TWO_DAYS)
    plan_for(page)
    press(page, "Go on another day")
    settle(page, "Day 2", tool.DAY)
    settle(page, "Begins 2", "14:10")
    expect(page.locator("#run-wrong")).to_have_text("Day 2 begins before day 1 ends. Choose a later one.")
    settle(page, "Day 2", "2026-03-12")
    settle(page, "Begins 2", "9:30".zfill(5))
    expect(page.locator("#run-wrong")).to_be_empty()
    slots = plan(kit_of(library, TWO_DAYS).steps, days=2).slots
    first = [slot for slot in slots if slot.day == 0]
    assert [row[0] for row in sheet(page)][len(first) :][:2] == [at(sum(slot.minutes for slot in first)), "9:30"]
    expect(page.locator(".g-run__sheet caption").last).to_have_text("Thursday, 12 March 2026")
    press(page, "Start the workshop")
    for _ in first:
        press(page, "Next")
    expect(button(page, "Start day 2")).to_be_visible()
    assert "over" not in timer(page).inner_text()


def test_a_time_that_the_night_leaves_out_is_said(page: Page, site_url: str, library: Library) -> None:
    arrive(page, site_url)
    plan_for(page, "2026-03-29", "02:30")
    wrong = "There is no 02:30 on Sunday, 29 March 2026: the clocks go forward that night. Choose another time."
    expect(page.locator("#run-wrong")).to_have_text(wrong)
    settle(page, "Begins", "01:30")
    expect(page.locator("#run-wrong")).to_be_empty()
    assert [row[0] for row in sheet(page)][-1] == at(30 + kit_of(library).length + 60, 1)


def test_the_clock_counts_over_and_says_how_far_behind(begun: Page, library: Library) -> None:
    kit = kit_of(library)
    first, second = kit.steps[:2]
    expect(timer(begun)).to_have_text(f"{first.minutes}:00 left")
    begun.clock.run_for((first.minutes - 1) * MINUTE - 1000)
    expect(timer(begun)).to_have_text("1:01 left")
    expect(said(begun)).to_have_text("The clock runs.")
    begun.clock.run_for(2000)
    expect(said(begun)).to_have_text("1 minute left.")
    begun.clock.run_for(MINUTE)
    expect(said(begun)).to_have_text("Time is up.")
    begun.clock.run_for(130_000 - 1000)
    expect(timer(begun)).to_have_text("2:10 over")
    now = begun.locator(".g-run__now")
    ends = at(kit.length + 2)
    expect(now).to_contain_text(f"2 minutes behind, ends at {ends}. Next: {plain(second.title)}")
    press(begun, "Next")
    expect(said(begun)).to_have_text(f"{plain(second.title)}, {second.minutes} minutes.")
    press(begun, "+1 min")
    expect(timer(begun)).to_have_text(f"{second.minutes + 1}:00 left")
    expect(now).to_contain_text("3 minutes behind")
    press(begun, "Pause")
    begun.clock.run_for(5 * MINUTE)
    expect(timer(begun)).to_have_text(f"{second.minutes + 1}:00 left")
    expect(now).to_contain_text("8 minutes behind")
    press(begun, "Go on")
    press(begun, "Back")
    expect(timer(begun)).to_have_text("2:10 over")
    expect(begun.locator("tr[aria-current=step]")).to_contain_text(f"{plain(first.title)} now")


def test_a_reload_and_a_second_window_go_on_with_the_same_clock(begun: Page, site_url: str, library: Library) -> None:
    begun.clock.run_for(MINUTE)
    begun.reload()
    tool.ready(begun)
    begun.clock.run_for(MINUTE)
    first, second = kit_of(library).steps[:2]
    expect(timer(begun)).to_have_text(f"{first.minutes - 2}:00 left")
    other = begun.context.new_page()
    other.goto(site_url + tool.address())
    tool.ready(other)
    press(begun, "Next")
    script = other.locator(".g-run__step").get_by_role("link", name=plain(second.title), exact=True)
    expect(script).to_have_attribute("href", f"#step-{second.id}")
    other.close()


def test_late_is_behind_its_plan_and_a_rehearsal_is_not(page: Page, site_url: str, library: Library) -> None:
    arrive(page, site_url)
    plan_for(page, time="13:45")
    press(page, "Start the workshop")
    expect(page.locator(".g-run__now")).to_contain_text("15 minutes behind")
    page.once("dialog", lambda dialog: dialog.accept())
    press(page, "Clear this run")
    plan_for(page, "2026-04-10")
    press(page, "Start the workshop")
    expect(page.locator(".g-run__now")).to_contain_text(f"On time, ends at {at(kit_of(library).length)}")


def test_the_room_reads_nothing_of_the_facilitators(begun: Page, library: Library) -> None:
    opener = button(begun, "Projector")
    press(begun, "Projector")
    wall = begun.get_by_role("dialog", name="For the projector")
    secret = tool.facilitators_words(library)
    assert len(secret) > 50
    for stands in (True, False):  # the button that pauses has the focus, and a space presses it
        begun.keyboard.press("Space")
        begun.clock.run_for(1000)
        assert ("The clock stands." in wall.inner_text()) is stands
    begun.keyboard.press("ArrowLeft")  # before the first there is nothing
    steps = kit_of(library).steps
    for step in steps:
        text = wall.inner_text()
        assert ("We go on at " in text) is (step.kind == "break")
        assert plain(step.title) in text
        assert all(plain(line) in text for line in (step.does or step.sees))
        assert [words for words in secret if plain(words) in text] == []
        begun.keyboard.press("ArrowRight")
        begun.clock.run_for(20)
    expect(wall).to_contain_text("Thank you")
    begun.keyboard.press("ArrowLeft")
    expect(wall).to_contain_text(plain(steps[-1].title))
    expect(wall).to_contain_text("The clock stands.")
    wall.locator("ol").click()
    begun.keyboard.press("Space")  # beside all buttons
    begun.clock.run_for(1000)
    expect(wall).not_to_contain_text("The clock stands.")
    begun.keyboard.press("n")  # the theme would go to the next page
    begun.clock.run_for(1000)
    begun.keyboard.press("Escape")
    expect(wall).to_be_hidden()
    assert begun.url.endswith(tool.address())
    expect(opener).to_be_focused()


@pytest.mark.parametrize(
    ("width", "height", "most"),
    [pytest.param(1280, 720, 2000, id="16:9"), pytest.param(1024, 768, 290, id="4:3, of the shorter ones")],
)
def test_the_longest_instructions_fit_on_a_projector(
    width: int, height: int, most: int, page: Page, site_url: str, library: Library
) -> None:
    steps = [(kit, place, step) for kit in library.all(Kit) for place, step in enumerate(kit.steps)]
    said = {(kit.id, step.id): sum(map(len, step.does)) for kit, _place, step in steps}
    kit, place, step = max(
        (one for one in steps if said[one[0].id, one[2].id] <= most), key=lambda one: said[one[0].id, one[2].id]
    )
    page.set_viewport_size({"width": width, "height": height})
    arrive(page, site_url, kit.id)
    press(page, "Start the workshop")
    page.keyboard.press("Tab")
    for _ in range(place):
        page.keyboard.press("Enter")  # on the button that goes on
    page.clock.run_for(20)
    press(page, "Projector")
    wall = page.get_by_role("dialog", name="For the projector")
    assert wall.locator("li").count() == len(step.does)
    over: float = wall.evaluate("wall => wall.scrollHeight - wall.clientHeight")
    assert over < 8
    code = [part for text in step.does for part in text.split("`")[1::2]]
    assert wall.locator("code").all_inner_texts() == code


def test_the_calendar_file_holds_participants_words(
    page: Page, site_url: str, library: Library, tmp_path: Path
) -> None:
    arrive(page, site_url)
    kit = kit_of(library)
    plan_for(page, minutes=str(kit.length - 5))
    with page.expect_download() as waiting:
        button(page, "Calendar file").click()
    waiting.value.save_as(tmp_path / "x.ics")
    (event,) = icalendar.Calendar.from_ical((tmp_path / "x.ics").read_bytes()).walk("VEVENT")
    begins = datetime.datetime(2026, 3, 10, 13, tzinfo=datetime.UTC)
    assert event.decoded("DTSTART") == begins
    assert event.decoded("DTEND") == begins + datetime.timedelta(minutes=kit.length - 5)
    text, second = str(event["DESCRIPTION"]), plan(kit.steps, kit.length - 5).slots[1]
    assert str(event["SUMMARY"]) == kit.title
    line = f"{at(second.begins)} {second.step.title}"
    for words in (kit.outcome, *kit.brings, line, f"{at(kit.length - 5)} End", f"/workshops/{KIT}/"):
        assert plain(words) in text
    assert [words for words in tool.facilitators_words(library) if plain(words) in text] == []
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    press(page, "Copy the agenda")
    expect(said(page)).to_have_text("Copied.")
    copied: str = page.evaluate("navigator.clipboard.readText()")
    assert copied == f"{kit.title}\n\n{text}\n"


def test_the_record_is_one_of_the_playbook(begun: Page, library: Library, tmp_path: Path) -> None:
    begun.clock.run_for(4 * MINUTE)
    press(begun, "Next")
    begun.clock.run_for(20 * MINUTE)
    press(begun, "Next")
    press(begun, "Next")  # nobody did anything in the third
    begun.clock.run_for(2 * MINUTE)
    settle(begun, "Who took part", HOSTILE)
    with begun.expect_download() as waiting:
        button(begun, "Save it").click()
    waiting.value.save_as(tmp_path / "x.yml")
    text = (tmp_path / "x.yml").read_text(encoding="utf-8")
    (entry,) = read(text, PurePath("docs/workshops/runs.yml")).data
    run = Run.model_validate(entry)
    assert list(run.faults(library)) == []
    assert run.id not in {one.id for one in library.all(Run)}
    first, second, third, fourth = kit_of(library).steps[:4]
    assert run.took == {first.id: 4, second.id: 20, fourth.id: 2}
    assert (run.kit, run.date, run.cut) == (KIT, datetime.date(2026, 3, 10), (third.id,))
    assert run.group.startswith("<img src=x")
    assert begun.locator("playbook-running img").count() == 0
    begun.context.grant_permissions(["clipboard-read", "clipboard-write"])
    press(begun, "Copy as text")
    copied: str = begun.evaluate("navigator.clipboard.readText()")
    assert f"{plain(second.title)}: 20 min, planned {second.minutes}\n" in copied
    assert f"{plain(third.title)}: cut\n" in copied


def test_odd_or_blocked_storage_does_no_harm(page: Page, site_url: str) -> None:
    arrive(page, site_url)
    run = '{"at": "x", "since": 0, "took": {}, "more": {}, "from": []}'
    odd = f'{{"starts": ["T"], "minutes": "", "group": "", "run": {run}}}'
    no_list = odd.replace('"x"', "0").replace('["T"]', '"T"')
    for kept in ("[", odd, no_list):
        page.evaluate("([key, kept]) => localStorage.setItem(key, kept)", [f"playbook-running-{KIT}", kept])
        page.reload()
        tool.ready(page)
        assert sheet(page) == []
        expect(page.get_by_label("Minutes in all")).to_be_visible()
    page.add_init_script(
        """for (const name of ["getItem", "setItem"]) {
          const does = Storage.prototype[name];
          Storage.prototype[name] = function (key, ...rest) {
            if (key.startsWith("playbook-running")) throw new Error("blocked");
            return does.call(this, key, ...rest);
          };
        }"""
    )
    page.reload()
    tool.ready(page)
    plan_for(page)
    expect(said(page)).to_contain_text("This browser keeps nothing")
    assert sheet(page)[0][0] == "14:00"


def test_the_run_sheet_is_one_page_of_paper(page: Page, site_url: str, library: Library) -> None:
    arrive(page, site_url)
    plan_for(page, minutes=str(shortest(kit_of(library).steps)))
    page.evaluate("window.print = () => {}")
    press(page, "Print the run sheet")
    paper = pypdf.PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True)))
    assert len(paper.pages) == 1
    text = paper.pages[0].extract_text()
    assert kit_of(library).title in text
    assert "What this plan cuts" in text
    assert "Script" not in text
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert len(pypdf.PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True))).pages) > 2


def test_every_state_is_accessible_and_fits(page: Page, site_url: str, library: Library) -> None:
    view = View("light", arrive(page, site_url), Watch())
    page.clock.resume()  # axe waits for the page's own clock
    page.set_viewport_size({"width": PHONE, "height": 900})

    def good(state: str, within: str = "playbook-running") -> None:
        assert judge(page, within).broken == [], state
        page.set_viewport_size({"width": NARROWEST, "height": 900})
        assert sticking_out(page) == [], state
        boxes: list[list[float]] = page.locator(f"{within} :is(button, input)").evaluate_all(
            "all => all.map(one => one.getBoundingClientRect()).map(({ width, height }) => [width, height])"
        )
        assert boxes
        assert min(min(box) for box in boxes) >= 24, (state, boxes)
        page.set_viewport_size({"width": PHONE, "height": 900})

    good("empty")
    plan_for(page, minutes="1")
    good("wrong")
    plan_for(page, minutes=str(shortest(kit_of(library).steps)))
    good("cut")
    button(page, "Start the workshop").click()
    good("running")
    page.clock.fast_forward(20 * MINUTE)
    good("over")
    button(page, "Projector").click()
    good("projector", "dialog")
    view.recolour("dark")
    assert judge(page, "dialog").broken == []
    button(page, "Close").click()
    assert judge(page, "playbook-running").broken == []


def test_without_scripts_there_are_the_times_and_a_command(browser: Browser, site_url: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(site_url + tool.address())
    expect(page.get_by_text(f"playbook workshop agenda {KIT}")).to_be_visible()
    expect(page.locator(".g-times")).to_be_visible()
    context.close()
