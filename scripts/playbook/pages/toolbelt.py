"""The toolbelt: what each component is for, what is there, what buying would cost in weeks, and what to flag."""

from __future__ import annotations

import html
from collections.abc import Callable, Iterator
from math import ceil, floor
from typing import Any

from playbook.pages.blocks import bullets, div, table
from playbook.pages.charter import STATE
from playbook.pages.here import Here
from playbook.pages.island import element
from playbook.pages.text import markdown, plain
from playbook.pages.toolbelt_flag import WORDS, Missing, flag, waiting
from playbook.pages.toolbelt_form import ASKS, SAYS, tool
from playbook.pages.wording import capital, counted
from playbook.priorities.amounts import WEEKS, between, outward
from playbook.priorities.repository import of_playbook
from playbook.records.organisation import Component, Tool
from playbook.records.pain_point import PainPoint, Saving
from playbook.records.standard import Standard, StandardRef
from playbook.records.toolbelt import Part, Toolbelt

MEANWHILE = "Filling in needs scripts. Without them, answer the ten questions below on paper."
COPY = '<button class="md-button g-copy" type="button" data-clipboard-target="#toolbelt-flag">Copy the text</button>'
OWN_BOARD = "priorities/our-board.md"
BOARD = "priorities/board.md"


def toolbelt(here: Here, part: str) -> str:
    """Give a part of the page: `tool`, `components`, `inventory`, `flag` or `waiting`. Raises KeyError for another."""
    return _PARTS[part](here)


def _tool(here: Here) -> str:
    """Give the inventory to fill in."""
    parts = [
        {
            "component": part.component,
            "name": capital(part.component),
            "without": plain(part.without),
            "pain": plain(part.pain),
            "gap": {"partly": f"{capital(part.component)} only in part", "nothing": f"No {part.component} yet"},
        }
        for part in _parts(here)
    ]
    data: dict[str, Any] = {"board": here.href(BOARD), "says": SAYS, "asks": ASKS, "words": WORDS, "parts": parts}
    return element(here, "toolbelt", data, MEANWHILE, "toolbelt", parts=tool(_parts(here)))


def _components(here: Here) -> str:
    """Give what each component is for, the question that tells whether it is there, and the standards that need it."""
    rows = [
        (
            capital(part.component),
            markdown(part.gives),
            markdown(part.asks),
            " ".join(_standard(here, key) for key in part.standards),
        )
        for part in _parts(here)
    ]
    return div(
        "g-blocks g-belt-parts", table(("Component", "Is for", "You have it if you can say yes", "Needed for"), rows)
    )


def _standard(here: Here, key: StandardRef) -> str:
    return here.link(here.library.get(Standard, key), str(key))


def _inventory(here: Here) -> str:
    """Give what playbook.yml says of each component; a gap leads to the pain points that speak of it."""
    points = _points(here)
    felt = any(tool.state != "have" and tool.component in points for tool in _tools(here))
    head = ("Component", "State", "What", "Who owns it", "Buying takes", *(("Felt as",) if felt else ()))
    rows = [(*_row(tool), *((_felt(here, tool, points),) if felt else ())) for tool in _tools(here)]
    return div("g-blocks g-belt-inventory", table(head, rows))


def _row(tool: Tool) -> tuple[str, ...]:
    mark = f'<span class="g-state g-state--{tool.state}" aria-hidden="true"></span>'
    what = ", ".join(part for part in (tool.chosen, tool.note) if part)
    owner = markdown(tool.owner) if tool.owner else "nobody yet" if tool.state == "nothing" else "not said"
    weeks = tool.procurement_weeks
    buying = "" if weeks is None else counted(weeks, "week") or "no time"
    return capital(tool.component), f"{mark}{STATE[tool.state]}", markdown(what), owner, buying


def _felt(here: Here, tool: Tool, points: dict[Component, list[PainPoint]]) -> str:
    found = points.get(tool.component, []) if tool.state != "have" else []
    return ", ".join(_point(here, point) for point in found)


def _point(here: Here, point: PainPoint) -> str:
    """Give the id of a point; it leads to our board, if that tells of it."""
    kept = of_playbook(here.library)
    told = kept is not None and point in kept.points
    return f"[{point.id}]({here.to(OWN_BOARD, point.id.lower())})" if told else point.id


def _flag(here: Here) -> str:
    """Give the text for leadership, to copy. It is text: nothing in it is markup here."""
    missing = [Missing(tool.component, tool.procurement_weeks) for tool in _tools(here) if tool.state == "nothing"]
    if not _tools(here):
        return "`playbook.yml` does not list the toolbelt yet."
    if not missing:
        return "Nothing to flag: there is something for each of the ten components, which is a good setup. [@B05]"
    text = html.escape(flag(missing, {part.component: plain(part.without) for part in _parts(here)}))
    text = text.replace("{", "&#123;").replace("}", "&#125;")
    return f'<pre class="g-belt__text" id="toolbelt-flag">{text}</pre>\n\n{COPY}'


def _waiting(here: Here) -> str:
    """Give for each gap how long buying takes, and what the pain points that speak of it go on costing meanwhile."""
    points = _points(here)
    gaps = [tool for tool in _tools(here) if tool.state != "have" and tool.procurement_weeks]
    lines = [f"{capital(tool.component)}: {' '.join(_wait(here, tool, points))}" for tool in gaps]
    return div("g-belt-waiting", bullets(lines)) if lines else ""


def _wait(here: Here, tool: Tool, points: dict[Component, list[PainPoint]]) -> Iterator[str]:
    weeks = tool.procurement_weeks or 0
    yield waiting(weeks)[0].lower() + waiting(weeks)[1:]
    for point in points.get(tool.component, []):
        if point.saving:
            least, most = meanwhile(point.saving, weeks)
            hours = between(f"{least:,}", f"{most:,}")
            yield f"In that time {_point(here, point)} goes on costing {hours} hours."


def meanwhile(saving: tuple[Saving, ...], weeks: int) -> tuple[int, int]:
    """Give the least and the most hours that pass unsaved in `weeks`: hours each time × times a year × weeks / 52.

    Both ends are rounded outward to two digits, as on a storyboard.
    """
    least, most = (sum(item.hours[end] * item.times[end] for item in saving) * weeks / WEEKS for end in (0, 1))
    return outward(floor(least), up=False), outward(ceil(most), up=True)


def _parts(here: Here) -> tuple[Part, ...]:
    return here.library.one(Toolbelt).parts


def _tools(here: Here) -> tuple[Tool, ...]:
    return here.library.organisation.tools


def _points(here: Here) -> dict[Component, list[PainPoint]]:
    """Give the pain points that still hurt, by the component that they speak of."""
    found: dict[Component, list[PainPoint]] = {}
    for point in here.library.all(PainPoint):
        if point.component and point.status not in ("dropped", "verified"):
            found.setdefault(point.component, []).append(point)
    return found


_PARTS: dict[str, Callable[[Here], str]] = {
    "tool": _tool,
    "components": _components,
    "inventory": _inventory,
    "flag": _flag,
    "waiting": _waiting,
}
