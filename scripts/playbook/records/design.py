"""Templates of design documents: the sections that a document needs at each stage, and how each is written well.

A template has versions. A section says in which it came (`since`), in which it was last (`until`), and what it was
called before (`formerly`), so that documents of every version can be read and moved on.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePath
from typing import TYPE_CHECKING, Annotated, ClassVar, Literal

from pydantic import Field, StringConstraints

from playbook.records.base import Fault, Reference, RoleRef, Slug, Strict, Text, repeated
from playbook.records.page import Ordered, Page
from playbook.records.pain_point import Date
from playbook.records.standard import Edition

if TYPE_CHECKING:
    from playbook.records.library import Library

FOLDER = PurePath("design")
"""Under docs/: the pages about design documents. The documents themselves stand in folders of it."""

DOCUMENT_FOLDERS = ("documents", "failed")
"""In FOLDER: the worked organisation's documents, and the one that tells of a failure. They are no pages."""

STAGES = ("problem", "pilot", "rollout", "operated", "retired")
Stage = Literal["problem", "pilot", "rollout", "operated", "retired"]
"""How far what the document is about has come. A stage asks for its own sections and those of the stages before."""

FORMS: dict[str, tuple[str, ...]] = {
    "before": ("What", "Number", "Taken on", "Source"),
    "asks": ("What", "Of whom", "Hours", "Until"),
    "success": ("Measure", "Before", "Aim", "By"),
    "alternatives": ("Option", "For it", "Against it"),
    "integration": ("We connect to", "Allowed?", "Who said so", "When"),
    "after": ("Measure", "Before", "Now", "Taken on", "Source"),
}
"""Sections that are a table, by what the table holds, with its columns. The check reads them."""

Form = Literal["before", "asks", "success", "alternatives", "integration", "after"]
Version = Annotated[int, Field(ge=1, le=99)]


class TemplateRef(Reference):
    kind_name = "design-template"


class Former(Strict):
    """What a section was called up to and with the version `until`."""

    id: Slug
    title: Text
    until: Version


TAKEN = ("sources", "begin-one", "empty-document", "template-versions", "template-former")
"""Ids of a template's page that no section can have: its own id is its anchor there."""


class Section(Strict):
    """A section: `asks` is the line of guidance; `good` and `weak` are the same paragraph, written well and badly.

    In a section with a `form` they are lists of rows; cells are parted by ` | `.
    """

    id: Slug
    title: Text
    stage: Stage
    asks: Text
    form: Form | None = None
    since: Version = 1
    until: Version | None = None
    formerly: Annotated[tuple[Former, ...], Ordered] = ()
    good: Annotated[tuple[Text, ...], Field(strict=False, min_length=1)]
    weak: Annotated[tuple[Text, ...], Field(strict=False, min_length=1)]
    because: Text
    """What the weak one leaves open."""

    def at(self, version: int) -> tuple[str, str] | None:
        """Give id and title of the section in `version` of its template, or None where it is not in it."""
        if version < self.since or (self.until is not None and version > self.until):
            return None
        for former in sorted(self.formerly, key=lambda former: former.until):
            if version <= former.until:
                return former.id, former.title
        return self.id, self.title


class Change(Strict):
    """A version of a template: the edition and the day on which it came, and what became different."""

    version: Version
    edition: Edition
    date: Date
    what: Text


