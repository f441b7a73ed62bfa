"""All records of a playbook, once they are read and checked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain
from pathlib import Path, PurePath
from typing import TypeVar

from playbook.records.base import Record
from playbook.records.evidence import cited
from playbook.records.kit import Facilitation, Kit
from playbook.records.organisation import Organisation
from playbook.records.page import Page
from playbook.records.strings import strings

R = TypeVar("R", bound=Record)


@dataclass(frozen=True)
class Entry:
    """A page's record with its file (relative to docs/) and its Markdown."""

    file: PurePath
    record: Page
    body: str
    body_line: int


@dataclass
class Library:
    """`entries` are the pages by their path under docs/; `records` all others by kind and id."""

    root: Path
    entries: dict[PurePath, Entry] = field(default_factory=dict)
    records: dict[type[Record], dict[str, Record]] = field(default_factory=dict)

    def all(self, kind: type[R]) -> list[R]:
        """Give the records of `kind`, in their order."""
        found = [record for record in self.records.get(kind, {}).values() if isinstance(record, kind)]
        return sorted(found, key=lambda record: getattr(record, "order", 0))

    def find(self, kind: type[R], key: str) -> R | None:
        """Give the record of `kind` with the id `key`, or None."""
        record = self.records.get(kind, {}).get(key)
        return record if isinstance(record, kind) else None

    def get(self, kind: type[R], key: str) -> R:
        """Give the record of `kind` with the id `key`. Raises KeyError with the ids there are."""
        record = self.find(kind, key)
        if record is None:
            raise KeyError(f"no {kind.kind_name} `{key}`; there are: {', '.join(sorted(self.records.get(kind, {})))}")
        return record

    def one(self, kind: type[R]) -> R:
        """Give the only record of `kind`."""
        return self.all(kind)[0]

    @property
    def organisation(self) -> Organisation:
        return self.one(Organisation)

    def file_of(self, record: Page) -> PurePath:
        """Give the path, under docs/, of the page that is `record`."""
        return next(entry.file for entry in self.entries.values() if entry.record is record)

    @cached_property
    def citations(self) -> dict[PurePath, tuple[str, ...]]:
        """The ids that each page cites, in the order of their first use: front matter, lists it prints, text."""
        return {file: tuple(dict.fromkeys(self._cited(entry))) for file, entry in self.entries.items()}

    def _cited(self, entry: Entry) -> Iterator[str]:
        printed = [table.values() for kind, table in self.records.items() if kind.printed_on == entry.file]
        shown = [self.get(Kit, entry.record.kit)] if isinstance(entry.record, Facilitation) else []
        for record in (entry.record, *shown, *chain.from_iterable(printed)):
            yield from getattr(record, "sources", ())
            for path, text in strings(record):
                if "facilitator" in path and record is entry.record:
                    continue  # the page of the participants does not print it
                for _offset, key in cited(text):
                    yield key
        for _offset, key in cited(entry.body):
            yield key
