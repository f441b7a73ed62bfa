"""A ranked board as one SVG file: the figure, and beside it the names. It brings its own inks and is always light."""

from __future__ import annotations

import re
from collections.abc import Iterator

from playbook.pages.figures.board import HEIGHT, INK, caption, described, parts
from playbook.pages.figures.drawing import WIDTH, label, number
from playbook.pages.figures.lettering import broken
from playbook.pages.text import escaped
from playbook.priorities.results import Result
from playbook.priorities.rows import Row, Section, sections, shown
from playbook.records.board import Board

INKS = {
    "paper": "#f8faf6", "ink": "#17201c", "ink-2": "#4a5650", "line-2": "#75827a",
    "lead": "#1b5592", "lead-fill": "#cfe2f2", "lead-solid": "#2f6fb0", "on-lead": "#fff",
    "team": "#7a5200", "team-fill": "#f8e6a8", "team-solid": "#e9b934", "on-team": "#17201c",
    "ground": "#14603a", "ground-fill": "#c3dfae", "ground-solid": "#14603a", "on-ground": "#fff",
}  # fmt: skip
"""The light inks of docs/assets/stylesheets/tokens.css."""

_STYLE = """
text{font-family:"Archivo Narrow","Arial Narrow","Liberation Sans Narrow",Arial,sans-serif;font-size:14px;fill:$ink}
.paper{fill:$paper}.frame,.cut,.agree{fill:none;stroke:$ink;stroke-width:1.25}
.p-lead{fill:$lead-fill}.p-team{fill:$team-fill}.p-both{fill:$ground-fill}
.h-lead{stroke:$lead;opacity:.2}.h-team{stroke:$team;opacity:.22}
.agree{stroke-width:1;stroke-dasharray:1.5 5;stroke-linecap:round;opacity:.55}
.q{font-size:16px;font-weight:700}.q-start{fill:$ground}.q-case{fill:$lead}.q-listen{fill:$team}.q-park{fill:$ink-2}
.ax{font-size:13px;fill:$ink-2}.title{font-size:18px;font-weight:700}.rule{stroke-width:2;stroke:$line-2}
.r-start{stroke:$ground-solid}.r-case{stroke:$lead-solid}.r-listen{stroke:$team-solid}
.b circle{stroke:$paper;stroke-width:1.5}.b text{font-size:11px;font-weight:700}
.b-lead circle{fill:$lead-solid}.b-lead text{fill:$on-lead}
.b-both circle{fill:$ground-solid}.b-both text{fill:$on-ground}
.b-team circle{fill:$team-solid;stroke:$team}.b-team text{fill:$on-team}.b-none circle{fill:$paper;stroke:$ink-2}
.off circle{stroke:$ink;stroke-dasharray:2.9 2}
.b circle.flip{fill:$paper;stroke:$ink;stroke-width:1.25;stroke-dasharray:none}
"""

_KEY = WIDTH + 32
"""Where the names begin."""
_NAMES = 500
"""Wide enough for a title of 48 letters in a stand-in font, which is a third wider than ours."""
_ROW = 21
_TOP = 44
"""Room for the title."""
_UNFIT = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML does not allow, not even escaped."""


def board_alone(board: Board, result: Result) -> str:
    """Give the SVG file of `board`, ending with a line break: title, figure, and all points by quadrant."""
    found = sections(board, result)
    rows = sum(len(section.rows) for section in found)
    below = broken(caption(result), 13 * 1.35, WIDTH - 30)
    figure = _TOP + HEIGHT + 20 + len(below) * 17
    height = max(figure, _TOP + 30 + rows * _ROW + len(found) * 40) + 16
    style = re.sub(r"\$([a-z0-9-]+)", lambda match: INKS[match.group(1)], _STYLE)
    title = escaped(board.title)
    wide = _KEY + _NAMES + 16
    drawn = "".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide} {number(height)}" width="{wide}"'
            f' height="{number(height)}" role="img" aria-labelledby="board-t" aria-describedby="board-d">',
            f'<title id="board-t">{title}</title><desc id="board-d">{escaped(_said(result, found))}</desc>',
            f"<style>{style}</style>",
            f'<rect class="paper" width="{wide}" height="{number(height)}"/>',
            label(30, 30, board.title, "title"),
            f'<g transform="translate(0 {_TOP})">{"".join(parts(result, "alone"))}</g>',
            *(label(30, _TOP + HEIGHT + 20 + index * 17, line, "ax") for index, line in enumerate(below)),
            *_names(found),
            "</svg>\n",
        ]
    )
    return _UNFIT.sub("\ufffd", drawn)


def _said(result: Result, found: tuple[Section, ...]) -> str:
    names = "; ".join(f"{row.number} {row.item.title}" for section in found for row in section.rows)
    return f"{described(result)} {names}."


def _names(found: tuple[Section, ...]) -> Iterator[str]:
    """Give the points by quadrant, with both ranks."""
    right = _KEY + _NAMES
    y = _TOP + 22.0
    yield label(right - 60, y, "Lead", "ax", "end") + label(right, y, "Others", "ax", "end")
    for section in found:
        kind = section.quadrant or "park"
        y += 24
        yield label(_KEY, y, section.name, "q")
        yield f'<path class="rule r-{kind}" d="M{_KEY} {number(y + 7)}H{right}"/>'
        y += 8
        for row in section.rows:
            y += _ROW
            yield from _name(row, y, right)
        y += 8


def _name(row: Row, y: float, right: float) -> Iterator[str]:
    quadrant = row.placed.quadrant
    off = " off" if quadrant == "run-off" else ""
    ink = INK[quadrant] if quadrant else "none"
    yield (
        f'<g class="b b-{ink}{off}"><circle cx="{_KEY + 9}" cy="{number(y - 5)}" r="9"/>'
        f'<text x="{_KEY + 9}" y="{number(y - 0.8)}" text-anchor="middle">{row.number}</text></g>'
    )
    yield label(_KEY + 26, y, row.item.title)
    yield label(right - 60, y, shown(row.placed.lead_rank), "name", "end")
    yield label(right, y, shown(row.placed.others_rank), "name", "end")
