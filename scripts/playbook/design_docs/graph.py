"""What supersedes what, as a static SVG: the older stands on the left, and an arrow leads from the newer to it.

It is as wide as a phone's column, so a chain of more than two goes on in the next row. On a page its inks are those of
docs/assets/stylesheets/figures.css; alone it brings its own, for light and for dark.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from html import escape

from playbook.design_docs.document import Document
from playbook.records.design_front import Front

WIDTH = 360
"""Of the view box: at 390 px a unit is one pixel."""
BOX, GUTTER, GAP, PAD = 158, 42, 18, 8
SIZE, LEADING, MOST_LINES = 13, 17, 5
_NARROW, _WIDE = frozenset("ijltfrI.,:;|!'’“”()[]/-– "), frozenset("mwMW%@…")
_UNFIT = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML does not allow, not even escaped."""

_LIGHT = {"paper": "#f8faf6", "ink": "#17201c", "ink-2": "#4a5650", "line-2": "#75827a", "ground-fill": "#c3dfae"}
_DARK = {"paper": "#111916", "ink": "#e6ebe4", "ink-2": "#a8b5ad", "line-2": "#74857c", "ground-fill": "#235636"}
"""The inks of docs/assets/stylesheets/tokens.css."""
_INKED = (
    "text{{fill:{ink}}}.head{{fill:{ink-2}}}.paper{{fill:{paper}}}.tie{{stroke:{line-2}}}"
    ".frame{{stroke:{ink}}}.p-none{{fill:{paper}}}.p-both{{fill:{ground-fill}}}"
)
_STYLE = (
    'text{font-family:"Archivo Narrow","Arial Narrow","Liberation Sans Narrow",Arial,sans-serif;font-size:13px}'
    ".tie{fill:none;stroke-width:1.25}.frame{stroke-width:1.25}"
)


def drawn(documents: Sequence[Document], *, standalone: bool) -> str:
    """Give the figure, or "" where nothing supersedes anything. Documents with faulty front matter are left out."""
    fronts = {one.front.id: one.front for one in sorted(documents, key=lambda one: one.file, reverse=True) if one.front}
    olds = _olds(fronts)
    if not olds:
        return ""
    grid = _Grid(fronts, olds)
    body = _UNFIT.sub("\ufffd", "".join(grid.body()))
    said = [f"{_named(fronts[new])} supersedes {_named(fronts[old])}." for new in olds for old in olds[new]]
    named = (
        f'<title id="supersedes-t">What supersedes what</title><desc id="supersedes-d">{_text(" ".join(said))}</desc>'
    )
    frame = (
        f'viewBox="0 0 {WIDTH} {_number(grid.height)}" role="img" aria-labelledby="supersedes-t"'
        ' aria-describedby="supersedes-d"'
    )
    if not standalone:
        return f'<figure class="g-fig"><svg class="g-draw g-draw--supersedes" {frame}>{named}{body}</svg></figure>'
    dark = f"@media(prefers-color-scheme:dark){{{_INKED.format_map(_DARK)}}}"
    style = f"<style>{_STYLE}{_INKED.format_map(_LIGHT)}{dark}</style>"
    ground = f'<rect class="paper" width="{WIDTH}" height="{_number(grid.height)}"/>'
    size = f'width="{WIDTH}" height="{_number(grid.height)}"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size} {frame}>{named}{style}{ground}{body}</svg>\n'


def _olds(fronts: Mapping[str, Front]) -> dict[str, list[str]]:
    """Give what each document supersedes, by either side's word, in the order of ids. Each is superseded once.

    Where documents contradict each other, which the check says, the one that the older names goes first.
    """
    newer = {key: front.superseded_by for key, front in fronts.items() if front.superseded_by in fronts}
    for key in sorted(fronts):
        for old in fronts[key].supersedes:
            if old in fronts:
                newer.setdefault(old, key)
    olds: dict[str, list[str]] = {}
    for old in sorted(newer):
        new = newer[old]
        if new and not _leads_to(new, old, newer):
            olds.setdefault(new, []).append(old)
        else:
            del newer[old]
    return {new: olds[new] for new in sorted(olds)}


def _leads_to(start: str, end: str, newer: Mapping[str, str | None]) -> bool:
    """Tell whether what supersedes `start`, and what supersedes that, comes to `end`: a circle."""
    seen: set[str] = set()
    here: str | None = start
    while here and here not in seen:
        if here == end:
            return True
        seen.add(here)
        here = newer.get(here)
    return False


