"""The figure of what supersedes what: every document once, arrows from new to old, no box over another."""

from __future__ import annotations

import itertools
import re
import xml.etree.ElementTree as ET

from hypothesis import given, settings
from hypothesis import strategies as st

from playbook.design_docs import graph
from playbook.design_docs.document import Document, parse
from playbook.design_docs.graph import WIDTH, drawn
from tests.design_docs.listing import chain, made

SVG = "{http://www.w3.org/2000/svg}"
Box = tuple[float, float, float, float]


def picture(documents: list[Document]) -> ET.Element:
    return ET.fromstring(drawn(documents, standalone=True))


def boxes(svg: ET.Element) -> dict[str, Box]:
    """Give the box of each document by its id: left, top, right, bottom."""
    rects = [one for one in svg.iter(f"{SVG}rect") if "frame" in one.get("class", "")]
    names = [one for one in svg.iter(f"{SVG}text") if one.get("class") == "head"]
    found = {}
    for rect, name in zip(rects, names, strict=True):
        x, y, wide, high = (float(rect.get(key, "")) for key in ("x", "y", "width", "height"))
        found[(name.text or "").split()[0]] = (x, y, x + wide, y + high)
    return found


def arrows(svg: ET.Element) -> list[tuple[str, str]]:
    """Give from which box to which each arrow leads, by where it begins and where its tip is."""
    found = []
    for path in svg.iter(f"{SVG}path"):
        match = re.match(r"M([\d.]+) ([\d.]+)H[\d.]+V([\d.]+)H([\d.]+)", path.get("d", ""))
        assert match
        x, y, end_y, end_x = map(float, match.groups())
        ends = []
        for at_x, at_y in ((x, y), (end_x, end_y)):
            ends += [
                key for key, (left, top, right, low) in boxes(svg).items() if at_x in (left, right) and top < at_y < low
            ]
        assert len(ends) == 2, ends
        found.append((ends[0], ends[1]))
    return found


def apart(svg: ET.Element) -> None:
    """Assert that boxes are in the picture and none lies over another."""
    high = float(svg.get("height", ""))
    for (a, one), (b, other) in itertools.combinations(boxes(svg).items(), 2):
        assert one[2] < other[0] or other[2] < one[0] or one[3] < other[1] or other[3] < one[1], (a, b)
    assert all(
        left >= 0 and top >= 0 and right <= WIDTH and low <= high for left, top, right, low in boxes(svg).values()
    )


def test_a_chain_goes_from_left_to_right_and_on_in_the_next_row() -> None:
    svg = picture(chain(1, 2, 3, 4, 5))
    found = boxes(svg)
    assert set(arrows(svg)) == {(f"DD-000{n}", f"DD-000{n - 1}") for n in range(2, 6)}
    assert [found[f"DD-000{n}"][0] > WIDTH / 2 for n in range(1, 6)] == [False, True, False, True, False]
    tops = [found[f"DD-000{n}"][1] for n in range(1, 6)]
    assert tops[0] == tops[1] < tops[2] == tops[3] < tops[4]
    apart(svg)


def test_one_that_supersedes_several_and_chains_beside_each_other() -> None:
    old = made(3, status="superseded", superseded_by="DD-0002")
    documents = [*chain(1, 2), old, *chain(7, 8), made(9, "Alone")]
    svg = picture(documents)
    assert set(arrows(svg)) == {("DD-0002", "DD-0001"), ("DD-0002", "DD-0003"), ("DD-0008", "DD-0007")}
    assert "DD-0009" not in boxes(svg)
    apart(svg)
    described = svg.findtext(f"{SVG}desc") or ""
    assert "DD-0002 “Number 2” supersedes DD-0003 “A document”." in described
    assert svg.findtext(f"{SVG}title") == "What supersedes what"


def test_where_documents_contradict_each_other_the_older_one_is_believed() -> None:
    documents = [
        made(1, superseded_by="DD-0003"),
        made(2, supersedes="[DD-0001]"),
        made(3),
        made(4, supersedes="[DD-0001]"),
    ]
    assert arrows(picture(documents)) == [("DD-0003", "DD-0001")]
    twice = [*chain(1, 2), made(2, "Another", folder="docs/design/failed")]
    assert "“Number 2” supersedes" in drawn(twice, standalone=True)


