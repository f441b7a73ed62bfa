"""What only facilitators read of a kit, put to the slides and steps that it belongs to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from playbook.publish.papers.deck import Slide
from playbook.publish.papers.words import short
from playbook.records.kit import Kit
from playbook.records.kit_parts import Step, StepNotes
from playbook.workshops.plan import Slot, plan, shortest
from playbook.workshops.words import clock

FIRST, BOX = 110, 110
"""The most characters of what is done or said first, and of a timebox, on the run sheet."""


Note = tuple[tuple[str, Sequence[str]], ...]
"""Notes to one slide: kinds of note, such as `Say`, in the order in which they are needed, each with its texts."""


def notes(kit: Kit, slides: Sequence[Slide]) -> dict[str, Note]:
    """Give the notes to `slides` by their ids: a step's stand with its first, its timebox with the others too."""
    steps = {step.id: step for step in kit.steps}
    every: dict[str, Note] = {}
    for slide in slides:
        if slide.step:
            every[slide.id] = _of_step(steps[slide.step].facilitator, whole=slide.first)
    every[slides[0].id] = (("Before", [item.do for item in kit.facilitator.prepares]),)
    every[slides[-1].id] = (("Afterwards", kit.facilitator.debrief),)
    return {key: kept for key, note in every.items() if (kept := tuple(part for part in note if part[1]))}


def _of_step(said: StepNotes, *, whole: bool) -> Note:
    timebox = ("Timebox", [said.timebox] if said.timebox else [])
    if not whole:
        return (timebox,)
    says, asks = [f"“{text}”" for text in said.says], [f"“{text}”" for text in said.asks]
    return ("Do", said.does), ("Say", says), ("Ask", asks), timebox


@dataclass(frozen=True)
class Line:
    """A row of the run sheet. `least` says what becomes of the step when time is cut, `first` what is done and said."""

    after: str
    minutes: int
    title: str
    least: str
    first: list[tuple[str, str]]
    timebox: str
    pause: bool


@dataclass(frozen=True)
class Cut:
    """A step from which time can be taken: its title, how, and what is lost."""

    title: str
    how: str
    lost: str


def run_sheet(kit: Kit) -> list[Line]:
    """Give the rows of the run sheet of `kit`."""
    return [_line(slot) for slot in plan(kit.steps).slots]


def _line(slot: Slot) -> Line:
    step, said = slot.step, slot.step.facilitator
    words = {"shorten": f"or {step.least}", "skip": "or none", "keep": ""}
    first = [("", short(said.does[0], FIRST))] if said.does else []
    if said.says or (said.asks and not said.does):
        spoken = ("Say", said.says[0]) if said.says else ("Ask", said.asks[0])
        first.append((spoken[0], f"“{short(spoken[1], FIRST)}”"))
    return Line(
        clock(slot.begins),
        slot.minutes,
        step.title,
        words[step.when_short],
        first,
        short(said.timebox or "", BOX),
        step.kind == "break",
    )


def cuts(kit: Kit) -> list[Cut]:
    """Give where time can be taken, in the order of workshops/plan.py: what is shortened, breaks, then what goes."""
    shorter = [_cut(step, f"to {step.least} minutes") for step in kit.steps if step.when_short == "shorten"]
    breaks = [step for step in plan(kit.steps, shortest(kit.steps)).skipped if step.kind == "break"]
    skipped = [step for step in reversed(kit.steps) if step.when_short == "skip" and step.kind != "break"]
    return [*shorter, *(_cut(step, "left out") for step in (*breaks, *skipped))]


def _cut(step: Step, how: str) -> Cut:
    return Cut(step.title, how, short((step.lost or "").rstrip("."), FIRST))
