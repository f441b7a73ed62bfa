"""What `quarto render` of a folder executes: the cells of its documents, unless the project says otherwise."""

from __future__ import annotations

import posixpath
import re
from itertools import islice

from playbook.review.repository import Repository
from playbook.review.verdict import UnreadError

MAX_FILES = 200
_CELL = re.compile(r"^[ ]*```+[ ]*\{(?:python|r|julia)\b", re.MULTILINE | re.IGNORECASE)
_KEPT = re.compile(r"^[ ]*(?:enabled|eval)[ ]*:[ ]*false\b|^[ ]*freeze[ ]*:[ ]*(?:true|auto)\b", re.MULTILINE)
"""Settings with which nothing is executed, or only what was not executed before."""


def executed_by_quarto(repository: Repository, rest: list[str]) -> str:
    """Give a document that `quarto render` executes when it is given `rest`; "" for none.

    A Jupyter notebook is not executed unless that is asked for. Without a folder, the one project is rendered.
    """
    projects = repository.named("_quarto.yml", "_quarto.yaml")
    named = rest[0] if rest and not rest[0].startswith("-") else "."
    folder = posixpath.normpath(named)
    if folder == ".":
        if len(projects) != 1:
            return ""
        folder = posixpath.dirname(projects[0])
    documents = [path for path in repository.suffixed(".qmd", ".rmd") if _below(path, folder)]
    for path in islice(documents, MAX_FILES):
        settings = [project for project in projects if path.startswith(f"{posixpath.dirname(project)}/".lstrip("/"))]
        if _has(repository, path, _CELL) and not any(_has(repository, item, _KEPT) for item in (path, *settings)):
            return path
    return ""


def _below(path: str, folder: str) -> bool:
    return not folder or f"/{folder}/" in f"/{path}"


def _has(repository: Repository, path: str, what: re.Pattern[str]) -> bool:
    try:
        return what.search(repository.text(path)) is not None
    except UnreadError:
        return False
