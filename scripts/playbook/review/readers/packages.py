"""One package: what its pyproject.toml, setup.cfg and setup.py say together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from playbook.review.readers.requirements import Requirement, requirement
from playbook.review.repository import Repository
from playbook.review.verdict import Finding, UnreadError


@dataclass(frozen=True)
class Package:
    """A package that the repository declares, in `folder` ("" is the root).

    `file` names it, or would; `name` is as it stands there, "" without one. `dynamic` are the fields that are filled in
    when it is built; what could be followed is in `requirements` all the same, what could not is in `unread`.
    `scripts` are the commands that it installs, each with its "module:function", or a path for a script file.
    """

    folder: str
    file: str
    name: str
    build_system: bool
    requirements: tuple[Requirement, ...] = ()
    dynamic: tuple[str, ...] = ()
    scripts: Mapping[str, str] = field(default_factory=dict)
    unread: tuple[Finding, ...] = ()

    @property
    def own(self) -> tuple[Requirement, ...]:
        """Its own dependencies, without those of extras and groups."""
        return tuple(item for item in self.requirements if not item.group)


def read_package(repository: Repository, folder: str) -> Package | None:
    """Give the package that the files in `folder` declare, or None if they declare none."""
    path = f"{folder}/pyproject.toml" if folder else "pyproject.toml"
    if not repository.at(path):
        return None
    try:
        data = repository.toml(path)
    except UnreadError as error:
        return Package(folder, path, "", False, unread=(error.finding,))
    project = data.get("project")
    if not isinstance(project, dict):
        return None
    found = tuple(requirement(text, path, 0) for text in _texts(project.get("dependencies")))
    return Package(folder, path, str(project.get("name", "")), "build-system" in data, found)


def _texts(value: Any) -> list[str]:
    return [item for item in value if isinstance(item, str)] if isinstance(value, list) else []
