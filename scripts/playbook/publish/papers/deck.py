"""What stands on the slides of a kit, in their order. Speaker notes are made beside them, by the steps' ids."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from math import ceil
from typing import Literal

from playbook.publish.papers import room
from playbook.publish.papers.room import EMPTY, Part
from playbook.records.kit import Kit
from playbook.records.kit_parts import Step
from playbook.workshops.plan import Slot, plan
from playbook.workshops.words import KINDS, clock

MOST_LINES = 5
"""Of a step's instructions, where it has no slides of its own."""


@dataclass(frozen=True)
class Row:
    """A line of the agenda: minutes since the start on a clock, what happens, how, and its minutes."""

    after: str
    title: str
    how: str = ""
    minutes: int | None = None


@dataclass(frozen=True)
class Slide:
    """`id` is its anchor; `step` the step that it belongs to; `first` whether it is that step's first.

    `more` says that instructions were left out; `then` stands below the lines, under `Afterwards`.
    """

    id: str
    kind: Literal["title", "agenda", "step", "break", "end"]
    title: str
    label: str = ""
    number: int | None = None
    part: Part = EMPTY
    ordered: bool = False
    rows: tuple[Row, ...] = ()
    then: tuple[str, ...] = ()
    more: bool = False
    step: str = ""
    first: bool = True


def slides(kit: Kit) -> list[Slide]:
    """Give the slides of `kit`: title, agenda, each step, and what people leave with."""
    found = [
        Slide("title", "title", kit.title, part=Part((kit.outcome,))),
        *_agenda(kit),
        *_steps(kit),
        *_end(kit),
    ]
    return [replace(slide, id=name) for slide, name in zip(found, _ids(found), strict=True)]


def _ids(found: list[Slide]) -> Iterator[str]:
    """Anchors: a slide that goes on from another has a number behind it."""
    seen: dict[str, int] = {}
    for slide in found:
        seen[slide.id] = seen.get(slide.id, 0) + 1
        yield slide.id if seen[slide.id] == 1 else f"{slide.id}-{seen[slide.id]}"


def agenda(kit: Kit) -> list[Row]:
    """Give the lines of the agenda of `kit`, with its end."""
    slots = plan(kit.steps).slots
    rows = [Row(clock(slot.begins), slot.step.title, KINDS[slot.step.kind], slot.minutes) for slot in slots]
    return [*rows, Row(clock(kit.length), "End")]


def _agenda(kit: Kit) -> Iterator[Slide]:
    rows = agenda(kit)
    height = sum(room.rows(row.title, 26, 500) * 31 + 13 for row in rows)
    count = ceil(height / room.ROWS)
    size = ceil(len(rows) / count)
    for start in range(0, len(rows), size):
        yield Slide("agenda", "agenda", "Agenda", rows=tuple(rows[start : start + size]), first=start == 0)


def _steps(kit: Kit) -> Iterator[Slide]:
    number = 0
    for slot in plan(kit.steps).slots:
        if slot.step.kind == "break":
            yield _break(slot)
            continue
        number += 1
        label = f"{KINDS[slot.step.kind]}, {slot.minutes} minutes"
        for index, slide in enumerate(_shown(slot.step)):
            yield replace(slide, number=number, label=label, first=index == 0)


def _break(slot: Slot) -> Slide:
    step = slot.step
    return Slide(f"step-{step.id}", "break", step.title, part=Part((f"{slot.minutes} minutes",)), step=step.id)


def _shown(step: Step) -> Iterator[Slide]:
    """Give what is shown of a step: its slides, or else its first instructions, or what it says of itself."""
    plain = Slide(f"step-{step.id}", "step", step.title, step=step.id)
    if step.slides:
        for slide in step.slides:
            for part in room.parts(slide.title, slide.lines, slide.code):
                yield replace(plain, title=slide.title, part=part)
        return
    every = step.does or step.sees
    lines = every[:MOST_LINES]
    while len(lines) > 1 and (room.fitting(lines, room.body(step.title)) or 0) < room.LARGE:
        lines = lines[:-1]
    for index, part in enumerate(room.parts(step.title, lines, step.code)):
        more = len(lines) < len(every) and index == 0
        yield replace(plain, part=part, ordered=bool(step.does), more=more)


def _end(kit: Kit) -> Iterator[Slide]:
    """Give the last slide; what happens afterwards has one of its own if both do not fit in calm type."""
    leave = tuple(f"{output.title}: {output.says}" for output in kit.outputs)
    title, after = "You leave with", kit.afterwards
    size = room.fitting((*leave, *after, "Afterwards"), room.body(title))
    if size and size >= room.LARGE:
        yield Slide("end", "end", title, part=Part(leave, size=size), then=after)
        return
    for part in room.parts(title, leave):
        yield Slide("end", "end", title, part=part)
    for part in room.parts("Afterwards", after):
        yield Slide("afterwards", "end", "Afterwards", part=part)
