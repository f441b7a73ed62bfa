"""What all records share: strict fields, references to other records, and rules across records."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import PurePath
from typing import TYPE_CHECKING, Annotated, Any, ClassVar

from pydantic import BaseModel, ConfigDict, GetCoreSchemaHandler, StringConstraints
from pydantic_core import core_schema

if TYPE_CHECKING:
    from playbook.records.library import Library

Text = Annotated[str, StringConstraints(min_length=2, strip_whitespace=True)]
"""A sentence or phrase of plain text. `[@T05]` in it cites a claim; nothing else is markup."""

Slug = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$", max_length=60)]
"""An id for people and addresses: lower case, digits, hyphens."""

Fault = tuple[tuple[str | int, ...], str, str]
"""A breach of a rule across records: the path of the value, what is wrong, the mend."""


class Strict(BaseModel):
    """A part of a record: no unknown keys, no silent conversion, never changed once read."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class Record(Strict):
    """Something with an identity that others may refer to. `kind` names it in front matter and errors."""

    kind_name: ClassVar[str]
    one_file: ClassVar[str | None] = None
    """Where a kind that is no page lives: one YAML file, relative to the repository."""
    printed_on: ClassVar[PurePath | None] = None
    """The page, under docs/, that prints the records of such a kind and so lists the sources that they cite."""

    @property
    def key(self) -> str:
        """The id, unique among the records of this kind."""
        raise NotImplementedError

    def faults(self, library: Library) -> Iterator[Fault]:  # noqa: ARG002
        """Rules that need the other records. Called once all of them are read."""
        return iter(())


def repeated(name: str, ids: Iterable[str]) -> Iterator[Fault]:
    """Give a fault for each id in the list `name` of a record that an earlier item has: anchors are made of them."""
    seen: set[str] = set()
    for index, key in enumerate(ids):
        if key in seen:
            yield (name, index, "id"), f"the id `{key}` stands here twice", "rename one"
        seen.add(key)


class Reference(str):
    """The id of another record; the loader checks that it exists. Subclasses name the kind."""

    kind_name: ClassVar[str]

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:
        return core_schema.no_info_after_validator_function(cls, core_schema.str_schema(strict=True, max_length=160))


class RoleRef(Reference):
    kind_name = "role"


class SkillRef(Reference):
    kind_name = "skill"


class SourceRef(Reference):
    """A claim of the interview (`T05`), a work that was read (`dora`) or `own`."""

    kind_name = "source"


class PageRef(Reference):
    """A page by its path under docs/, such as `roles/index.md`."""

    kind_name = "page"
