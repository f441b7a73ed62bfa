"""The figures: they say what their records say, fit their frame, hold no colours, and nothing overlaps."""

from __future__ import annotations

import re
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from playbook.pages.figures.drawing import INK, WIDTH
from playbook.pages.figures.lettering import width
from playbook.pages.figures.relations import HEADS, relations
from playbook.pages.figures.shapes import ONE_BY_ONE, shape_svg
from playbook.pages.figures.skills import skills_t
from playbook.pages.team import SHORT_LEGEND, shape_figure, shapes
from playbook.records import Library, load
from playbook.records.role import Role, Skill
from playbook.records.team import Shape, Shapes
from tests.unit.made import NASTY, PAGE, cells, here, library, organisation, rendered, role, skill, words

SIZES = {"b": 13.0}
"""Sizes of text that differ from 14, by the class of the parent."""


def drawn(figure: str) -> Any:
    """Read a figure as XML, which forgives nothing."""
    return etree.fromstring(figure)


def said(svg: Any) -> str:
    return " ".join(name(text) for text in svg.iter("text"))


def name(text: Any) -> str:
    """Give the words of a text, its lines joined again."""
    return " ".join("".join(text.itertext()).split()).replace("- ", "")


def boxes(svg: Any) -> list[tuple[str, float, float, float, float]]:
    """Give (words, left, top, right, bottom) for each line of text."""
    found = []
    for text in svg.iter("text"):
        for part in [*text.iter("tspan")] or [text]:
            line = "".join(part.itertext())
            size = SIZES.get((text.getparent().get("class") or "").split(" ")[0], 14.0)
            wide = width(line, size)
            x, y = float(part.get("x")), float(part.get("y"))
            left = x - {"middle": wide / 2, "end": wide}.get(text.get("text-anchor"), 0.0)
            found.append((line, left, y - size * 0.74, left + wide, y + size * 0.2))
    return found


def assert_sound(figure: str) -> Any:
    """Check what holds for every figure, and give its SVG."""
    tree = drawn(figure)
    svg = tree.find("svg")
    assert svg.get("role") == "img"
    ids = [element.get("id") for element in tree.iter() if element.get("id")]
    assert len(ids) == len(set(ids))
    assert svg.get("aria-labelledby") == svg.find("title").get("id")
    assert svg.get("aria-describedby") == svg.find("desc").get("id")
    assert svg.findtext("title")
    assert svg.findtext("desc")
    for element in tree.iter():
        assert set(element.keys()).isdisjoint({"style", "stroke", "color", "onload"})
        assert re.fullmatch(r"url\(#[\w-]+\)", element.get("fill", "url(#x)")), "fill is no hatch of this figure"
        assert element.get("fill", "")[5:-1] in {"", *ids}
    x0, y0, wide, height = (float(part) for part in svg.get("viewBox").split())
    assert (x0, y0, wide) == (0, 0, WIDTH)
    found = boxes(svg)
    for line, left, top, right, bottom in found:
        assert (left >= -0.5, right <= wide + 0.5) == (True, True), f"{line} is cut off"
        assert (top >= -0.5, bottom <= height + 0.5) == (True, True), f"{line} is cut off"
    for (one, *a), (other, *b) in combinations(found, 2):
        apart = a[2] <= b[0] or b[2] <= a[0] or a[3] <= b[1] or b[3] <= a[1]
        assert apart, f"{one} and {other} overlap"
    return svg


@pytest.fixture
def crowded() -> Library:
    """A role in the middle of nine others, on every side, with long names."""
    names = ["short", "data-science-lead", "analytics-translator", "head-of-forecasting-and-trading-platforms"]
    sides = ["platform", "product", "both", "leadership"]
    partners = [role(f"{side}-{name}", side=side) for side in sides for name in names[: 2 + (side < "l")]]
    middle = role("middle-of-everything", works=[partner.id for partner in partners], side="both")
    return library([*partners, middle])


