"""Pain points: what hurts, whom, and what getting rid of it asks and gives. A file each, under docs/priorities/."""

from __future__ import annotations

import datetime
import difflib
import re
from collections.abc import Iterator, Sequence
from pathlib import PurePath
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Literal

from pydantic import AfterValidator, BeforeValidator, Field, StringConstraints

from playbook.records.base import Fault, Record, RoleRef, SourceRef, Strict, Text
from playbook.records.organisation import Component
from playbook.records.page import Ordered

if TYPE_CHECKING:
    from playbook.records.library import Library

Area = Literal["deploy", "maintain", "monitor"]
"""What an MLOps team makes easy. Source: T05."""

Effort = Literal["S", "M", "L"]
Status = Literal["collected", "ranked", "chosen", "in progress", "verified", "dropped"]
Joy = Literal["time", "risk", "money", "joy"]


DAY = (
    r"[1-9]\d{3}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12]\d|3[01])|(?:0[469]|11)-(?:0[1-9]|[12]\d|30)|02-(?:0[1-9]|1\d|2[0-8]))"
    r"|(?:[1-9]\d(?:0[48]|[2468][048]|[13579][26])|(?:[2468][048]|[13579][26])00)-02-29"
)
"""A day that there is, in the years from 1000 to 9999. The browser checks with it too, where dates roll over."""


def _day(value: Any) -> Any:
    if isinstance(value, datetime.date) or (isinstance(value, str) and re.fullmatch(DAY, value)):
        return value
    raise ValueError("it is a date such as 2026-12-31")


Date = Annotated[datetime.date, Field(strict=False), BeforeValidator(_day)]
Title = Annotated[Text, StringConstraints(max_length=48)]

MOST = {"statement": 400, "line": 160, "story": 1200, "rows": 12}
"""Characters in a statement, a line and a story, rows in a list. More does not fit on the page of a storyboard. Our own
limits."""

Statement = Annotated[Text, StringConstraints(max_length=MOST["statement"])]
Line = Annotated[Text, StringConstraints(max_length=MOST["line"])]
Story = Annotated[Text, StringConstraints(max_length=MOST["story"])]
Rows = Field(strict=False, max_length=MOST["rows"])
Value = Annotated[float, Field(ge=-1e9, le=1e9)]


def _ends(ends: tuple[float, float]) -> tuple[float, float]:
    least, most = ends
    if not 0 <= least <= most <= 1e6:
        raise ValueError("it goes from the least to the most, neither below 0 nor above a million")
    return ends


STATEMENT = re.compile(r"When .+? I have to .+?,? which costs .+", re.DOTALL)
"""When it happens, what somebody has to do, what that costs: a pain, and not yet an answer to it. Our own advice."""

Range = Annotated[tuple[float, float], Field(strict=False), AfterValidator(_ends)]
"""The least and the most: a range in place of false precision."""


class Measured(Strict):
    """A number that somebody took: `value` in `unit`, on `date`, from `source`."""

    what: Line
    value: Value
    unit: Line
    date: Date
    source: Line


class Hoped(Strict):
    """A number that should be reached."""

    what: Line
    value: Value
    unit: Line


class Before(Strict):
    """Where we are. Source: P04."""

    story: Story
    measures: Annotated[tuple[Measured, ...], Rows] = ()


class After(Strict):
    """Where we will be. Source: P04."""

    story: Story
    measures: Annotated[tuple[Hoped, ...], Rows] = ()


class Ask(Strict):
    """What is asked: `hours` in all, of whom, until when. Source: P04."""

    what: Line
    hours: Annotated[float, Field(gt=0, le=10_000, strict=False)]
    of: RoleRef
    until: Date


class Gain(Strict):
    kind: Joy
    what: Line


class Saving(Strict):
    """Hours that are not spent any more: `hours` each time, `times` a year, and what an hour costs in `currency`."""

    what: Line
    hours: Range
    times: Range
    hourly: Range | None = None
    currency: Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$")] = "EUR"


class Verdict(Strict):
    """What came of it, measured."""

    says: Literal["kept", "partly kept", "not kept"]
    story: Story
    measures: Annotated[tuple[Measured, ...], Rows, Field(min_length=1)]