def test_a_title_that_is_too_long_is_cut_and_said_in_full_below() -> None:
    title = "Whom we would ask " * 5
    svg = picture([made(1, title), made(2, supersedes="[DD-0001]")])
    said = [one.text or "" for one in svg.iter(f"{SVG}text") if one.get("class") == "name"]
    assert len(said) == graph.MOST_LINES + 1
    assert said[graph.MOST_LINES - 1].endswith("…")
    assert title.strip() in (svg.findtext(f"{SVG}desc") or "")


def test_nothing_to_draw() -> None:
    assert drawn([], standalone=True) == ""
    assert drawn([made(1), made(2, supersedes="[DD-0044]"), made(3, supersedes="[DD-0003]")], standalone=False) == ""
    assert drawn([parse(b"---\ntemplate: x\n---\n", made(1).file)], standalone=True) == ""


def test_the_order_of_the_documents_does_not_matter() -> None:
    documents = [*chain(1, 2, 3), *chain(7, 8)]
    assert drawn(documents, standalone=True) == drawn(documents[::-1], standalone=True)


def test_on_a_page_it_has_classes_and_no_style() -> None:
    text = drawn(chain(1, 2), standalone=False)
    figure = ET.fromstring(text)
    assert figure.tag == "figure"
    assert figure.get("class") == "g-fig"
    assert not re.search(r"style|fill=|stroke=|#[0-9a-f]{3}", text)
    svg = figure.find("svg")
    assert svg is not None
    assert svg.get("viewBox", "").split()[:3] == ["0", "0", "360"]
    assert svg.get("role") == "img"
    assert {svg.get("aria-labelledby"), svg.get("aria-describedby")} == {one.get("id") for one in svg[:2]}


def test_alone_it_has_its_inks_for_light_and_dark_and_letters_that_can_be_read() -> None:
    text = drawn(chain(1, 2), standalone=True)
    assert "@media(prefers-color-scheme:dark)" in text
    used = set(" ".join(re.findall(r'class="([^"]+)"', text)).split())
    assert used == {"paper", "tie", "p-none", "p-both", "frame", "head", "name"}
    for inks in text.split("@media"):
        assert all(f".{name}{{" in inks for name in used - {"name"})
    assert int(re.findall(r"font-size:(\d+)px", text)[0]) >= 12
    assert f'width="{WIDTH}"' in text


@given(st.text(st.characters(codec="utf-8"), min_size=2, max_size=90))
@settings(max_examples=40, deadline=None, derandomize=True)
def test_any_title_fits_in_its_box(title: str) -> None:
    documents = chain(1, 2)
    documents[0] = made(1, title, status="superseded", superseded_by="DD-0002")
    if documents[0].front is None:
        return
    svg = picture(documents)
    bottom = boxes(svg)["DD-0001"][3]
    lines = [one for one in svg.iter(f"{SVG}text") if float(one.get("x", "")) < WIDTH / 2]
    assert all(float(one.get("y", "")) < bottom for one in lines)
    assert all(graph._width(one.text or "") <= graph.BOX - 2 * graph.PAD for one in lines if one.get("class") == "name")


@st.composite
def tangles(draw: st.DrawFn) -> list[Document]:
    """Give documents that say anything of each other: circles, two that supersede the same, one that is not there."""
    ids = st.integers(1, 7).map("DD-{:04d}".format)
    documents = []
    for number in range(1, draw(st.integers(1, 7)) + 1):
        front: dict[str, str] = {"supersedes": f"[{', '.join(draw(st.lists(ids, max_size=3)))}]"}
        if draw(st.booleans()):
            front["superseded_by"] = draw(ids)
        documents.append(made(number, **front))
    return documents


@given(tangles())
@settings(max_examples=60, deadline=None, derandomize=True)
def test_documents_that_contradict_each_other_are_drawn_without_a_circle(documents: list[Document]) -> None:
    text = drawn(documents, standalone=True)
    if not text:
        return
    svg = ET.fromstring(text)
    apart(svg)
    pairs = arrows(svg)
    olds = [old for _new, old in pairs]
    assert len(olds) == len(set(olds))
    assert {key for pair in pairs for key in pair} == set(boxes(svg))
    newer = {old: new for new, old in pairs}
    for start in newer:
        seen = [start]
        while seen[-1] in newer:
            seen.append(newer[seen[-1]])
            assert len(seen) <= len(documents)
