"""Deployments on a line of time, one mark each, on the plates of before and after: for a page, and for a slide."""

from __future__ import annotations

import datetime
import math
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from playbook.pages.figures.drawing import WIDTH, Ink, figure, label, number, rect
from playbook.pages.figures.lettering import width
from playbook.pages.text import escaped
from playbook.priorities.deployments.found import times
from playbook.priorities.deployments.measured import Measured, Part
from playbook.priorities.deployments.report import NOT_MEASURED, UNITS, counted, day, more_often, parts, words

SPANS = (1, 7, 14, 28, 91, 182, 364, 1820)
"""Days whose deployments stand on each other; the shortest in which a mark can be seen."""

INKS = {
    "paper": "#f8faf6", "sheet": "#eef2ea", "ink": "#17201c", "ink-2": "#4a5650", "line-2": "#75827a",
    "ground": "#14603a", "ground-fill": "#c3dfae",
}  # fmt: skip
"""The light inks of docs/assets/stylesheets/tokens.css, for a picture that stands alone."""

_STYLE = (
    "text{{font-family:'Archivo Narrow','Arial Narrow','Liberation Sans Narrow',Arial,sans-serif;fill:{ink}}}"
    ".head,.axis{{font-size:22px;fill:{ink-2}}}.says{{font-size:42px;font-weight:700}}.says-s{{font-size:29px}}.count{{font-size:24px}}"
    ".title{{font-size:34px;font-weight:600}}.foot{{font-size:19px;fill:{ink-2}}}.paper{{fill:{paper}}}"
    ".p-none{{fill:{sheet}}}.p-both{{fill:{ground-fill}}}"
    ".k-none,.i-none{{fill:{ink}}}.k-both,.i-both{{fill:{ground}}}"
    ".frame{{fill:none;stroke:{ink};stroke-width:2}}.tick{{fill:none;stroke:{line-2};stroke-width:2}}"
)


@dataclass(frozen=True)
class _Frame:
    """Where the plot stands, and how large a mark and a letter are, in units of the view box."""

    left: float
    top: float
    wide: float
    high: float
    narrowest: float
    lowest: float
    highest: float
    letter: float
    tick: float


_PAGE = _Frame(0.75, 76, WIDTH - 1.5, 96, 3, 2, 14, 14, 5)
_SLIDE = _Frame(40, 262, 880, 150, 6, 3, 26, 22 * 1.2, 8)


def timeline(uid: str, found: Measured, caption: str = "") -> str:
    """Give the figure of a page. `uid` is unique there; a table or a sentence beside it says the same."""
    drawn = _Drawing(found, _PAGE)
    body = [*drawn.plot()]
    for index, (name, part) in enumerate(parts(found)):
        x, anchor = (WIDTH - 0.75, "end") if index else (0.75, "start")
        body += [
            label(x, 14, name, "head", anchor),
            label(x, 39, part.rhythm.words, f"says{_size(part, 18, 172)} i-{drawn.inks[index]}", anchor),
            label(x, 61, _short(part), "count", anchor),
        ]
    height = _PAGE.top + _PAGE.high + 24
    return figure(
        uid,
        "deployments",
        height,
        _title(found),
        drawn.described(),
        body,
        " ".join(filter(None, (caption, drawn.scale()))),
    )


def slide(found: Measured) -> str:
    """Give a picture that stands alone, in light inks, as wide and high as a slide."""
    drawn = _Drawing(found, _SLIDE)
    whole = found.whole
    style = _STYLE.format_map(INKS)
    said = more_often(found.ratio, found) if found.before else ""
    head = f"{day(whole.first)} to {day(whole.last)}, {times(whole.rhythm.count, UNITS[found.found.kind])}"
    body = [
        rect("paper", 0, 0, 960, 540),
        label(40, 56, _cut(_title(found), 34, 880), "title"),
        label(40, 88, head, "head"),
        *drawn.plot(),
        label(40, 486, " ".join(part for part in (said, drawn.scale()) if part), "foot"),
        label(40, 514, NOT_MEASURED[found.found.kind], "foot"),
    ]
    for index, (name, part) in enumerate(parts(found)):
        x, anchor = (920, "end") if index else (40, "start")
        body += [
            label(x, 150, name, "head", anchor),
            label(x, 196, part.rhythm.words, f"says{_size(part, 42 * 1.2, 430)} i-{drawn.inks[index]}", anchor),
            label(x, 232, counted(part), "count", anchor),
        ]
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 960 540" width="960" height="540" role="img"'
        ' aria-labelledby="deployments-t" aria-describedby="deployments-d">'
        f'<title id="deployments-t">{escaped(_title(found))}</title>'
        f'<desc id="deployments-d">{escaped(drawn.described())}</desc><style>{style}</style>{"".join(body)}</svg>\n'
    )


def _title(found: Measured) -> str:
    return f"Deployment frequency: {found.found.name}"


def _short(part: Part) -> str:
    return f"{part.rhythm.count:,} in {times(part.rhythm.days, 'day')}"


