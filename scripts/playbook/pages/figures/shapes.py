"""A team shape as two plates: the MLOps team wide, the product teams tall, and the people in them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from playbook.pages.figures.drawing import (
    INK,
    LEADING,
    SIZE,
    WIDTH,
    Ink,
    badge,
    figure,
    fitted,
    hatches,
    label,
    line,
    lines,
    number,
    plate,
    rect,
)
from playbook.pages.here import Here
from playbook.pages.text import listed, plain
from playbook.records.organisation import Organisation
from playbook.records.role import Role
from playbook.records.team import Group, Shape

WHERE = {"leadership": "Leadership", "platform": "MLOps team", "both": "In both", "product": "Product teams"}

LINKS = {
    "apart": "The plates of the MLOps team and of the product teams stand apart.",
    "touching": "The plates of the MLOps team and of the product teams touch, and do not overlap.",
    "overlapping": "The plates of the MLOps team and of the product teams overlap.",
    "fan": "The plate of the MLOps team overlaps with that of the first department.",
}

ONE_BY_ONE = 12
"""Up to so many people of a group are drawn one by one; a larger group is one mark with its number of people."""

_SEAM = 224.0
"""Where the product teams' plate begins."""
_RIGHT = WIDTH - 1.0
_BESIDE = 68.0
"""Where the people of leadership begin, beside that word."""
_PITCH = 28
_PAD = 13
_GAP = 34
_MOST_LATER = 5


@dataclass(frozen=True)
class _Person:
    """A mark: the number of its group, and for how many people it stands."""

    ink: Ink
    number: str
    hat: bool
    people: int = 1


@dataclass(frozen=True)
class _Plates:
    """Where everything stands: tops and bottoms of the plates, and the right edge of the MLOps team's."""

    top: float
    low: float
    bottom: float
    edge: float


def shape_svg(here: Here, shape: Shape, uid: str = "", caption: str = "") -> str:
    """Draw `shape`. The numbers are those of its groups, in the order of the record.

    `uid` tells two drawings of the same shape on one page apart.
    """
    uid = f"fig-shape-{uid or shape.id}"
    drawing = _Drawing(here, shape, uid)
    title = f"Team shape: {plain(shape.title)}"
    return figure(uid, "shape", drawing.height, title, described(here, shape), drawing.parts(), caption)


def described(here: Here, shape: Shape) -> str:
    """Give the shape in words: how the plates stand, and who is where."""
    sentences = [LINKS[shape.link]]
    if shape.link == "fan" and (later := _departments_later(here)):
        sentences.append(f"Later: {later}.")
    for side, words in WHERE.items():
        groups = [_said(here, group) for group in shape.people if group.side == side]
        if groups:
            sentences.append(f"{words}: {listed(groups)}.")
    return " ".join(sentences)


def _said(here: Here, group: Group) -> str:
    hats = [plain(here.library.get(Role, hat).title) for hat in group.hats]
    worn = f", who wears the hat {listed(hats)}" if hats else ""
    return f"{group.count} × {plain(here.library.get(Role, group.seat).title)}{worn}"


def _departments_later(here: Here) -> str:
    later = here.library.one(Organisation).organisation.departments - 1
    return "" if later < 1 else f"{later} departments" if later > 1 else "1 department"


