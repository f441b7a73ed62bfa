"""What earlier runs of a kit took: the median of each step."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from playbook.records.kit import Kit
from playbook.records.library import Library
from playbook.records.run import Run


@dataclass(frozen=True)
class Taken:
    """The median of the minutes that a step took, and in how many runs it was not cut."""

    minutes: float
    runs: int


def runs_of(library: Library, kit: Kit) -> list[Run]:
    """Give the runs of `kit`, the newest first."""
    return sorted((run for run in library.all(Run) if run.kit == kit.id), key=lambda run: run.date, reverse=True)


def taken(runs: Sequence[Run]) -> Mapping[str, Taken]:
    """Give, for each step that took time in one of `runs`, what it took."""
    times: dict[str, list[int]] = {}
    for run in runs:
        for step, minutes in run.took.items():
            times.setdefault(step, []).append(minutes)
    return {step: Taken(median(values), len(values)) for step, values in times.items()}
