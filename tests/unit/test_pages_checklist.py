"""The tables of a path as a checklist: each box has its task, its note, and what the script must know of it."""

from __future__ import annotations

import datetime
import json
from typing import Any

import pytest

from playbook.pages.paths import path_page
from playbook.records.path import FRESH
from playbook.records.path import Path as Onboarding
from tests.unit.made import NASTY, PAGE, here, library, rendered, words

VERIFIED = datetime.date(2026, 10, 5)
FILE = "onboarding/walk.md"


def task(key: str, horizon: str, owner: str = "lead", **more: Any) -> dict[str, Any]:
    facts = {"kind": "do", "minutes": 30, "text": f"Do {key}.", "evidence": "It is there.", "verified": VERIFIED}
    return {"id": key, "horizon": horizon, "owner": owner, **facts, **more}


def drawn(*tasks: dict[str, Any], leaves: bool = False) -> Any:
    """Give the tree of the page of a path with `tasks`, and others that fill it up."""
    more = [task(f"more-{n}", "after" if leaves else "day-90") for n in range(8 - len(tasks))]
    path = Onboarding.model_validate(
        {
            **PAGE,
            "kind": "path",
            "id": "walk",
            "order": 1,
            "title": "A walk",
            "who": "Somebody.",
            "ends_with": "Something.",
            "leaves": leaves,
            "tasks": [*tasks, *more],
        }
    )
    return rendered(path_page(here(library(pages={FILE: path}), FILE), path))


def one(tree: Any, path: str) -> Any:
    (found,) = tree.xpath(path)
    return found


def test_a_box_is_in_the_label_of_its_task_and_says_whose_it_is_and_when() -> None:
    tree = drawn(
        task("read", "day-1", text="Read `x` *here*. [@T01 @own]", owner="newcomer"), task("ship", "day-30", day=8)
    )
    label = one(tree, "//label[@id='task-read']")
    box = one(label, "input")
    assert words(label) == "Read x *here*."
    assert [element.tag for element in label] == ["input", "code"]
    assert words(label.getparent()).startswith("Read x *here*.")
    assert "T01" in words(label.getparent())
    assert dict(box.attrib) == {
        "type": "checkbox",
        "value": "read",
        "data-owner": "newcomer",
        "data-day": "1",
        "aria-describedby": "note-read",
    }
    assert one(tree, "//input[@value='ship']/@data-day") == "8"
    assert len(tree.xpath("//tr//input")) == len(tree.xpath("//tr[td]")) == 8


def test_a_note_says_what_comes_first_and_from_when_on_it_is_old() -> None:
    tree = drawn(task("first", "day-1", text="Do `this`. Then rest."), task("then", "day-30", after=["first"]))
    note = one(tree, "//small[@id='note-then']")
    assert [span.get("data-after") for span in note] == [None, "first", None]
    assert words(note[1]) == "Waits for “Do this”"
    assert words(note[0]) == ""
    stale = note[2]
    assert stale.get("hidden") is not None
    assert words(stale) == "Not verified since 5 October 2026"
    day = datetime.date.fromisoformat(stale.get("data-stale"))
    assert day - VERIFIED == FRESH + datetime.timedelta(days=1)


@pytest.mark.parametrize(
    ("leaves", "owners", "day"),
    [
        pytest.param(False, ["Everybody’s", "Newcomer", "Lead"], "First day", id="joins"),
        pytest.param(True, ["Everybody’s", "Leaver", "Lead"], "Last day", id="leaves"),
    ],
)
def test_the_tool_asks_for_owners_that_there_are_and_for_the_day(leaves: bool, owners: list[str], day: str) -> None:
    horizon, owner = ("last-day", "leaver") if leaves else ("day-1", "newcomer")
    tree = drawn(task("own", horizon, owner=owner), leaves=leaves)
    tool = one(tree, "//playbook-checklist")
    assert [words(option) for option in tool.iter("option")] == owners
    assert day in words(tool)
    island = json.loads(one(tool, "script").text)
    assert island["blank"] == {"format": "playbook-checklist/1", "path": "walk", "start": "", "done": {}}
    assert island["leaves"] is leaves
    assert "checklist-walk.json" in island["says"]["no"]


def test_the_script_is_asked_for_wherever_a_reader_begins() -> None:
    tree = drawn()
    whole = one(tree, "//*[contains(@class, 'g-checklist') and @data-tool]")
    module = one(whole, ".//playbook-checklist/@data-tool")
    assert whole.get("data-tool") == module == "../../assets/tools/checklist.js"
    assert whole.xpath(".//h2/@id") == ["day-90"]
    assert whole.xpath(".//a[@download]/@download") == ["checklist-walk.json"]
    assert not tree.xpath("//p//p")


def test_text_is_text() -> None:
    tree = drawn(task("odd", "day-1", text=NASTY, evidence=NASTY), task("next", "day-1", after=["odd"]))
    assert " ".join(NASTY.replace("`", "").split()) in words(one(tree, "//label[@id='task-odd']"))
    assert not tree.xpath("//label//script | //label//em | //label//a | //small//script")
    assert "alert" in words(one(tree, "//span[@data-after='odd']"))
