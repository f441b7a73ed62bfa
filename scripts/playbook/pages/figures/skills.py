"""The T of a role: a little about a lot, and a lot about a few things."""

from __future__ import annotations

from playbook.pages.figures.drawing import INK, LEADING, SIZE, WIDTH, figure, fitted, label, lines
from playbook.pages.figures.lettering import width
from playbook.pages.here import Here
from playbook.pages.text import listed, plain
from playbook.pages.wording import within
from playbook.records.role import Role, Skill

_EDGE = 14
_APART = 12
"""The least distance between two columns."""
_STEM = 172
_HEAD = 24


def skills_t(here: Here, role: Role) -> str:
    """Draw the broad skills as the bar of a T and the deep ones as its stem. The table below says the same."""
    broad = [plain(here.library.get(Skill, key).name) for key in role.skills.broad]
    deep = [plain(here.library.get(Skill, key).name) for key in role.skills.deep]
    ink = INK[role.side]
    names, bar = _bar(broad)
    left = (WIDTH - _STEM) / 2
    stem, y = [], float(bar + _HEAD)
    for name in deep:
        rows = fitted(name, _STEM - 2 * _EDGE)
        step = len(rows) * LEADING + 10
        stem.append(lines(WIDTH / 2, y + step / 2, rows, "own", "middle"))
        y += step
    height = y + 12
    outline = f"M1 1H{WIDTH - 1}V{bar}H{left + _STEM:g}V{height - 1:g}H{left:g}V{bar}H1Z"
    body = [
        f'<path class="p-{ink} frame" d="{outline}"/>',
        label(_EDGE, 21, "A little about", "head"),
        *names,
        label(WIDTH / 2, bar + 14, "A lot about", "head", "middle"),
        *stem,
    ]
    title = f"The T of the {within(plain(role.title))}"
    desc = f"The bar, a little about each: {listed(broad)}. The stem, a lot about: {listed(deep)}."
    return figure(f"fig-skills-{role.id}", "t", height, title, desc, body, _CAPTION)


_CAPTION = "The bar is broad: enough to talk with those who know more. The stem is deep: here others come to this role."


def _bar(names: list[str]) -> tuple[list[str], float]:
    """Set the names in rows, in three columns where they fit, else in two; give them with the bar's height."""
    room = WIDTH - 2 * _EDGE
    three = [max((width(name, SIZE) for name in names[column::3]), default=0.0) for column in range(3)]
    spare = room / 1.03 - sum(three)
    columns = [0.0, three[0] + spare / 2, three[0] + three[1] + spare] if spare >= 2 * _APART else [0.0, room / 2]
    ends = [*columns[1:], room + _APART]
    parts: list[str] = []
    y = 30.0
    for start in range(0, len(names), len(columns)):
        row = names[start : start + len(columns)]
        cells = [fitted(name, end - x - _APART) for name, x, end in zip(row, columns, ends, strict=False)]
        step = max(len(cell) for cell in cells) * LEADING + 6
        parts += [lines(_EDGE + x, y + step / 2, cell) for x, cell in zip(columns, cells, strict=False)]
        y += step
    return parts, y + 8
