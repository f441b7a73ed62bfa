"""A storyboard on its way out: as text, as Markdown for a design document, as an SVG that stands alone, as data.

The browser writes the same Markdown and the same SVG: docs/assets/tools/priorities/storyboard-prints.js.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator
from typing import Any

from playbook.priorities.before_after import Block, Part, Sheet

TITLE = "Before and after: {}"
TABLE = "| What | How much | From |\n| --- | --- | --- |"
LINES = {"story": "{}", "figure": "| {} | {} | {} |", "item": "- {}", "sum": "- {}", "gap": "*{}*"}
"""How each kind of block stands in Markdown: its text, its amount, its note."""

_MARKUP = re.compile(r"[\\`*_\[\]<>|#~&]")
_BLOCK = re.compile(r"^(\d*)([-+=.):!]+(?:\s|$))")
_NARROW, _WIDE = re.compile(r"[ .,:;\x27|!()\[\]ijltfrI/-]"), re.compile(r"[mwMW@%—]|[^\0-\u10ff]")
_UNFIT = re.compile(r"[\0-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""What XML does not allow, even as a reference."""


def markdown(sheet: Sheet, measures_url: str = "") -> str:
    """Give the sheet as Markdown: headings, tables of figures, lists. `measures_url` leads to how to get a baseline."""
    lines = [f"## {TITLE.format(_md(sheet.title))}", ""]
    lines += [_md(sheet.statement), ""] if sheet.statement else []
    for part in sheet.parts:
        lines += [f"### {part.head}", "", *_markdown(part, measures_url)]
    return "\n".join(lines)


def _markdown(part: Part, measures_url: str) -> Iterator[str]:
    before = ""
    for block in part.blocks:
        line = LINES[block.kind].format(_md(block.text), _md(_amount(block)), _md(block.note))
        if block.kind != before and before in ("figure", "item", "sum"):
            yield ""
        if block.kind == "figure" != before:
            yield TABLE
        yield f"{line} <{measures_url}>" if block.to and measures_url else line
        if block.kind in ("story", "gap"):
            yield ""
        before = block.kind
    if before in ("figure", "item", "sum"):
        yield ""


def _amount(block: Block) -> str:
    return f"{block.number} {block.unit}".strip()


def _md(text: str) -> str:
    """Escape `text` for one line of Markdown, and for the macros of a site that the document may stand on."""
    text = _MARKUP.sub(r"\\\g<0>", " ".join(text.split())).replace("{", "&#123;")
    return _BLOCK.sub(r"\1\\\2", text)


def text(sheet: Sheet, width: int = 88) -> str:
    """Give the sheet for a terminal. Whoever prints takes care of signs that a terminal obeys."""
    lines = [TITLE.format(sheet.title), *textwrap.wrap(sheet.statement, width)]
    for part in sheet.parts:
        lines += ["", part.head]
        for block in part.blocks:
            said = block.text
            if block.kind == "figure":
                said = f"{_amount(block)}: {said}" + (f" ({block.note})" if block.note else "")
            sign = {"item": "- ", "sum": "= ", "gap": "? "}.get(block.kind, "")
            lines += textwrap.wrap(said, width, initial_indent=f"  {sign}", subsequent_indent=f"  {' ' * len(sign)}")
    return "\n".join(lines) + "\n"


# -- SVG

WIDTH, MARGIN, GUTTER = 1120, 40, 32
COLUMN = 325
INK, INK2, LINE, PAPER, LEAD, TEAM, BOTH = "#17201c", "#4a5650", "#cbd4ca", "#f8faf6", "#2f6fb0", "#e9b934", "#14603a"
"""The inks of docs/assets/stylesheets/tokens.css, light: the picture stands alone."""

STYLES = {
    "title": (30, 400, INK, 36),
    "lede": (17, 400, INK, 24),
    "head": (17, 700, INK, 24),
    "story": (15, 400, INK, 21),
    "number": (24, 700, INK, 29),
    "item": (14, 400, INK, 19),
    "note": (12, 400, INK2, 16),
}
"""Size, weight, ink and leading of each kind of line."""

PLATES = {
    "before": ((0, 0, 26, 10, LEAD), (34, 0, 10, 26, TEAM)),
    "ask": ((0, 0, 26, 10, LEAD), (26, 0, 10, 26, TEAM)),
    "after": ((0, 0, 26, 10, LEAD), (16, 0, 10, 26, TEAM), (16, 0, 10, 10, BOTH)),
}
"""The lead's plate and the team's: apart, side by side, and on one another. x, y, width, height, ink."""

