"""Standards: rules with IDs that stay, each with the pain that it takes away, its examples and its history."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from pathlib import PurePath
from typing import TYPE_CHECKING, Annotated, ClassVar, Literal

from pydantic import Field, StringConstraints

from playbook.records.base import Fault, PageRef, Reference, RoleRef, Slug, Strict, Text, repeated
from playbook.records.catalogue import PRIVATE_FROM
from playbook.records.page import Ordered, Page

if TYPE_CHECKING:
    from playbook.records.library import Library

FOLDER = PurePath("standards")
"""Under docs/: each standard is a folder of it, with its page and its two examples."""

Id = Annotated[str, StringConstraints(pattern=r"^[A-Z]{2,4}[0-9]{3}$")]
"""Family and number. 001 to 899 are the playbook's, 900 to 999 the organisation's own. Never reused."""

Edition = Annotated[str, StringConstraints(pattern=r"^[0-9]+\.[0-9]+$")]

TIERS = ("everyone", "growing", "regulated")
"""Whom a standard is for, from the no-brainers to what a sector demands. Each tier includes those before it."""

LEVELS = ("must", "should", "may")
STATES = ("draft", "preview", "stable", "deprecated", "withdrawn")


class StandardRef(Reference):
    kind_name = "standard"


Texts = Annotated[tuple[Text, ...], Field(strict=False, min_length=1)]


class Waiver(Strict):
    """A case in which the standard does not apply, and what to do in its place."""

    when: Text
    instead: Text


class Change(Strict):
    """A line of the history: the edition, the day, and what became different."""

    edition: Edition
    date: Annotated[datetime.date, Field(strict=False)]
    what: Text
    rewords: bool = False
    """The rule was put into other words and means the same; a new meaning would be a new number."""


class Made(Strict):
    """A file of an example that is too big to keep: it is made of repeated filler when the example is laid out."""

    path: Annotated[str, StringConstraints(pattern=r"^(bad|good)/[A-Za-z0-9._/-]+$")]
    kilobytes: Annotated[int, Field(ge=1, le=12_000)]


class Example(Strict):
    """What the bad or the good example shows. `shows` names the files to print, in order; the rest are listed."""

    title: Annotated[Text, Field(max_length=60)]
    says: Text
    shows: Annotated[tuple[str, ...], Field(strict=False, min_length=1, max_length=4)]


class Standard(Page):
    """A rule that a reviewer can cite. `decides` is what the check verifies; it is empty where there is no check."""

    kind_name: ClassVar[str] = "standard"
    kind: Literal["standard"]  # type: ignore[assignment]

    id: Id
    slug: Slug
    rule: Text
    tier: Literal["everyone", "growing", "regulated"]
    level: Literal["must", "should", "may"]
    state: Literal["draft", "preview", "stable", "deprecated", "withdrawn"]
    since: Edition
    replaced_by: StandardRef | None = None
    former_slugs: Annotated[tuple[Slug, ...], Ordered] = ()
    pain: Annotated[Text, Field(max_length=140)]
    """What somebody would say who suffers without it."""
    felt_by: Annotated[tuple[RoleRef, ...], Field(strict=False, min_length=1)]
    decides: Annotated[tuple[Text, ...], Ordered] = ()
    leaves: Texts
    """Questions that a reviewer asks."""
    cost: Text
    first_step: Text
    bring_in: Annotated[tuple[Text, ...], Field(strict=False, min_length=2, max_length=5)]
    exceptions: Annotated[tuple[Waiver, ...], Ordered] = ()
    comment: Text
    """What a reviewer writes: the ask and the mend, without the rule, which is put before it."""
    bad: Example
    good: Example
    made: Annotated[tuple[Made, ...], Ordered] = ()
    related: Annotated[tuple[StandardRef, ...], Ordered] = ()
    see: Annotated[tuple[PageRef, ...], Ordered] = ()
    history: Annotated[tuple[Change, ...], Field(strict=False, min_length=1)]

    @property
    def key(self) -> str:
        return self.id

    @property
    def family(self) -> str:
        """The letters of the ID."""
        return self.id[:-3]

    @property
    def private(self) -> bool:
        """Whether it belongs to the organisation that adopted the playbook."""
        return int(self.id[-3:]) >= PRIVATE_FROM

    @property
    def name(self) -> str:
        """The title without the ID."""
        return self.title.removeprefix(self.id).strip()

    @property
    def checked(self) -> bool:
        """Whether `playbook review` decides a part of it."""
        return bool(self.decides)

    def faults(self, library: Library) -> Iterator[Fault]:
        """Rules between the fields, between standards, and between the page and its two examples."""
        if not self.title.startswith(f"{self.id} ") or len(self.name) > 60:
            yield ("title",), "the title is the ID, a space, and at most 60 characters", f'write "{self.id} …"'
        if self.id.endswith("000"):
            yield ("id",), "numbers begin at 001", "take the next free number of the family"
        if self.state == "withdrawn" and self.replaced_by is None and len(self.history) < 2:
            yield ("history",), "a withdrawn standard says why", "add a line of history, or `replaced_by`"
        if self.replaced_by is not None and self.state not in ("deprecated", "withdrawn"):
            yield ("replaced_by",), f"a {self.state} standard is not replaced", "set the state, or take it out"
        if self.replaced_by == self.id:
            yield ("replaced_by",), "it names itself", "name the standard that takes its place"
        if library.find(Family, self.family) is None:
            yield ("id",), f"there is no family `{self.family}`", "write its page: kind: family, with this id"
        yield from self._slugs(library)
        yield from self._history()
        yield from self._examples(library)

    def _slugs(self, library: Library) -> Iterator[Fault]:
        for other in library.all(Standard):
            for slug in {self.slug, *self.former_slugs} & {other.slug, *other.former_slugs}:
                if other.id < self.id:
                    yield ("slug",), f"the slug `{slug}` is {other.id}'s", "choose another; slugs are never reused"

    def _history(self) -> Iterator[Fault]:
        if self.history[-1].edition != self.since:
            yield ("history",), f"the oldest line is not of {self.since}, its `since`", "newest first, `since` last"
        dates = [change.date for change in self.history]
        if dates != sorted(dates, reverse=True):
            yield ("history",), "the dates are not in order", "newest first"

    def _examples(self, library: Library) -> Iterator[Fault]:
        file = library.file_of(self)
        if file.parent.name != self.id:
            yield ("id",), f"{self.id} stands in the folder `{file.parent.name}`", f"rename the folder to `{self.id}`"
            return
        folder = library.root / "docs" / file.parent
        made = {made.path for made in self.made}
        for name, example in (("bad", self.bad), ("good", self.good)):
            for index, path in enumerate(example.shows):
                if f"{name}/{path}" not in made and not (folder / name / path).is_file():
                    yield (name, "shows", index), f"there is no file {name}/{path}", "write it, or correct the name"


class FamilyMember(Strict):
    """A standard of the family, and why it comes at this place in the order."""

    id: StandardRef
    why: Text


class Family(Page):
    """Standards that belong together, in the order in which a team takes them up."""

    kind_name: ClassVar[str] = "family"
    kind: Literal["family"]  # type: ignore[assignment]
    id: Annotated[str, StringConstraints(pattern=r"^[A-Z]{2,4}$")]
    order: Annotated[int, Field(ge=1)]
    standards: Annotated[tuple[FamilyMember, ...], Field(strict=False, min_length=1)]

    @property
    def key(self) -> str:
        return self.id

    def faults(self, library: Library) -> Iterator[Fault]:
        """It lists each of its standards once, and nobody else's."""
        yield from repeated("standards", (member.id for member in self.standards))
        listed = {str(member.id) for member in self.standards}
        for index, member in enumerate(self.standards):
            if member.id[:-3] != self.id:
                yield ("standards", index, "id"), f"`{member.id}` is of another family", "take it out"
        for standard in library.all(Standard):
            if standard.family == self.id and standard.id not in listed:
                yield ("standards",), f"`{standard.id}` is missing", "say where in the order it comes, and why"


