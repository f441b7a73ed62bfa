"""What one file says of a package, gathered while it is read."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from playbook.review.readers.requirements import Requirement, with_includes
from playbook.review.repository import Repository
from playbook.review.verdict import Finding


@dataclass
class Declared:
    """What a file declares. `package` tells whether it declares a package at all.

    `unread` is what could not be read of its own dependencies, `dark_extras` of those of its extras.
    """

    path: str
    package: bool = False
    name: str = ""
    build_system: bool = False
    requirements: list[Requirement] = field(default_factory=list)
    dynamic: list[str] = field(default_factory=list)
    scripts: dict[str, str] = field(default_factory=dict)
    unread: list[Finding] = field(default_factory=list)
    dark_extras: list[Finding] = field(default_factory=list)

    def take_files(self, repository: Repository, folder: str, files: list[str], group: str = "") -> None:
        """Take the requirements of `files`, which are named relative to `folder`."""
        for file in files:
            found, unread = with_includes(repository, f"{folder}/{file}" if folder else file, group)
            self.requirements += found
            self.unread += unread

    def dark(self, line: int, why: str) -> None:
        """Note what could not be read at `line`."""
        self.unread.append(Finding(self.path, line, 0, why))


def texts(value: Any) -> list[str]:
    """Give the texts of a list; a text alone is a list of one."""
    if isinstance(value, str):
        return [value]
    return [item for item in value if isinstance(item, str)] if isinstance(value, list) else []


def table(value: Any, *keys: str) -> dict[str, Any]:
    """Give the table below `keys`, or an empty one."""
    for key in keys:
        value = value.get(key) if isinstance(value, dict) else None
    return value if isinstance(value, dict) else {}


def place(lines: list[str], head: str, key: str, text: str = "") -> int:
    """Give the line on which `text` stands in the value of `key` in the table [head], from 1; 0 if it is not found.

    Without `text`, that of the key. It looks at lines alone, because TOML readers keep no places.
    """
    start = _first(lines, 0, re.compile(rf"\s*\[\[?\s*{re.escape(head)}\s*\]"))
    inner = re.compile(rf"\s*(?:[\w.\"'-]+\.)?[\"']?{re.escape(key)}[\"']?\s*[=\]]")
    nested = re.compile(rf"\s*\[\s*{re.escape(head)}\.[\"']?{re.escape(key)}[\"']?\s*\]")
    at = _first(lines, start, inner) or _first(lines, 0, nested)
    if not text:
        return at
    written = {re.escape(one) for one in (text, text.replace('"', '\\"'))}
    whole = re.compile(rf"(?<![\w.-])(?:{'|'.join(sorted(written))})(?![\w.-])")  # gevent is not in geventhttpclient
    for number in range(max(at, start, 1), len(lines) + 1):
        if whole.search(lines[number - 1]):
            return number
    return at


def _first(lines: list[str], after: int, wanted: re.Pattern[str]) -> int:
    for number in range(after, len(lines)):
        if wanted.match(lines[number]):
            return number + 1
    return 0
