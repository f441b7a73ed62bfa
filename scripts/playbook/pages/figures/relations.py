"""Who works with whom, seen from one role."""

from __future__ import annotations

from dataclasses import dataclass

from playbook.pages.figures.drawing import INK, LEADING, WIDTH, figure, fitted, label, line, lines, mark, number, rect
from playbook.pages.here import Here
from playbook.pages.text import listed, plain
from playbook.pages.wording import within
from playbook.records.role import Role

HEADS = {"leadership": "Leadership", "platform": "MLOps team", "product": "Product teams", "both": "In both"}

PLACES = {
    "platform": ("Left", "the MLOps team"),
    "product": ("Right", "the product teams"),
    "both": ("Below", "those who sit in both"),
    "leadership": ("Above", "leadership"),
}
"""Where the partners of each side stand in the figure."""

_MIDDLE = WIDTH / 2
_ROOM = 100
"""The width of a column of names."""
_SPINE = 56
"""From the middle to the line that gathers a column."""
_HEAD = 22


@dataclass(frozen=True)
class _Name:
    """A partner's name in its lines."""

    lines: list[str]

    @property
    def height(self) -> float:
        return len(self.lines) * LEADING + 14

    @property
    def stacked(self) -> float:
        """Its height above or below the middle, where no mark needs room."""
        return len(self.lines) * LEADING + 7


def relations(here: Here, role: Role) -> str:
    """Draw the role in the middle and, around it, those it works with, on the side where they sit.

    The list below the figure says what they do with each other.
    """
    partners = [here.library.get(Role, item.who) for item in role.works_with]
    sides = {side: [plain(partner.title) for partner in partners if partner.side == side] for side in HEADS}
    columns = {side: [_Name(fitted(title, _ROOM)) for title in titles] for side, titles in sides.items()}
    own = fitted(plain(role.title), _ROOM - 12)
    half = (len(own) * LEADING + 30) / 2
    above = half + (_stack_height(columns["leadership"]) + _HEAD + 12 if columns["leadership"] else 0)
    below = half + (_stack_height(columns["both"]) + _HEAD + 12 if columns["both"] else 0)
    beside = max(sum(name.height for name in columns[side]) for side in ("platform", "product")) / 2
    top = max(above, beside + _HEAD) + 2
    height = top + max(below, beside) + 2
    body = [
        _column(columns["platform"], "platform", top, -1),
        _column(columns["product"], "product", top, 1),
        _stack(columns["leadership"], "leadership", top - half, -1),
        _stack(columns["both"], "both", top + half, 1),
        rect(f"p-{INK[role.side]} frame", _MIDDLE - 48, top - half, 96, half * 2),
        mark(INK[role.side], _MIDDLE, top - half + 13),
        lines(_MIDDLE, top + 9, own, "own", "middle"),
    ]
    said = [f"{HEADS[side]}: {listed(titles)}." for side, titles in sides.items() if titles]
    title = f"Whom the {within(plain(role.title))} works with"
    return figure(f"fig-with-{role.id}", "with", height, title, " ".join(said), body, _caption(role, sides))


def _caption(role: Role, sides: dict[str, list[str]]) -> str:
    where = " ".join(f"{place}: {who}." for side, (place, who) in PLACES.items() if sides[side])
    return f"Seen from the {within(plain(role.title))}. {where}"


def _column(names: list[_Name], side: str, middle: float, turn: int) -> str:
    """Give the names at the left (`turn` -1) or the right (1), gathered by a line and tied to the middle."""
    if not names:
        return ""
    spine, ink = _MIDDLE + turn * _SPINE, INK[side]
    edge, anchor = spine + turn * 24, "start" if turn > 0 else "end"
    y = middle - sum(name.height for name in names) / 2
    parts = [label(edge, y - 4, HEADS[side], f"head i-{ink}", anchor)]
    rungs: list[float] = []
    for name in names:
        rungs.append(y + name.height / 2)
        parts.append(
            mark(ink, spine + turn * 13, rungs[-1]) + lines(edge, rungs[-1], name.lines, f"name i-{ink}", anchor)
        )
        y += name.height
    ties = "".join(f"M{number(spine)} {number(rung)}h{turn * 13}" for rung in rungs)
    gather = f"M{number(spine)} {number(rungs[0])}V{number(rungs[-1])}" if len(rungs) > 1 else ""
    return line(f"M{number(_MIDDLE + turn * 48)} {number(middle)}H{number(spine)}{gather}{ties}") + "".join(parts)


def _stack(names: list[_Name], side: str, edge: float, turn: int) -> str:
    """Give the names above (`turn` -1) or below (1) the middle, tied to it by one line."""
    if not names:
        return ""
    ink, height = INK[side], _stack_height(names)
    y = edge + 12 + _HEAD if turn > 0 else edge - 12 - height
    parts = [
        line(f"M{number(_MIDDLE)} {number(edge)}v{turn * 10}"),
        label(_MIDDLE, y - 5, HEADS[side], f"head i-{ink}", "middle"),
    ]
    for name in names:
        parts.append(lines(_MIDDLE, y + name.stacked / 2, name.lines, f"name i-{ink}", "middle"))
        y += name.stacked
    return "".join(parts)


def _stack_height(names: list[_Name]) -> float:
    return sum(name.stacked for name in names)
