"""The build context of an image, where compose says which folder that is."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator

from playbook.review.readers.yaml import Node
from playbook.review.repository import Repository
from playbook.review.verdict import UnreadError

_COMPOSE = re.compile(r"(?:docker-)?compose(?:[-_.][\w.-]*)?\.ya?ml")


def context(repository: Repository, file: str) -> str | None:
    """Give the folder that is the build context of a Dockerfile, "" for the root.

    None means that no compose file says it, or that several say different things.
    """
    found = repository.once("contexts", lambda: _contexts(repository)).get(file, set())
    return next(iter(found)) if len(found) == 1 else None


def _contexts(repository: Repository) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for name, paths in repository.by_name.items():
        for path in paths if _COMPOSE.fullmatch(name) else ():
            for build in _builds(repository, path):
                folder = _inside(posixpath.dirname(path), build.text or _text(build, "context", "."))
                file = None if folder is None else _inside(folder, _text(build, "dockerfile", "Dockerfile"))
                if folder is not None and file is not None:
                    found.setdefault(file, set()).add(folder)
    return found


def _builds(repository: Repository, path: str) -> Iterator[Node]:
    """Give what the services of a compose file say of their builds."""
    try:
        if "build" not in repository.text(path):
            return
        for document in repository.yaml(path):
            services = document.get("services")
            for service in services.keys.values() if services is not None else ():
                build = service.get("build")
                if build is not None:
                    yield build
    except UnreadError:
        return  # whoever asks guesses, as where there is no compose file


def _text(node: Node, key: str, default: str) -> str:
    found = node.get(key)
    return found.text if found is not None and found.text else default


def _inside(folder: str, path: str) -> str | None:
    """Give the path in the repository, or None if it leads out of it, or only the build knows it."""
    if "$" in path or "://" in path or path.startswith("/"):
        return None
    found = posixpath.normpath(posixpath.join(folder, path))
    return None if found == ".." or found.startswith("../") else "" if found == "." else found
