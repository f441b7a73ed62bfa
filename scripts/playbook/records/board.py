"""A pain-point board as data: what a file, a link and the browser's store hold.

`format` counts up when meaning changes.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from playbook.records.base import Strict
from playbook.records.organisation import Component
from playbook.records.pain_point import Area, Effort, Status

MOST_ITEMS = 60
"""As many as a board holds: nobody ranks more. Our own limit."""

MOST_BALLOTS = 500
MOST_GROUPS = 8
LEAD = "lead"
"""The id of the group whose ranking is the lead's axis; every other group is one of the others."""

Id = Annotated[
    str,
    StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9-]{0,23}$"),
    Field(description="an id: letters, digits and hyphens, 24 at most"),
]
Ids = Annotated[tuple[Id, ...], Field(strict=False, max_length=MOST_ITEMS)]
Digest = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{8}$"), Field(description="8 hexadecimal digits")]
Hash = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$"), Field(description="64 hexadecimal digits")]
Salt = Annotated[
    str, StringConstraints(pattern=r"^[A-Za-z0-9_-]{8,64}$"), Field(description="8 to 64 letters and digits")
]
Title = Annotated[str, StringConstraints(min_length=2, max_length=48)]
BoardTitle = Annotated[str, StringConstraints(min_length=1, max_length=80)]
Words = Annotated[str, StringConstraints(max_length=400)]
Felt = Annotated[
    str,
    StringConstraints(min_length=1, max_length=400, pattern=r"^[^;]*$"),
    Field(description="a text of 1 to 400 characters without “;”"),
]
"""Who feels it. A semicolon separates them in CSV."""
Days = Annotated[int, Field(ge=1, le=1000)]


class Item(Strict):
    """A pain point on a board. `component`, `days` and the others may be unknown yet."""

    id: Id
    title: Title
    statement: Words = ""
    felt_by: Annotated[tuple[Felt, ...], Field(strict=False, max_length=20)] = ()
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


Groups = Annotated[tuple[Group, ...], Field(strict=False, min_length=2, max_length=MOST_GROUPS)]


class Ballot(Strict):
    """One voter's ranking: tiers from what hurts most; what is in none shares one last tier.

    `items` is the digest of the list that the voter saw, `number` counts the voter's ballots up from 1.
    """

    voter: Id
    group: Id
    number: Annotated[int, Field(ge=1, le=1_000_000)] = 1
    items: Digest | None = None
    tiers: Annotated[tuple[Ids, ...], Field(strict=False, max_length=MOST_ITEMS)]


class Seal(Strict):
    """The SHA-256 of a ballot that its voter keeps back until the others are in."""

    voter: Id
    group: Id
    hash: Hash


class Decided(Strict):
    """What a run-off vote chose among points that are tied at the cut."""

    lead: Ids = ()
    others: Ids = ()


class Board(Strict):
    """A board: `top` is how many count as high on each side; None stands for a third, and two at least."""

    format: Literal["playbook-board/1"] = "playbook-board/1"
    id: Id
    title: BoardTitle
    top: Annotated[int, Field(ge=1, le=MOST_ITEMS)] | None = None
    groups: Groups
    items: Annotated[tuple[Item, ...], Field(strict=False, max_length=MOST_ITEMS)]
    ballots: Annotated[tuple[Ballot, ...], Field(strict=False, max_length=MOST_BALLOTS)] = ()
    seals: Annotated[tuple[Seal, ...], Field(strict=False, max_length=MOST_BALLOTS)] = ()
    decided: Decided = Decided()


class BallotFile(Strict):
    """A ballot on its way to its board. `salt` opens the seal of a ballot that was kept back."""

    format: Literal["playbook-ballot/1"]
    board: Id
    voter: Id
    group: Id
    number: Annotated[int, Field(ge=1, le=1_000_000)] = 1
    items: Digest | None = None
    tiers: Annotated[tuple[Ids, ...], Field(strict=False, max_length=MOST_ITEMS)]
    salt: Salt | None = None


class SealFile(Strict):
    """A seal on its way to its board."""

    board: Id
    voter: Id
    group: Id
    hash: Hash


class SlipItem(Strict):
    """A pain point as voters see it."""

    id: Id
    title: Title
    statement: Words = ""


class Slip(Strict):
    """A board for voters: what there is to rank, and for which groups. No ballots."""

    format: Literal["playbook-slip/1"]
    board: Id
    title: BoardTitle
    groups: Groups
    items: Annotated[tuple[SlipItem, ...], Field(strict=False, max_length=MOST_ITEMS)]
