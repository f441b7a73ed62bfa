"""Which Python is the solution's own: its packages, and the scripts that images and pipelines run."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from playbook.review.readers.imports import Import, imports
from playbook.review.readers.roots import ASIDE, roots, upwards
from playbook.review.readers.scripts import scripts
from playbook.review.readers.tooling import carries_out_features, hooks
from playbook.review.repository import Repository
from playbook.review.verdict import UnreadError

_TEST_FOLDER = re.compile(
    r"(?:^|/)(?:_*tests?_*|e2e|(?:unit|integration|functional|system|smoke)_test|[a-z0-9_]+_tests"
    r"|tests?_(?:unit|integration|functional|system|e2e|smoke|data|utils?|helpers|support|fixtures))/"
)
_INNER = frozenset(
    (
        *("examples", "example", "samples", "tutorials", "tutorial", "docs", "notebooks", "templates"),
        *("vendor", "vendored", "_vendor", "_vendored", "third_party", "testing"),
    )
)
"""Folders inside a package whose Python is not the solution's; `testing` helps those who test what they build on it."""
_FOREIGN = {"vendor", "vendored", "_vendor", "_vendored", "third_party", "thirdparty", "extern", "_extern"}
_TEST_NAME = re.compile(r"(test_\w*|\w+_tests?|tests?|conftest)\.py$")
_TEST_SCRIPT = re.compile(r"(?:test_\w+|\w+_tests?)\.py")
"""How scripts that try something out are called: where no package holds them and nothing runs them, they are none."""
_TEST_TEXT = re.compile(
    r"^[ \t]*(?:async )?def test|^class (?:Test\w*|\w*TestCase|\w*Tests?)\b|^@pytest\.fixture", re.MULTILINE
)
_COLLECTED = re.compile(
    r"^[ \t]*(?:async )?def test|^class \w{1,200}\([^)\n]{0,200}TestCase\b|^@pytest\.fixture", re.MULTILINE
)
"""What pytest or unittest would collect: asked of a package, whose product may have to do with tests itself."""
_TESTERS = {"hypothesis", "pytest", "tests", "unittest"}
_SHOWN = {"examples", "example", "docs", "doc", "samples", "tutorials"}
BUILDING = {"setup.py", "conftest.py", "noxfile.py", "tasks.py", "fabfile.py", "dodo.py", "conf.py", "manage.py"}
"""Files that a tool wants, in lower case: they are no scripts of the solution."""
_NOTEBOOK = re.compile(rb"# Databricks notebook source|# ---\r?\n# jupyter:|import marimo\b")
_CELLS = re.compile(rb"^# %%", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Module:
    """A Python file of the solution.

    `name` is the dotted name under which it is imported; `package` the import name of its package ("pumps",
    "google.cloud.storage"), and "" for a script. `run_by` says what runs the script: "image", "pipeline" or "ci";
    it is empty for modules of a package, and for scripts of a repository that declares no package.
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

    Where no package is declared, every script that is no test, documentation, example or tool is taken.
    """
    return repository.once("source", lambda: tuple(sorted(_source(repository), key=lambda module: module.path)))


def is_notebook(head: bytes) -> bool:
    """Tell from its first bytes whether a Python file is a notebook: of Databricks, jupytext or marimo, or in cells."""
    return bool(_NOTEBOOK.search(head)) or len(_CELLS.findall(head)) > 1


def _test(repository: Repository, path: str) -> bool:
    package = _package_of(repository, path)
    folder = _TEST_FOLDER.search(path.lower())
    if folder is not None:
        return folder.end() <= len(package) + 1 or not package or _collects(repository, path[: folder.end()])
    if path.startswith("testing/") or carries_out_features(repository, path):
        return True
    return bool(_TEST_NAME.match(path.lower().rpartition("/")[2])) and _tests(repository, path, bool(package))


def _tests(repository: Repository, path: str, packaged: bool) -> bool:
    """Tell by its text whether a file that is named as a test is one."""
    if path.endswith("conftest.py"):
        return True
    try:
        text = repository.text(path)
    except UnreadError:
        return True
    command = "click.command" in text or "ArgumentParser(" in text
    said = _COLLECTED if packaged else _TEST_TEXT
    return bool(said.search(text)) and not (command and "pytest" not in text and "unittest" not in text)


def _package_of(repository: Repository, path: str) -> str:
    """Give the folder of the package in which a file lies, or ""."""
    packages = repository.once("modules.packages", lambda: frozenset(root.path for root in roots(repository)))
    return next((folder for folder in upwards(path) if folder in packages), "") if packages else ""


def _collects(repository: Repository, folder: str) -> bool:
    """Tell whether a folder of tests inside a package holds any: else they are what the package is about.

    One without an __init__.py is no part of the package, unless a module of it imports what is there.
    """

    def asked() -> bool:
        if not repository.at(f"{folder}__init__.py") and not _is_imported(repository, folder):
            return True
        inside = [path for path in repository.suffixed(".py") if path.startswith(folder)]
        named = (path for path in inside if _TEST_NAME.match(path.lower().rpartition("/")[2]))
        if any(_tests(repository, path, packaged=True) for path in named):
            return True
        return any(item.top in _TESTERS for path in inside for item in _imports(repository, path))

    return repository.once(f"modules.collects:{folder}", asked)


def _is_imported(repository: Repository, folder: str) -> bool:
    """Tell whether a module of the package around a folder, but outside of it, imports something from it."""
    name = folder.rstrip("/").rpartition("/")[2]
    package = f"{_package_of(repository, folder.rstrip('/'))}/"
    users = repository.once("modules.users", lambda: _users(repository)).get(name, ())
    return any(path.startswith(package) and not path.startswith(folder) for path in users)


def _users(repository: Repository) -> dict[str, list[str]]:
    """Give the modules of the packages by each part of what they import."""
    found: dict[str, list[str]] = {}
    for path in repository.suffixed(".py"):
        if _package_of(repository, path):
            imported = {word for item in _imports(repository, path) for word in (*item.name.split("."), *item.names)}
            for word in imported:
                found.setdefault(word, []).append(path)
    return found


def _source(repository: Repository) -> Iterator[Module]:
    aside = set(tests(repository))
    taken: dict[str, Module] = {}
    for module in _packaged(repository, aside):
        taken.setdefault(module.path, module)
    for module in _run(repository, aside | set(taken)):
        taken.setdefault(module.path, module)
    if not any(root.declared for root in roots(repository)):
        for path in repository.suffixed(".py"):
            left = path not in aside and path not in taken and _loose(path, alone=not roots(repository))
            if left and path.rpartition("/")[0] not in hooks(repository) and not _noted(repository, path):
                taken[path] = Module(path, _stem(path))
    yield from taken.values()


def _packaged(repository: Repository, aside: set[str]) -> Iterator[Module]:
    """Give the modules of the packages, without tests, examples and the code of others inside them."""
    by_path = {root.path: root for root in roots(repository)}
    for path in repository.suffixed(".py") if by_path else ():
        root = next((by_path[folder] for folder in upwards(path) if folder in by_path), None)
        if root is None or path in aside or "{" in path:
            continue
        inner = path[len(root.path) : -len(".py")].split("/")[1:]
        if _INNER.isdisjoint(part.lower() for part in inner[:-1]) and all(part.isidentifier() for part in inner):
            yield Module(path, _name(root.name, root.path, path), root.name)


def _run(repository: Repository, known: set[str]) -> Iterator[Module]:
    """Give the scripts that something runs, each followed by the files beside it that it imports."""
    waiting = [Module(run.path, _stem(run.path), "", run.by) for run in reversed(scripts(repository))]
    seen = set(known)
    while waiting:
        module = waiting.pop()
        if module.path in seen or not _own(module.path) or _noted(repository, module.path):
            continue
        seen.add(module.path)
        yield module
        beside = _imported(repository, module.path)
        waiting += [Module(path, _stem(path), "", module.run_by) for path in beside]


def _imports(repository: Repository, path: str) -> tuple[Import, ...]:
    try:
        return imports(repository, path)
    except UnreadError:
        return ()


def _imported(repository: Repository, path: str) -> Iterator[str]:
    """Give the files that a script imports: from its folder, or from the next one above that has what it names."""
    folders = [*upwards(path.rpartition("/")[0]), ""]
    for item in _imports(repository, path):
        if not item.name:
            continue
        inside = item.name.replace(".", "/")
        for folder in folders if not item.level else folders[item.level - 1 : item.level]:
            base = f"{folder}/{inside}" if folder else inside
            further = [f"{base}/{name}.py" for name in item.names[:50]]
            found = repository.at(f"{base}.py", f"{base}/__init__.py", *further)
            if found:
                yield from found
                break


def _own(path: str) -> bool:
    """Tell whether a script that something runs is the solution's: not vendored, and not there to show how."""
    folders = path.lower().split("/")[:-1]
    return (_FOREIGN | _SHOWN).isdisjoint(folders) and "{" not in path


def _loose(path: str, alone: bool) -> bool:
    """Tell whether a file is a script of the solution; `alone`: there is no package beside scripts/."""
    *folders, name = path.lower().split("/")
    if _TEST_SCRIPT.fullmatch(name):
        return False
    hidden = any(folder.startswith(".") for folder in folders)
    aside = not ASIDE.isdisjoint(set(folders) - ({"scripts"} if alone else set()))
    return not hidden and not aside and "{" not in path and name not in BUILDING


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
