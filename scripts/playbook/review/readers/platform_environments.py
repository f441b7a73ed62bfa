"""The conda environments in which a platform runs the code: those that Azure ML and MLflow are given by their path."""

from __future__ import annotations

import posixpath
import re

from playbook.review.readers.project import RequirementFile, requirement_files
from playbook.review.repository import Repository
from playbook.review.verdict import UnreadError

_NAMES = re.compile(r"^[ \t-]{0,80}conda_(?:file|env)[ \t]*:[ \t]*[\"']?([\w./-]{1,300}\.ya?ml)\b", re.MULTILINE)


def platform_environments(repository: Repository) -> dict[str, list[RequirementFile]]:
    """Give the environments that files of a platform name, by the folder of the file that does."""
    return repository.once("platform_environments", lambda: _found(repository))


def _found(repository: Repository) -> dict[str, list[RequirementFile]]:
    known = {file.path: file for file in requirement_files(repository) if file.path.endswith((".yml", ".yaml"))}
    found: dict[str, list[RequirementFile]] = {}
    if not known:
        return found
    for path in (*repository.suffixed(".yml", ".yaml"), *repository.named("MLproject")):
        folder = posixpath.dirname(path)
        for name in _named(repository, path):
            file = known.get(posixpath.normpath(posixpath.join(folder, name)))
            if file is not None and file not in found.setdefault(folder, []):
                found[folder].append(file)
    return {folder: files for folder, files in found.items() if files}


def _named(repository: Repository, path: str) -> list[str]:
    try:
        text = repository.text(path)
    except UnreadError:
        return []
    return _NAMES.findall(text) if "conda_" in text else []
