"""Which modules of a package are needed: imported whenever it is, so that it fails without what they import."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from playbook.review.readers.imports import Import, imports
from playbook.review.readers.modules import Module, source
from playbook.review.readers.optional import is_tried, is_typing
from playbook.review.readers.project import packages
from playbook.review.readers.roots import roots
from playbook.review.repository import Repository
from playbook.review.verdict import UnreadError

_DEEP = 50
"""Parts of a dotted name that are followed: no package lies deeper."""


def is_needed(repository: Repository, path: str) -> bool:
    """Tell whether a module is imported, without a condition, by the `__init__.py` of its package or by a command.

    It may be so in steps, each of which is an import at the beginning of a line.
    """
    return path in repository.once("needed", lambda: _needed(_graph(repository), _starts(repository)))


def is_guarded(repository: Repository, path: str) -> bool:
    """Tell whether the module is imported by others, and by all of them as something that may be missing."""
    graph = _graph(repository)
    waiting, seen = [path], {path}
    while waiting:
        importers = [one for one in graph.importers.get(waiting.pop(), []) if not _asks(is_typing, repository, *one)]
        if not importers:
            return False
        for other, item in importers:
            if other not in seen and not _asks(is_tried, repository, other, item):
                if item.nested:
                    return False  # in a function: when it is called, it is needed
                seen.add(other)
                waiting.append(other)
    return True


class _Graph:
    """Who imports whom among the modules of the packages."""

    def __init__(self, repository: Repository) -> None:
        self.by_name = {module.name: module for module in source(repository) if module.package}
        self.imported: dict[str, set[str]] = {}
        """What a module imports without a condition, with each `__init__.py` on the way."""
        self.importers: dict[str, list[tuple[str, Import]]] = {}
        for module in self.by_name.values():
            whole = self.imported.setdefault(module.path, set())
            for item in _imports(repository, module.path):
                for name, last in _names(module, item):
                    target = self.by_name.get(name)
                    if target is None or target.path == module.path:
                        continue
                    if not item.nested:
                        whole.add(target.path)
                    if last:
                        self.importers.setdefault(target.path, []).append((module.path, item))


def _graph(repository: Repository) -> _Graph:
    return repository.once("needed.graph", lambda: _Graph(repository))


def _imports(repository: Repository, path: str) -> tuple[Import, ...]:
    try:
        return imports(repository, path)
    except UnreadError:
        return ()


def _names(module: Module, item: Import) -> Iterator[tuple[str, bool]]:
    """Give the modules that an import may mean, and whether it means them: not what lies on the way alone."""
    if item.level:
        parts = module.name.split(".")
        drop = item.level - module.path.endswith("/__init__.py")
        base = parts[: len(parts) - drop] if drop else parts
        whole = [*base, *(item.name.split(".") if item.name else ())]
    else:
        whole = item.name.split(".")
    if len(whole) > _DEEP:
        return
    for end in range(1, len(whole) + 1):
        yield ".".join(whole[:end]), end == len(whole)
    yield from ((".".join((*whole, name)), True) for name in item.names)


def _starts(repository: Repository) -> set[str]:
    """Give the paths of the packages themselves, and the names of the modules in which a command starts."""
    found = {f"{root.path}/__init__.py" for root in roots(repository)}
    for package in packages(repository):
        found |= {target.partition(":")[0].strip() for target in package.scripts.values()}
    return found


def _needed(graph: _Graph, starts: set[str]) -> frozenset[str]:
    waiting = [module.path for module in graph.by_name.values() if module.path in starts or module.name in starts]
    found = set(waiting)
    while waiting:
        more = graph.imported.get(waiting.pop(), set()) - found
        found |= more
        waiting += more
    return frozenset(found)


def _asks(says: Callable[[Repository, str, Import], bool], repository: Repository, path: str, item: Import) -> bool:
    try:
        return says(repository, path, item)
    except UnreadError:
        return False
