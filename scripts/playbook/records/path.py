"""Onboarding paths: what a newcomer, and the people around, do until when; and the path of somebody who leaves."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from graphlib import CycleError, TopologicalSorter
from typing import TYPE_CHECKING, Annotated, ClassVar, Literal

from pydantic import Field, StringConstraints

from playbook.records.base import Fault, RoleRef, Slug, Strict, Text, repeated
from playbook.records.kit import Kit
from playbook.records.page import Ordered, Page
from playbook.records.pain_point import Date
from playbook.records.role import Role
from playbook.records.standard import Standard

if TYPE_CHECKING:
    from playbook.records.library import Library

Owner = Literal["newcomer", "manager", "buddy", "lead", "leaver", "successor"]
TaskKind = Literal["access", "read", "meet", "do", "ship", "teach"]
Horizon = Literal[
    "before-day-1",
    "day-1",
    "week-1",
    "day-30",
    "day-60",
    "day-90",
    "notice",
    "handover",
    "last-week",
    "last-day",
    "after",
]

JOINING: Mapping[str, tuple[str, int]] = {
    "before-day-1": ("Before day 1", 0),
    "day-1": ("Day 1", 1),
    "week-1": ("Week 1", 5),
    "day-30": ("By day 30", 22),
    "day-60": ("By day 60", 43),
    "day-90": ("By day 90", 65),
}
"""Each horizon of somebody who joins: its title, and its last working day, counted from the first as 1."""

LEAVING: Mapping[str, tuple[str, int]] = {
    "notice": ("The week it is known", -20),
    "handover": ("Until a week before", -6),
    "last-week": ("The last week", -2),
    "last-day": ("The last day", -1),
    "after": ("30 days after", 22),
}
"""Each horizon of somebody who leaves: its title, and its last working day; the last day at work is -1."""

OWNERS: Mapping[bool, tuple[str, ...]] = {
    False: ("newcomer", "manager", "buddy", "lead"),
    True: ("leaver", "successor", "manager", "lead"),
}
"""Who may own a task, by whether the path leaves; first of all the one who walks it."""

DAY_ONE = 360
"""Minutes of the newcomer's own tasks on the first day at most. Our own limit."""
FIRST_CHANGE = 10
"""The working day by which the first change of a newcomer is in production. Our own limit."""
FRESH = datetime.timedelta(days=180)
"""How long a task counts as verified. Our own limit."""


