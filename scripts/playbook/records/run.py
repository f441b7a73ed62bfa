"""Runs of workshops: what a kit really took. They move the minutes that it suggests."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePath
from typing import TYPE_CHECKING, Annotated, ClassVar

from pydantic import Field, StringConstraints

from playbook.records.base import Fault, Record, Slug, SourceRef, Text
from playbook.records.kit import Kit, KitRef
from playbook.records.page import Ordered
from playbook.records.pain_point import Date

if TYPE_CHECKING:
    from playbook.records.library import Library


class Run(Record):
    """One run of a kit: the day, the group, the minutes that each step took, and the steps that were cut."""

    kind_name: ClassVar[str] = "run"
    one_file: ClassVar[str | None] = "docs/workshops/runs.yml"
    printed_on: ClassVar[PurePath | None] = PurePath("workshops/index.md")

    id: Annotated[str, StringConstraints(pattern=r"^RUN-[0-9]{3}$")]
    kit: KitRef
    date: Date
    group: Text
    took: dict[Slug, Annotated[int, Field(ge=1, le=240)]]
    cut: Annotated[tuple[Slug, ...], Ordered] = ()
    note: Text | None = None
    made_up: bool = False
    """Whether it belongs to the worked example."""
    sources: Annotated[tuple[SourceRef, ...], Ordered] = ()

    @property
    def key(self) -> str:
        return self.id

    def faults(self, library: Library) -> Iterator[Fault]:
        """Its steps are those of the kit; none of them was cut and took time."""
        kit = library.find(Kit, self.kit)
        if kit is None:
            return
        known = {step.id for step in kit.steps}
        for key in self.took:
            if key not in known:
                yield ("took", key), f"the kit `{kit.id}` has no step `{key}`", f"use: {', '.join(sorted(known))}"
        for index, key in enumerate(self.cut):
            if key not in known:
                yield ("cut", index), f"the kit `{kit.id}` has no step `{key}`", f"use: {', '.join(sorted(known))}"
            elif key in self.took:
                yield ("cut", index), f"`{key}` was cut, and yet took {self.took[key]} minutes", "say one of the two"
