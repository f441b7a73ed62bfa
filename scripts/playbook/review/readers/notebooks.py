"""Notebooks in every form: Jupyter's, scripts in cells, Quarto, R Markdown, marimo and Databricks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from playbook.review.repository import Repository
from playbook.review.verdict import UnreadError

Kind = Literal["jupyter", "jupytext", "cells", "quarto", "rmarkdown", "marimo", "databricks"]

_HEAD = 4096
_DATABRICKS = re.compile(rb"(?:\xef\xbb\xbf)?(?:#|--|//) Databricks notebook source")
_JUPYTEXT = re.compile(rb"(?:#![^\n]*\n)?(?:# -\*-[^\n]*\n)?# ---\r?\n(?:#[^\n]*\n){0,20}?#\s+(?:jupytext|kernelspec):")
_MARIMO = re.compile(rb"^\w+ = marimo\.App\(", re.MULTILINE)
_CELL = re.compile(rb"^# ?%%", re.MULTILINE)
_MYST = re.compile(rb"---\r?\n(?:[^\n]*\n){0,20}?(?:jupytext|kernelspec):")
_BY_SUFFIX: dict[str, Kind] = {".ipynb": "jupyter", ".qmd": "quarto", ".rmd": "rmarkdown"}


@dataclass(frozen=True, slots=True)
class Notebook:
    """A notebook and its form. A script with `# %%` alone is "cells"; jupytext's has a header, or a twin in .ipynb."""

    path: str
    kind: Kind

    @property
    def runs_as_script(self) -> bool:
        """Whether Python can start it although it is a notebook. Cells alone make no notebook of a script."""
        return self.path.endswith(".py") and self.kind != "cells"


def notebooks(repository: Repository) -> tuple[Notebook, ...]:
    """Give the notebooks, by path. A script that cannot be read is none."""
    return repository.once("notebooks", lambda: tuple(sorted(_notebooks(repository), key=lambda item: item.path)))


def _notebooks(repository: Repository) -> Iterator[Notebook]:
    for suffix, kind in _BY_SUFFIX.items():
        for path in repository.suffixed(suffix):
            if ".ipynb_checkpoints/" not in path:
                yield Notebook(path, kind)
    twins = {path.removesuffix(".ipynb") for path in repository.suffixed(".ipynb")}
    for path in repository.suffixed(".py", ".md", ".sql", ".scala", ".r"):
        try:
            found = _script(repository.data(path), path, path.rpartition(".")[0] in twins)
        except UnreadError:
            continue
        if found:
            yield Notebook(path, found)


def _script(data: bytes, path: str, twin: bool) -> Kind | None:
    if path.endswith(".md"):
        return "jupytext" if data.startswith(b"---") and _MYST.match(data[:_HEAD]) else None
    if _DATABRICKS.match(data):
        return "databricks"
    if not path.endswith(".py"):
        return None
    if data.startswith(b"#") and _JUPYTEXT.match(data[:_HEAD]):
        return "jupytext"
    if b"marimo.App(" in data and _MARIMO.search(data):
        return "marimo"
    if b"%%" in data and len(_CELL.findall(data)) > 1:
        return "jupytext" if twin else "cells"
    return None
