"""The page that is being rendered, and links from it to others."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any

from playbook.pages.text import markdown
from playbook.records.library import Entry, Library
from playbook.records.page import Page, address
from playbook.records.role import Role


@dataclass(frozen=True)
class Here:
    """`library`, and the path under docs/ of the page that is being rendered."""

    library: Library
    file: PurePath

    @classmethod
    def of(cls, library: Library, page: Any) -> Here:
        """Find the page in what the builder gives: mkdocs has `page.file`, Zensical `page.path`."""
        file = getattr(page, "file", None)
        return cls(library, PurePath(file.src_uri if file is not None else page.path))

    @property
    def entry(self) -> Entry:
        return self.library.entries[self.file]

    def to(self, page: str | PurePath, anchor: str = "") -> str:
        """Give a Markdown target from this page to `page` (a path under docs/)."""
        target = posixpath.relpath(PurePath(page).as_posix(), self.file.parent.as_posix())
        return f"{target}#{anchor}" if anchor else target

    def href(self, page: str | PurePath, anchor: str = "") -> str:
        """Give an HTML address from this page to `page`, for markup that the builder leaves alone."""
        there, own = address(PurePath(page)), address(self.file)
        target = posixpath.relpath(there or ".", own or ".") + "/" if there != own else ""
        return f"{target}#{anchor}" if anchor else target or "./"

    def link(self, record: Page, words: str | None = None) -> str:
        """Give a Markdown link to the page of `record`, by its title or by `words`."""
        return f"[{markdown(words or record.title)}]({self.to(self.library.file_of(record))})"

    def role(self, key: str, words: str | None = None) -> str:
        """Give a Markdown link to the role `key`."""
        return self.link(self.library.get(Role, key), words)