class PainPoint(Record):
    """`statement` is a sentence: When … I have to … which costs …"""

    kind_name: ClassVar[str] = "pain point"
    folder: ClassVar[str] = "docs/priorities/pain-points"
    printed_on: ClassVar[PurePath | None] = PurePath("priorities/our-board.md")

    id: Annotated[str, StringConstraints(pattern=r"^PP-[0-9]{3}$")]
    title: Title
    statement: Statement
    felt_by: Annotated[tuple[RoleRef, ...], Field(strict=False, min_length=1, max_length=20)]
    evidence: Text
    component: Component | None = None
    area: Area
    before: Before
    after: After
    ask: Annotated[tuple[Ask, ...], Rows] = ()
    gain: Annotated[tuple[Gain, ...], Rows, Field(min_length=1)]
    saving: Annotated[tuple[Saving, ...], Rows] = ()
    risks: Annotated[tuple[Line, ...], Rows] = ()
    """Risks that are taken away."""
    effort: Effort
    days: Annotated[int, Field(ge=1, le=1000)]
    """Working days to the first win that somebody outside the team can see."""
    procurement_weeks: Annotated[int, Field(ge=0, le=520)] = 0
    status: Status
    design_document: Annotated[Text, StringConstraints(max_length=400)] | None = None
    verdict: Verdict | None = None
    sources: Annotated[tuple[SourceRef, ...], Ordered] = ()

    @property
    def key(self) -> str:
        return self.id

    def faults(self, library: Library) -> Iterator[Fault]:
        """The statement is one, what is hoped was measured, verdict and status agree, dates and paths hold."""
        if not STATEMENT.fullmatch(self.statement):
            yield (
                ("statement",),
                "the statement does not say when, what and at what cost",
                'write it as "When …, I have to …, which costs …"',
            )
        for index, role in enumerate(self.felt_by):
            if role in self.felt_by[:index]:
                yield ("felt_by", index), f"`{role}` stands here twice", "keep one"
        yield from self._unmeasured(("after", "measures"), self.after.measures)
        yield from self._judged()
        yield from self._disordered()
        yield from self._document(library)

    def _unmeasured(self, path: tuple[str, ...], measures: Sequence[Hoped | Measured]) -> Iterator[Fault]:
        """Numbers that were not taken before cannot be compared."""
        units = {measured.what: measured.unit for measured in self.before.measures}
        for index, measure in enumerate(measures):
            if measure.what not in units:
                near = difflib.get_close_matches(measure.what, units, n=1)
                hint = f"did you mean “{near[0]}”?" if near else "measure it first, under `before.measures`"
                yield (*path, index, "what"), f"“{measure.what}” was not measured before", hint
            elif measure.unit != units[measure.what]:
                unit = units[measure.what]
                yield (*path, index, "unit"), f"before, “{measure.what}” was in “{unit}”", "give both in one unit"

    def _judged(self) -> Iterator[Fault]:
        if self.verdict and self.status != "verified":
            mend = "write `status: verified`, or take the verdict out"
            yield ("verdict",), f"a pain point that is {self.status} has no verdict yet", mend
        if self.status == "verified" and not self.verdict:
            mend = "add `verdict:` with what it says, its story and its measures"
            yield ("status",), "a verified pain point needs its verdict", mend
        if self.verdict:
            yield from self._unmeasured(("verdict", "measures"), self.verdict.measures)

    def _disordered(self) -> Iterator[Fault]:
        """Measured before, asked until, measured after: in this order."""
        before = max((measured.date for measured in self.before.measures), default=None)
        if before is None:
            return
        for index, ask in enumerate(self.ask):
            if ask.until < before:
                what = f"asked until {ask.until}, before the last measure of {before}"
                yield ("ask", index, "until"), what, "correct one of the two dates"
        for index, measured in enumerate(self.verdict.measures if self.verdict else ()):
            if measured.date <= before:
                what = f"measured after on {measured.date}, and before on {before}"
                yield ("verdict", "measures", index, "date"), what, "correct one of the two dates"

    def _document(self, library: Library) -> Iterator[Fault]:
        """A design document is a path in the repository, an address, or words."""
        named = self.design_document
        if named is None or "://" in named or not ("/" in named or named.endswith(".md")):
            return
        file = (library.root / named).resolve()
        if not (file.is_file() and file.is_relative_to(library.root.resolve())):
            mend = "give its path from the root of the repository, such as docs/design-documents/it.md"
            yield ("design_document",), f"there is no file `{named}` in this repository", mend
