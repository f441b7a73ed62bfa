"""The plan of a workshop: which steps, how many minutes each, on which day.

docs/assets/tools/workshops/plan.js is its twin in the browser: same plans, same words.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise

from playbook.records.kit import WITHOUT_BREAK
from playbook.records.kit_parts import Step

Days = tuple[tuple[Step, ...], ...]
"""The steps of each day."""


class PlanError(Exception):
    """There is no such plan; `what` says why, and `mend` what to ask for in its place."""

    def __init__(self, what: str, mend: str) -> None:
        super().__init__(f"{what}: {mend}")
        self.what, self.mend = what, mend


@dataclass(frozen=True)
class Slot:
    """A step in a plan: when it begins, in minutes after its day began, and how long it takes; `day` counts from 0."""

    step: Step
    minutes: int
    begins: int = 0
    day: int = 0


@dataclass(frozen=True)
class Plan:
    """The slots in their order; `steps` are all steps of the kit."""

    slots: tuple[Slot, ...]
    steps: tuple[Step, ...]

    @property
    def minutes(self) -> int:
        """What it takes in all."""
        return sum(slot.minutes for slot in self.slots)

    @property
    def days(self) -> tuple[tuple[Slot, ...], ...]:
        """The slots of each day."""
        last = max(slot.day for slot in self.slots)
        return tuple(tuple(slot for slot in self.slots if slot.day == day) for day in range(last + 1))

    @property
    def skipped(self) -> tuple[Step, ...]:
        """The steps that are left out, breaks too, in the kit's order."""
        kept = {slot.step.id for slot in self.slots}
        return tuple(step for step in self.steps if step.id not in kept)

    @property
    def lost(self) -> tuple[tuple[Step, str], ...]:
        """What is lost with each step that is shortened or left out, in the kit's order."""
        whole = {slot.step.id for slot in self.slots if slot.minutes == slot.step.minutes}
        return tuple((step, step.lost) for step in self.steps if step.lost and step.id not in whole)


def plan(steps: Sequence[Step], minutes: int | None = None, days: int = 1) -> Plan:
    """Plan `steps` into `minutes` in all (as long as they take, without) and onto so many `days`. Raises PlanError.

    Time is cut in this order: every step that may be shortened gives a part, in proportion to what it can give; then
    breaks go that nobody needs any more; then steps that may be skipped, the last first, and no more of them than it
    takes. After that, whatever still stands gets back the time there is. A break at either end of a day is none: it
    falls out. Nobody goes on for longer than 90 minutes unless the kit itself asks for it. Source: our own advice.
    """
    choices = tuple(_choices(steps, days))
    if not choices:
        raise _too_many(steps, days)
    if minutes is None:
        return Plan(_timed(choices[0], {}), tuple(steps))
    for choice in choices:
        if _least(choice) <= minutes:
            return Plan(_timed(choice, _lengths(choice, minutes)), tuple(steps))
    fewest = min(map(_least, choices))
    unit = "minute is" if minutes == 1 else "minutes are"
    raise PlanError(
        f"{minutes} {unit} too few; the shortest plan takes {fewest} minutes",
        "ask for that many" + (", or for two days" if days == 1 and _most(steps) > 1 else ""),
    )


def shortest(steps: Sequence[Step], days: int = 1) -> int:
    """Give the fewest minutes into which `steps` can be planned on so many `days`. Raises PlanError."""
    choices = tuple(_choices(steps, days))
    if not choices:
        raise _too_many(steps, days)
    return min(map(_least, choices))


def _too_many(steps: Sequence[Step], days: int) -> PlanError:
    most = _most(steps)
    what = "a plan has one day at least" if days < 1 else f"it cannot be split over {days} days"
    return PlanError(what, "ask for one day" if days < 1 or most == 1 else f"ask for {most} days")


def _most(steps: Sequence[Step]) -> int:
    """Give the most days that `steps` can go over."""
    return max(days for days in range(1, len(steps) + 1) if days == 1 or _split(steps, steps, days))


def _choices(steps: Sequence[Step], days: int) -> Iterator[Days]:
    """Give what can be held, from all of it to the least: breaks go first, then the last step that may be skipped."""
    kept = list(steps)
    while split := _split(steps, kept, days):
        yield split
        for pause in [step for day in reversed(split) for step in reversed(day) if step.kind == "break"]:
            without = tuple(tuple(step for step in day if step is not pause) for day in split)
            if all(sum(step.least for step in stretch) <= WITHOUT_BREAK for stretch in _stretches(without)):
                split = without
                yield split
        last = next((step for step in reversed(kept) if step.when_short == "skip" and step.kind != "break"), None)
        if last is None:
            return
        kept.remove(last)


def _split(steps: Sequence[Step], kept: Sequence[Step], days: int) -> Days:
    """Give the steps that are kept on so many days, so that the longest day is shortest; nothing if that cannot be."""
    ends = [place for place, step in enumerate(steps[:-1], 1) if step.day_may_end]
    if not 1 <= days <= len(ends) + 1:
        return ()
    here = {step.id for step in kept}
    splits = [
        tuple(_day([step for step in steps[a:b] if step.id in here]) for a, b in pairwise((0, *chosen, len(steps))))
        for chosen in combinations(ends, days - 1)
    ]
    return min(filter(all, splits), key=lambda split: max(map(_minutes, split)), default=())


def _day(steps: Sequence[Step]) -> tuple[Step, ...]:
    """Give the steps of a day without breaks at its ends and beside other breaks."""
    day: list[Step] = []
    for step in steps:
        if step.kind != "break" or (day and day[-1].kind != "break"):
            day.append(step)
    return tuple(day[:-1] if day and day[-1].kind == "break" else day)


def _stretches(days: Days) -> list[list[Step]]:
    """Give the steps that follow each other without a break; a night is one."""
    found: list[list[Step]] = []
    for day in days:
        found.append([])
        for step in day:
            if step.kind == "break":
                found.append([])
            else:
                found[-1].append(step)
    return found


def _lengths(days: Days, minutes: int) -> dict[str, int]:
    """Give how long each step takes, so that all take `minutes`, or less where a break is missing."""
    lengths = {step.id: step.minutes for day in days for step in day}
    for stretch in _stretches(days):
        _shorten(stretch, WITHOUT_BREAK, lengths)
    _shorten([step for day in days for step in day], minutes, lengths)
    return lengths


def _shorten(steps: Sequence[Step], minutes: int, lengths: dict[str, int]) -> None:
    """Take from each of `steps` in proportion to what it can give, in whole minutes, until they take `minutes`."""
    can = [lengths[step.id] - step.least for step in steps]
    over = min(sum(lengths[step.id] for step in steps) - minutes, sum(can))
    if over <= 0:
        return
    so_far = taken = 0
    for step, part in zip(steps, can, strict=True):
        so_far += part
        due = over * so_far // sum(can)
        lengths[step.id] -= due - taken
        taken = due


def _minutes(steps: Sequence[Step]) -> int:
    return sum(step.minutes for step in steps)


def _least(days: Days) -> int:
    return sum(step.least for day in days for step in day)


def _timed(days: Days, lengths: dict[str, int]) -> tuple[Slot, ...]:
    """Say when each step begins."""
    timed: list[Slot] = []
    for number, day in enumerate(days):
        begins = 0
        for step in day:
            timed.append(Slot(step, lengths.get(step.id, step.minutes), begins, number))
            begins += timed[-1].minutes
    return tuple(timed)
