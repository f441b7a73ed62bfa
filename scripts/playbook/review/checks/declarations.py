"""PKG: PKG002, what is imported is declared."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable

from playbook.review.readers.belonging import WORKSHOP, Source, sources
from playbook.review.readers.components import Component, component
from playbook.review.readers.needed import is_guarded, is_needed
from playbook.review.readers.neighbours import is_beside, may_be_ours
from playbook.review.readers.optional import asked_for, is_optional, is_raised, is_typing
from playbook.review.readers.project import packages
from playbook.review.readers.providing import Need, is_provided, may_install, need
from playbook.review.readers.requirements import Requirement, normal
from playbook.review.readers.source import Import, Module, imports, roots
from playbook.review.repository import Repository
from playbook.review.verdict import Check, Finding, UnreadError, Verdict, decide

_EXTRAS = re.compile(r"[ \t]*[A-Za-z0-9][\w.-]*[ \t]*\[([^\]]*)\]")


def declared_imports(repository: Repository) -> Verdict:
    """PKG002: everything that a package imports is declared, by it or in the requirements on the way up from a module.

    Extras and groups count, with a note. Optional imports pass, as does what is of this repository.
    """
    found: list[Finding] = []
    unread: list[Finding] = []
    notes: list[str] = []
    for one in sources(repository):
        judged = _Judge(repository, one)
        dark = [*one.dark, *one.dark_extras]
        found += judged.found if not dark else []
        unread += judged.unread + (dark if judged.found else [])
        notes += judged.notes()
    once = list(dict.fromkeys(unread))
    return decide(found, once, holds="every import is declared", notes=list(dict.fromkeys(notes)))


class _Judge:
    """Goes through the imports of modules for which the same declarations speak, once."""

    def __init__(self, repository: Repository, source: Source) -> None:
        self.repository, self.source = repository, source
        self.found: list[Finding] = []
        self.unread: list[Finding] = []
        self.optional: set[str] = set()
        self.tests: list[str] = []
        self.brought: dict[str, str] = {}
        self.in_groups: dict[str, str] = {}
        self.exact: set[str] = set()
        """Distributions that are imported under their own name: they are not looked for behind another."""
        self.names = frozenset(item.name for item in source.requirements if item.name)
        self.bridges = self.names & self._imported()
        self.own = {item.name for item in source.requirements if not item.group}
        self.extras = {f"{item.name}-{normal(extra)}" for item in source.requirements for extra in _extras(item)}
        self._named: set[tuple[Component, str]] = set()
        self._asks: dict[tuple[str, bool], bool] = {}
        self.local = _local(repository, source)
        self.theirs = _of_siblings(repository, source.requirements)
        missing: list[tuple[Module, Import, Need]] = []
        for module in source.modules:
            missing += self._missing(module)
        self._sort(missing)

    def _imported(self) -> set[str]:
        """Give the names under which distributions of several words would be imported, if they were called so."""
        found: set[str] = set()
        for module in self.source.modules:
            try:
                found |= {normal(item.top) for item in imports(self.repository, module.path) if "_" in item.top}
            except UnreadError:
                continue  # said where it is asked
        return found

    def _missing(self, module: Module) -> list[tuple[Module, Import, Need]]:
        """Give the imports of a module that nothing declares, each name once."""
        found: dict[str, tuple[Module, Import, Need]] = {}
        try:
            for item in imports(self.repository, module.path):
                asked = self._ask(module, item)
                if asked is not None:
                    found.setdefault(asked.name, (module, item, asked))
        except UnreadError as error:
            self.unread.append(error.finding)
        return list(found.values())

    def _ask(self, module: Module, item: Import) -> Need | None:
        """Give what an import needs and nothing declares, or None. Raises UnreadError."""
        if is_provided(item.top) or item.top in self.local:
            return None
        if item.top == "tests" and module.package and "tests" not in self.names:
            self.tests.append(module.path)
            return None
        if is_beside(self.repository, module, item):
            return None
        around = component(self.repository, module.path, item.line) if item.nested else None
        if around is not None:
            self._in_component(module, item, around)
            return None
        asked = need(item.name, item.names, self.names, self.bridges)
        if asked.met:
            self._note(item, asked)
        elif normal(item.top) in self.extras or (not asked.sure and self._may_be_ours(module, item)):
            return None
        elif (theirs := need(item.name, item.names, frozenset(self.theirs))).met:
            self.brought[item.top] = self.theirs[theirs.met_by]
        elif not self._may_be_missing(module, item):
            return asked
        return None

    def _may_be_ours(self, module: Module, item: Import) -> bool:
        """Tell whether nobody knows an import, and it may well be a file: not what a declared bridge leads to."""
        led_to = bool(self.bridges) and need(item.name, item.names, self.names).met
        return not led_to and may_be_ours(self.repository, module, item)

    def _may_be_missing(self, module: Module, item: Import) -> bool:
        """Tell whether the source works without this, and note it. Raises UnreadError."""
        if is_typing(self.repository, module.path, item):
            return True
        if self._is_needed(module, item):
            return False
        if is_optional(self.repository, module.path, item):
            self.optional.add(item.top)
            return True
        if self._asked(item) or (not item.nested and is_guarded(self.repository, module.path)):
            self.optional.add(item.top)
            return True
        return False

    def _is_needed(self, module: Module, item: Import) -> bool:
        """Tell whether the package cannot be imported without this. Raises UnreadError."""
        surely = not item.nested or is_raised(self.repository, module.path, item)
        return surely and is_needed(self.repository, module.path)

    def _excused(self, module: Module, item: Import) -> bool:
        """Tell whether it stands elsewhere that the source works without this, and here nothing to the contrary."""
        return item.top in self.optional and not self.source.dark and not self._is_needed(module, item)

    def _note(self, item: Import, asked: Need) -> None:
        if normal(item.top) == asked.met_by:
            self.exact.add(asked.met_by)
        if asked.met_by and asked.met_by not in self.own and asked.met_by not in self.in_groups:
            groups = {one.group for one in self.source.requirements if one.name == asked.met_by}
            self.in_groups[asked.met_by] = min(groups, key=lambda group: (bool(WORKSHOP.search(group)), group))

    def _in_component(self, module: Module, item: Import, around: Component) -> None:
        """Judge an import in a function that runs in a container of its own, by what is installed there."""
        asked = need(item.name, item.names, around.names or frozenset())
        if asked.met or (around, asked.name) in self._named:
            return
        self._named.add((around, asked.name))
        if around.names is None or around.image:
            why = f"whether this component's image has `{item.top}` could not be read: list it in packages_to_install"
        else:
            why = f"{_named(item, asked)} is imported, and this component does not install it: add it to"
            why += " its packages_to_install"
        to = self.unread if around.names is None or around.image else self.found
        to.append(Finding(module.path, item.line, 1, why, self._evidence(module, item)))

    def _asked(self, item: Import) -> bool:
        """Tell whether the source says somewhere that it works without this."""
        key = (item.top, item.nested)
        if key not in self._asks:
            paths = [module.path for module in self.source.modules]
            self._asks[key] = asked_for(self.repository, paths, item.top, nested=item.nested)
        return self._asks[key]

    def _sort(self, missing: list[tuple[Module, Import, Need]]) -> None:
        """Make a finding of each, unless it is optional elsewhere in the source, or nobody can tell."""
        ours = {normal(package.name) for package in packages(self.repository)}
        unknown = sorted(
            {
                item.name
                for item in self.source.requirements
                if may_install(item.name, item.source) and not (item.group and WORKSHOP.search(item.group))
            }
            - ours
            - self.exact
        )
        for module, item, asked in missing:
            if self._excused(module, item):
                continue
            evidence = self._evidence(module, item)
            if not asked.sure and unknown:
                why = f"nobody here knows what installs `{item.top}`: look whether {_likely(item, unknown)} does"
                why += ", else declare it"
                self.unread.append(Finding(module.path, item.line, 1, why, evidence))
            else:
                self.found.append(Finding(module.path, item.line, 1, self._message(module, item, asked), evidence))

    def _evidence(self, module: Module, item: Import) -> str:
        return self.repository.lines(module.path)[item.line - 1].strip()[:120]

    def _message(self, module: Module, item: Import, asked: Need) -> str:
        where = self.source.where or self._to_make(module)
        bound = ", with a lower bound" if self.source.package is not None and not self.source.beside else ""
        if not asked.sure:
            perhaps = f" (perhaps `{asked.name}`)" if asked.name != normal(item.top) else ""
            known = "nothing that is declared is known to install it"
            return f"`{item.name}` is imported, and {known}: add what does{perhaps} to {where}{bound}"
        return f"{_named(item, asked)} is imported and not declared: add it to {where}{bound}"

    def _to_make(self, module: Module) -> str:
        """Give words for the file that a module needs where nothing on the way up from it declares anything."""
        if not self.source.requirements:
            return "a requirements file beside the source"
        path = posixpath.join(posixpath.dirname(module.path), "requirements.txt")
        return f"a new {path}, as nothing beside this declares anything"

    def notes(self) -> list[str]:
        found = []
        if self.in_groups and not self.source.dark:
            users = sorted(self.in_groups.items(), key=lambda one: (not WORKSHOP.search(one[1]), one))
            found.append(f"declared in an extra or group alone: {_some(f'{name} ({group})' for name, group in users)}")
        if self.optional and not self.source.dark:
            found.append(f"optional, and not declared: {_some(sorted(self.optional))}")
        if self.brought:
            some = _some(f"{name} ({package})" for name, package in sorted(self.brought.items()))
            found.append(f"declared by another package of this repository: {some}")
        if self.tests:
            some = _some(sorted(set(self.tests)))
            found.append(f"the package imports its tests, which are not installed with it: {some}")
        return found


def _named(item: Import, asked: Need) -> str:
    alike = normal(item.top) == asked.name
    return f"`{asked.name}`" if alike else f"`{asked.name}`, which installs `{item.name}`,"


def _likely(item: Import, names: list[str]) -> str:
    """Give the one distribution that shares a word with an import, else say that it may be any."""
    words = {word for word in normal(item.top).split("-") if len(word) > 2}
    alike = [name for name in names if words & set(name.split("-"))]
    return f"`{alike[0]}`" if len(alike) == 1 else "something that is declared"


def _some(names: Iterable[str], count: int = 10) -> str:
    listed = list(names)
    more = f" and {len(listed) - count} more" if len(listed) > count else ""
    return ", ".join(listed[:count]) + more


def _extras(item: Requirement) -> list[str]:
    """Give the extras that a requirement asks for."""
    match = _EXTRAS.match(item.text)
    return [extra.strip() for extra in match[1].split(",") if extra.strip()] if match else []


def _of_siblings(repository: Repository, requirements: list[Requirement]) -> dict[str, str]:
    """Give what the packages of this repository bring along that are required, each with who brings it.

    That is their own dependencies, and those of the extras that are asked for.
    """
    by_name = {normal(package.name): package for package in packages(repository) if package.name}
    found: dict[str, str] = {}
    waiting = [item for item in requirements if item.name in by_name]
    seen: set[tuple[str, str]] = set()
    while waiting:
        asked = waiting.pop()
        wanted = {(asked.name, group) for group in ("", *_extras(asked))} - seen
        seen |= wanted
        for item in by_name[asked.name].requirements:
            if (asked.name, item.group) in wanted:
                found.setdefault(item.name, asked.name)
                waiting += [item] if item.name in by_name else []
    return found


def _local(repository: Repository, source: Source) -> frozenset[str]:
    """Give the imports that are of this repository, but for those of a sibling that has to be declared."""
    named = {package.folder: package for package in packages(repository) if package.name and package.build_system}
    found = {module.package.partition(".")[0] for module in source.modules if module.package}
    if source.package is not None:  # package_dir may give a folder another name
        found.add(normal(source.package.name).replace("-", "_"))
    for root in roots(repository):
        sibling = named.get(root.project)
        if source.package is None or sibling is None or root.project == source.folder:
            found.add(root.name.partition(".")[0])
    return frozenset(found)


CHECKS: dict[str, Check] = {"PKG002": declared_imports}