def _size(part: Part, size: float, room: float) -> str:
    """Give the class of smaller letters where the words would not fit in half of the width."""
    return " says-s" if width(part.rhythm.words, size) > room else ""


def _cut(name: str, size: float, room: float) -> str:
    """Cut a name that is too long for its line; Arial, which may stand in, is a fifth wider."""
    while width(name, size) * 1.2 > room:
        name = name.removesuffix("…")[:-1] + "…"
    return name


class _Drawing:
    """The plates and the marks. All x follow from the day, so that the line of time is true to scale."""

    def __init__(self, found: Measured, frame: _Frame) -> None:
        self.found, self.frame = found, frame
        self.parts = [part for _name, part in parts(found)]
        self.inks: list[Ink] = ["none", "both"] if len(self.parts) > 1 else ["none"]
        self.days = found.whole.rhythm.days
        pixels = frame.wide / self.days
        self.span = next((span for span in SPANS if span * pixels >= frame.narrowest), SPANS[-1])
        stacks = [self._stacks(part) for part in self.parts]
        most = max((count for stack in stacks for count in stack.values()), default=1)
        self.each = max(1, math.ceil(most * frame.lowest / (frame.high - 6)))
        self.step = min(frame.highest, (frame.high - 6) / math.ceil(most / self.each))
        self.stacks = stacks

    def _stacks(self, part: Part) -> Counter[int]:
        """Count the deployments of each span, which begin on the first day of the part."""
        return Counter((one.day - part.first).days // self.span for one in part.deployments)

    def _x(self, date: datetime.date) -> float:
        return self.frame.left + (date - self.found.whole.first).days / self.days * self.frame.wide

    def plot(self) -> Iterator[str]:
        """Give the plates, the marks on them, the frame and the axis."""
        frame = self.frame
        for part, ink, stacks in zip(self.parts, self.inks, self.stacks, strict=True):
            left, right = self._x(part.first), self._x(part.last + datetime.timedelta(days=1))
            yield rect(f"p-{ink}", left, frame.top, right - left, frame.high)
            if stacks:
                yield f'<path class="k-{ink}" d="{"".join(self._marks(stacks, left, right))}"/>'
        yield rect("frame", frame.left, frame.top, frame.wide, frame.high)
        yield from self._axis()

    def _marks(self, stacks: Counter[int], left: float, right: float) -> Iterator[str]:
        """Give a rectangle for each mark, from the ground upwards."""
        pitch = self.span / self.days * self.frame.wide
        gap = min(2.0, pitch * 0.25)
        ground = self.frame.top + self.frame.high
        tall = self.step - min(1.5, self.step * 0.25)
        for index, count in sorted(stacks.items()):
            x = left + index * pitch
            wide = max(min(pitch, right - x) - gap, 1.0)
            for row in range(math.ceil(count / self.each)):
                y = ground - (row + 1) * self.step
                yield f"M{number(x + gap / 2)} {number(y)}h{number(wide)}v{number(tall)}h-{number(wide)}z"

    def _axis(self) -> Iterator[str]:
        """Give ticks at the first of months, as many as have room for their names; both ends in a short period."""
        frame, whole = self.frame, self.found.whole
        y = frame.top + frame.high
        room = width("May 2026 ", frame.letter)
        for months in (1, 2, 3, 6, 12, 24, 60, 120):
            ticks = [date for date in _firsts(whole.first, whole.last) if _month(date) % months == 0]
            ticks = [date for date in ticks if frame.left + frame.wide - self._x(date) >= room]
            if months * 30.4 / self.days * frame.wide >= room:
                break
        if len(ticks) < 2:
            yield label(frame.left, y + frame.tick + frame.letter, day(whole.first), "axis")
            if width(day(whole.first) + day(whole.last), frame.letter) < frame.wide * 0.9 and self.days > 1:
                yield label(frame.left + frame.wide, y + frame.tick + frame.letter, day(whole.last), "axis", "end")
            return
        strokes = "".join(f"M{number(self._x(date))} {number(y)}v{number(frame.tick)}" for date in ticks)
        yield f'<path class="tick" d="{strokes}"/>'
        for date in ticks:
            yield label(self._x(date), y + frame.tick + frame.letter, f"{date:%b %Y}", "axis")

    def scale(self) -> str:
        """Say what a mark is, where it is not one deployment."""
        return "" if self.each == 1 else f"One mark is up to {self.each} deployments."

    def described(self) -> str:
        """Say the figure in words."""
        said = [f"{name}: {words(part)}; {counted(part)}." for name, part in parts(self.found)]
        again = more_often(self.found.ratio, self.found) if self.found.before else ""
        return " ".join(one for one in (*said, again, self.scale()) if one)


def _month(date: datetime.date) -> int:
    return date.year * 12 + date.month - 1


def _firsts(first: datetime.date, last: datetime.date) -> Iterator[datetime.date]:
    """Give the first day of each month from `first` to `last`."""
    for month in range(_month(first) + (first.day > 1), _month(last) + 1):
        yield datetime.date(month // 12, month % 12 + 1, 1)
