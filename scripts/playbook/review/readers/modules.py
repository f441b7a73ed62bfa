"""Which Python is the solution's own: its packages, and the scripts that images and pipelines run."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from playbook.review.readers.roots import ASIDE, roots
from playbook.review.readers.scripts import Run, scripts
from playbook.review.repository import Repository
from playbook.review.verdict import UnreadError

_TEST_FOLDERS = {"tests", "test", "_tests", "unit_tests", "unit_test", "integration_tests", "e2e", "__tests__"}
_INNER = {"examples", "example", "docs", "notebooks", "vendor", "vendored", "_vendor", "_vendored", "third_party"}
_FOREIGN = {"vendor", "vendored", "_vendor", "_vendored", "third_party", "thirdparty", "extern", "_extern"}
_TEST_NAME = re.compile(r"(test_\w*|\w+_tests?|tests?|conftest)\.py$")
_TEST_TEXT = re.compile(
    r"^[ \t]*(?:async )?def test|^class (?:Test\w*|\w*TestCase|\w*Tests?)\b|^@pytest\.fixture", re.MULTILINE
)
_BUILDING = {"setup.py", "conftest.py", "noxfile.py", "tasks.py", "fabfile.py", "dodo.py", "conf.py", "manage.py"}
_NOTEBOOK = re.compile(rb"# Databricks notebook source|# ---\r?\n# jupyter:|import marimo\b")
_CELLS = re.compile(rb"^# %%", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Module:
    """A Python file of the solution.

    `name` is the dotted name under which it is imported; `package` the import name of its package ("pumps",
    "google.cloud.storage"), and "" for a script. `run_by` says what runs the script: "image", "pipeline" or "ci";
    it is empty for modules of a package, and for scripts of a repository that has no package at all.
    """

    path: str
    name: str
    package: str = ""
    run_by: str = ""


def tests(repository: Repository) -> tuple[str, ...]:
    """Give the test files: what lies in a folder of tests, and modules that are named and written as tests."""
    return repository.once(
        "tests", lambda: tuple(path for path in repository.suffixed(".py") if _test(repository, path))
    )


def source(repository: Repository) -> tuple[Module, ...]:
    """Give the solution's Python, by path: its packages, and scripts that an image, a pipeline or CI runs.

    Without any package, every script that is no test, documentation, example or tool is taken.
    """
    return repository.once("source", lambda: tuple(sorted(_source(repository), key=lambda module: module.path)))


def is_notebook(head: bytes) -> bool:
    """Tell from its first bytes whether a Python file is a notebook: of Databricks, jupytext or marimo, or in cells."""
    return bool(_NOTEBOOK.search(head)) or len(_CELLS.findall(head)) > 1


def _test(repository: Repository, path: str) -> bool:
    *folders, name = path.lower().split("/")
    if not _TEST_FOLDERS.isdisjoint(folders) or (folders and folders[0] == "testing"):
        return True
    if not _TEST_NAME.match(name):
        return False
    if name == "conftest.py":
        return True
    try:
        return bool(_TEST_TEXT.search(repository.text(path)))
    except UnreadError:
        return True


def _source(repository: Repository) -> Iterator[Module]:
    aside = set(tests(repository))
    packages = roots(repository)
    taken: set[str] = set()
    for root in packages:
        for path in repository.suffixed(".py"):
            if path in aside or path in taken or not (path == root.path or path.startswith(f"{root.path}/")):
                continue
            inner = path[len(root.path) :].lower().split("/")[1:-1]
            if _INNER.isdisjoint(inner) and "{" not in path:
                taken.add(path)
                yield Module(path, _name(root.name, root.path, path), root.name)
    for run in scripts(repository):
        if run.path not in aside and run.path not in taken and _own(run.path) and not _noted(repository, run.path):
            taken.add(run.path)
            yield _script(run)
    if not packages:
        for path in repository.suffixed(".py"):
            if path not in aside and path not in taken and _loose(path) and not _noted(repository, path):
                yield Module(path, _stem(path))


def _script(run: Run) -> Module:
    return Module(run.path, _stem(run.path), "", run.by)


def _own(path: str) -> bool:
    folders = path.lower().split("/")[:-1]
    return _FOREIGN.isdisjoint(folders) and "{" not in path


def _loose(path: str) -> bool:
    *folders, name = path.lower().split("/")
    hidden = any(folder.startswith(".") for folder in folders)
    return not hidden and "{" not in path and ASIDE.isdisjoint(set(folders) - {"scripts"}) and name not in _BUILDING


def _noted(repository: Repository, path: str) -> bool:
    try:
        return is_notebook(repository.head(path, 4096))
    except UnreadError:
        return False


def _name(package: str, folder: str, path: str) -> str:
    inside = path[len(folder) :].removesuffix(".py").strip("/").replace("/", ".")
    return ".".join(part for part in (package, inside) if part).removesuffix(".__init__").removesuffix(".py")


def _stem(path: str) -> str:
    return path.rpartition("/")[2].removesuffix(".py")
