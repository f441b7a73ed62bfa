"""A figure read as XML, and what must hold for every figure."""

from __future__ import annotations

import re
from itertools import combinations
from typing import Any

from lxml import etree

from playbook.pages.figures.drawing import WIDTH
from playbook.pages.figures.lettering import width

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


def assert_apart(svg: Any) -> None:
    """Check that no two people stand on each other, and that nobody is cut off."""
    centres = [
        (float(circle.get("cx")), float(circle.get("cy")))
        for circle in svg.iter("circle")
        if circle.get("class") is None
    ]
    assert all(10 <= x <= WIDTH - 10 for x, _y in centres), "a mark is cut off"
    assert all((x - u) ** 2 + (y - v) ** 2 >= 21**2 for (x, y), (u, v) in combinations(centres, 2)), "marks overlap"


def plates(svg: Any) -> tuple[Any, Any]:
    """Give the left edge and width of the two frames: the MLOps team's and the product teams'."""
    frames = [rect for rect in svg.iter("rect") if rect.get("class") == "frame"]
    return tuple((float(rect.get("x")), float(rect.get("x")) + float(rect.get("width"))) for rect in frames)  # type: ignore[return-value]