RECT = '<rect x="{}" y="{}" width="{}" height="{}" fill="{}"/>'
TEXT = '<text x="{}" y="{}" font-size="{}" font-weight="{}" fill="{}">{}</text>'
FRAME = (
    f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {{}}" width="{WIDTH}" height="{{}}"'
    ' font-family="Arial,Helvetica,sans-serif" role="img" aria-labelledby="t d"><title id="t">{}</title>'
    f'<desc id="d">{{}}.</desc>{RECT.format(0, 0, WIDTH, "{}", PAPER)}{{}}</svg>\n'
)
"""The marks of the picture. The gaps of the frame: height, height, title, figures, height, the other marks."""

LOOK: dict[str, Any] = {
    "width": WIDTH,
    "margin": MARGIN,
    "gutter": GUTTER,
    "column": COLUMN,
    "styles": STYLES,
    "plates": PLATES,
    "ink": INK,
    "line": LINE,
    "frame": FRAME,
    "text": TEXT,
    "rect": RECT,
    "title": TITLE,
    "table": TABLE,
    "lines": LINES,
    "narrow": _NARROW.pattern,
    "wide": _WIDE.pattern,
    "unfit": _UNFIT.pattern,
    "markup": _MARKUP.pattern,
    "begins": _BLOCK.pattern,
}
"""What the page hands to the browser, which draws the same picture."""


def svg(sheet: Sheet) -> str:
    """Give the sheet as one picture, 1120 wide and as high as it needs to be: two rows of three parts."""
    title = TITLE.format(sheet.title)
    marks: list[str] = []
    y = _write(marks, title, "title", MARGIN, 30, WIDTH - 2 * MARGIN)
    y = _write(marks, sheet.statement, "lede", MARGIN, y, WIDTH - 2 * MARGIN)
    for row in (sheet.parts[:3], sheet.parts[3:]):
        y += 16
        marks.append(RECT.format(MARGIN, y, WIDTH - 2 * MARGIN, 2, INK))
        y = max(_part(marks, part, MARGIN + index * (COLUMN + GUTTER), y + 14) for index, part in enumerate(row))
    height = y + 30
    figures = [f"{block.text}: {_amount(block)}" for part in sheet.parts for block in part.blocks if block.number]
    said = _xml("; ".join(figures) or "No figures yet")
    return FRAME.format(height, height, _xml(title), said, height, "".join(marks))


def _part(marks: list[str], part: Part, x: int, y: int) -> int:
    """Draw a part from `y` down; give where it ends."""
    for left, top, width, height, ink in PLATES.get(part.id, ()):
        marks.append(RECT.format(x + left, y + top, width, height, ink))
    y = _write(marks, part.head, "head", x, y + (30 if part.id in PLATES else 0), COLUMN)
    for block in part.blocks:
        if block.kind == "figure":
            marks.append(RECT.format(x, y + 8, COLUMN, 1, LINE))
            y = _write(marks, _amount(block), "number", x, y + 14, COLUMN)
            y = _write(marks, block.text, "item", x, y, COLUMN)
            y = _write(marks, block.note, "note", x, y, COLUMN)
        else:
            style = {"sum": "note", "gap": "note"}.get(block.kind, block.kind)
            y = _write(marks, f"– {block.text}" if block.kind == "item" else block.text, style, x, y + 6, COLUMN)
    return y


def _write(marks: list[str], words: str, style: str, x: int, y: int, room: int) -> int:
    """Write `words` from `y` down, in lines no wider than `room`; give where the last one ends."""
    size, weight, ink, leading = STYLES[style]
    for line in broken(words, room / size / (1.12 if weight > 400 else 1)):
        y += leading
        marks.append(TEXT.format(x, y - leading // 4, size, weight, ink, _xml(line)))
    return y


def _xml(text: str) -> str:
    """Give `text` for XML: without the signs that XML does not allow, even as references."""
    text = _UNFIT.sub("\ufffd", text)
    return re.sub("[&<>\"']", lambda sign: f"&#{ord(sign[0])};", text)


def broken(words: str, room: float) -> list[str]:
    """Break `words` into lines of at most `room`, in sizes of the letters, which may be as wide as any stand-in."""
    lines: list[str] = []
    left = 0.0
    for word in words.split():
        for piece, wide in _pieces(word, room):
            if lines and wide + 0.35 <= left:
                lines[-1] += f" {piece}"
                left -= wide + 0.35
            else:
                lines.append(piece)
                left = room - wide
    return lines


def _pieces(word: str, room: float) -> list[tuple[str, float]]:
    """Cut a word that is wider than a line; give the pieces with their widths."""
    pieces = [("", 0.0)]
    for letter in word:
        wide = 0.35 if _NARROW.match(letter) else 0.97 if _WIDE.match(letter) else 0.61
        text, before = pieces[-1]
        if before + wide > room:
            pieces.append((letter, wide))
        else:
            pieces[-1] = (text + letter, before + wide)
    return pieces
