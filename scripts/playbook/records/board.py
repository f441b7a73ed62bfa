"""A pain-point board as data: what a file, a link and the browser's store hold. `format` counts up when meaning changes."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from playbook.records.base import Strict
from playbook.records.organisation import Component
from playbook.records.page import Ordered
from playbook.records.pain_point import Area, Effort, Status

MOST_ITEMS = 60
"""As many as a board holds: nobody ranks more. Our own limit."""

MOST_BALLOTS = 500
MOST_GROUPS = 8
LEAD = "lead"
"""The id of the group whose ranking is the lead's axis; every other group is one of the others."""

Id = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9-]{0,23}$")]
Title = Annotated[str, StringConstraints(min_length=2, max_length=48)]
Words = Annotated[str, StringConstraints(max_length=400)]
Days = Annotated[int, Field(ge=1, le=1000)]


class Item(Strict):
    """A pain point on a board. `component`, `days` and the others may be unknown yet."""

    id: Id
    title: Title
    statement: Words = ""
    felt_by: Annotated[tuple[Words, ...], Ordered] = ()
    component: Component | None = None
    area: Area | None = None
    effort: Effort | None = None
    days: Days | None = None
    procurement_weeks: Annotated[int, Field(ge=0, le=520)] = 0
    status: Status = "collected"
    design_document: Words = ""


class Group(Strict):
    """A side, or a part of the others' side: `lead`, `data-science`, `business`, or another with a name."""

    id: Id
    name: Annotated[str, StringConstraints(min_length=2, max_length=40)]


class Ballot(Strict):
    """One voter's ranking: tiers from what hurts most; what is in none shares one last tier.

    `items` is the digest of the list that the voter saw, `number` counts the voter's ballots up from 1.
    """

    voter: Id
    group: Id
    number: Annotated[int, Field(ge=1, le=1_000_000)] = 1
    items: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{8}$")] | None = None
    tiers: Annotated[tuple[Annotated[tuple[Id, ...], Ordered], ...], Ordered]


class Seal(Strict):
    """The SHA-256 of a ballot that its voter keeps back until the others are in."""

    voter: Id
    group: Id
    hash: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]


class Decided(Strict):
    """What a run-off vote chose among points that are tied at the cut."""

    lead: Annotated[tuple[Id, ...], Ordered] = ()
    others: Annotated[tuple[Id, ...], Ordered] = ()


class Board(Strict):
    """A board: `top` is how many count as high on each side; None stands for a third, and two at least."""

    format: Literal["playbook-board/1"] = "playbook-board/1"
    id: Id
    title: Annotated[str, StringConstraints(min_length=1, max_length=80)]
    top: Annotated[int, Field(ge=1, le=MOST_ITEMS)] | None = None
    groups: Annotated[tuple[Group, ...], Field(strict=False, min_length=2, max_length=MOST_GROUPS)]
    items: Annotated[tuple[Item, ...], Field(strict=False, max_length=MOST_ITEMS)]
    ballots: Annotated[tuple[Ballot, ...], Field(strict=False, max_length=MOST_BALLOTS)] = ()
    seals: Annotated[tuple[Seal, ...], Ordered] = ()
    decided: Decided = Decided()
