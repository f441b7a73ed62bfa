"""Conda environments and Pipfiles: requirements in the words of other tools."""

from __future__ import annotations

import posixpath
import re
from typing import Any

from playbook.review.readers.declared import place, table
from playbook.review.readers.pyproject import poetry_requirement
from playbook.review.readers.requirements import Requirement, RequirementFile, normal, requirement, with_includes
from playbook.review.repository import Repository
from playbook.review.verdict import Finding

_NAME = re.compile(r"(?:.*[-_.])?(?:environment|env|conda)(?:[-_.].*)?\.ya?ml")
_PERHAPS = re.compile(r"(?:.*[-_.])?(?:dependencies|deps|packages|requirements)(?:[-_.].*)?\.ya?ml")
_DEPENDS = re.compile(r"^dependencies:", re.MULTILINE)
_PYTHON = re.compile(r"^[ \t]*-[ \t]*[\"']?(?:[\w./-]+::)?(?:python|pip)\b", re.MULTILINE)
_ITEM = re.compile(r"(?:[\w./-]+::)?([A-Za-z0-9_][\w.-]*)\s*(.*)")
_BUILD = re.compile(r"=?=\s*([^=<>!~,*\s]+)(=[\w.*]+)?")
_THREE = re.compile(r"\d+\.\d+\.\d+.*|\d{4}[a-z]?(?:\.\w+)*")


def is_environment(path: str) -> bool:
    """Tell by its name whether this may be a conda environment; what it holds has the last word."""
    name = _last(path)
    return bool(_NAME.fullmatch(name) or _PERHAPS.fullmatch(name)) and "lock" not in name


def _last(path: str) -> str:
    return path.rpartition("/")[2].lower()


def read_environment(repository: Repository, path: str) -> RequirementFile | None:
    """Read a conda environment, or give None if it lists no dependencies. Raises UnreadError.

    Python and pip themselves are left out. `=1.26.4` counts as a version, `=1.26` as a range, as conda has it.
    """
    text = repository.text(path)
    if not _DEPENDS.search(text) or not (_NAME.fullmatch(_last(path)) or _PYTHON.search(text)):
        return None
    documents = repository.yaml(path)
    listed = documents[0].get("dependencies") if documents else None
    found: list[Requirement] = []
    includes: list[str] = []
    unread: list[Finding] = []
    for item in listed.items if listed is not None else ():
        if item.text:
            found += _conda(item.text, path, item.line)
        for node in (item.get("pip"),):
            for line in node.items if node is not None else ():
                if line.text.startswith(("-r", "--requirement")):
                    target = posixpath.join(posixpath.dirname(path), line.text.split()[-1])
                    includes.append(posixpath.normpath(target))
                elif not line.text.startswith("-"):
                    found.append(requirement(line.text, path, line.line))
    whole = list(found)
    for target in includes:
        more, dark = with_includes(repository, target)
        whole += more
        unread += dark
    third = [item for item in whole if not item.local]
    pinned = bool(third) and not unread and all(item.pinned for item in third)
    return RequirementFile(path, tuple(found), pinned, tuple(includes), (), tuple(unread))


def _conda(text: str, path: str, line: int) -> list[Requirement]:
    match = _ITEM.fullmatch(text.strip())
    if match is None or match[1] in ("python", "pip"):
        return []
    specifier = match[2].partition("[")[0].strip()
    exact = _BUILD.fullmatch(specifier)
    if exact:
        whole = exact[2] or specifier.startswith("==") or _THREE.fullmatch(exact[1])
        specifier = f"=={exact[1]}" if whole else f"=={exact[1]}.*"
    return [Requirement(text.strip(), normal(match[1]), specifier, path, line)]


def read_pipfile(repository: Repository, path: str) -> RequirementFile:
    """Read a Pipfile. Raises UnreadError."""
    data = repository.toml(path)
    lines = repository.lines(path)
    found = [*_section(data, "packages", "", path, lines), *_section(data, "dev-packages", "dev", path, lines)]
    third = [item for item in found if not item.local and not item.group]
    return RequirementFile(path, tuple(found), bool(third) and all(item.pinned for item in third))


def _section(data: dict[str, Any], name: str, group: str, path: str, lines: list[str]) -> list[Requirement]:
    return [
        poetry_requirement(key, value, path, place(lines, name, key), group) for key, value in table(data, name).items()
    ]
