"""The figures: they say what their records say, fit their frame, hold no colours, and nothing overlaps."""

from __future__ import annotations

from pathlib import Path

import pytest

from playbook.pages.figures.drawing import INK, WIDTH
from playbook.pages.figures.relations import HEADS, relations
from playbook.pages.figures.shapes import shape_svg
from playbook.pages.figures.skills import skills_t
from playbook.records.library import Library
from playbook.records.loader import load
from playbook.records.role import Role, Skill
from playbook.records.team import Shape, Shapes
from tests.unit.drawn import assert_sound, boxes, drawn, name, said
from tests.unit.made import NASTY, here, library, role, skill


@pytest.fixture
def crowded() -> Library:
    """A role in the middle of sixteen others, four on every side, some with long names."""
    names = ["short", "data-science-lead", "analytics-translator", "head-of-forecasting-and-trading-platforms"]
    sides = ["platform", "product", "both", "leadership"]
    partners = [role(f"{side}-{name}", side=side) for side in sides for name in names]
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
        assert small.get(Skill, key).name in {line for line, *_box in boxes(svg)}, "a name that fits is broken"
        assert small.get(Skill, key).name in bar
    for key in one.skills.deep:
        assert small.get(Skill, key).name in said(svg)
        assert small.get(Skill, key).name in stem


@pytest.mark.parametrize("markup", [NASTY, "<b>&{{"])
def test_markup_in_names_stays_text(markup: str) -> None:
    nasty = role("nasty", title=markup, side="both")
    one = role("one", title=markup, works=["nasty", "other"])
    small = library([nasty, one], skills=[skill("packaging", name=markup), skill("testing", name=markup)])
    groups = [{"seat": "nasty", "count": 1, "side": "both"}]
    sentences = {"title": markup, "lede": "It is.", "fits": "Now.", "breaks": "Then.", "link": "fan"}
    shape = {"id": "s", "people": groups} | sentences
    for figure in (
        relations(here(small), one),
        skills_t(here(small), one),
        shape_svg(here(small), Shape.model_validate(shape)),
    ):
        assert "{{" not in figure
        assert "<script" not in figure
        assert "<b>" not in figure
        svg = drawn(figure).find("svg")
        assert markup in svg.findtext("desc")
        assert markup.split(">")[0] in said(svg).replace(" ", "").replace("-", "")


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
