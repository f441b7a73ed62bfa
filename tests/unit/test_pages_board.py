"""Our board: every point stands in the figure and in the table, with the same number; text is text."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from playbook.pages.figures.board import FLIPS, RINGS, board_svg
from playbook.pages.our_board import our_board, our_board_figure
from playbook.pages.pain_points import our_points
from playbook.priorities.layout import layout
from playbook.priorities.ranking import rank
from playbook.records.board import Board
from playbook.records.design import DesignExample
from playbook.records.library import Library
from playbook.records.pain_point import PainPoint
from playbook.records.problems import ProblemsError
from tests.unit import made
from tests.unit.drawn import assert_sound, said
from tests.unit.made import NASTY, cells, here, rendered, words

BALLOTS = (
    ("boss", "lead", "1 2 3 4 5 6 7 8"),
    ("a", "ds", "1 5 2 6"),
    ("b", "ds", "1 5 6 2"),
    ("c", "biz", "5 1 2"),
)


def board(ballots: Any = BALLOTS, points: int = 8, **changes: Any) -> dict[str, Any]:
    """Give a board whose ballots are written as numbers, `=` between those that tie."""
    tiers = {voter: [[f"p{one}" for one in tier.split("=")] for tier in ranks.split()] for voter, _, ranks in ballots}
    return {
        "format": "playbook-board/1",
        "id": "b",
        "title": "Spring",
        "groups": [
            {"id": "lead", "name": "Lead"},
            {"id": "ds", "name": "Data & science"},
            {"id": "biz", "name": "Biz"},
        ],
        "items": [{"id": f"p{number}", "title": f"Pain {number}"} for number in range(1, points + 1)],
        "ballots": [{"voter": voter, "group": group, "tiers": tiers[voter]} for voter, group, _ in ballots],
        **changes,
    }


def on_page(folder: Path, data: Any) -> Any:
    """Give the page's fragment for the board `data` as a tree."""
    return rendered(our_board(here(beside(folder, data), "priorities/our-board.md")))


def beside(folder: Path, data: Any) -> Library:
    file = folder / "docs/priorities/board.json"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps(data), encoding="utf-8")
    return replace(made.library(), root=folder)


def figure(data: Any) -> Any:
    """Check the figure as all figures are checked, without the axis that stands upright, and give its SVG."""
    drawn = board_svg(rank(Board.model_validate(data)), "x", "A board")
    upright = re.compile(r'<g transform="translate[^>]*>.*?</g>')
    assert len(upright.findall(drawn)) == 1
    return assert_sound(upright.sub("", drawn))


def numbers(svg: Any) -> dict[str, str]:
    """Give the class of each badge by its number."""
    return {
        group.findtext("text"): group.get("class")
        for group in svg.iter("g")
        if (group.get("class") or "").startswith("b ")
    }


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(board(), id="four quadrants"),
        pytest.param(board([("boss", "lead", "1 2=3=4"), ("a", "ds", "1")]), id="run-off"),
        pytest.param(board([("boss", "lead", "1")]), id="one side"),
        pytest.param(board((), 0), id="empty"),
        pytest.param(board([("boss", "lead", "1"), ("a", "ds", "1")], 1), id="one point"),
        pytest.param(board([("boss", "lead", "9"), ("a", "ds", "60")], 60), id="sixty, most of them tied"),
    ],
)
def test_the_figure_is_sound(data: dict[str, Any]) -> None:
    svg = figure(data)
    expected = layout(rank(Board.model_validate(data)))
    assert sorted(numbers(svg)) == sorted(str(badge.number) for badge in expected)
    for name in ("Start here", "Make the case", "Listen", "Park"):
        assert name in said(svg)


def test_inks_rings_and_dots_say_the_quadrant() -> None:
    result = rank(Board.model_validate(board()))
    found = numbers(figure(board()))
    inks = {"start": "b b-both", "case": "b b-lead", "listen": "b b-team", "park": "b b-none"}
    assert found == {str(index): inks[str(item.quadrant)] for index, item in enumerate(result.items, 1)}
    svg = figure(board())
    dotted = {g.findtext("text") for g in svg.iter("g") if g.find("circle[@class='flip']") is not None}
    assert dotted == {str(index) for index, item in enumerate(result.items, 1) if item.firm is False}
    assert dotted, "the example has one that could flip"
    assert FLIPS in board_svg(result, "x", "A board")
    assert RINGS not in board_svg(result, "x", "A board")


def test_a_run_off_has_a_dashed_ring_and_no_dot() -> None:
    data = board([("boss", "lead", "1 2 3=4"), ("a", "ds", "1 2 3"), ("b", "ds", "1 2 4")])
    svg = figure(data)
    assert {number for number, kind in numbers(svg).items() if kind.endswith(" off")} >= {"3", "4"}
    assert "Run-off: 3 and 4" in svg.findtext("desc")
    assert svg.find(".//g[@class='b b-none off']/circle[@class='flip']") is None
    assert RINGS in board_svg(rank(Board.model_validate(data)), "x", "A board")


def test_the_table_has_all_that_the_figure_shows(tmp_path: Path) -> None:
    tree = on_page(tmp_path, board())
    result = rank(Board.model_validate(board()))
    rows = {row[0]: row for row in cells(tree) if len(row) == 5 and row[0].isdigit()}
    assert sorted(rows) == sorted(numbers(tree.find(".//svg"))), "the same numbers as in the figure"
    for index, item in enumerate(result.items, 1):
        _number, what, lead, others, gap = rows[str(index)]
        assert what.startswith(item.title)
        assert (float(lead), float(others)) == (item.lead_rank, item.others_rank)
        assert float(gap) == abs((item.lead_rank or 0) - (item.others_rank or 0))
        assert "Data & science " in what, "how the groups split"
        assert ("could flip" in what) == (item.firm is False)
    order = [words(row) for row in tree.iterfind(".//tbody/tr/th")]
    assert [name.split(" ", 2)[0] for name in order] == ["Start", "Make", "Listen", "Park"]


