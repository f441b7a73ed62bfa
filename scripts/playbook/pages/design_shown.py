"""The filled documents that pages show: read from their files, known by their numbers, their words made plain."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from functools import lru_cache
from pathlib import PurePath

from playbook.design_docs.document import Document, parse
from playbook.pages.here import Here
from playbook.pages.wording import capital
from playbook.records.design import FOLDER, DesignExample, DesignTemplate
from playbook.records.design_front import Front
from playbook.records.library import Library
from playbook.records.problems import ProblemsError


@dataclass(frozen=True)
class Shown:
    """A document with the record of the page that shows it, and its front matter, which is sound."""

    example: DesignExample
    document: Document
    front: Front

    @property
    def tale(self) -> bool:
        """It is a failure told as a document, and none of the organisation's."""
        return self.example.document.startswith("failed/")

    def link(self, here: Here) -> str:
        """Give a Markdown link to its page, by its title."""
        return here.link(self.example, self.front.title)


def documents(library: Library) -> list[Shown]:
    """Give all documents that have a page, by their numbers. Raises ProblemsError for one that cannot be read."""
    found = [_shown(library, example) for example in library.all(DesignExample)]
    return sorted(found, key=lambda shown: shown.front.id)


def shown_by(library: Library, example: DesignExample) -> Shown:
    """Give the document of the page `example`."""
    return _shown(library, example)


def _shown(library: Library, example: DesignExample) -> Shown:
    file = PurePath("docs") / FOLDER / example.document
    document = _parsed((library.root / file).read_bytes(), file)
    if document.front is None:
        raise ProblemsError(document.problems)
    return Shown(example, document, document.front)


@lru_cache(maxsize=64)
def _parsed(data: bytes, file: PurePath) -> Document:
    """Take a document apart once for all pages that speak of it; `serve` asks again with other bytes."""
    return parse(data, file)


def day(date: datetime.date) -> str:
    """Give a date as people write it: `27 Nov 2026`."""
    return f"{date.day} {date:%b %Y}"


def template_name(template: DesignTemplate) -> str:
    """Give the title of `template` without the word that says what it is."""
    return capital(template.title.removeprefix("Template: "))


def form(name: str) -> str:
    """Give the classes of a table whose columns records/design.py names: on a phone each row is a block."""
    return f"g-blocks g-form g-form--{name}"
