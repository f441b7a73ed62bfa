"""The conda environments in which a platform runs the code: those that Azure ML and MLflow are given by their path."""

from __future__ import annotations

import posixpath
import re

from playbook.review.readers.project import RequirementFile, requirement_files
from playbook.review.repository import Repository
from playbook.review.verdict import UnreadError

_NAMES = re.compile(r"^[ \t-]{0,80}conda_(?:file|env)[ \t]*:[ \t]*[\"']?([\w./-]{1,300}\.ya?ml)\b", re.MULTILINE)

_CODE = re.compile(r"^[ \t-]{0,80}code[ \t]*:[ \t]*[\"']?(\.{0,2}[\w./-]{1,300})", re.MULTILINE)


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


def platform_code(repository: Repository) -> dict[str, str]:
    """Give the folders of code that a platform's jobs name, each with the folder of its environments."""
    given = platform_environments(repository)
    found: dict[str, str] = {}
    for path in repository.suffixed(".yml", ".yaml") if given else ():
        folder = posixpath.dirname(path)
        if folder in given:
            for name in _CODE.findall(_text(repository, path)):
                found.setdefault(posixpath.normpath(posixpath.join(folder, name)), folder)
    return found


def _named(repository: Repository, path: str) -> list[str]:
    text = _text(repository, path)
    return _NAMES.findall(text) if "conda_" in text else []


def _text(repository: Repository, path: str) -> str:
    try:
        return repository.text(path)
    except UnreadError:
        return ""