class _Drawing:
    """Lays one shape out, from the top down."""

    def __init__(self, here: Here, shape: Shape, uid: str) -> None:
        self.here, self.shape, self.uid = here, shape, uid
        self.overlap = shape.link in ("overlapping", "fan")
        self.sides = {side: list(self._people(side)) for side in WHERE}
        self.later = here.library.one(Organisation).organisation.departments - 1 if shape.link == "fan" else 0
        self.key = self._key_rows()
        self.at = self._plates()
        self.height = max(self.at.bottom, self.key_top + sum(height for _rows, height in self.key)) + 24

    def _people(self, side: str) -> Iterator[_Person]:
        for index, group in enumerate(self.shape.people, 1):
            if group.side == side:
                each = group.count <= ONE_BY_ONE
                person = _Person(INK[side], str(index), bool(group.hats), 1 if each else group.count)
                yield from [person] * (group.count if each else 1)

    def _key_rows(self) -> list[tuple[list[str], float]]:
        names = []
        for group in self.shape.people:
            times = f" × {group.count}" if group.count > 1 else ""
            rows = fitted(plain(self.here.library.get(Role, group.seat).title) + times, _SEAM - 16 - 30)
            names.append((rows, len(rows) * LEADING + 10.0))
        return names

    def _plates(self) -> _Plates:
        above = self._rows("leadership", _RIGHT - _BESIDE) * _PITCH
        top = 24.0 + (above + 8 if above else 0)
        edge = _RIGHT if self.overlap else _SEAM - (_GAP if self.shape.link == "apart" else 0)
        both = self._rows("both", _RIGHT - _SEAM) if self.overlap else len(self.sides["both"])
        rows = max(1, both, self._rows("platform", min(edge, _SEAM) - 1))
        low = top + rows * _PITCH + 2 * _PAD
        product = self._rows("product", _RIGHT - _SEAM) * _PITCH + 2 * _PAD
        key = sum(height for _rows, height in self.key) + self._later_height() + 12
        bottom = max(low + key, (low if self.overlap else top) + product, low + 40)
        return _Plates(top, low, bottom, edge)

    def _rows(self, side: str, room: float) -> int:
        return max((row for row, _column in _places(self.sides[side], room)), default=-1) + 1

    def _later_height(self) -> float:
        return 76 if self.later > 0 else 0

    @property
    def key_top(self) -> float:
        return self.at.low + self._later_height() + 12

    def parts(self) -> Iterator[str]:
        """Give the plates, their names, the people and the key."""
        at = self.at
        yield hatches(self.uid)
        yield plate(self.uid, "lead", 1, at.top, at.edge - 1, at.low - at.top)
        yield plate(self.uid, "team", _SEAM, at.top, _RIGHT - _SEAM, at.bottom - at.top)
        if self.overlap:
            yield plate(self.uid, "both", _SEAM, at.top, _RIGHT - _SEAM, at.low - at.top)
        yield rect("frame", 1, at.top, at.edge - 1, at.low - at.top)
        yield rect("frame", _SEAM, at.top, _RIGHT - _SEAM, at.bottom - at.top)
        yield from self._labels()
        yield from self._later()
        yield from self._crowd("platform", 1, at.top, min(at.edge, _SEAM) - 1)
        yield from self._crowd("product", _SEAM, at.low if self.overlap else at.top, _RIGHT - _SEAM)
        yield from self._in_both()
        yield from self._key()

    def _labels(self) -> Iterator[str]:
        at = self.at
        yield label(1, at.top - 7, WHERE["platform"], "head i-lead")
        yield label(
            _RIGHT, at.bottom + 18, "First department" if self.later > 0 else WHERE["product"], "head i-team", "end"
        )
        if self.overlap:
            yield label(_RIGHT, at.top - 7, WHERE["both"], "head i-both", "end")
        elif self.sides["both"]:
            yield label((at.edge + _SEAM) / 2, at.top - 7, WHERE["both"], "head i-both", "middle")
        if self.sides["leadership"]:
            yield label(1, 19, WHERE["leadership"], "head i-none")
            yield from self._crowd("leadership", _BESIDE, -_PAD, _RIGHT - _BESIDE)

    def _later(self) -> Iterator[str]:
        """The departments that wait: dashed plates that hang from the MLOps team's."""
        if self.later <= 0:
            return
        shown = min(self.later, _MOST_LATER)
        wide = (_SEAM - 16 - 1 - (shown - 1) * 8) / max(shown, 3)
        for index in range(shown):
            x = 1 + index * (wide + 8)
            yield line(f"M{number(x)} {number(self.at.low)}v44h{number(wide)}v-44", "later")
        yield label(1, self.at.low + 62, f"Later: {_departments_later(self.here)}", "head i-team")

    def _crowd(self, side: str, x: float, y: float, room: float) -> Iterator[str]:
        people = self.sides[side]
        for person, (row, left) in zip(people, _places(people, room), strict=True):
            yield _drawn(person, x + left, y + _PAD + row * _PITCH + _PITCH / 2)

    def _in_both(self) -> Iterator[str]:
        if self.overlap:
            yield from self._crowd("both", _SEAM, self.at.top, _RIGHT - _SEAM)
            return
        middle = (self.at.edge + _SEAM) / 2
        for index, person in enumerate(self.sides["both"]):
            yield _drawn(person, middle, self.at.top + _PAD + index * _PITCH + _PITCH / 2)

    def _key(self) -> Iterator[str]:
        y = self.key_top
        for index, (group, (rows, height)) in enumerate(zip(self.shape.people, self.key, strict=True), 1):
            yield badge(INK[group.side], 11, y + height / 2, str(index))
            yield lines(30, y + height / 2, rows)
            y += height


def _drawn(person: _Person, x: float, y: float) -> str:
    times = label(x + 17, y + SIZE * 0.34, f"× {person.people}", "own") if person.people > 1 else ""
    return badge(person.ink, x, y, person.number, hat=person.hat) + times


def _places(people: list[_Person], room: float) -> list[tuple[int, float]]:
    """Give each person a place as (row, distance from the left edge), groups side by side while they fit."""
    places: list[tuple[int, float]] = []
    row, x = 0, float(_PAD)
    for person in people:
        wide = _PITCH if person.people == 1 else _PITCH * 2.4
        if x > _PAD and x + wide > room - _PAD + 6:
            row, x = row + 1, float(_PAD)
        places.append((row, x + _PITCH / 2 - 2))
        x += wide
    return places
