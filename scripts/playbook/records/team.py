"""Team shapes: the ways to arrange the people."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, ClassVar, Literal

from pydantic import Field

from playbook.records.base import Fault, RoleRef, Slug, Strict, Text, repeated
from playbook.records.page import Ordered, Page

if TYPE_CHECKING:
    from playbook.records.library import Library

Side = Literal["platform", "both", "product", "leadership"]


class Group(Strict):
    """`count` people in the same seat: in the MLOps team, in product teams, in both, or above them."""

    seat: RoleRef
    count: Annotated[int, Field(ge=1, le=200)]
    side: Side
    hats: Annotated[tuple[RoleRef, ...], Ordered] = ()


class Shape(Strict):
    """A way to arrange the people, drawn as two plates: the MLOps team and the product teams."""

    id: Slug
    title: Text
    lede: Text
    fits: Text
    breaks: Text
    people: Annotated[tuple[Group, ...], Field(strict=False, min_length=1)]
    link: Literal["apart", "touching", "overlapping", "fan"]
    """How the two plates stand to each other; `fan`: department by department."""


class Shapes(Page):
    kind_name: ClassVar[str] = "shapes"
    kind: Literal["shapes"]  # type: ignore[assignment]
    shapes: Annotated[tuple[Shape, ...], Field(strict=False, min_length=4)]

    def faults(self, library: Library) -> Iterator[Fault]:  # noqa: ARG002
        """Each shape has an id of its own."""
        yield from repeated("shapes", (shape.id for shape in self.shapes))
