"""Where no image says it: which locks CI, a platform or written instructions install."""

from __future__ import annotations

import re
from collections.abc import Iterable

from playbook.review.readers.ci import simple_commands
from playbook.review.readers.locking import installed
from playbook.review.readers.source import deploys
from playbook.review.repository import Repository
from playbook.review.verdict import UnreadError

_TOOL = re.compile(r"\b(?:uv|poetry|pdm|pipenv|pixi|pip[\d.]*|pip-sync|conda|mamba|micromamba|conda-lock)\s+[a-z-]")
_CODE = re.compile(r"`([^`\n]+)`")
_INSTRUCTIONS = ("readme.md", "readme.rst", "readme.txt", "readme", "contributing.md", "makefile", "justfile")
_RUNNERS = ("procfile", "mlproject", "noxfile.py", "tox.ini", "taskfile.yml", "dvc.yaml", "tasks.py")
_BUILDPACKS = frozenset({"procfile", "app.yaml", "render.yaml", "fly.toml", "serverless.yml", "serverless.yaml"})
_FOUND_BY_BUILDPACKS = ("requirements.txt", "Pipfile.lock", "poetry.lock", "uv.lock")


def lock_names(locks: Iterable[str], line: str) -> set[str]:
    """Give those of `locks` that a shell line installs, by their names."""
    if not _TOOL.search(line):
        return set()
    found: set[str] = set()
    for words in simple_commands(line):
        install = installed(words)
        if install is not None:
            named = {*install.locks, *(file.rpartition("/")[2] for file in (*install.files, *install.constraints))}
            found |= {lock for lock in locks if lock.rpartition("/")[2] in named}
            found |= {lock for lock in locks if "conda-lock" in lock and "conda-lock.yml" in named}
    return found


def documented(repository: Repository, locks: Iterable[str]) -> set[str]:
    """Give those of `locks` that the README, a Makefile, a task runner or a script installs."""
    known = tuple(locks)
    found: set[str] = set()
    for path in [*repository.named(*_INSTRUCTIONS, *_RUNNERS), *repository.suffixed(".sh")]:
        try:
            text = repository.text(path)
        except UnreadError:
            continue
        if _TOOL.search(text):
            for line in text.split("\n"):
                if _TOOL.search(line):
                    for part in (line.strip().lstrip("$>@ "), *_CODE.findall(line)):
                        found |= lock_names(known, part)
    return found


def platform_installs(repository: Repository, locks: Iterable[str]) -> set[str]:
    """Give those of `locks` that a platform finds by itself, or that a deployment file names."""
    found: set[str] = set()
    for path in deploys(repository):
        try:
            text = repository.text(path)
        except UnreadError:
            continue
        name = path.rpartition("/")[2].lower()
        for lock in locks:
            file = lock.rpartition("/")[2]
            if file in text or (name in _BUILDPACKS and file in _FOUND_BY_BUILDPACKS):
                found.add(lock)
    return found
