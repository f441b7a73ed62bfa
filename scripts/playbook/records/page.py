"""The front matter that every page has. Kinds of page with more keys extend `Page`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePath
from typing import TYPE_CHECKING, Annotated, ClassVar, Literal

from pydantic import Field

from playbook.records.base import Fault, PageRef, Record, RoleRef, Slug, SourceRef, Strict, Text, repeated

if TYPE_CHECKING:
    from playbook.records.library import Library

Ordered = Field(strict=False)
"""For tuples: YAML gives lists."""


class Search(Strict):
    """Material's search settings of a page."""

    exclude: bool = False
    boost: float | None = None


class Page(Record):
    """`reader`: who the page is for; `outcome`: what they have at the end; `minutes`: how long it takes.

    `description` is for search engines and link previews. `sources` holds what generated parts of
    the page rest on; text cites its own with `[@T05]`.
    """

    kind_name: ClassVar[str] = "page"

    kind: Literal["page"] = "page"
    title: Text
    description: Annotated[Text, Field(max_length=170)]
    reader: Text
    outcome: Text
    minutes: Annotated[int, Field(ge=1, le=60)]
    lede: Text | None = None
    sources: Annotated[tuple[SourceRef, ...], Ordered] = ()
    hide: Annotated[tuple[Literal["navigation", "toc", "footer"], ...], Ordered] = ()
    search: Search = Search()

    @property
    def key(self) -> str:
        """Pages are known by their path; the loader keeps it."""
        return ""

    @property
    def takes(self) -> str:
        """How long it takes, as the strip below the title says it."""
        return f"{self.minutes} minute{'s' if self.minutes != 1 else ''}"


class Door(Strict):
    """A way into the playbook: the sentence a reader would say, and the one page that starts that job.

    How long it takes is what that page says of itself.
    """

    says: Text
    to: PageRef
    gives: Text
    then: Annotated[tuple[PageRef, ...], Field(strict=False, max_length=3)] = ()


class Home(Page):
    """The front page and its four doors."""

    kind_name: ClassVar[str] = "home"
    kind: Literal["home"]  # type: ignore[assignment]
    doors: Annotated[tuple[Door, ...], Field(strict=False, min_length=4, max_length=4)]


class Difference(Strict):
    """One question, and how each of the two roles answers it."""

    question: Text
    left: Text
    right: Text


class Comparison(Page):
    """Two roles that are taken for one another."""

    kind_name: ClassVar[str] = "comparison"
    kind: Literal["comparison"]  # type: ignore[assignment]
    left: RoleRef
    right: RoleRef
    differences: Annotated[tuple[Difference, ...], Field(strict=False, min_length=4)]

    def faults(self, library: Library) -> Iterator[Fault]:  # noqa: ARG002
        """The two roles are two."""
        if self.left == self.right:
            yield ("right",), f"`{self.right}` stands on both sides", "name another role"


class Term(Strict):
    """A word and what the playbook means by it. `also` are other forms, under which it is found in the text too."""

    id: Slug
    term: Text
    means: Text
    also: Annotated[tuple[Text, ...], Ordered] = ()
    see: PageRef | None = None


class Glossary(Page):
    """The words of the playbook, each defined once."""

    kind_name: ClassVar[str] = "glossary"
    kind: Literal["glossary"]  # type: ignore[assignment]
    terms: Annotated[tuple[Term, ...], Field(strict=False, min_length=1)]
    plain: Annotated[tuple[Text, ...], Ordered] = ()
    """Abbreviations that everybody knows."""

    def faults(self, library: Library) -> Iterator[Fault]:  # noqa: ARG002
        """Each term has an id of its own, and each of its forms stands once."""
        yield from repeated("terms", (term.id for term in self.terms))
        seen: dict[str, str] = {}
        for index, term in enumerate(self.terms):
            for at, form in enumerate((term.term, *term.also)):
                path = ("terms", index, "also", at - 1) if at else ("terms", index, "term")
                if form.casefold() in seen:
                    what = f"“{form}” is a form of `{seen[form.casefold()]}` already"
                    yield path, what, "define a word once; keep it in one of the two"
                seen[form.casefold()] = term.id


def address(file: PurePath) -> str:
    """Give the address of a page, relative to the site's root: `roles/x.md` is at `roles/x/`."""
    if file.name == "index.md":
        return "" if file.parent == PurePath() else f"{file.parent.as_posix()}/"
    return f"{file.with_suffix('').as_posix()}/"
