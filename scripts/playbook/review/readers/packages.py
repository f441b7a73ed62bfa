"""One package: what its pyproject.toml, setup.cfg and setup.py say together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from playbook.review.readers.declared import Declared
from playbook.review.readers.pyproject import read_pyproject
from playbook.review.readers.requirements import Requirement
from playbook.review.readers.setup_cfg import read_setup_cfg
from playbook.review.readers.setup_py import read_setup_py
from playbook.review.repository import Repository
from playbook.review.verdict import Finding

_FILES = (("pyproject.toml", read_pyproject), ("setup.cfg", read_setup_cfg), ("setup.py", read_setup_py))


@dataclass(frozen=True)
class Package:
    """A package that the repository declares, in `folder` ("" is the root).

    `file` names it, or would; `name` is as it stands there, "" without one (also where setup.py computes it: then it is
    in `dynamic`). `dynamic` are the fields that are filled in when it is built; what could be followed is in
    `requirements` all the same, what could not is in `unread`, and of extras in `dark_extras`. `scripts` are the
    commands that it installs, each with its "module:function", or with a path relative to `folder` for a script file.
    """

    folder: str
    file: str
    name: str
    build_system: bool
    requirements: tuple[Requirement, ...] = ()
    dynamic: tuple[str, ...] = ()
    scripts: Mapping[str, str] = field(default_factory=dict)
    unread: tuple[Finding, ...] = ()
    dark_extras: tuple[Finding, ...] = ()

    @property
    def own(self) -> tuple[Requirement, ...]:
        """Its own dependencies, without those of extras and groups."""
        return tuple(item for item in self.requirements if not item.group)


def read_package(repository: Repository, folder: str) -> Package | None:
    """Give the package that the files in `folder` declare, or None if they declare none."""
    parts: dict[str, Declared] = {}
    for name, read in _FILES:
        path = f"{folder}/{name}" if folder else name
        if repository.at(path):
            parts[name] = read(repository, path)
    some = [part for part in parts.values() if part.package]
    if not some:
        return None
    project = parts.get("pyproject.toml")
    if project is not None and _whole(project):
        # The build takes what the project table says, and of setup.py and setup.cfg only what it leaves to them.
        older = [part for part in some if part is not project]
        if "dependencies" not in project.dynamic or project.requirements:
            older = []
        return _package(folder, [project, *older], project.dynamic, any(part.build_system for part in some))
    return _package(folder, some, [], any(part.build_system for part in some))


def _whole(project: Declared) -> bool:
    """Tell whether a pyproject.toml names the project itself, or could not be read: then the others do not count."""
    return bool(project.name or project.requirements or project.unread or project.dynamic)


def _package(folder: str, parts: list[Declared], dynamic: list[str], build_system: bool) -> Package:
    naming = next((part for part in parts if part.name), parts[-1])
    return Package(
        folder,
        naming.path,
        naming.name,
        build_system,
        tuple(item for part in parts for item in part.requirements),
        tuple(dict.fromkeys([*dynamic, *(name for part in parts for name in part.dynamic)])),
        {name: target for part in parts for name, target in part.scripts.items()},
        tuple(finding for part in parts for finding in part.unread),
        tuple(finding for part in parts for finding in part.dark_extras),
    )
