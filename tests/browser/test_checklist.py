"""The checklist of a path in a browser: ticked by keyboard, filtered, dated, kept, saved, opened, and on paper."""

from __future__ import annotations

import datetime
import json
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from playbook.publish.onboarding.tasks import said, working_day
from playbook.records.library import Library
from playbook.records.path import FRESH, Task
from playbook.records.path import Path as Onboarding
from tests.browser.axe import judge
from tests.browser.views import NARROWEST, PHONE, View, sticking_out

START = datetime.date(2027, 5, 3)
TODAY = datetime.date(2027, 5, 12)
DUE_ALL = """async ([module, cases]) => {
  const { due } = await import(module);
  return cases.map(([start, day, leaves]) => due(start, day, leaves));
}"""


@pytest.fixture
def path(library: Library) -> Onboarding:
    """The path that the tests walk: the first one."""
    return library.all(Onboarding)[0]


@pytest.fixture
def url(path: Onboarding, site_url: str) -> str:
    return f"{site_url}onboarding/{path.id}/"


def arrive(page: Page, url: str, today: datetime.date = TODAY) -> Page:
    page.clock.set_fixed_time(datetime.datetime.combine(today, datetime.time(9)))
    page.goto(url)
    page.locator("playbook-checklist").scroll_into_view_if_needed()
    expect(count(page)).to_contain_text("done")
    return page


@pytest.fixture
def tool(page: Page, url: str) -> Page:
    return arrive(page, url)


def box(page: Page, task: Task) -> Locator:
    return page.locator(f"#task-{task.id} input")


def note(page: Page, task: Task) -> Locator:
    return page.locator(f"#note-{task.id}")


def count(page: Page) -> Locator:
    return page.locator("playbook-checklist [role=status]")


def told(page: Page) -> Locator:
    return page.locator(".g-checklist__kept [role=status]")


def stored(page: Page, path: Onboarding) -> dict[str, Any]:
    found: dict[str, Any] = page.evaluate("key => JSON.parse(localStorage.getItem(key))", f"checklist-{path.id}.json")
    return found


def opened(page: Page, file: Path, data: object) -> None:
    """Open a file that holds `data`."""
    file.write_text(data if isinstance(data, str) else json.dumps(data), encoding="utf-8")
    with page.expect_file_chooser() as waiting:
        page.get_by_role("button", name="Open a file").click()
    waiting.value.set_files(file)


def test_ticked_by_keyboard_filtered_dated_and_kept(tool: Page, path: Onboarding, url: str) -> None:
    tasks = path.tasks
    waiting = next(task for task in tasks if task.after)
    first = next(task for task in tasks if task.id == waiting.after[0])
    expect(count(tool)).to_have_text(f"0 of {len(tasks)} done")
    waits = note(tool, waiting).locator("[data-after]").first
    expect(waits).to_be_visible()
    box(tool, first).focus()
    tool.keyboard.press("Space")
    assert tool.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none"
    expect(count(tool)).to_have_text(f"1 of {len(tasks)} done")
    expect(note(tool, first)).to_contain_text("done Wednesday")
    expect(waits).to_be_hidden()
    tool.get_by_label("First day").fill(START.isoformat())
    dues = {task.id: working_day(START, path.due(task), leaves=False) for task in tasks}
    open_ones = [task for task in tasks if task != first]
    late = [task for task in open_ones if dues[task.id] < TODAY]
    assert 0 < len(late) < len(open_ones)
    for task in open_ones:
        day = said(dues[task.id]).split(" ", 1)[1]
        expect(note(tool, task)).to_contain_text(day + (", late" if task in late else ""))
    expect(count(tool)).to_have_text(f"1 of {len(tasks)} done, {len(late)} late")
    tool.get_by_label("Whose tasks").select_option("Newcomer")
    own = [task for task in tasks if task.owner == "newcomer"]
    ticked, over = int(first in own), sum(task in late for task in own)
    expect(count(tool)).to_have_text(f"{ticked} of {len(own)} done" + (f", {over} late" if over else ""))
    expect(tool.locator(".g-task:visible")).to_have_count(len(own))
    expect(tool.locator(".g-checklist__said a")).to_have_attribute("href", f"#task-{next_of(path, own, {first.id}).id}")
    arrive(tool, url)
    expect(box(tool, first)).to_be_checked()
    expect(tool.get_by_label("First day")).to_have_value(START.isoformat())
    box(tool, first).uncheck()
    assert stored(tool, path)["done"] == {}


