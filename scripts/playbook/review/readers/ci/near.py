"""Which locks speak for what a command installs: those of its own project, not those of a neighbour."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator

from playbook.review.readers.ci.built import ANYWHERE
from playbook.review.readers.ci.installs import files_of, projects_of
from playbook.review.readers.ci.model import Command
from playbook.review.readers.ci.wrappers import programs
from playbook.review.repository import Repository

_KEPT_APART = frozenset({"requirements", "requirement", "reqs", "deps", "dependencies", "environments", "envs"})
"""Folders of requirements, which speak for the folder that holds them."""
_OF_IMAGES = frozenset({"docker", ".docker", "dockerfiles", "containers", "container", "images", "image"})
"""Folders of images, which are built from the folder that holds them."""
_VARIABLE = re.compile(r"[$*~{]|^/")


def near_locks(repository: Repository, command: Command, locks: Iterable[str]) -> list[str]:
    """Give those of `locks` that speak for what `command` installs.

    A lock speaks for the folder that holds it and for those below; what is installed from above may use it too.
    """
    files, places = _installed(repository, command)
    others = {posixpath.basename(file) for file in files}
    return [
        lock
        for lock in locks
        if any(_related(_home(posixpath.dirname(lock), _KEPT_APART), place) for place in places)
        and (lock in files or posixpath.basename(lock) not in others)
    ]


def _related(one: str, other: str) -> bool:
    return not one or not other or f"{one}/".startswith(f"{other}/") or f"{other}/".startswith(f"{one}/")


def _home(folder: str, names: frozenset[str]) -> str:
    """Give the folder that holds one with one of these names; else the folder itself."""
    above, _, last = folder.rpartition("/")
    return above if last.lower() in names else folder


def _installed(repository: Repository, command: Command) -> tuple[set[str], set[str]]:
    """Give the files that an image of the repository installs, as far as they are known, and the folders of it all."""
    image = command.folder == ANYWHERE
    folder = _home(posixpath.dirname(command.path), _OF_IMAGES) if image else command.folder
    files: set[str] = set()
    places: set[str] = set()
    for words in programs(command.text):
        if words[0] == "cd" and len(words) > 1 and not image and not _VARIABLE.search(words[1]):
            folder = _below(folder, words[1])
        for file in files_of(words):
            found = set(_copied(repository, command, file)) if image else {_below(folder, file)}
            files |= found if image else set()
            places |= {_home(posixpath.dirname(path), _KEPT_APART) for path in found if not _VARIABLE.search(path)}
        for project in () if image else projects_of(words):
            places.add(_below(folder, project.removeprefix("-e").partition("[")[0]))
    return files, places or {folder}


def _below(folder: str, path: str) -> str:
    found = posixpath.normpath(posixpath.join(folder, path))
    return "" if found in (".", "..") or found.startswith("../") else found


def _copied(repository: Repository, command: Command, file: str) -> Iterator[str]:
    """Give the files that an image may mean: beside its Dockerfile, or above it, or else anywhere."""
    name = posixpath.basename(file)
    folder = posixpath.dirname(command.path)
    while True:
        if found := repository.at(posixpath.join(folder, name)):
            yield found[0]
            return
        if not folder:
            break
        folder = posixpath.dirname(folder)
    yield from (path for path in repository.named(name) if not _VARIABLE.search(path))
