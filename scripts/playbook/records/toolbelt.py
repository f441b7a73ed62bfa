"""The toolbelt: what each of its ten components is for, and the question that tells whether it is there."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, ClassVar, Literal

from pydantic import Field, StringConstraints

from playbook.records.base import Fault, Strict, Text
from playbook.records.organisation import COMPONENTS, Component
from playbook.records.page import Ordered, Page
from playbook.records.standard import StandardRef

if TYPE_CHECKING:
    from playbook.records.library import Library


class Part(Strict):
    """One component.

    `gives` says what it is for; `asks` is a question of which yes means that it is there; `without` is what
    leadership is told when there is nothing; `pain` is a statement (When … I have to … which costs …) for a board,
    to be put into one's own words; `standards` are those that need it.
    """

    component: Component
    gives: Text
    asks: Annotated[Text, StringConstraints(pattern=r"\?$")]
    without: Text
    pain: Annotated[Text, StringConstraints(pattern=r"^When .+, which costs .+\.$", max_length=300)]
    standards: Annotated[tuple[StandardRef, ...], Ordered] = ()


class Toolbelt(Page):
    """The inventory's page."""

    kind_name: ClassVar[str] = "toolbelt"
    kind: Literal["toolbelt"]  # type: ignore[assignment]
    parts: Annotated[tuple[Part, ...], Field(strict=False)]

    def faults(self, library: Library) -> Iterator[Fault]:  # noqa: ARG002
        """Each component stands once, in the order that they have everywhere."""
        if [part.component for part in self.parts] != list(COMPONENTS):
            yield (
                ("parts",),
                "the ten components do not stand here once each",
                f"in this order: {', '.join(COMPONENTS)}",
            )
