"""What declares the imports of which source: the project around a module, and requirements on the way up from it."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from playbook.review.readers.imports import imports
from playbook.review.readers.modules import Module, source
from playbook.review.readers.packages import Package, read_package
from playbook.review.readers.platform_environments import platform_code, platform_environments
from playbook.review.readers.project import packages, requirement_files, unread_requirements
from playbook.review.readers.requirements import Requirement, RequirementFile, with_includes
from playbook.review.readers.roots import Root, roots, upwards
from playbook.review.readers.scripts import scripts
from playbook.review.repository import Repository
from playbook.review.verdict import Finding, UnreadError

_NOT_RUN = re.compile(r"(?:^|/)(?:tests?[_-]\w+/|\w+[_-]tests?/|testing/|setup\.py$)")
"""Inside of a package, too: tests and their tools, and what builds it."""

_HELPS_TESTS = re.compile(r"(?:^|[/_])testing(?:_\w+)?\.py$")
_RAN = "\0run from "
"""Before the folder of a platform's files, in the table of what speaks for which folder."""
_TESTERS = {"pytest", "unittest"}
"""What is named as a help for tests, and imports what runs them, is of the tests, wherever it lies."""

WORKSHOP = re.compile(
    r"(?:^|[-_.])(?:dev\w*|tests?|testing|docs?|document\w*|lint\w*|typing|types|checking|ci|style|format|release"
    r"|build|bench\w*|qa|coverage)(?:$|[-_.])"
)
"""Extras, groups and files for those who work on the package, not for those who use it."""


@dataclass
class Source:
    """Modules for which the same declarations speak.

    `package` is the project around them, if there is one, and `folder` where it lies. `where` is the file that speaks
    for them first: the nearest on the way up, "" where none lies there; `beside` tells that this is no file of the
    project's own. `dark` is what could not be read of all that, but for the extras of the package.
    """

    folder: str
    where: str = ""
    beside: bool = False
    package: Package | None = None
    modules: list[Module] = field(default_factory=list)
    requirements: list[Requirement] = field(default_factory=list)
    dark: list[Finding] = field(default_factory=list)
    dark_extras: list[Finding] = field(default_factory=list)


def sources(repository: Repository) -> list[Source]:
    """Give the source, but for its tests and for what CI alone runs, by what declares its imports.

    What declares is what lies on the way up from a module: files of requirements, as far as the next project. Those
    below a project count where its settings do not say that the package is its own. Where no file lies on the way, and
    no project either, the files beside other source speak.
    """
    return _Finder(repository).find()