def test_relations_shows_every_partner_on_its_side(crowded: Library) -> None:
    middle = crowded.get(Role, "middle-of-everything")
    svg = assert_sound(relations(here(crowded), middle))
    heads = {side: next(text for text in svg.iter("text") if name(text) == head) for side, head in HEADS.items()}
    assert float(heads["platform"].get("x")) < WIDTH / 2 < float(heads["product"].get("x"))
    assert float(heads["leadership"].get("y")) < float(heads["both"].get("y"))
    for item in middle.works_with:
        partner = crowded.get(Role, item.who)
        shown = [text for text in svg.iter("text") if name(text) == partner.title]
        assert len(shown) == 1, partner.title
        assert f"i-{INK[partner.side]}" in shown[0].get("class")
        assert partner.title in svg.findtext("desc")
    assert "Whom the middle of everything works with" in svg.findtext("title")


@pytest.mark.parametrize("side", list(HEADS))
def test_relations_with_partners_on_one_side_alone(side: str) -> None:
    small = library(
        [role("left", side=side), role("right", side=side), role("middle", works=["left", "right"], side=side)]
    )
    svg = assert_sound(relations(here(small), small.get(Role, "middle")))
    assert svg.findtext("desc") == f"{HEADS[side]}: Left and Right."
    others = [head for other, head in HEADS.items() if other != side]
    assert not any(head in said(svg) for head in others)


@pytest.mark.parametrize("broad", [1, 2, 3, 5, 9])
@pytest.mark.parametrize("deep", [1, 4])
def test_the_t_shows_every_skill(broad: int, deep: int) -> None:
    names = ["Cost", "CI and delivery", "Duties and security", "Knowing the business", "Explaining to an audience"]
    skills = [skill(f"s{index}", name=f"{names[index % 5]} {index}") for index in range(13)]
    one = role("one", broad=[f"s{index}" for index in range(broad)], deep=[f"s{9 + index}" for index in range(deep)])
    small = library([one], skills=skills)
    svg = assert_sound(skills_t(here(small), one))
    bar, stem = svg.findtext("desc").split(" The stem")
    for key in one.skills.broad:
        assert small.get(Skill, key).name in said(svg)
        assert small.get(Skill, key).name in bar
    for key in one.skills.deep:
        assert small.get(Skill, key).name in said(svg)
        assert small.get(Skill, key).name in stem


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


def plates(svg: Any) -> tuple[Any, Any]:
    """Give the left edge and width of the two frames: the MLOps team's and the product teams'."""
    frames = [rect for rect in svg.iter("rect") if rect.get("class") == "frame"]
    return tuple((float(rect.get("x")), float(rect.get("x")) + float(rect.get("width"))) for rect in frames)  # type: ignore[return-value]


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
    centres = [
        (float(circle.get("cx")), float(circle.get("cy")))
        for circle in svg.iter("circle")
        if circle.get("class") is None
    ]
    assert all(10 <= x <= WIDTH - 10 for x, _y in centres), "a mark is cut off"
    assert all((x - u) ** 2 + (y - v) ** 2 >= 21**2 for (x, y), (u, v) in combinations(centres, 2)), "marks overlap"


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


def test_markup_in_names_stays_text() -> None:
    nasty = role("nasty", title=NASTY, side="both")
    one = role("one", title=NASTY, works=["nasty", "other"])
    small = library([nasty, one], skills=[skill("packaging", name=NASTY), skill("testing", name=NASTY)])
    groups = [{"seat": "nasty", "count": 1, "side": "both"}]
    for figure in (
        relations(here(small), one),
        skills_t(here(small), one),
        shape_svg(here(small), shape(people=groups, title=NASTY)),
    ):
        assert "{{" not in figure
        assert "<script" not in figure
        svg = drawn(figure).find("svg")
        assert NASTY in svg.findtext("desc")
        assert "<script>" in said(svg).replace(" ", "").replace("-", "")


def test_every_figure_of_the_playbook(root: Path) -> None:
    root_library = load(root)
    for one in root_library.all(Role):
        svg = assert_sound(relations(here(root_library), one))
        assert all(root_library.get(Role, item.who).title in svg.findtext("desc") for item in one.works_with)
        svg = assert_sound(skills_t(here(root_library), one))
        keys = [*one.skills.broad, *one.skills.deep]
        assert all(root_library.get(Skill, key).name in said(svg) for key in keys)
    for record in root_library.all(Shapes):
        for found in record.shapes:
            assert_sound(shape_svg(here(root_library), found))