def next_of(path: Onboarding, among: list[Task], done: set[str]) -> Task:
    return next(task for task in path.tasks if task in among and task.id not in done and not {*task.after} - done)


def test_days_are_those_of_python(tool: Page, site_url: str) -> None:
    starts = [START + datetime.timedelta(days=n) for n in range(5)]
    days = [
        (start, day, leaves) for start in starts for leaves in (False, True) for day in (*range(-25, 0), *range(1, 66))
    ]
    given = [(start.isoformat(), day, leaves) for start, day, leaves in days]
    moved = [("2027-05-01", 1, False), ("2027-05-02", 0, False), ("2027-05-01", -1, True), ("2027-05-02", 1, True)]
    found = tool.evaluate(DUE_ALL, [f"{site_url}assets/tools/checklist.js", [*given, *moved]])
    assert found[: len(days)] == [working_day(start, day, leaves=leaves).isoformat() for start, day, leaves in days]
    assert found[len(days) :] == ["2027-05-03", "2027-04-30", "2027-04-30", "2027-05-03"]  # weekends


def test_saved_forgotten_opened_again_and_merged(tool: Page, path: Onboarding, tmp_path: Path) -> None:
    one, two, three = path.tasks[:3]
    box(tool, one).check()
    box(tool, two).check()
    with tool.expect_download() as waiting:
        tool.get_by_role("link", name="Save as file").click()
    assert waiting.value.suggested_filename == f"checklist-{path.id}.json"
    kept = tmp_path / "kept.json"
    waiting.value.save_as(kept)
    data = json.loads(kept.read_text(encoding="utf-8"))
    done = {one.id: TODAY.isoformat(), two.id: TODAY.isoformat()}
    assert data == {"format": "playbook-checklist/1", "path": path.id, "start": "", "done": done}
    forget = tool.get_by_role("button", name="Forget")
    tool.once("dialog", lambda dialog: dialog.dismiss())
    forget.click()
    expect(box(tool, one)).to_be_checked()
    tool.once("dialog", lambda dialog: dialog.accept())
    forget.click()
    expect(count(tool)).to_have_text(f"0 of {len(path.tasks)} done")
    box(tool, three).check()
    earlier = {**data, "start": "2027-05-03", "done": {**done, three.id: "2027-05-04", "gone-since": "2027-05-05"}}
    opened(tool, kept, earlier)
    expect(told(tool)).to_have_text("kept.json: taken in. Nothing that was ticked here is lost.")
    assert stored(tool, path) == earlier  # the earlier day stays, as does the task that the path no longer has
    expect(tool.get_by_text("kept in the file: gone-since.")).to_be_visible()
    box(tool, one).uncheck()
    assert "gone-since" in stored(tool, path)["done"]


def test_what_is_not_ours_is_refused_and_changes_nothing(tool: Page, path: Onboarding, tmp_path: Path) -> None:
    task = path.tasks[0]
    box(tool, task).check()
    before = stored(tool, path)
    fine = {"format": "playbook-checklist/1", "path": path.id, "start": "", "done": {}}
    other = "bad.json: the checklist of another path. Open it on that path’s page"
    no = f"bad.json: no checklist that this page has saved. Choose a file called checklist-{path.id}.json."
    for data, reason in (
        ("{", no),
        ("null", no),
        ([], no),
        ({**fine, "format": "playbook-board/1"}, no),
        ({**fine, "done": None}, no),
        ({**fine, "done": {"x": "soon"}}, no),
        ({**fine, "done": {"x": "2027-99-99"}}, no),
        ({**fine, "start": "<img src=x>"}, no),
        ({**fine, "path": "another"}, other),
        (json.dumps({**fine, "done": {task.id: "2020-01-01"}}) + " " * 1_000_000, no),
    ):
        opened(tool, tmp_path / "bad.json", data)
        expect(told(tool)).to_contain_text(reason)
        assert stored(tool, path) == before
    opened(tool, tmp_path / "bad.json", {**fine, "done": {"<img src=x onerror=document.title='taken'>": "2027-05-05"}})
    expect(tool.get_by_text("<img src=x")).to_be_visible()
    assert tool.title() != "taken"


def looks_again(page: Page) -> None:
    """Let the tool read anew what is kept, as when another tab has changed it."""
    page.evaluate("dispatchEvent(new Event('storage'))")


