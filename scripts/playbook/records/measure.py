"""Measures: a page each, with what it is, how to get a baseline in a day, and how it is gamed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Annotated, ClassVar, Literal

from pydantic import Field, StringConstraints

from playbook.records.base import Fault, Reference, RoleRef, Slug, Strict, Text
from playbook.records.page import Ordered, Page
from playbook.records.pain_point import Date

if TYPE_CHECKING:
    from playbook.records.library import Library

WORKING_DAY = 480
"""Minutes: a baseline that takes longer is not taken."""


class MeasureRef(Reference):
    kind_name = "measure"


class Step(Strict):
    """One step to the baseline, and how long it takes."""

    do: Text
    minutes: Annotated[int, Field(ge=5, le=WORKING_DAY)]


class Column(Strict):
    """A column of the spreadsheet that the baseline is counted in."""

    name: Text
    holds: Text


class Gamed(Strict):
    """How the number is made to look better, and what shows it."""

    how: Text
    shown_by: Text


class Counted(Strict):
    """Deployments of the worked example: a CSV file under docs/, the period, and the day on which things changed."""

    file: Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9/-]*\.csv$")]
    what: Text
    since: Date
    until: Date
    compare: Date


class Measure(Page):
    """Something that a team counts. `unit` is what a number of it means; `dora` its name among DORA's measures, if any.

    `says` is the sentence for leadership; `counterpart` the measure that gets worse when this one is gamed.
    """

    kind_name: ClassVar[str] = "measure"
    kind: Literal["measure"]  # type: ignore[assignment]

    id: Slug
    order: Annotated[int, Field(ge=1)]
    unit: Text
    dora: Text | None = None
    answers: Text
    definition: Text
    baseline: Annotated[tuple[Step, ...], Field(strict=False, min_length=3, max_length=7)]
    columns: Annotated[tuple[Column, ...], Ordered] = ()
    gamed: Annotated[tuple[Gamed, ...], Field(strict=False, min_length=2)]
    says: Text
    taken_by: RoleRef
    every: Literal["week", "month", "quarter"]
    counterpart: MeasureRef
    because: Text
    """Why that one."""
    lies_when: Annotated[tuple[Text, ...], Field(strict=False, min_length=2)]
    counted: Counted | None = None

    @property
    def key(self) -> str:
        return self.id

    @property
    def minutes_of_baseline(self) -> int:
        return sum(step.minutes for step in self.baseline)

    def faults(self, library: Library) -> Iterator[Fault]:
        """A baseline fits in a day, another measure is looked at too, and the example's file is there."""
        if self.minutes_of_baseline > WORKING_DAY:
            what = f"this baseline takes {self.minutes_of_baseline} minutes, and a working day has {WORKING_DAY}"
            yield ("baseline",), what, "measure a smaller part, or leave out a step"
        if self.counterpart == self.id:
            yield ("counterpart",), f"`{self.id}` cannot show that it is gamed itself", "name another measure"
        if any(other.order == self.order and other.id != self.id for other in library.all(Measure)):
            yield ("order",), f"another measure has the place {self.order} too", "give one of the two another place"
        if self.counted is None:
            return
        if not self.counted.since < self.counted.compare <= self.counted.until:
            yield ("counted", "compare"), "this day does not part the period in two", "name one within it"
        if not (library.root / "docs" / PurePosixPath(self.counted.file)).is_file():
            yield ("counted", "file"), f"there is no file docs/{self.counted.file}", "name a CSV file under docs/"
