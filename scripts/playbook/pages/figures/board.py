"""A ranked board as a figure: the lead's rank upwards, the others' to the right, and the four quadrants.

docs/assets/tools draws the same in the browser, with the classes that docs/assets/stylesheets/board.css explains.
"""

from __future__ import annotations

from collections.abc import Iterator

from playbook.pages.figures.drawing import Ink, figure, hatches, label, line, number, plate, rect
from playbook.pages.figures.lettering import width
from playbook.pages.text import listed
from playbook.priorities.layout import LEFT, SIZE, TOP, Badge, layout
from playbook.priorities.results import QUADRANTS, Quadrant, Result
from playbook.records.board import LEAD

HEIGHT = TOP + SIZE + 46
INK: dict[Quadrant, Ink] = {"start": "both", "case": "lead", "listen": "team", "park": "none", "run-off": "none"}
"""Whose ink a point has: that of the side which ranks it high, or both overprinted."""

HOW = "Up: the lead ranks it higher. Right: the others do. Near the dotted line both give the same rank."
FLIPS = "An open dot at a badge: one ballot less, and the point could stand in another quadrant."
RINGS = "A dashed ring: it ties at the line, so there is a run-off."

_RIGHT, _BOTTOM, _HALF = LEFT + SIZE, TOP + SIZE, SIZE / 2
_AXIS = 13
"""The size of the names of axes."""


def board_svg(result: Result, uid: str, title: str) -> str:
    """Draw `result`. `uid` is unique on the page; `title` is plain text and says whose board it is.

    While a side has no ballots, the plot stays empty and the description says so.
    """
    said = f"{described(result)} The table has both ranks of each point."
    return figure(uid, "board", HEIGHT, title, said, parts(result, uid), caption(result))


def caption(result: Result) -> str:
    """Give what a reader has to know of the marks that are in this figure."""
    flips = [FLIPS] if any(_flips(result, badge) for badge in layout(result)) else []
    rings = [RINGS] if any(badge.quadrant == "run-off" for badge in layout(result)) else []
    return " ".join([HOW, *flips, *rings])


def described(result: Result) -> str:
    """Give the figure in words: which numbers stand in which quadrant."""
    badges = layout(result)
    if not badges:
        return "No point has its place yet: a side has no ballots."
    found = {name: [str(badge.number) for badge in badges if badge.quadrant == key] for key, name in QUADRANTS.items()}
    said = ". ".join(f"{name}: {listed(numbers)}" for name, numbers in found.items() if numbers)
    return f"{said}."


def parts(result: Result, uid: str) -> Iterator[str]:
    """Give the plates, the lines, the names around them and the badges. `uid` begins the ids of the hatches."""
    yield hatches(uid)
    yield plate(uid, "lead", LEFT, TOP, SIZE, _HALF)
    yield plate(uid, "team", LEFT + _HALF, TOP, _HALF, SIZE)
    yield plate(uid, "both", LEFT + _HALF, TOP, _HALF, _HALF)
    yield line(f"M{LEFT} {_BOTTOM}L{_RIGHT} {TOP}", "agree")
    yield rect("frame", LEFT, TOP, SIZE, SIZE)
    yield line(f"M{number(LEFT + _HALF)} {TOP}v{SIZE}M{LEFT} {number(TOP + _HALF)}h{SIZE}", "cut")
    yield from _names(result)
    for badge in layout(result):
        yield _badge(badge, flips=_flips(result, badge))


def _names(result: Result) -> Iterator[str]:
    """The quadrants' names stand outside, so that no badge can meet one; 1 is where it hurts most."""
    above, below, ends = TOP - 8, _BOTTOM + 41, _BOTTOM + 17
    yield label(LEFT, above, QUADRANTS["case"], "q q-case")
    yield label(_RIGHT, above, QUADRANTS["start"], "q q-start", "end")
    yield label(LEFT, below, QUADRANTS["park"], "q q-park")
    yield label(_RIGHT, below, QUADRANTS["listen"], "q q-listen", "end")
    if result.n > 1:
        last = str(result.n)
        yield label(LEFT - 7, TOP + 13, "1", "ax", "end")
        yield label(LEFT - 7, _BOTTOM - 4, last, "ax", "end")
        yield label(_RIGHT - 7, ends, "1", "ax", "middle")
        yield label(LEFT + 7, ends, last, "ax", "middle")
    yield label(LEFT + _HALF, ends, f"{_others(result)} rank it higher →", "ax", "middle")
    upright = label(0, 0, f"{_lead(result)} ranks it higher →", "ax", "middle")
    yield f'<g transform="translate({LEFT - 11} {number(TOP + _HALF)}) rotate(-90)">{upright}</g>'


def _lead(result: Result) -> str:
    return _fitting(next((group.name for group in result.groups if group.id == LEAD), ""), "The lead")


def _others(result: Result) -> str:
    others = [group.name for group in result.groups if group.id != LEAD]
    return _fitting(others[0], "The others") if len(others) == 1 else "The others"


def _fitting(name: str, instead: str) -> str:
    return name if name and width(f"{name} ranks it higher →", _AXIS) < SIZE - 50 else instead


def _flips(result: Result, badge: Badge) -> bool:
    """Tell whether the open dot is due. What is in a run-off moves anyway, and has its dashed ring."""
    return badge.quadrant != "run-off" and result.items[badge.number - 1].firm is False


def _badge(badge: Badge, *, flips: bool) -> str:
    off = " off" if badge.quadrant == "run-off" else ""
    dot = f'<circle class="flip" cx="{number(badge.x + 7.4)}" cy="{number(badge.y - 7.4)}" r="2.8"/>' if flips else ""
    return (
        f'<g class="b b-{INK[badge.quadrant]}{off}"><circle cx="{badge.x}" cy="{badge.y}" r="{badge.r}"/>'
        f'<text x="{badge.x}" y="{number(badge.y + 4.2)}" text-anchor="middle">{badge.number}</text>{dot}</g>'
    )