def test_another_tab_odd_storage_and_none(tool: Page, path: Onboarding, url: str) -> None:
    task = path.tasks[0]
    other = arrive(tool.context.new_page(), url)
    box(other, task).check()
    expect(box(tool, task)).to_be_checked()
    for kept in ("[", "null", '{"done": 3}'):
        tool.evaluate("([key, kept]) => localStorage.setItem(key, kept)", [f"checklist-{path.id}.json", kept])
        looks_again(tool)
        expect(count(tool)).to_have_text(f"0 of {len(path.tasks)} done")
    fine = {"format": "playbook-checklist/1", "path": path.id, "start": ""}
    no_keys: tuple[object, ...] = ([], 3, "")
    for done in no_keys:
        kept = json.dumps({**fine, "done": done})
        tool.evaluate("([key, kept]) => localStorage.setItem(key, kept)", [f"checklist-{path.id}.json", kept])
        looks_again(tool)
        box(tool, task).check()
        assert stored(tool, path)["done"] == {task.id: TODAY.isoformat()}
    looks_again(tool)
    box(tool, task).uncheck()
    tool.evaluate(
        "() => { Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); }; }"
    )
    box(tool, task).check()
    expect(told(tool)).to_contain_text("This browser keeps nothing")
    expect(box(tool, task)).to_be_checked()


def test_old_tasks_are_flagged_from_the_day_on(tool: Page, path: Onboarding) -> None:
    oldest = min(path.tasks, key=lambda task: task.verified)
    last = oldest.verified + FRESH
    for today, is_old in ((last, False), (last + datetime.timedelta(days=1), True)):
        assert oldest.stale(today) is is_old
        tool.clock.set_fixed_time(datetime.datetime.combine(today, datetime.time(23)))
        looks_again(tool)
        expect(tool.locator("[data-stale]:visible")).to_have_count(sum(task.stale(today) for task in path.tasks))


def test_who_scrolls_past_the_top_finds_boxes(page: Page, path: Onboarding, url: str) -> None:
    page.set_viewport_size({"width": PHONE, "height": 500})
    page.goto(url)
    expect(page.locator("playbook-checklist:not(:defined)")).to_have_count(1)
    page.evaluate("scrollTo({ top: document.querySelector('.g-checklist').offsetTop + 3000, behavior: 'instant' })")
    expect(box(page, path.tasks[-1])).to_be_visible()


def test_in_use_it_is_accessible_and_fits(both_schemes: list[View], path: Onboarding, url: str) -> None:
    for view in both_schemes:
        page = view.open(url, PHONE)
        page.get_by_label("First day").fill("2024-01-01")  # all late, though none is old
        box(page, path.tasks[0]).check()
        page.locator("[data-stale]").evaluate_all("all => all.forEach(one => { one.hidden = false; })")
        assert judge(page, ".g-checklist").broken == [], view.scheme
        view.widen(NARROWEST)
        assert sticking_out(page) == []
        for control in page.locator(".g-checklist :is(.g-task input, select, input[type=date], button)").all():
            size = control.bounding_box()
            assert size
            assert min(size["width"], size["height"]) >= 24, (control, size)
        page.get_by_label("Whose tasks").select_option("Buddy")
        expect(page.locator(".g-tasks:not(:has(tr:visible))").first).to_be_visible()  # says that nothing is there
        page.evaluate("localStorage.clear()")
        assert view.watch.problems == []


def test_without_scripts_and_on_paper(tool: Page, path: Onboarding, url: str) -> None:
    box(tool, path.tasks[0]).check()
    tool.emulate_media(media="print")
    expect(box(tool, path.tasks[0])).to_be_visible()
    for gone in (tool.get_by_label("Whose tasks"), tool.get_by_role("button", name="Forget")):
        expect(gone).to_be_hidden()
    browser = tool.context.browser
    assert browser
    context = browser.new_context(java_script_enabled=False)
    plain = context.new_page()
    plain.goto(url)
    expect(plain.get_by_text("on paper a pen will do")).to_be_visible()
    expect(plain.locator(".g-task:visible")).to_have_count(len(path.tasks))
    expect(plain.locator(".g-task input").first).to_be_hidden()
    drawn = plain.locator(".g-task").evaluate_all(
        "all => all.map(one => getComputedStyle(one, '::before').borderTopStyle)"
    )
    assert set(drawn) == {"solid"}
    expect(plain.get_by_role("link", name="Save as file")).to_be_hidden()
    context.close()