class AdoptionStep(Strict):
    """A pain, in words that somebody would say, and the standards that take it away, in order."""

    id: Slug
    tier: Literal["everyone", "growing", "regulated"]
    pain: Text
    standards: Annotated[tuple[StandardRef, ...], Field(strict=False, min_length=1)]
    why: Text


class Adoption(Page):
    """The order in which a team takes the standards up: everyone's first, one pain at a time."""

    kind_name: ClassVar[str] = "adoption"
    kind: Literal["adoption"]  # type: ignore[assignment]
    steps: Annotated[tuple[AdoptionStep, ...], Field(strict=False, min_length=1)]

    def faults(self, library: Library) -> Iterator[Fault]:
        """Each standard of the playbook that counts has its step, once, in that of its tier; tiers come in order."""
        yield from repeated("steps", (step.id for step in self.steps))
        tiers = [TIERS.index(step.tier) for step in self.steps]
        if tiers != sorted(tiers):
            yield ("steps",), "the tiers are out of order", f"put them in the order {', '.join(TIERS)}"
        seen: set[str] = set()
        for index, step in enumerate(self.steps):
            for place, key in enumerate(step.standards):
                standard = library.find(Standard, key)
                if key in seen:
                    yield ("steps", index, "standards", place), f"`{key}` has a step already", "keep one"
                if standard and standard.tier != step.tier:
                    yield ("steps", index, "standards", place), f"`{key}` is for {standard.tier}", "move it there"
                seen.add(key)
        for standard in library.all(Standard):
            if standard.id not in seen and standard.state in ("preview", "stable") and not standard.private:
                yield ("steps",), f"`{standard.id}` has no step", "add it to one, by the pain that it takes away"
