"""How much room text takes on a slide, so that nothing runs over its edge. The narrow slide, 4:3, is the measure.

It is an estimate; tests/papers measures each slide in a browser.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

from playbook.records.evidence import plain

HEIGHT = 720
"""Of each slide, in CSS pixels; look/deck.css has the same."""
WIDTH = 816
"""Of the text on the narrow slide."""
SIZES = (44, 38, 34, 31, 28, 25, 22)
"""Of lines, in CSS pixels, the calmest first."""
CODE_SIZES = (26, 24, 21, 18, 16, 14)
LARGE, CODE_LARGE = 28, 18
"""What lines and code come down to before they part and take a slide each."""
ROWS = 400
"""For the agenda's rows."""
_TITLE, _AROUND = 60, 210
"""A line of the title; what label, rule and foot take."""
_LETTER, _CODE_LETTER = 0.5, 0.602
"""The width of a letter, as a part of the size: what texts of kits have on average, and a little more."""


@dataclass(frozen=True)
class Part:
    """What stands on one slide below its title, with the sizes at which it fits."""

    lines: tuple[str, ...] = ()
    code: str = ""
    size: int = SIZES[0]
    code_size: int = CODE_SIZES[0]


EMPTY = Part()


def parts(title: str, lines: Sequence[str], code: str | None = None) -> list[Part]:
    """Lay out `lines` and `code` below `title`: on one slide if they fit in calm type, else on as few as they need."""
    text = tuple(lines)
    room = body(title)
    if text and code:
        fit = [
            Part(text, code, size, code_size)
            for size, code_size in zip(SIZES, CODE_SIZES, strict=False)  # both get smaller together
            if size >= LARGE and code_size >= CODE_LARGE and _lines(text, size) + _code(code, code_size) <= room
        ]
        if fit:
            return [next((part for part in fit if _unbroken(code, part.code_size)), fit[0])]
        return [*parts(title, text), *parts(title, (), code)]
    if code:
        return [_code_alone(code, room)]
    calm = fitting(text, room)
    if calm is None and len(text) > 1:
        middle = ceil(len(text) / 2)
        return [*parts(title, text[:middle]), *parts(title, text[middle:])]
    return [Part(text, size=calm or SIZES[-1])]


def fitting(lines: Sequence[str], room: float) -> int | None:
    """Give the largest size at which `lines` fit into `room`, or None."""
    return next((size for size in SIZES if _lines(lines, size) <= room), None)


def body(title: str) -> float:
    """Give the height that is left below `title`."""
    return HEIGHT - _AROUND - _TITLE * rows(title, 52)


def rows(text: str, size: float, width: float = WIDTH) -> int:
    """Give how many rows `text` takes; words do not break, so that a row is never quite full."""
    return max(1, ceil(len(plain(text)) * size * _LETTER / (width - 1.2 * size)))


def _lines(lines: Sequence[str], size: int) -> float:
    return sum(rows(line, size, WIDTH - 1.5 * size) * size * 1.32 + size * 0.5 for line in lines)


def _code(code: str, size: int) -> float:
    return sum(max(1, ceil(len(line) / _most(size))) for line in code.strip().split("\n")) * size * 1.4 + 64


def _most(size: int) -> int:
    """Give how many letters a line of code holds."""
    return int((WIDTH - 48) / (size * _CODE_LETTER))


def _unbroken(code: str, size: int) -> bool:
    """Whether each line stays one: a command that breaks is read as two."""
    return all(len(line) <= _most(size) for line in code.strip().split("\n"))


def _code_alone(code: str, room: float) -> Part:
    """Give a slide of code; what does not fit at the smallest size is cut at its end, and says so."""
    fit = [size for size in CODE_SIZES if _code(code, size) <= room]
    if fit:
        whole = (size for size in fit if size >= CODE_LARGE and _unbroken(code, size))
        return Part(code=code.strip(), code_size=next(whole, fit[0]))
    every = code.strip().split("\n")
    kept = len(every)
    while kept > 1 and _code("\n".join([*every[:kept], "…"]), CODE_SIZES[-1]) > room:
        kept -= 1
    return Part(code="\n".join([*every[:kept], "…"]), code_size=CODE_SIZES[-1])
