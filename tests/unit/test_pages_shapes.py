"""The team shapes: everybody is in the figure and in the table, and the plates stand as the record says."""

from __future__ import annotations

from typing import Any

import pytest
from lxml import etree

from playbook.pages.figures.relations import HEADS
from playbook.pages.figures.shapes import ONE_BY_ONE, shape_svg
from playbook.pages.team import SHORT_LEGEND, shape_figure, shapes
from playbook.records.library import Library
from playbook.records.role import Role
from playbook.records.team import Shape, Shapes
from tests.unit.drawn import assert_apart, assert_sound, drawn, plates, said
from tests.unit.made import PAGE, cells, here, library, organisation, rendered, role, words


def shape(link: str = "overlapping", people: Any = None, **changes: Any) -> Shape:
    groups = people or [
        {"seat": "one", "count": 3, "side": "platform", "hats": ["hat"]},
        {"seat": "other", "count": 2, "side": "both"},
        {"seat": "another", "count": 45, "side": "product"},
        {"seat": "boss", "count": 1, "side": "leadership"},
    ]
    data = {"id": "s", "title": "A shape", "lede": "It is.", "fits": "Now. [@T01]", "breaks": "Then. [@own]"}
    return Shape.model_validate({**data, "link": link, "people": groups, **changes})


@pytest.fixture
def peopled() -> Library:
    return library([role("hat", holds="hat", title="Evangelist"), role("boss", side="leadership")])


@pytest.mark.parametrize("link", ["apart", "touching", "overlapping", "fan"])
def test_a_shape_shows_everybody(link: str, peopled: Library) -> None:
    svg = assert_sound(shape_svg(here(peopled), shape(link)))
    marks = [group for group in svg.iter("g") if "b " in group.get("class", "")]
    numbers = [mark.findtext("text") for mark in marks]
    assert [numbers.count(number) for number in "1234"] == [3 + 1, 2 + 1, 1 + 1, 1 + 1], (
        "people, and one each in the key"
    )
    assert "× 45" in said(svg)
    assert len(svg.findall(".//circle[@class='hat']")) == 3
    desc = svg.findtext("desc")
    for words_ in (
        "3 × One, who wears the hat Evangelist",
        "In both: 2 × Other",
        "45 × Another",
        "Leadership: 1 × Boss",
    ):
        assert words_ in desc
    assert ("p-both" in etree.tostring(svg).decode()) == (link in ("overlapping", "fan"))


def test_the_plates_stand_as_the_record_says(peopled: Library) -> None:
    ends = {
        link: plates(drawn(shape_svg(here(peopled), shape(link))).find("svg"))
        for link in ("apart", "touching", "overlapping")
    }
    gaps = {link: team[0] - lead[1] for link, (lead, team) in ends.items()}
    assert gaps["apart"] > 0
    assert gaps["touching"] == 0
    assert gaps["overlapping"] < 0


def test_people_in_both_stand_where_the_plates_meet(peopled: Library) -> None:
    for link in ("apart", "touching", "overlapping"):
        svg = drawn(shape_svg(here(peopled), shape(link))).find("svg")
        lead, team = plates(svg)
        inside = [
            float(group.find("circle").get("cx"))
            for group in svg.iter("g")
            if group.get("class") == "b b-both" and float(group.find("circle").get("cx")) > 20
        ]
        low, high = sorted((lead[1], team[0]))
        assert len(inside) == 2
        assert all(low <= x <= high for x in inside), link


@pytest.mark.parametrize("departments", [1, 2, 4, 9])
def test_a_fan_shows_the_departments_that_wait(departments: int) -> None:
    boss = role("boss", side="leadership")
    small = library([role("hat", holds="hat"), boss], organisation(company={"departments": departments}))
    svg = assert_sound(shape_svg(here(small), shape("fan")))
    dashed = [path for path in svg.iter("path") if path.get("class") == "later"]
    assert len(dashed) == min(departments - 1, 5)
    if departments > 1:
        noun = "department" if departments == 2 else "departments"
        assert f"Later: {departments - 1} {noun}" in said(svg)
        assert f"Later: {departments - 1} {noun}." in svg.findtext("desc")
    assert ("First department" in said(svg)) == (departments > 1)


@pytest.mark.parametrize("count", [1, ONE_BY_ONE, ONE_BY_ONE + 1, 200])
@pytest.mark.parametrize("side", ["platform", "both", "product", "leadership"])
@pytest.mark.parametrize("link", ["apart", "touching", "overlapping", "fan"])
def test_groups_of_any_size_fit(link: str, side: str, count: int, peopled: Library) -> None:
    groups = [{"seat": "one", "count": count, "side": side}, {"seat": "other", "count": count, "side": side}]
    svg = assert_sound(shape_svg(here(peopled), shape(link, groups)))
    assert_apart(svg)


def test_people_on_the_seam_touch_nobody_beside_them(peopled: Library) -> None:
    groups = [{"seat": "one", "count": 12, "side": side} for side in ("platform", "both", "product")]
    svg = assert_sound(shape_svg(here(peopled), shape("touching", groups)))
    assert_apart(svg)


def test_leadership_takes_room_only_where_there_is_some(peopled: Library) -> None:
    groups = [{"seat": "one", "count": 1, "side": "platform"}, {"seat": "other", "count": 1, "side": "product"}]
    without = drawn(shape_svg(here(peopled), shape(people=groups))).find("svg")
    groups[1]["side"] = "leadership"
    with_it = drawn(shape_svg(here(peopled), shape(people=groups))).find("svg")
    assert HEADS["leadership"] not in said(without)
    assert float(without.get("viewBox").split()[3]) < float(with_it.get("viewBox").split()[3])


def test_shapes_has_figure_table_and_both_sentences(peopled: Library) -> None:
    many = Shapes.model_validate(
        {**PAGE, "kind": "shapes", "title": "Shapes", "shapes": [shape(id=f"s{n}").model_dump() for n in range(4)]}
    )
    small = library(peopled.all(Role), pages={"team/shapes.md": many})
    tree = rendered(shapes(here(small, "team/shapes.md"), many))
    ids = [element.get("id") for element in tree.iter() if element.get("id")]
    assert len(ids) == len(set(ids))
    assert [heading.get("id") for heading in tree.iter("h3")] == [f"shape-s{n}" for n in range(4)]
    assert cells(tree)[:5] == [
        ["Seat", "How many", "Where", "Hats"],
        ["1 One", "3", "MLOps team", "Evangelist"],
        ["2 Other", "2", "in both", "none"],
        ["3 Another", "45", "product teams", "none"],
        ["4 Boss", "1", "leadership", "none"],
    ]
    assert [words(term) for term in tree.iter("dt")][:2] == ["Fits when", "Breaks when"]
    assert [words(meaning) for meaning in tree.iter("dd")][:2] == ["Now.T01", "Then.own"]
    alone = shape_figure(here(small), "s2")
    assert drawn(alone).findtext("figcaption") == SHORT_LEGEND
    assert not set(ids) & {element.get("id") for element in drawn(alone).iter() if element.get("id")}
    with pytest.raises(KeyError, match="no team shape `s9`; there are: s0, s1, s2, s3"):
        shape_figure(here(small), "s9")