def test_a_wide_gap_is_bold(tmp_path: Path) -> None:
    tree = on_page(tmp_path, board([("boss", "lead", "1 2 3 4 5 6 7 8"), ("a", "ds", "8 7 6 5 4 3 2 1")]))
    bold = {words(strong) for strong in tree.iterfind(".//td/strong")}
    assert bold == {"5", "7"}, "six tenths of eight are 4.8"


def test_words_order_and_state_are_told(tmp_path: Path) -> None:
    data = board()
    data["items"][0] |= {"days": 9, "effort": "S", "status": "in progress"}
    tree = on_page(tmp_path, data)
    lists = [[words(item) for item in found.iterfind("li")] for found in tree.xpath(".//ul|.//ol")]
    assert any("Spearman" in sentence for sentence in lists[0])
    assert lists[1] == ["Pain 1: 9 days, S (in progress)", "Pain 2: days unknown, effort unknown"]


def test_an_unranked_board_is_a_list(tmp_path: Path) -> None:
    tree = on_page(tmp_path, board(()))
    assert "Not ranked yet" in words(tree)
    assert "–" in words(tree)
    assert "No point is high on both sides yet." in words(tree)


def test_titles_are_text(tmp_path: Path) -> None:
    data = board()
    data["items"][0]["title"] = NASTY[:48].rstrip()
    tree = on_page(tmp_path, data)
    assert not list(tree.iter("script"))
    assert words(tree).count(" ".join(NASTY[:48].split())) == 2, "in the table and in the order of work"


def test_a_playbook_without_a_board_says_so() -> None:
    empty = replace(made.library(), root=Path("/nonexistent"))
    assert "no board" in our_board(here(empty))
    assert "no board" in our_board_figure(here(empty))
    assert our_points(here(empty)) == ""


def test_a_board_at_fault_stops_the_build(tmp_path: Path) -> None:
    with pytest.raises(ProblemsError, match=r"docs/priorities/board\.json:1:\d+: there is no group `xx`"):
        on_page(tmp_path, board([("a", "xx", "1")]))


def test_a_board_that_lists_its_points_leads_to_those_that_have_a_record(tmp_path: Path, library: Library) -> None:
    data = board([(*ballot[:2], "1 2") for ballot in BALLOTS], points=3)
    data["items"][1]["id"] = "PP-003"
    for ballot in data["ballots"]:
        ballot["tiers"] = [["PP-003"], ["p1"]]
    beside(tmp_path, data)
    page = here(replace(library, root=tmp_path), "priorities/our-board.md")
    tree, points = rendered(our_board(page)), rendered(our_points(page))
    assert [link.get("href") for link in tree.iter("a")] == ["#pp-003", "#pp-003"], "in the table and in the order"
    assert [(head.get("id"), words(head)[0]) for head in points.iterfind(".//h3")] == [("pp-003", "2")]


def test_each_point_of_ours_is_told_in_full(library: Library) -> None:
    page = here(library, "priorities/our-board.md")
    tree, points = rendered(our_board(page)), rendered(our_points(page))
    linked = {link.get("href") for link in tree.iterfind(".//td/a")}
    assert linked == {f"#{heading.get('id')}" for heading in points.iterfind(".//h3")}
    assert len(linked) == 14
    for facts in points.iterfind(".//dl"):
        terms = [words(term) for term in facts.iterfind("dt")]
        assert terms[:5] == ["Felt by", "Known from", "Before", "After", "Numbers"]
    first = words(points.find(".//dl"))
    assert "deployments: 4 a year (12 Jan 2026), hoped 200, then 214 (5 Oct 2026)" in first
    assert "Verified: kept." in first


SHOWN = DesignExample.model_validate(
    {**made.PAGE, "kind": "design-example", "title": "Example: it", "document": "documents/0007-it.md"}
)


@pytest.mark.parametrize(
    ("named", "text", "leads"),
    [
        pytest.param("docs/design/documents/0007-it.md", "Example: it", ["../design/examples/it.md"], id="on a page"),
        pytest.param("docs/design/documents/0008-it.md", "docs/design/documents/0008-it.md", [], id="on no page"),
        pytest.param("https://docs.example/it", "https://docs.example/it", [], id="elsewhere"),
        pytest.param(NASTY, " ".join(NASTY.split()), [], id="words"),
        pytest.param(None, None, [], id="none"),
    ],
)
def test_a_point_leads_to_its_design_document(
    named: str | None, text: str | None, leads: list[str], library: Library
) -> None:
    point = library.get(PainPoint, "PP-002").model_copy(update={"design_document": named})
    with_page = made.library(pages={"design/examples/it.md": SHOWN})
    both = replace(
        library,
        entries=library.entries | with_page.entries,
        records=library.records
        | {PainPoint: library.records[PainPoint] | {"PP-002": point}}
        | {DesignExample: with_page.records[DesignExample]},
    )
    points = rendered(our_points(here(both, "priorities/our-board.md")))
    facts = points.xpath(".//h3[@id='pp-002']/..")[0].find("dl")
    written = {words(term): term.getnext() for term in facts.iterfind("dt")}.get("Document")
    assert (None if written is None else words(written)) == text
    assert ([] if written is None else [link.get("href") for link in written.iter("a")]) == leads
