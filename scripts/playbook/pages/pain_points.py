"""The pain points of our board in full: what hurts whom, how we know, what is asked, and what came of it."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from playbook.pages.blocks import UNSEARCHED, definitions, div, heading
from playbook.pages.here import Here
from playbook.pages.our_board import badge
from playbook.pages.text import listed, markdown
from playbook.pages.wording import capital, counted, within
from playbook.priorities.ranking import rank
from playbook.priorities.repository import of_playbook
from playbook.priorities.rows import TOLD
from playbook.records.design import FOLDER, DesignExample
from playbook.records.evidence import cited
from playbook.records.pain_point import Ask, Measured, PainPoint
from playbook.records.role import Role
from playbook.records.strings import strings


def our_points(here: Here) -> str:
    """Give each pain point of the board under its own heading (`#pp-001`), in the board's order."""
    kept = of_playbook(here.library)
    if kept is None:
        return ""
    placed = {item.id: (number, item.quadrant) for number, item in enumerate(rank(kept.board).items, 1)}
    points = [
        div(
            "g-board-point",
            heading(3, f"{badge(*placed[point.id])}{markdown(point.title)}", f"{point.id.lower()}{UNSEARCHED}"),
            markdown(_cited(point)),
            definitions(_facts(here, point)),
        )
        for point in kept.points
    ]
    return div("g-board-points", *points)


def _cited(point: PainPoint) -> str:
    """Give the statement as somebody says it, and behind it those sources that no part of the point cites."""
    elsewhere = {key for _path, text in strings(point) for _offset, key in cited(text)}
    marks = " ".join(f"@{key}" for key in point.sources if key not in elsewhere)
    return f"“{point.statement}” [{marks}]" if marks else f"“{point.statement}”"


def _facts(here: Here, point: PainPoint) -> Iterator[tuple[str, str]]:
    yield "Felt by", listed([_within(here, role) for role in point.felt_by])
    yield "Known from", markdown(point.evidence)
    yield "Before", markdown(point.before.story)
    yield "After", markdown(point.after.story)
    if point.before.measures:
        yield "Numbers", "\n:   ".join(_measures(point))
    if point.ask:
        yield "We ask", "\n:   ".join(_asked(here, ask) for ask in point.ask)
    yield "Gain", "; ".join(markdown(within(gain.what)) for gain in point.gain)
    if point.procurement_weeks:
        yield "Buying", f"{counted(point.procurement_weeks, 'week')} until it is there"
    if point.design_document:
        yield "Document", _document(here, point.design_document)
    if point.status in TOLD:
        yield "Now", _stands(point)


def _within(here: Here, role: str) -> str:
    return markdown(within(here.library.get(Role, role).title))


def _measures(point: PainPoint) -> Iterator[str]:
    """Give each measure with its date, the number that is hoped for, and the one that came of it."""
    hoped = {measure.what: measure.value for measure in point.after.measures}
    came = {measure.what: measure for measure in point.verdict.measures} if point.verdict else {}
    for measured in point.before.measures:
        goal = f", hoped {hoped[measured.what]:,g}" if measured.what in hoped else ""
        then = f", then {_dated(came[measured.what])}" if measured.what in came else ""
        yield f"{markdown(measured.what)}: {_dated(measured, measured.unit)}{goal}{then}"


def _dated(measured: Measured, unit: str = "") -> str:
    of = f" {markdown(unit)}" if unit else ""
    return f"{measured.value:,g}{of} ({_day(measured.date)})"


def _day(date: datetime.date) -> str:
    return f"{date.day} {date:%b %Y}"


def _asked(here: Here, ask: Ask) -> str:
    return f"{markdown(within(ask.what))} ({_within(here, ask.of)}, {ask.hours:g} h, until {_day(ask.until)})"


def _document(here: Here, named: str) -> str:
    """Lead to the page that shows the design document `named`; without one, give its path, address or name."""
    pages = {f"docs/{FOLDER}/{page.document}": page for page in here.library.all(DesignExample)}
    return here.link(pages[named]) if named in pages else markdown(named)


def _stands(point: PainPoint) -> str:
    verdict = f": {point.verdict.says}. {markdown(point.verdict.story)}" if point.verdict else ""
    return f"{capital(point.status)}{verdict}"
