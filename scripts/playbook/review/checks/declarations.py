"""PKG: PKG002, what is imported is declared."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass, field

from playbook.review.readers.optional import asked_for, is_optional
from playbook.review.readers.project import Package, packages, requirement_files, unread_requirements
from playbook.review.readers.providing import Need, is_provided, may_install, need
from playbook.review.readers.requirements import Requirement, normal, with_includes
from playbook.review.readers.source import Import, Module, imports, roots, source
from playbook.review.repository import Repository
from playbook.review.verdict import Check, Finding, UnreadError, Verdict, decide

_NOT_RUN = re.compile(r"(?:^|/)(?:tests?[_-]\w+/|\w+[_-]tests?/|testing/|setup\.py$)")
"""Inside of a package, too: tests and their tools, and what builds it."""


@dataclass
class _Project:
    """Source that shares its declarations: `where` says what declares, `dark` what could not be read of it."""

    folder: str
    where: str = ""
    package: Package | None = None
    modules: list[Module] = field(default_factory=list)
    requirements: list[Requirement] = field(default_factory=list)
    dark: list[Finding] = field(default_factory=list)


def declared_imports(repository: Repository) -> Verdict:
    """PKG002: everything that a package imports is declared, by it or in the requirements beside the source.

    Extras and groups count, with a note. Optional imports pass, as does what is of this repository.
    """
    found: list[Finding] = []
    unread: list[Finding] = []
    notes: list[str] = []
    for project in _projects(repository):
        judged = _Judge(repository, project)
        found += judged.found if not project.dark else []
        unread += judged.unread + (project.dark if judged.found else [])
        notes += judged.notes()
    return decide(found, unread, holds="every import is declared", notes=notes)


def _projects(repository: Repository) -> list[_Project]:
    """Give the source by project, with what each declares. Scripts are asked only where there is no package at all."""
    declared = {package.folder: package for package in packages(repository)}
    owner = {root.path: root.project for root in roots(repository)}
    found: dict[str, _Project] = {}
    for module in source(repository):
        root = next((path for path in owner if module.path == path or module.path.startswith(f"{path}/")), None)
        if _NOT_RUN.search(module.path) or (root is None and (declared or module.run_by == "ci")):
            continue
        folder = owner[root] if root is not None else ""
        found.setdefault(folder, _Project(folder, package=declared.get(folder))).modules.append(module)
    for project in found.values():
        _declare(repository, project)
    return list(found.values())


def _declare(repository: Repository, project: _Project) -> None:
    """Fill in what is declared: by the package, or by the files of requirements on the way down to its source."""
    if project.package is not None:
        project.dark = list(project.package.unread)
        project.requirements = list(project.package.requirements)
        project.where = next((item.path for item in project.package.own), project.package.file)
        return
    beside = {""}
    for module in project.modules:
        folder = posixpath.dirname(module.path)
        while folder and folder not in beside:
            beside.add(folder)
            folder = posixpath.dirname(folder)
    project.dark += [item for item in unread_requirements(repository) if _beside(item.path, beside)]
    for file in requirement_files(repository):
        if "constraint" in file.path.lower():
            continue  # it installs nothing
        if _beside(file.path, beside):
            project.where = min(project.where or file.path, file.path, key=lambda path: (len(path), path))
            project.requirements += file.lines
            for target in file.includes:
                more, dark = with_includes(repository, target)
                project.requirements += more
                project.dark += dark


def _beside(path: str, folders: set[str]) -> bool:
    """Tell whether a file lies in one of the folders, or in a folder of requirements there."""
    folder, _, last = posixpath.dirname(path).rpartition("/")
    return posixpath.dirname(path) in folders or (last.startswith("requirements") and folder in folders)


class _Judge:
    """Goes through the imports of one project once."""

    def __init__(self, repository: Repository, project: _Project) -> None:
        self.repository, self.project = repository, project
        self.found: list[Finding] = []
        self.unread: list[Finding] = []
        self.optional: set[str] = set()
        self.brought: dict[str, str] = {}
        self.in_groups: dict[str, str] = {}
        self.used: set[str] = set()
        self.names = frozenset(item.name for item in project.requirements if item.name)
        self.own = {item.name for item in project.requirements if not item.group}
        self._asks: dict[tuple[str, bool], bool] = {}
        self.local = _local(repository, project)
        self.theirs = _of_siblings(repository, self.names)
        missing: list[tuple[Module, Import, Need]] = []
        for module in project.modules:
            missing += self._missing(module)
        self._sort(missing)

    def _missing(self, module: Module) -> list[tuple[Module, Import, Need]]:
        """Give the imports of a module that nothing declares, each name once."""
        found: dict[str, tuple[Module, Import, Need]] = {}
        try:
            listed = imports(self.repository, module.path)
            for item in listed:
                if is_provided(item.top) or item.top in self.local or self._beside(module, item.top):
                    continue
                asked = need(item.name, item.names, self.names)
                if asked.met:
                    self._note(asked)
                elif (theirs := need(item.name, item.names, frozenset(self.theirs))).met:
                    self.brought[item.top] = self.theirs[theirs.met_by]
                elif self._asked(item) or is_optional(self.repository, module.path, item):
                    self.optional.add(item.top)
                else:
                    found.setdefault(asked.name, (module, item, asked))
        except UnreadError as error:
            self.unread.append(error.finding)
        return list(found.values())

    def _note(self, asked: Need) -> None:
        self.used.add(asked.met_by)
        if asked.met_by and asked.met_by not in self.own and asked.met_by not in self.in_groups:
            groups = sorted({item.group for item in self.project.requirements if item.name == asked.met_by})
            self.in_groups[asked.met_by] = groups[0]

    def _beside(self, module: Module, top: str) -> bool:
        """Tell whether a module or package of this name lies beside the module, or in a folder above it."""
        folder = posixpath.dirname(module.path)
        while True:
            base = posixpath.join(folder, top)
            if self.repository.at(f"{base}.py", f"{base}/__init__.py", f"{base}.pyi", f"{base}.pyx"):
                return True
            if not folder:
                return False
            folder = posixpath.dirname(folder)

    def _asked(self, item: Import) -> bool:
        """Tell whether the source says somewhere that it works without this."""
        key = (item.top, item.nested)
        if key not in self._asks:
            paths = [module.path for module in self.project.modules]
            self._asks[key] = asked_for(self.repository, paths, item.top, nested=item.nested)
        return self._asks[key]

    def _sort(self, missing: list[tuple[Module, Import, Need]]) -> None:
        """Make a finding of each, unless it is optional elsewhere in the source, or nobody can tell."""
        left = [item for item in self.project.requirements if not item.group and item.name not in self.used]
        others = {normal(package.name) for package in packages(self.repository)}
        unmatched = sorted({item.name for item in left if may_install(item.name, item.source)} - others)
        for module, item, asked in missing:
            if item.top in self.optional:
                continue
            evidence = self.repository.lines(module.path)[item.line - 1].strip()[:120]
            if not asked.sure and unmatched and self.project.package is not None:
                why = (
                    f"nobody here knows what installs `{item.top}`: look whether `{unmatched[0]}` does, else declare it"
                )
                self.unread.append(Finding(module.path, item.line, 1, why, evidence))
            else:
                self.found.append(Finding(module.path, item.line, 1, self._message(item, asked), evidence))

    def _message(self, item: Import, asked: Need) -> str:
        where = self.project.where or "a requirements file beside the source"
        alike = normal(item.top) == asked.name
        named = f"`{asked.name}`" if alike else f"`{asked.name}`, which installs `{item.name}`,"
        bound = ", with a lower bound" if self.project.package is not None else ""
        return f"{named} is imported and not declared: add it to {where}{bound}"

    def notes(self) -> list[str]:
        found = []
        if self.in_groups:
            some = ", ".join(f"{name} ({group})" for name, group in sorted(self.in_groups.items())[:10])
            found.append(f"declared in an extra or group alone: {some}")
        if self.optional:
            found.append(f"optional, and not declared: {', '.join(sorted(self.optional)[:10])}")
        if self.brought:
            some = ", ".join(f"{name} ({package})" for name, package in sorted(self.brought.items())[:10])
            found.append(f"declared by another package of this repository: {some}")
        return found


def _of_siblings(repository: Repository, names: frozenset[str]) -> dict[str, str]:
    """Give what the packages of this repository bring along that are among `names`, each with who brings it."""
    by_name = {normal(package.name): package for package in packages(repository) if package.name}
    found: dict[str, str] = {}
    waiting, seen = sorted(names & set(by_name)), set[str]()
    while waiting:
        name = waiting.pop()
        if name not in seen:
            seen.add(name)
            for item in by_name[name].own:
                found.setdefault(item.name, name)
                waiting += [item.name] if item.name in by_name else []
    return found


def _local(repository: Repository, project: _Project) -> frozenset[str]:
    """Give the imports that are of this repository, but for those of a sibling that has to be declared."""
    named = {package.folder: package for package in packages(repository) if package.name and package.build_system}
    found = {module.name.partition(".")[0] for module in project.modules}
    if project.package is not None:  # package_dir may give a folder another name
        found.add(normal(project.package.name).replace("-", "_"))
    for root in roots(repository):
        sibling = named.get(root.project)
        if project.package is None or sibling is None or root.project == project.folder:
            found.add(root.name.partition(".")[0])
    return frozenset(found)


CHECKS: dict[str, Check] = {"PKG002": declared_imports}