@dataclass
class _Grid:
    """Places in two columns: an older document left of the newer one, or above it where the row is full."""

    fronts: Mapping[str, Front]
    olds: Mapping[str, list[str]]
    places: dict[str, tuple[int, int]] = field(default_factory=dict)
    """Row and column of each document."""
    rows: int = 0

    def __post_init__(self) -> None:
        superseded = {old for each in self.olds.values() for old in each}
        for root in self.olds:
            if root not in superseded:
                self._place(root)
        self.lines = {key: _broken(self.fronts[key].title) for key in self.places}
        self.tall = (max(map(len, self.lines.values())) + 1) * LEADING + PAD * 2 - 3
        self.height = self.rows * (self.tall + GAP) - GAP + 2

    def _place(self, root: str) -> None:
        """Give a place to all that `root` supersedes, the oldest first, and then to itself."""
        depths, queue = {root: 0}, [root]
        for key in queue:
            for old in self.olds.get(key, ()):
                depths[old] = depths[key] + 1
                queue.append(old)
        first = max(depths.values())
        for key in self._oldest_first(root):
            column = (first - depths[key]) % 2
            olds = self.olds.get(key, [])
            if column and olds:
                row = self.places[olds[-1]][0]
            else:
                row = self.rows
                self.rows += 1
            self.places[key] = (row, column)

    def _oldest_first(self, root: str) -> list[str]:
        found, stack = [], [root]
        while stack:
            key = stack.pop()
            found.append(key)
            stack += self.olds.get(key, [])
        return found[::-1]

    def body(self) -> Iterator[str]:
        for new in self.olds:
            for old in self.olds[new]:
                yield self._arrow(new, old)
        for key in self.places:
            yield from self._box(key)

    def _corner(self, key: str) -> tuple[float, float]:
        row, column = self.places[key]
        return 1 + column * (BOX + GUTTER), 1 + row * (self.tall + GAP)

    def _arrow(self, new: str, old: str) -> str:
        """Give the line from the newer to the older. What goes on in the next row has a lane of its own."""
        (from_x, from_y), (to_x, to_y) = self._corner(new), self._corner(old)
        middle = self.tall / 2
        if from_x > to_x:
            tip, turn, lane, shift = to_x + BOX, 1, to_x + BOX + GUTTER / 2 - 6, -5
            start = from_x
        else:
            tip, turn, lane, shift = to_x, -1, to_x - GUTTER / 2 + 6, 5
            start = from_x + BOX
        y, end = _number(from_y + middle + shift), _number(to_y + middle + shift)
        path = f"M{_number(start)} {y}H{_number(lane)}V{end}H{_number(tip)}"
        return f'<path class="tie" d="{path}m{6 * turn} -4l{-6 * turn} 4l{6 * turn} 4"/>'

    def _box(self, key: str) -> Iterator[str]:
        x, y = self._corner(key)
        front = self.fronts[key]
        newest = all(key not in olds for olds in self.olds.values())
        kind = "p-both" if newest else "p-none"
        box = f'x="{_number(x)}" y="{_number(y)}" width="{BOX}" height="{_number(self.tall)}"'
        yield f'<rect class="{kind} frame" {box}/>'
        baseline = y + PAD + SIZE - 3
        for index, words in enumerate([f"{key} {front.status}", *self.lines[key]]):
            ink, at = "name" if index else "head", _number(baseline + index * LEADING)
            yield f'<text class="{ink}" x="{_number(x + PAD)}" y="{at}">{_text(words)}</text>'


def _named(front: Front) -> str:
    return f"{front.id} “{front.title}”"


def _text(words: str) -> str:
    return escape(_UNFIT.sub("\ufffd", words))


def _number(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")


def _width(words: str) -> float:
    """Give about how wide `words` are in DejaVu Sans, the widest font that may stand in for ours."""
    return sum(map(_letter, words)) * SIZE


def _letter(letter: str) -> float:
    """Give the width of a letter, in parts of the size. Other scripts have wide letters."""
    if letter in _NARROW:
        return 0.38
    if letter in _WIDE or letter >= "\u0250":
        return 1.0
    return 0.72 if letter.isupper() else 0.62


def _broken(title: str) -> list[str]:
    """Break a title into lines that fit in a box; what is too long is cut, and the description has all of it."""
    room, lines = BOX - 2 * PAD, [""]
    for word in title.split():
        longer = f"{lines[-1]} {word}".strip()
        if _width(longer) <= room:
            lines[-1] = longer
            continue
        lines.append("")
        for letter in word:
            if _width(lines[-1] + letter) > room:
                lines.append("")
            lines[-1] += letter
    lines = [line for line in lines if line]
    if len(lines) > MOST_LINES:
        last = lines[MOST_LINES - 1]
        while _width(f"{last}…") > room:
            last = last[:-1]
        lines = [*lines[: MOST_LINES - 1], f"{last}…"]
    return lines
