"""The toolbelt's page: the inventory, the text for leadership, and what waiting costs."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from playbook.pages.here import Here
from playbook.pages.toolbelt import meanwhile, toolbelt
from playbook.pages.toolbelt_flag import Missing, flag, waiting
from playbook.records.library import Library
from playbook.records.organisation import COMPONENTS
from playbook.records.page import Page
from playbook.records.pain_point import PainPoint
from playbook.records.toolbelt import Toolbelt
from tests.unit.made import NASTY, PAGE, cells, here, library, organisation, rendered, words

VECTORS = Path(__file__).resolve().parents[1] / "data/toolbelt-vectors.json"
NEEDS: dict[str, Any] = {
    "statement": "When it is wrong, I have to search, which costs hours.",
    "felt_by": ["one"],
    "evidence": "Asked.",
    "area": "monitor",
    "before": {"story": "So."},
    "after": {"story": "Better."},
    "gain": [{"kind": "time", "what": "Hours."}],
    "effort": "S",
    "days": 5,
    "status": "collected",
    "sources": ["own"],
}


def point(number: int, **changes: Any) -> PainPoint:
    return PainPoint.model_validate({**NEEDS, "id": f"PP-{number:03}", "title": f"Nobody knows {number}", **changes})


def page(text: str = "words") -> Toolbelt:
    parts = [
        {
            "component": name,
            "gives": f"Gives {text}.",
            "asks": f"Is there {text}?",
            "without": f"Without {text}.",
            "pain": "When it is not there, I have to wait, which costs days.",
        }
        for name in COMPONENTS
    ]
    return Toolbelt.model_validate({**PAGE, "kind": "toolbelt", "title": "Toolbelt", "parts": parts})


def made(
    *tools: dict[str, Any], points: tuple[PainPoint, ...] = (), text: str = "words", root: Path = Path("/nonexistent")
) -> Here:
    pages: dict[str, Page] = {"priorities/toolbelt.md": page(text)}
    found: Library = library(team=organisation(tools=list(tools)), pages=pages)
    found.records[PainPoint] = {record.id: record for record in points}
    return here(replace(found, root=root), "priorities/toolbelt.md")


TOOLS: list[dict[str, Any]] = [
    {"component": "version control", "state": "have", "chosen": "Git", "owner": "IT", "procurement_weeks": 3},
    {"component": "serving", "state": "partly", "chosen": "batch", "note": "in one team", "procurement_weeks": 1},
    {"component": "monitoring", "state": "nothing", "procurement_weeks": 26},
    {"component": "compute", "state": "nothing", "procurement_weeks": 0},
]


def test_inventory_says_all_that_playbook_yml_says() -> None:
    tree = rendered(toolbelt(made(*TOOLS), "inventory"))
    assert cells(tree) == [
        ["Component", "State", "What", "Who owns it", "Buying takes"],
        ["Version control", "in place", "Git", "IT", "3 weeks"],
        ["Serving", "partly in place", "batch, in one team", "not said", "1 week"],
        ["Monitoring", "nothing yet", "", "nobody yet", "26 weeks"],
        ["Compute", "nothing yet", "", "nobody yet", "no time"],
    ]
    marks = [mark.get("class") for mark in tree.find_class("g-state")]
    assert [mark.split("--")[1] for mark in marks] == ["have", "partly", "nothing", "nothing"]


def test_a_gap_leads_to_the_pain_points_that_speak_of_it(tmp_path: Path) -> None:
    points = (
        point(1, component="monitoring"),
        point(2, component="monitoring", status="dropped"),
        point(3, component="version control"),
        point(4, component="monitoring"),
        point(5),
    )
    board = tmp_path / "docs/priorities/board.json"
    board.parent.mkdir(parents=True)
    groups = [{"id": "lead", "name": "Lead"}, {"id": "ds", "name": "Scientists"}]
    leads = {"#pp-001", "#pp-004"}
    for items, there in (("pain-points", leads), ([{"id": "PP-004", "title": "One"}], {"#pp-004"}), ([], set())):
        board.write_text(json.dumps({"id": "b", "title": "B", "groups": groups, "items": items}), encoding="utf-8")
        tree = rendered(toolbelt(made(*TOOLS, points=points, root=tmp_path), "inventory"))
        assert [row[-1] for row in cells(tree)] == ["Felt as", "", "", "PP-001, PP-004", ""]
        assert {link.get("href") for link in tree.iter("a")} == {f"our-board.md{anchor}" for anchor in there}


def test_waiting_counts_what_goes_on_costing_meanwhile() -> None:
    saving = [
        {"what": "Search", "hours": (1, 2), "times": (52, 104)},
        {"what": "Calls", "hours": (1, 1), "times": (2, 2)},
    ]
    points = (point(1, component="monitoring", saving=saving), point(2, component="compute", saving=saving))
    lines = [words(item) for item in rendered(toolbelt(made(*TOOLS, points=points), "waiting")).iter("li")]
    assert lines == [
        "Serving: buying takes 1 week here.",
        "Monitoring: buying takes 26 weeks here: 13 sprints of two weeks. "
        "In that time PP-001 goes on costing 27 to 110 hours.",
    ]
    assert meanwhile(points[0].saving, 52) == (54, 210)
    assert meanwhile(points[0].saving, 400) == (410, 1700), "two digits, outward"
    assert toolbelt(made(TOOLS[0]), "waiting") == ""


def test_components_have_a_question_and_the_standards_that_need_them(library: Library) -> None:
    tree = rendered(toolbelt(here(library, "priorities/toolbelt.md"), "components"))
    rows = cells(tree)[1:]
    assert [row[0].lower() for row in rows] == [name.lower() for name in COMPONENTS]
    assert all(row[2].endswith("?") for row in rows)
    links = {words(link): link.get("href") for link in tree.iter("a")}
    assert links["MON001"] == "../standards/MON001/index.md"


def test_statements_fit_on_a_board_with_the_longest_note(library: Library) -> None:
    longest = max(len(part.pain) for part in library.one(Toolbelt).parts)
    assert longest + len(" In place so far: .") + 120 <= 400


def test_flag_is_made_from_what_there_is_nothing_for() -> None:
    tree = rendered(toolbelt(made(*TOOLS), "flag"))
    text = tree.find(".//pre").text_content()
    assert text.startswith("Nothing in place: monitoring and compute\n\n")
    assert "- Monitoring. Without words. Buying takes 26 weeks here" in text
    assert "Version control first" not in text
    assert "Nothing to flag" in toolbelt(made(TOOLS[0]), "flag")
    assert "does not list the toolbelt" in toolbelt(made(), "flag")


def test_flag_puts_version_control_first() -> None:
    gaps = [Missing("monitoring", None), Missing("version control", 1)]
    text = flag(gaps, {"monitoring": "M.", "version control": "V."})
    assert text.startswith("Nothing in place: version control and monitoring\n")
    assert text.index("Version control first") < text.index("- Version control. V.") < text.index("- Monitoring. M.")


@pytest.mark.parametrize("vector", json.loads(VECTORS.read_text(encoding="utf-8")), ids=lambda vector: vector["name"])
def test_vectors(vector: dict[str, Any]) -> None:
    missing = [Missing(gap["component"], gap["weeks"]) for gap in vector["missing"]]
    assert flag(missing, {name: f"Without {name}." for name in COMPONENTS}) == vector["flag"]


@pytest.mark.parametrize(
    ("weeks", "said"),
    [
        (None, "How long buying takes here, nobody knows yet."),
        (0, "Buying takes no time here."),
        (1, "Buying takes 1 week here."),
        (3, "Buying takes 3 weeks here."),
        (4, "Buying takes 4 weeks here: 2 sprints of two weeks."),
        (27, "Buying takes 27 weeks here: 13 sprints of two weeks."),
    ],
)
def test_waiting_is_said_in_sprints_once_it_is_long(weeks: int | None, said: str) -> None:
    assert waiting(weeks) == said


def test_markup_in_records_stays_text() -> None:
    tool = {"component": "serving", "state": "partly", "chosen": NASTY, "note": NASTY, "owner": NASTY}
    at = made(tool, TOOLS[2], points=(point(1, component="monitoring", title="<b>{{ x }}</b>"),), text=NASTY)
    for part in ("components", "inventory", "flag", "waiting"):
        text = toolbelt(at, part)
        assert "{{" not in text, part
        tree = rendered(text)
        assert [element.tag for element in tree.iter("script", "em", "code", "img", "b")] == [], part
        assert part == "waiting" or NASTY in words(tree), part
    drawn = rendered(toolbelt(at, "tool"))
    assert [element.tag for element in drawn.iter("em", "code", "img", "b")] == []
    assert NASTY.replace("'", "’") in words(drawn.find_class("g-belt__asks")[0])
    (data,) = drawn.xpath("//script")
    assert NASTY.replace("'", "’") in json.loads(data.text)["parts"][0]["without"]


def test_another_part_is_an_error() -> None:
    with pytest.raises(KeyError):
        toolbelt(made(), "poem")