class DesignTemplate(Page):
    """A template. `use` says when to take it, `instead` when not, and what to do then."""

    kind_name: ClassVar[str] = "design-template"
    kind: Literal["design-template"]  # type: ignore[assignment]

    id: Slug
    order: Annotated[int, Field(ge=1)]
    use: Annotated[tuple[Text, ...], Field(strict=False, min_length=1)]
    instead: Annotated[tuple[Text, ...], Field(strict=False, min_length=1)]
    hours: Annotated[tuple[int, int], Field(strict=False)]
    """What the first stage takes to write, the least and the most. Our own estimate."""
    sections: Annotated[tuple[Section, ...], Field(strict=False, min_length=3)]
    versions: Annotated[tuple[Change, ...], Field(strict=False, min_length=1)]

    @property
    def key(self) -> str:
        return self.id

    @property
    def version(self) -> int:
        """The newest version."""
        return max(change.version for change in self.versions)

    def faults(self, library: Library) -> Iterator[Fault]:
        """Sections have ids of their own in every version, stand in the order of stages; versions count up by one."""
        if library.file_of(self) != FOLDER / f"{self.id}.md":
            mend = f"move it to docs/{FOLDER / self.id}.md"
            yield ("id",), "the id is not the name of the template's file", mend
        if any(other.order == self.order and other.id != self.id for other in library.all(DesignTemplate)):
            yield ("order",), f"another template has the place {self.order} too", "give one of the two another place"
        if [change.version for change in self.versions] != list(range(1, len(self.versions) + 1)):
            yield ("versions",), "versions count up from 1 by one, the oldest first", "put them in this order"
        yield from repeated("sections", (section.id for section in self.sections))
        yield from self._sections()

    def _sections(self) -> Iterator[Fault]:
        newest, reached = self.version, 0
        for index, section in enumerate(self.sections):
            path = ("sections", index)
            if STAGES.index(section.stage) < reached:
                yield (*path, "stage"), "a section of an earlier stage stands below one of a later", "move it up"
            reached = max(reached, STAGES.index(section.stage))
            if section.id in TAKEN or section.id.startswith(("stage-", "source-")):
                yield (*path, "id"), f"the page has another place with the id `{section.id}`", "rename the section"
            if section.since > newest:
                mend = f"the newest is {newest}; add the version below `versions`"
                yield (*path, "since"), f"there is no version {section.since}", mend
            if section.form:
                yield from self._rows(path, section)
        for version in range(1, newest + 1):
            ids = [at[0] for section in self.sections if (at := section.at(version))]
            for key in sorted({key for key in ids if ids.count(key) > 1}):
                yield ("sections",), f"in version {version} two sections have the id `{key}`", "rename one"

    def _rows(self, path: tuple[str | int, ...], section: Section) -> Iterator[Fault]:
        assert section.form
        columns = FORMS[section.form]
        for side in ("good", "weak"):
            for at, row in enumerate(getattr(section, side)):
                cells = len(row.split(" | "))
                if cells != len(columns):
                    what = f"this row has {cells} cells, and the table has {len(columns)} columns"
                    yield (*path, side, at), what, f"give: {' | '.join(columns)}"


class Line(Strict):
    """A sentence of the guide for a reviewer, and the question that goes into the review."""

    looks: Text
    asks: Annotated[Text, StringConstraints(pattern=r"\?( \[@[^\]]+\])?$")]


class Reviewer(Strict):
    """What one role looks for in a design document."""

    role: RoleRef
    reads: Text
    """Which sections, and in how many minutes."""
    lines: Annotated[tuple[Line, ...], Field(strict=False, min_length=3, max_length=6)]


class DesignReview(Page):
    """The page for those who review."""

    kind_name: ClassVar[str] = "design-review"
    kind: Literal["design-review"]  # type: ignore[assignment]

    reviewers: Annotated[tuple[Reviewer, ...], Field(strict=False, min_length=2)]


class DesignExample(Page):
    """A page that shows a filled document: `document` is its file below docs/design/.

    `breaks` names the rules that it breaks on purpose.
    """

    kind_name: ClassVar[str] = "design-example"
    kind: Literal["design-example"]  # type: ignore[assignment]

    document: Annotated[str, StringConstraints(pattern=r"^(documents|failed)/[0-9]{4}-[a-z0-9-]+\.md$")]
    breaks: Annotated[tuple[str, ...], Ordered] = ()

    def faults(self, library: Library) -> Iterator[Fault]:
        """The document is there."""
        if not (library.root / "docs" / FOLDER / self.document).is_file():
            yield ("document",), f"there is no file docs/{FOLDER}/{self.document}", "name a file that is there"


def inside_documents(file: PurePath) -> bool:
    """Tell whether `file`, a path under docs/, is a design document and so no page."""
    parts = file.parts
    return len(parts) == 3 and parts[0] == FOLDER.name and parts[1] in DOCUMENT_FOLDERS