class _Finder:
    def __init__(self, repository: Repository) -> None:
        self.repository = repository
        self.roots = {root.path: root for root in roots(repository)}
        self.packages: dict[str, Package | None] = {package.folder: package for package in packages(repository)}
        self.files: dict[str, list[RequirementFile]] = {}
        self.unread: dict[str, list[Finding]] = {}
        """Files of requirements, and those that cannot be read, by the folder for which they speak."""
        for file in requirement_files(repository):
            if "constraint" not in file.path.lower():  # it installs nothing
                self.files.setdefault(_speaks_for(file.path), []).append(file)
        for item in unread_requirements(repository):
            self.unread.setdefault(_speaks_for(item.path), []).append(item)
        self.ran_in: dict[str, str] = {}
        """By its path, a script that a platform runs in an environment of its own: the key of that in `files`."""
        platform = platform_environments(repository)
        for folder, environments in platform.items():
            self.files[_RAN + folder] = environments
        self.code = platform_code(repository)
        """The folders of code that a platform's jobs name, each with the folder of their environments."""
        for run in scripts(repository) if platform else ():
            folder = posixpath.dirname(run.file)
            if run.by == "pipeline" and folder in platform:
                self.ran_in[run.path] = _RAN + folder

    def find(self) -> list[Source]:
        found: dict[tuple[str, ...], Source] = {}
        for module in source(self.repository):
            root = next((self.roots[path] for path in upwards(module.path) if path in self.roots), None)
            if _NOT_RUN.search(module.path) or (root is None and module.run_by == "ci"):
                continue
            if _HELPS_TESTS.search(module.path) and self._imports_tester(module):
                continue
            package = self._around(root, module)
            if root is None and package is None and any(self.packages.values()) and not self._declares(module):
                continue  # a script of a repository of packages, which is of none of them
            beside = tuple(self._on_the_way(module, root, package))
            key = (package.folder if package is not None else "*", *beside)
            if key not in found:
                found[key] = Source(package.folder if package is not None else "", package=package)
            found[key].modules.append(module)
        loose = [module for one in found.values() if one.package is None for module in one.modules]
        for (_, *folders), one in found.items():
            astray = one.package is None and not folders
            self._declare(one, self._elsewhere(loose) if astray else folders)
            if astray and not self._is_of_platform(one.where):
                one.where = ""  # what lies beside others may be meant for this, too, and yet is theirs
        return list(found.values())

    def _is_of_platform(self, path: str) -> bool:
        """Tell whether a platform installs this, and there is nothing else that could be meant."""
        ran = {file.path for key, files in self.files.items() if key.startswith(_RAN) for file in files}
        return path in ran and all(file.path in ran for files in self.files.values() for file in files)

    def _imports_tester(self, module: Module) -> bool:
        try:
            return any(item.top in _TESTERS and not item.nested for item in imports(self.repository, module.path))
        except UnreadError:
            return False

    def _around(self, root: Root | None, module: Module) -> Package | None:
        """Give the project to which a module belongs: that of its package, or for a script the next one above it."""
        if root is None:
            return next((self.packages[folder] for folder in _above(module.path) if folder in self.packages), None)
        if root.declared and root.project not in self.packages:  # one that lies in templates, for example
            self.packages[root.project] = read_package(self.repository, root.project)
        return self.packages.get(root.project)

    def _declares(self, module: Module) -> bool:
        return any(folder in self.files for folder in _above(module.path))

    def _on_the_way(self, module: Module, root: Root | None, package: Package | None) -> Iterator[str]:
        """Give the folders with requirements on the way up from a module, the nearest first."""
        if package is not None and root is not None and root.named:
            return
        named = next((_RAN + self.code[folder] for folder in _above(module.path) if folder in self.code), None)
        ran = named or self.ran_in.get(module.path)
        if package is None and ran is not None:
            yield ran
        for folder in _above(module.path):
            own = package is not None and folder == package.folder
            if (folder in self.files or folder in self.unread) and not (own and root is not None):
                yield folder
            if own:
                return

    def _elsewhere(self, modules: Iterable[Module]) -> list[str]:
        """Give the folders with requirements on the way to any of the modules, the topmost first."""
        ran = sorted(key for key in self.files if key.startswith(_RAN))
        above = {folder for module in modules for folder in _above(module.path)}
        return ran + sorted((self.files.keys() | self.unread.keys()) & above, key=lambda one: (len(one), one))

    def _declare(self, one: Source, folders: list[str]) -> None:
        for folder in folders:
            one.dark += self.unread.get(folder, ())
            for file in sorted(self.files.get(folder, ()), key=_first):
                one.where = one.where or file.path
                one.requirements += file.lines
                for target in file.includes:
                    more, dark = with_includes(self.repository, target)
                    one.requirements += more
                    one.dark += dark
        if one.package is not None:
            one.dark += one.package.unread
            one.dark_extras += one.package.dark_extras
            one.requirements += one.package.requirements
            one.beside = bool(one.where)
            own = next((item.path for item in one.package.own), one.package.file)
            one.where = one.where or own


def _above(path: str) -> Iterator[str]:
    """Give the folder of a file and every one above it, the repository itself last."""
    yield from upwards(posixpath.dirname(path))
    yield ""


def _speaks_for(path: str) -> str:
    """Give the folder for which a file of requirements speaks: its own, or the one that holds the folder of them."""
    folder = posixpath.dirname(path)
    above, _, last = folder.rpartition("/")
    return above if re.match(r"requirements?(?:[-_.]|$)|reqs?$", last) else folder


def _first(file: RequirementFile) -> tuple[bool, int, str]:
    """Give an order of files that speak for the same folder: what it runs in first, then by the name."""
    name = file.path.rpartition("/")[2].rpartition(".")[0]
    return bool(WORKSHOP.search(name)), len(file.path), file.path
