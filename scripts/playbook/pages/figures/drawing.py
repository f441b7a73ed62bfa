"""What the figures share: the frame with its title and description, lines of text, plates, badges and marks.

A drawing holds classes and never colours; assets/stylesheets/figures.css gives both schemes and print
their inks. Units are those of the view box, which is as wide as a phone's column.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from playbook.pages.figures.lettering import broken
from playbook.pages.text import escaped

Ink = Literal["lead", "team", "both", "none"]
"""Whose ink: the MLOps team's, the product teams', both overprinted, or none (leadership)."""

INK: dict[str, Ink] = {"platform": "lead", "product": "team", "both": "both", "leadership": "none"}
"""The ink of each side of a role or a group."""

WIDTH = 360
"""The width of every view box: at 390 px a unit is one pixel."""

SIZE = 14
"""The size of names."""

LEADING = 17
"""From one line of a name to the next."""


def figure(uid: str, kind: str, height: float, title: str, desc: str, body: Iterable[str], caption: str = "") -> str:
    """Give a `figure` with one SVG. `uid` is unique on the page; `title` and `desc` are plain text."""
    below = f"<figcaption>{escaped(caption)}</figcaption>" if caption else ""
    return (
        f'<figure class="g-fig"><svg class="g-draw g-draw--{kind}" viewBox="0 0 {WIDTH} {number(height)}" role="img"'
        f' aria-labelledby="{uid}-t" aria-describedby="{uid}-d">'
        f'<title id="{uid}-t">{escaped(title)}</title><desc id="{uid}-d">{escaped(desc)}</desc>'
        f"{''.join(body)}</svg>{below}</figure>"
    )


def number(value: float) -> str:
    """Give a coordinate with at most one decimal."""
    return f"{value:.1f}".removesuffix(".0")


def line(path: str, kind: str = "tie") -> str:
    """Give a stroked path."""
    return f'<path class="{kind}" d="{path}"/>'


def rect(kind: str, x: float, y: float, width: float, height: float) -> str:
    """Give a rectangle of the class `kind`."""
    return f'<rect class="{kind}" {_box(x, y, width, height)}/>'


def _box(x: float, y: float, width: float, height: float) -> str:
    return f'x="{number(x)}" y="{number(y)}" width="{number(width)}" height="{number(height)}"'


def label(x: float, y: float, words: str, kind: str = "name", anchor: str = "start") -> str:
    """Give one line of text; `y` is its baseline."""
    turn = "" if anchor == "start" else f' text-anchor="{anchor}"'
    return f'<text class="{kind}" x="{number(x)}" y="{number(y)}"{turn}>{escaped(words)}</text>'


def lines(x: float, middle: float, names: list[str], kind: str = "name", anchor: str = "start") -> str:
    """Give lines of text, centred on the height `middle`, as one text element."""
    first = middle - (len(names) - 1) * LEADING / 2 + SIZE * 0.34
    if len(names) == 1:
        return label(x, first, names[0], kind, anchor)
    turn = "" if anchor == "start" else f' text-anchor="{anchor}"'
    spans = " ".join(
        f'<tspan x="{number(x)}" y="{number(first + index * LEADING)}">{escaped(name)}</tspan>'
        for index, name in enumerate(names)
    )
    return f'<text class="{kind}"{turn}>{spans}</text>'


def fitted(words: str, room: float) -> list[str]:
    """Break a name into lines that fit in `room`; a little is left for a wider stand-in font."""
    return broken(words, SIZE, room / 1.03)


def mark(ink: Ink, x: float, y: float) -> str:
    """Give the small plate that says whose ink it is, also without colour; (x, y) is its middle.

    Wide for the MLOps team, tall for the product teams, both crossed for the overlap, an empty
    square for leadership.
    """
    if ink == "both":
        return f'<g class="m">{rect("p-lead", x - 6, y - 6, 12, 7)}{rect("p-team", x - 1, y - 6, 7, 12)}' + (
            f"{rect('p-both', x - 1, y - 6, 7, 7)}</g>"
        )
    width, height = {"lead": (13, 7), "team": (7, 13), "none": (9, 9)}[ink]
    return f'<g class="m">{rect(f"p-{ink}", x - width / 2, y - height / 2, width, height)}</g>'


def badge(ink: Ink, x: float, y: float, words: str, *, hat: bool = False) -> str:
    """Give a person: a round badge with a number; a dashed ring when the person wears a hat."""
    ring = f'<circle class="hat" cx="{number(x)}" cy="{number(y)}" r="12.4"/>' if hat else ""
    return (
        f'<g class="b b-{ink}">{ring}<circle cx="{number(x)}" cy="{number(y)}" r="10"/>'
        f'<text x="{number(x)}" y="{number(y + 4.6)}" text-anchor="middle">{escaped(words)}</text></g>'
    )


def hatches(uid: str) -> str:
    """Give the two hatches, `/` for the lead's ink and `\\` for the teams', as patterns of this figure."""
    return f"<defs>{_hatch(uid, 'lead', 45)}{_hatch(uid, 'team', -45)}</defs>"


def _hatch(uid: str, ink: str, turn: int) -> str:
    return (
        f'<pattern id="{uid}-{ink}" width="7" height="7" patternUnits="userSpaceOnUse"'
        f' patternTransform="rotate({turn})"><path class="h-{ink}" d="M0 0V7"/></pattern>'
    )


def plate(uid: str, ink: Ink, x: float, y: float, width: float, height: float) -> str:
    """Give a plate in its fill and its hatch; the overprint (`both`) has both hatches."""
    inks = {"lead": ["lead"], "team": ["team"], "both": ["lead", "team"], "none": []}[ink]
    box = _box(x, y, width, height)
    return rect(f"p-{ink}", x, y, width, height) + "".join(f'<rect fill="url(#{uid}-{over})" {box}/>' for over in inks)