Link = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][A-Za-z0-9/_-]*\.md(#[a-z0-9-]+)?$")]
"""A page by its path under docs/, with an anchor if need be."""


class Task(Strict):
    """Something to do. `evidence` is how everybody sees that it is done; `after` names tasks that come first.

    `day` is the working day by which it is done, where that is earlier than the end of its horizon.
    """

    id: Slug
    horizon: Horizon
    text: Annotated[Text, Field(max_length=160)]
    owner: Owner
    kind: TaskKind
    minutes: Annotated[int, Field(ge=5, le=2400)]
    evidence: Text
    after: Annotated[tuple[Slug, ...], Ordered] = ()
    link: Link | None = None
    day: Annotated[int, Field(ge=-60, le=65)] | None = None
    verified: Date
    """When somebody last did it as it stands here."""

    def stale(self, today: datetime.date) -> bool:
        """Tell whether nobody has verified it for so long that it may be wrong."""
        return today - self.verified > FRESH


class Path(Page):
    """A path with its tasks, in the order in which they are done. `leaves` marks the path of somebody who goes."""

    kind_name: ClassVar[str] = "path"
    kind: Literal["path"]  # type: ignore[assignment]

    id: Slug
    order: Annotated[int, Field(ge=1)]
    who: Text
    """Who walks it, such as: An ML engineer who joins a product team."""
    leaves: bool = False
    seat: RoleRef | None = None
    ends_with: Text
    tasks: Annotated[tuple[Task, ...], Field(strict=False, min_length=8)]

    @property
    def key(self) -> str:
        return self.id

    @property
    def horizons(self) -> Mapping[str, tuple[str, int]]:
        """The horizons that its tasks may have, in their order: id → title, last working day."""
        return LEAVING if self.leaves else JOINING

    def due(self, task: Task) -> int:
        """Give the working day by which `task` is done."""
        return task.day if task.day is not None else self.horizons[task.horizon][1]

    def faults(self, library: Library) -> Iterator[Fault]:
        """Tasks are in order and possible; others give access; the first change comes soon; links lead somewhere."""
        yield from repeated("tasks", (task.id for task in self.tasks))
        if any(other.order == self.order and other.id != self.id for other in library.all(Path)):
            yield ("order",), f"another path has the place {self.order} too", "give one of the two another place"
        if any(task.horizon not in self.horizons for task in self.tasks):
            for index, task in enumerate(self.tasks):
                if task.horizon not in self.horizons:
                    what = f"a path that {'leaves' if self.leaves else 'joins'} has no horizon `{task.horizon}`"
                    yield ("tasks", index, "horizon"), what, f"use one of: {', '.join(self.horizons)}"
            return
        yield from self._order()
        yield from self._owners()
        yield from self._days()
        if not self.leaves:
            yield from self._limits()
        yield from self._links(library)

    def _order(self) -> Iterator[Fault]:
        """What a task waits for exists, is done before it, and does not wait for it."""
        known = {task.id: task for task in self.tasks}
        for index, task in enumerate(self.tasks):
            for at, key in enumerate(task.after):
                path = ("tasks", index, "after", at)
                if key not in known:
                    yield path, f"there is no task `{key}`", f"use one of: {', '.join(sorted(known))}"
                elif self.due(known[key]) > self.due(task):
                    yield path, f"`{key}` is done later than this task, which waits for it", "move one of the two"
        try:
            TopologicalSorter({task.id: [key for key in task.after if key in known] for task in self.tasks}).prepare()
        except CycleError as error:
            circle = error.args[1]
            index = next(index for index, task in enumerate(self.tasks) if task.id == circle[0])
            what = f"these tasks wait for each other: {' → '.join(reversed(circle))}"
            yield ("tasks", index, "after"), what, "take one of the links out"

    def _owners(self) -> Iterator[Fault]:
        """Whoever walks the path neither gives nor takes away access of their own, and others are there to help."""
        owners = OWNERS[self.leaves]
        for index, task in enumerate(self.tasks):
            if task.owner not in owners:
                what = f"a path that {'leaves' if self.leaves else 'joins'} has no {task.owner}"
                yield ("tasks", index, "owner"), what, f"use one of: {', '.join(owners)}"
            elif task.kind == "access" and task.owner == owners[0]:
                what = f"nobody {'takes access from' if self.leaves else 'gives access to'} themselves"
                yield ("tasks", index, "owner"), what, f"give it to another: {', '.join(owners[1:])}"

    def _days(self) -> Iterator[Fault]:
        """A day of its own lies within the horizon of its task. No day is called 0 on the way out."""
        names = list(self.horizons)
        for index, task in enumerate(self.tasks):
            title, last = self.horizons[task.horizon]
            place = names.index(task.horizon)
            earliest = self.horizons[names[place - 1]][1] + 1 or 1 if place else -60
            if task.day is not None and not earliest <= task.day <= last:
                what = f"day {task.day} is not within “{title}”"
                yield ("tasks", index, "day"), what, f"name a day from {earliest} to {last}"

    def _limits(self) -> Iterator[Fault]:
        """The first day of a newcomer is not too full, and their first change comes soon."""
        own = [task for task in self.tasks if task.owner == "newcomer"]
        first = sum(task.minutes for task in own if task.horizon == "day-1")
        if first > DAY_ONE:
            what = f"the newcomer's first day holds {first} minutes of tasks; {DAY_ONE} is the most"
            yield ("tasks",), what, "move something into the week"
        ships = [self.due(task) for task in own if task.kind == "ship"]
        if not ships or min(ships) > FIRST_CHANGE:
            what = f"the newcomer's first change ships on day {min(ships)}" if ships else "the newcomer ships nothing"
            mend = "add a small task of theirs with `kind: ship` and `day:`"
            yield ("tasks",), f"{what}; day {FIRST_CHANGE} is the latest", mend

    def _links(self, library: Library) -> Iterator[Fault]:
        pages = {file.as_posix(): entry.record for file, entry in library.entries.items()}
        linked: set[type] = set()
        for index, task in enumerate(self.tasks):
            page = (task.link or "").partition("#")[0]
            if page and page not in pages:
                yield ("tasks", index, "link"), f"there is no page docs/{page}", "name a page by its path under docs/"
            elif page:
                linked.add(type(pages[page]))
        if self.leaves:
            return
        for kind, words in ((Role, "a role"), (Kit, "a workshop"), (Standard, "a standard")):
            if kind not in linked:
                yield (
                    ("tasks",),
                    f"no task links to {words}",
                    f"link one: a path leads to {words} that its walker needs",
                )
