"""The plan of a workshop: which steps, how many minutes each, on which day.

docs/assets/tools/workshops/plan.js is its twin in the browser.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from playbook.records.kit import WITHOUT_BREAK
from playbook.records.kit_parts import Step


class PlanError(Exception):
    """There is no such plan; the message says why and what to ask for in its place."""


@dataclass(frozen=True)
class Slot:
    """A step in a plan: when it begins, in minutes after its day began, and how long it takes; `day` counts from 0."""

    step: Step
    minutes: int
    begins: int = 0
    day: int = 0


@dataclass(frozen=True)
class Plan:
    """The slots in their order, and the steps that are left out."""

    slots: tuple[Slot, ...]
    skipped: tuple[Step, ...] = ()

    @property
    def minutes(self) -> int:
        """What it takes in all."""
        return sum(slot.minutes for slot in self.slots)

    @property
    def lost(self) -> tuple[tuple[Step, str], ...]:
        """What is lost with each step that is shortened or left out, in the order of the kit's steps."""
        short = [slot.step for slot in self.slots if slot.minutes < slot.step.minutes]
        return tuple((step, step.lost) for step in (*short, *self.skipped) if step.lost)


def plan(steps: Sequence[Step], minutes: int | None = None, days: int = 1) -> Plan:
    """Plan `steps` into `minutes` (as long as they take, without) and onto so many `days`. Raises PlanError.

    Time is cut in this order: every step that may be shortened gives a part, in proportion to what it can give; then
    breaks go that nobody needs any more, then steps that may be skipped, the last first. Source: our own advice.
    """
    slots = tuple(Slot(step, step.minutes) for step in steps)
    skipped: tuple[Step, ...] = ()
    if minutes is not None and minutes < sum(step.minutes for step in steps):
        slots, skipped = _cut(slots, minutes)
    return Plan(_timed(slots, _ends(slots, days)), skipped)


def shortest(steps: Sequence[Step]) -> int:
    """Give the fewest minutes into which `steps` can be planned."""
    kept = [Slot(step, step.least) for step in steps if step.when_short != "skip"]
    return sum(slot.minutes for slot in _needed(kept))


def _cut(slots: tuple[Slot, ...], minutes: int) -> tuple[tuple[Slot, ...], tuple[Step, ...]]:
    kept = slots
    while True:
        least = sum(slot.step.least for slot in kept)
        if least <= minutes:
            return _shortened(kept, minutes), tuple(s.step for s in slots if s.step not in [k.step for k in kept])
        lean = _needed([replace(slot, minutes=slot.step.least) for slot in kept])
        if sum(slot.minutes for slot in lean) <= minutes:
            kept = tuple(slot for slot in kept if slot.step in [left.step for left in lean])
            continue
        last = next(
            (slot for slot in reversed(kept) if slot.step.when_short == "skip" and slot.step.kind != "break"), None
        )
        if last is None:
            fewest = sum(slot.minutes for slot in lean)
            raise PlanError(f"{minutes} minutes are too few: the shortest plan takes {fewest}")
        kept = tuple(slot for slot in kept if slot is not last)


def _shortened(slots: tuple[Slot, ...], minutes: int) -> tuple[Slot, ...]:
    """Take what is too much from each step in proportion to what it can give, in whole minutes."""
    over = max(0, sum(slot.step.minutes for slot in slots) - minutes)
    gives = [slot.step.minutes - slot.step.least for slot in slots]
    total, left, taken = sum(gives), over, []
    for give in gives:
        part = -(-left * give // total) if total else 0
        part = min(give, part)
        taken.append(part)
        total -= give
        left -= part
    return tuple(replace(slot, minutes=slot.step.minutes - part) for slot, part in zip(slots, taken, strict=True))


def _needed(slots: Sequence[Slot]) -> list[Slot]:
    """Leave out each break without which nobody would go on for more than 90 minutes, the last first."""
    kept = list(slots)
    for slot in reversed(slots):
        if slot.step.kind == "break":
            without = [other for other in kept if other is not slot]
            if _stretch(without) <= WITHOUT_BREAK:
                kept = without
    return kept


def _stretch(slots: Sequence[Slot]) -> int:
    """Give the longest time without a break."""
    longest = since = 0
    for slot in slots:
        since = 0 if slot.step.kind == "break" else since + slot.minutes
        longest = max(longest, since)
    return longest


def _ends(slots: tuple[Slot, ...], days: int) -> tuple[int, ...]:
    """Give the places after which a day ends: those that leave the longest day shortest."""
    places = [place for place, slot in enumerate(slots[:-1]) if slot.step.day_may_end]
    if days < 1 or len(places) < days - 1:
        most = len(places) + 1
        raise PlanError(
            f"{days} days are too many: this plan can go over {most} {'day' if most == 1 else 'days'} at most"
        )

    def longest(ends: tuple[int, ...]) -> int:
        return max(
            sum(slot.minutes for slot in slots[a + 1 : b + 1])
            for a, b in zip((-1, *ends), (*ends, len(slots) - 1), strict=True)
        )

    return min(combinations(places, days - 1), key=longest)


def _timed(slots: tuple[Slot, ...], ends: tuple[int, ...]) -> tuple[Slot, ...]:
    """Say when each slot begins. A break at the end or the beginning of a day is left out: the night is one."""
    timed: list[Slot] = []
    day = begins = 0
    for place, slot in enumerate(slots):
        if slot.step.kind == "break" and (place in ends or place - 1 in ends):
            if place in ends:
                day, begins = day + 1, 0
            continue
        timed.append(replace(slot, begins=begins, day=day))
        begins += slot.minutes
        if place in ends:
            day, begins = day + 1, 0
    return tuple(timed)
