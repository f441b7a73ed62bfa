"""The rules by which a team is composed: which seats in which order, who wears which hat, and why."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePath
from typing import TYPE_CHECKING, Annotated, ClassVar, Literal

from pydantic import Field, model_validator

from playbook.records.base import Fault, Record, RoleRef, Slug, Strict, Text
from playbook.records.page import Ordered
from playbook.records.role import Role

if TYPE_CHECKING:
    from playbook.records.library import Library

MOST_PEOPLE = 15
Executive = Literal["yes", "not-yet", "no"]
"""Somebody at executive level who gets it; somebody who does not get it yet; nobody."""
ProductManager = Literal["technical", "not-technical", "none"]
Teams = Literal["one", "several"]
"""How many product teams the team serves."""

Count = Annotated[int, Field(ge=1, le=MOST_PEOPLE)]


class When(Strict):
    """What must hold for a rule; what is left out may be anything.

    `people` is the least and the most; `together` are roles that one person holds.
    """

    people: Annotated[tuple[Count, Count] | None, Ordered] = None
    executive: Annotated[tuple[Executive, ...], Ordered] = ()
    product_manager: Annotated[tuple[ProductManager, ...], Ordered] = ()
    teams: Annotated[tuple[Teams, ...], Ordered] = ()
    together: Annotated[tuple[RoleRef, ...], Ordered] = ()


class CompositionRule(Record):
    """One rule. They are read in the order of the file.

    `seat` gives the next person of the team a seat, until everybody has one; from `first_from` people on, that
    seat is filled before the others. `add` gives a role (a hat, or a second seat) to somebody who has a seat: the
    first in `to` who is there and holds nothing that conflicts, and rather somebody who holds none of `apart_from`.
    A role is given once. `warn` gives nothing; the first warning that fits is shown.
    """

    kind_name: ClassVar[str] = "composition rule"
    one_file: ClassVar[str | None] = "docs/roles/composition.yml"
    printed_on: ClassVar[PurePath | None] = PurePath("roles/composer.md")

    id: Slug
    does: Literal["seat", "add", "warn"]
    when: When = When()
    gives: RoleRef | None = None
    first_from: Count | None = None
    to: Annotated[tuple[Literal["executive"] | RoleRef, ...], Ordered] = ()
    apart_from: Annotated[tuple[RoleRef, ...], Ordered] = ()
    later: bool = False
    """The role is yet to be taken up, such as by an executive who does not get it yet."""
    why: Text

    @property
    def key(self) -> str:
        return self.id

    @model_validator(mode="after")
    def _fits_together(self) -> CompositionRule:
        if (self.gives is None) != (self.does == "warn"):
            raise ValueError("`seat` and `add` name a role under `gives`; `warn` names none")
        if bool(self.to) != (self.does == "add"):
            raise ValueError("`add` names under `to` who holds the role; `seat` and `warn` name nobody")
        if self.first_from and self.does != "seat":
            raise ValueError("`first_from` is for `seat` alone")
        if (self.apart_from or self.later) and self.does != "add":
            raise ValueError("`apart_from` and `later` are for `add` alone")
        if self.when.together and self.does != "warn":
            raise ValueError("`together` is for `warn` alone: it looks at who holds what in the end")
        if self.when.people and self.when.people[0] > self.when.people[1]:
            raise ValueError("`people` is the least, then the most")
        return self

    def faults(self, library: Library) -> Iterator[Fault]:
        """Seats are seats, and nobody is given what the role records forbid."""
        role = library.find(Role, self.gives) if self.gives else None
        if role and self.does == "seat" and role.holds != "seat":
            yield ("gives",), f"`{role.id}` is a hat", "write `does: add`, and who wears it under `to`"
        for index, seat in enumerate(self.to):
            holder = library.find(Role, seat)
            if holder and holder.holds != "seat":
                yield ("to", index), f"`{seat}` is a hat; only somebody in a seat can be given a role", "name a seat"
            if role and holder:
                yield from self._clash(role, holder, index)

    def _clash(self, role: Role, holder: Role, index: int) -> Iterator[Fault]:
        if holder.id in {pair.who for pair in role.conflicts_with}:
            what = f"`{role.id}` must not be held together with `{holder.id}`"
            yield ("to", index), what, "take it out of `to`"
        elif role.holds == "seat" and holder.id not in {pair.who for pair in role.combines_with}:
            what = f"the record of `{role.id}` does not say that it combines with `{holder.id}`"
            yield ("to", index), what, "take it out of `to`, or add the pair to both roles under `combines_with`"
