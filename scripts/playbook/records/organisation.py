"""`playbook.yml`: everything that an organisation changes to make the playbook its own."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, ClassVar, Literal, get_args

from pydantic import Field, StringConstraints

from playbook.records.base import Fault, Record, RoleRef, SkillRef, Strict, Text
from playbook.records.page import Ordered
from playbook.records.role import Role

if TYPE_CHECKING:
    from playbook.records.library import Library

Url = Annotated[str, StringConstraints(pattern=r"^https?://[^\s\"'<>]+$")]


class Site(Strict):
    """Where the playbook is published and kept. `url` ends with a slash; versions live below it."""

    name: Annotated[Text, StringConstraints(pattern=r"^[^\"\\\\<>{}]+$", max_length=40)]
    """Goes into titles and, as it is, into a style sheet: no quotes, backslashes or brackets."""
    url: Annotated[str, StringConstraints(pattern=r"^https?://[^\s\"'<>]+/$")]
    repository: Url


class Company(Strict):
    """The organisation. `made_up` marks the worked example on every page that speaks of it."""

    name: Text
    made_up: bool = False
    what: Text
    people: Annotated[int, Field(ge=1)]
    departments: Annotated[int, Field(ge=1)]
    data_scientists: Annotated[int, Field(ge=0)]
    product_teams: Annotated[int, Field(ge=0)]


class Member(Strict):
    """`count` people in one seat, with the hats that they wear and where they sit. No names."""

    seat: RoleRef
    count: Annotated[int, Field(ge=1, le=500)] = 1
    hats: Annotated[tuple[RoleRef, ...], Ordered] = ()
    sits_with: Literal["platform", "product"] = "platform"
    also: Annotated[tuple[SkillRef, ...], Ordered] = ()
    """Skills beyond those of the seat."""


class Service(Strict):
    """Something that other teams can ask the MLOps team for."""

    what: Text
    ask_in: Text
    answer_within: Text


class Channel(Strict):
    what: Text
    where: Text


class Team(Strict):
    """The MLOps team: its people, what others can ask of it, and where to find it."""

    name: Text
    department: Text
    mission: Text
    members: Annotated[tuple[Member, ...], Field(strict=False, min_length=1)]
    elsewhere: Annotated[tuple[RoleRef, ...], Ordered] = ()
    """Seats and hats that people outside the team fill, such as an executive sponsor."""
    services: Annotated[tuple[Service, ...], Ordered] = ()
    channels: Annotated[tuple[Channel, ...], Ordered] = ()
    not_ours: Annotated[tuple[Text, ...], Ordered] = ()


Component = Literal[
    "version control", "CI/CD", "containerisation", "container registry", "package registry",
    "experiment tracking", "model registry", "monitoring", "compute", "serving",
]  # fmt: skip
"""A part of the toolbelt. Source: B05, B06."""

COMPONENTS: tuple[Component, ...] = get_args(Component)
State = Literal["have", "partly", "nothing"]


class Tool(Strict):
    """What is in place for one component of the toolbelt.

    `chosen` is what is used; `owner` the team or role that answers for it, never a name. `procurement_weeks` is how
    long buying takes here, from the first question to the first log-in. `note` says where, if it is there in part.
    """

    component: Component
    state: State
    chosen: Text | None = None
    owner: Text | None = None
    procurement_weeks: Annotated[int, Field(ge=0, le=520)] | None = None
    note: Text | None = None


class Organisation(Record):
    kind_name: ClassVar[str] = "organisation"
    one_file: ClassVar[str | None] = "playbook.yml"

    site: Site
    organisation: Company
    team: Team
    tools: Annotated[tuple[Tool, ...], Ordered] = ()

    @property
    def key(self) -> str:
        return "organisation"

    def faults(self, library: Library) -> Iterator[Fault]:
        """A seat is a seat, a hat is a hat, and each component of the toolbelt stands once."""
        for index, member in enumerate(self.team.members):
            seat = library.find(Role, member.seat)
            if seat and seat.holds != "seat":
                yield ("team", "members", index, "seat"), f"`{member.seat}` is a hat, not a seat", "move it to `hats`"
            for place, hat in enumerate(member.hats):
                role = library.find(Role, hat)
                if role and role.holds != "hat":
                    yield (
                        ("team", "members", index, "hats", place),
                        f"`{hat}` is a seat, not a hat",
                        "give it a member of its own",
                    )
        yield from self._toolbelt()

    def _toolbelt(self) -> Iterator[Fault]:
        """What is used where something is there, where it is if only in part, and no component twice or left out."""
        seen: set[str] = set()
        for index, tool in enumerate(self.tools):
            if tool.component in seen:
                yield ("tools", index, "component"), f"`{tool.component}` stands here twice", "keep one"
            seen.add(tool.component)
            if tool.state == "nothing" and tool.chosen is not None:
                yield (
                    ("tools", index, "chosen"),
                    f"`{tool.component}` has nothing, and something that is `chosen`",
                    "write `state: have` or `partly`, or take `chosen` out",
                )
            if tool.state != "nothing" and tool.chosen is None:
                yield (
                    ("tools", index),
                    f"`{tool.component}` has no `chosen`",
                    "say what is used, or write `state: nothing`",
                )
            if tool.state == "partly" and tool.note is None:
                yield (
                    ("tools", index),
                    f"`{tool.component}` is there in part, and does not say where",
                    'add `note: "in two product teams"`, or write `state: have`',
                )
        if missing := [component for component in COMPONENTS if component not in seen]:
            yield (
                ("tools",),
                f"`tools` does not say what there is for {', '.join(missing)}",
                f"add a line for each, such as `- {{component: {missing[0]}, state: nothing}}`",
            )
