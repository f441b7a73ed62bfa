"""Pain points: what hurts, whom, and what getting rid of it asks and gives. A file each, under docs/priorities/."""

from __future__ import annotations

import datetime
from typing import Annotated, ClassVar, Literal

from pydantic import AfterValidator, Field, StringConstraints

from playbook.records.base import Record, RoleRef, SourceRef, Strict, Text
from playbook.records.organisation import Component
from playbook.records.page import Ordered

Area = Literal["deploy", "maintain", "monitor"]
"""What an MLOps team makes easy. Source: T05."""

Effort = Literal["S", "M", "L"]
Status = Literal["collected", "ranked", "chosen", "in progress", "verified", "dropped"]
Joy = Literal["time", "risk", "money", "joy"]
Date = Annotated[datetime.date, Field(strict=False)]
Title = Annotated[Text, StringConstraints(max_length=48)]


def _ends(ends: tuple[float, float]) -> tuple[float, float]:
    least, most = ends
    if not 0 <= least <= most:
        raise ValueError("it goes from the least to the most, and neither is below 0")
    return ends


Range = Annotated[tuple[float, float], Field(strict=False), AfterValidator(_ends)]
"""The least and the most: a range in place of false precision."""


class Measured(Strict):
    """A number that somebody took: `value` in `unit`, on `date`, from `source`."""

    what: Text
    value: float
    unit: Text
    date: Date
    source: Text


class Hoped(Strict):
    """A number that should be reached."""

    what: Text
    value: float
    unit: Text


class Before(Strict):
    """Where we are. Source: P04."""

    story: Text
    measures: Annotated[tuple[Measured, ...], Ordered] = ()


class After(Strict):
    """Where we will be. Source: P04."""

    story: Text
    measures: Annotated[tuple[Hoped, ...], Ordered] = ()


class Ask(Strict):
    """What is asked: `hours` in all, of whom, until when. Source: P04."""

    what: Text
    hours: Annotated[float, Field(gt=0, le=10_000, strict=False)]
    of: RoleRef
    until: Date


class Gain(Strict):
    kind: Joy
    what: Text


class Saving(Strict):
    """Hours that are not spent any more: `hours` each time, `times` a year, and what an hour costs in `currency`."""

    what: Text
    hours: Range
    times: Range
    hourly: Range | None = None
    currency: Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$")] = "EUR"


class Verdict(Strict):
    """What came of it, measured."""

    says: Literal["kept", "partly kept", "not kept"]
    story: Text
    measures: Annotated[tuple[Measured, ...], Field(strict=False, min_length=1)]


class PainPoint(Record):
    """`statement` is a sentence: When … I have to … which costs …"""

    kind_name: ClassVar[str] = "pain point"
    folder: ClassVar[str] = "docs/priorities/pain-points"

    id: Annotated[str, StringConstraints(pattern=r"^PP-[0-9]{3}$")]
    title: Title
    statement: Text
    felt_by: Annotated[tuple[RoleRef, ...], Field(strict=False, min_length=1)]
    evidence: Text
    component: Component | None = None
    area: Area
    before: Before
    after: After
    ask: Annotated[tuple[Ask, ...], Ordered] = ()
    gain: Annotated[tuple[Gain, ...], Field(strict=False, min_length=1)]
    saving: Annotated[tuple[Saving, ...], Ordered] = ()
    risks: Annotated[tuple[Text, ...], Ordered] = ()
    """Risks that are taken away."""
    effort: Effort
    days: Annotated[int, Field(ge=1, le=1000)]
    """Working days to the first win that somebody outside the team can see."""
    procurement_weeks: Annotated[int, Field(ge=0, le=520)] = 0
    status: Status
    design_document: Text | None = None
    verdict: Verdict | None = None
    sources: Annotated[tuple[SourceRef, ...], Ordered] = ()

    @property
    def key(self) -> str:
        return self.id
