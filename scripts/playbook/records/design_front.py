"""The front matter of a design document. What it names (roles, measures, pain points) is held against it later."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from playbook.records.base import Strict, Text
from playbook.records.design import Stage
from playbook.records.page import Ordered
from playbook.records.pain_point import Date

STATUSES = ("draft", "in-review", "accepted", "rejected", "superseded", "retired")
Status = Literal["draft", "in-review", "accepted", "rejected", "superseded", "retired"]
Tier = Literal["everyone", "growing", "regulated"]

Id = Annotated[str, StringConstraints(pattern=r"^DD-[0-9]{4}$")]
"""The number is that of the file's name: DD-0007 stands in 0007-….md."""

Who = Annotated[str, StringConstraints(pattern=r"^(@?[A-Za-z0-9][A-Za-z0-9._-]{0,59})$")]
"""A role of the playbook (`tech-lead`), or the handle of a person or a team (`@handle`)."""


class Accepted(Strict):
    """Who accepted it, and when."""

    by: Who
    on: Date


class Front(Strict):
    """`owner` writes the document and answers for it. `starts` is the day on which the change begins (the pilot).

    `measures` are ids of the playbook's measures, or names of measures of the pain points that it names.
    """

    template: Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9-]*@[1-9][0-9]?$")]
    id: Id
    title: Annotated[Text, StringConstraints(max_length=90)]
    status: Status
    stage: Stage
    tier: Tier
    owner: Who
    decision_makers: Annotated[tuple[Who, ...], Field(strict=False, min_length=1)]
    consulted: Annotated[tuple[Who, ...], Ordered] = ()
    informed: Annotated[tuple[Who, ...], Ordered] = ()
    created: Date
    review_by: Date
    starts: Date | None = None
    pain_points: Annotated[tuple[str, ...], Ordered] = ()
    measures: Annotated[tuple[Text, ...], Ordered] = ()
    toolbelt: Annotated[tuple[str, ...], Ordered] = ()
    supersedes: Annotated[tuple[Id, ...], Ordered] = ()
    superseded_by: Id | None = None
    accepted: Annotated[tuple[Accepted, ...], Ordered] = ()

    @property
    def template_id(self) -> str:
        return self.template.partition("@")[0]

    @property
    def template_version(self) -> int:
        return int(self.template.partition("@")[2])
