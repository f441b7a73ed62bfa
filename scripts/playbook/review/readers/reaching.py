"""Which modules of the source the tests reach: those that they import, and those that these import in turn.

A package's `__init__.py` that only hands on is no step: `from pumps import clean` is an import of `pumps/cleaning.py`
where `pumps/__init__.py` takes `clean` from there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from os.path import commonpath

from playbook.review.readers.imports import Import, imports
from playbook.review.readers.modules import source, tests
from playbook.review.repository import Repository
from playbook.review.verdict import Finding, UnreadError

_INIT = "/__init__.py"


class Reach:
    """What the tests of a repository reach: `paths`; and `unread`, the tests that could not be read."""

    def __init__(self, repository: Repository) -> None:
        self.repository = repository
        self.unread: list[Finding] = []
        self.modules = {module.path for module in source(repository)}
        self.by_name: dict[str, list[str]] = {}
        """Paths by dotted name, also by every shorter one, which a test uses if it starts at another folder."""
        for module in source(repository):
            parts = module.path.removesuffix(".py").removesuffix("/__init__").split("/")
            names = {module.name, *(".".join(parts[start:]) for start in range(len(parts)))}
            for name in names:
                self.by_name.setdefault(name, []).append(module.path)
        self.known: dict[tuple[str, str], frozenset[str]] = {}
        first = {path for test in tests(repository) for path in self._of(test)}
        self.paths = first | {path for module in first for path in self._of(module)}

    def _of(self, path: str) -> Iterator[str]:
        """Give the modules that a file imports."""
        try:
            found = imports(self.repository, path)
        except UnreadError as error:
            if path not in self.modules:
                self.unread.append(error.finding)
            return
        for item in found:
            yield from self._targets(path, item)

    def _targets(self, path: str, item: Import) -> Iterator[str]:
        base = self._base(path, item)
        home = self._find(base, path) if base else None
        for name in item.names:
            module = self._find(f"{base}.{name}", path) if base and name != "*" else None
            if module is not None:
                yield module
            elif home is not None:
                yield from self._home(home, name)
        if not item.names and home is not None:
            yield from self._home(home, "*")

    def _base(self, path: str, item: Import) -> str | None:
        """Give the absolute name from which something is imported; a relative one starts at the file's folder."""
        if not item.level:
            return item.name
        folders = path.split("/")[:-1]
        if item.level > len(folders) + 1:
            return None
        kept = folders[: len(folders) - item.level + 1]
        return ".".join([*kept, *([item.name] if item.name else [])])

    def _find(self, name: str, path: str) -> str | None:
        """Give the module of this name, if need be without what leads to it, such as `src.`; of several the nearest."""
        while name:
            found = self.by_name.get(name)
            if found:
                return found[0] if len(found) == 1 else max(found, key=lambda other: len(commonpath((other, path))))
            name = name.partition(".")[2]
        return None

    def _home(self, path: str, name: str) -> frozenset[str]:
        """Give the modules from which `path` has `name`: itself, and for an `__init__.py` those that it takes it from.

        Each is asked once; what goes in a circle adds nothing.
        """
        key = (path, name)
        if key not in self.known:
            self.known[key] = frozenset((path,))
            if f"/{path}".endswith(_INIT):
                self.known[key] |= frozenset(self._handed_on(path, name))
        return self.known[key]

    def _handed_on(self, path: str, name: str) -> Iterator[str]:
        try:
            found = imports(self.repository, path)
        except UnreadError:
            return
        for item in found:
            if name in item.names:
                yield from self._targets(path, item)
                return
        for item in found:
            if name == "*" or "*" in item.names:
                yield from self._targets(path, item)
        if name != "*":
            yield from self._defined(path.removesuffix(_INIT), name)

    def _defined(self, folder: str, name: str) -> Iterator[str]:
        """Give the modules of a package that define a name which its `__init__.py` hands on in a way of its own."""
        pattern = re.compile(rf"^(?:def|class) {re.escape(name)}\b|^{re.escape(name)} ?=", re.MULTILINE)
        for path in self.modules:
            if path.startswith(f"{folder}/"):
                try:
                    text = self.repository.text(path)
                except UnreadError:
                    continue
                if name in text and pattern.search(text):
                    yield path
