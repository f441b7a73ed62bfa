"""Seats and hats: who does what in and around an MLOps team."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, ClassVar, Literal

from pydantic import Field

from playbook.records.base import Fault, Record, RoleRef, SkillRef, Slug, Strict, Text, repeated
from playbook.records.page import Ordered, Page

if TYPE_CHECKING:
    from playbook.records.library import Library

Texts = Annotated[tuple[Text, ...], Field(strict=False, min_length=1)]


class Skill(Record):
    """Something that a person can do; roles name it broad (a little) or deep (a lot)."""

    kind_name: ClassVar[str] = "skill"
    one_file: ClassVar[str | None] = "docs/roles/skills.yml"

    id: Slug
    name: Text
    means: Text

    @property
    def key(self) -> str:
        return self.id


class Skills(Strict):
    """The T of a role: a little about a lot (`broad`), a lot about a few things (`deep`). Source: R17."""

    broad: Annotated[tuple[SkillRef, ...], Field(strict=False, min_length=1)]
    deep: Annotated[tuple[SkillRef, ...], Field(strict=False, min_length=1, max_length=4)]


class NotMine(Strict):
    """A decision that is often brought to this role, and the role that takes it."""

    what: Text
    who: RoleRef


class WorksWith(Strict):
    who: RoleRef
    what: Text


class Pairing(Strict):
    """A role that one person can, or must not, hold besides this one."""

    who: RoleRef
    why: Text


class FirstWeeks(Strict):
    when: Text
    do: Text


class Question(Strict):
    """A question to ask in an interview, and what a good answer has in it."""

    ask: Text
    good: Text


class Role(Page):
    """A seat (a job that one person holds) or a hat (worn on top of a seat)."""

    kind_name: ClassVar[str] = "role"
    kind: Literal["role"]  # type: ignore[assignment]

    id: Slug
    holds: Literal["seat", "hat"]
    side: Literal["platform", "product", "both", "leadership"]
    """Whose ink the role is drawn in: the MLOps team's, the product teams', both, or above them."""
    order: Annotated[int, Field(ge=1)]
    purpose: Text
    outcomes: Texts
    decides: Texts
    consulted_on: Texts
    not_mine: Annotated[tuple[NotMine, ...], Field(strict=False, min_length=2)]
    works_with: Annotated[tuple[WorksWith, ...], Field(strict=False, min_length=2)]
    skills: Skills
    combines_with: Annotated[tuple[Pairing, ...], Ordered] = ()
    conflicts_with: Annotated[tuple[Pairing, ...], Ordered] = ()
    needed_when: Text
    breaks_without: Text
    missing_signs: Texts
    measures: Texts
    first_weeks: Annotated[tuple[FirstWeeks, ...], Field(strict=False, min_length=2)]
    interview: Annotated[tuple[Question, ...], Field(strict=False, min_length=2)]
    also_called: Texts

    @property
    def key(self) -> str:
        return self.id

    def faults(self, library: Library) -> Iterator[Fault]:
        """A role names no relation to itself, and a conflict is written on both pages."""
        for name in ("not_mine", "works_with", "combines_with", "conflicts_with"):
            for index, item in enumerate(getattr(self, name)):
                if item.who == self.id:
                    yield (name, index, "who"), f"`{self.id}` names itself", "name another role"
        for name in ("conflicts_with", "combines_with"):
            for index, item in enumerate(getattr(self, name)):
                other = library.find(Role, item.who)
                if other and self.id not in {back.who for back in getattr(other, name)}:
                    yield (
                        (name, index, "who"),
                        f"`{self.id}` lists `{item.who}` under `{name}`, but not the other way round",
                        f"add `{self.id}` to `{name}` of `{item.who}`, or take this one out",
                    )
        both = {item.who for item in self.combines_with} & {item.who for item in self.conflicts_with}
        for who in sorted(both):
            yield ("conflicts_with",), f"`{who}` both combines and conflicts with `{self.id}`", "keep one of the two"


class Activity(Strict):
    """Something that has to be done: who answers for it (one), who does it, who is asked, who is told."""

    id: Slug
    what: Text
    stage: Literal["Decide", "Build", "Release", "Run", "Learn"]
    accountable: RoleRef
    responsible: Annotated[tuple[RoleRef, ...], Field(strict=False, min_length=1)]
    consulted: Annotated[tuple[RoleRef, ...], Ordered] = ()
    informed: Annotated[tuple[RoleRef, ...], Ordered] = ()


class Responsibilities(Page):
    """The activity × role matrix. One accountable role an activity follows from the field's type."""

    kind_name: ClassVar[str] = "responsibilities"
    kind: Literal["responsibilities"]  # type: ignore[assignment]
    activities: Annotated[tuple[Activity, ...], Field(strict=False, min_length=5)]

    def faults(self, library: Library) -> Iterator[Fault]:
        """Nobody is both asked and told, every seat has work, and ids are used once."""
        yield from repeated("activities", (activity.id for activity in self.activities))
        busy: set[str] = set()
        for index, activity in enumerate(self.activities):
            doing = {activity.accountable, *activity.responsible}
            busy |= doing
            for name in ("consulted", "informed"):
                for who in getattr(activity, name):
                    others = doing | (set(activity.consulted) if name == "informed" else set())
                    if who in others:
                        yield (
                            ("activities", index, name),
                            f"`{who}` has two parts in `{activity.id}`",
                            "keep the strongest: accountable, responsible, consulted, informed",
                        )
        for role in library.all(Role):
            if role.holds == "seat" and role.id not in busy:
                yield ("activities",), f"no activity names the seat `{role.id}` as doing or answering", "add one"
