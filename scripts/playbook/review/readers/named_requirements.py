"""What a command names as requirements is a file of requirements, whatever it is called."""

from __future__ import annotations

from playbook.review.readers.environments import read_environment
from playbook.review.readers.project import RequirementFile, requirement_files
from playbook.review.readers.requirements import Requirement, read_file
from playbook.review.repository import Repository
from playbook.review.verdict import UnreadError

MAX_INCLUDES = 50
_NOT = (".toml", ".cfg", ".py", ".json", ".lock", ".whl", ".zip", ".gz")
"""Suffixes of what is read in another way, or is no list at all."""


def named_requirements(repository: Repository, path: str) -> RequirementFile | None:
    """Read the file that `pip install -r` or `conda env … -f` names, or give None if it is of another kind.

    Raises UnreadError.
    """
    known = repository.once("named.known", lambda: {file.path: file for file in requirement_files(repository)})
    if path in known:
        return known[path]
    lower = path.lower()
    if lower.endswith((".yml", ".yaml")):
        return read_environment(repository, path)
    if lower.endswith(_NOT):
        return None
    return repository.once(f"named.file:{path}", lambda: read_file(repository, path))


def all_lines(repository: Repository, file: RequirementFile) -> list[Requirement]:
    """Give the lines of a file and of all that it includes; what cannot be read is in its `unread`."""
    found = list(file.lines)
    waiting, seen = list(file.includes), {file.path}
    while waiting and len(seen) < MAX_INCLUDES:
        target = waiting.pop(0)
        if target in seen:
            continue
        seen.add(target)
        try:
            included = named_requirements(repository, target)
        except UnreadError:
            continue
        if included is not None:
            found += included.lines
            waiting += included.includes
    return found
