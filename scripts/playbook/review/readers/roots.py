"""Where the packages of a repository lie: as its build settings say, else as src and flat layouts have it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from playbook.review.readers.project import packages
from playbook.review.readers.tooling import features, hooks
from playbook.review.repository import Repository
from playbook.review.verdict import UnreadError

_TESTS = {"tests", "test", "testing", "unit_test", "unit_tests", "integration_tests", "e2e"}
_DOCS = {"doc", "docs", "documentation", "example", "examples", "sample", "samples", "demo", "demos", "tutorial"}
_TRIED = {"tutorials", "exercise", "exercises", "notebook", "notebooks", "exploration", "explorations", "experiments"}
_FOREIGN = {"vendor", "vendored", "third_party", "thirdparty", "extern", "external", "submodules"}
_TOOLS = {"scripts", "script", "tools", "bin", "ci", "build", "dist", "benchmark", "benchmarks", "bench", "news"}
_SHAPES = {"template", "templates"}
"""Projects in them are there to be copied; a package may well have a folder of this name."""
BESIDE = frozenset(_TESTS | _DOCS | _TRIED)
"""Folders, in lower case, that are no package even in src/."""
ASIDE = BESIDE | _FOREIGN | _TOOLS
"""Folders beside a package that are never one, in lower case; setuptools leaves out most of them too."""

_BUILDS = re.compile(r"^\[(project|build-system|tool\.(poetry|flit|pdm|hatch|setuptools|maturin|uv))\b", re.MULTILINE)
_NAMED = re.compile(r"^[ \t]*name[ \t]*=", re.MULTILINE)
_SETS_UP = re.compile(
    r"^[ \t]*(?:from|import)[ \t]+(?:setuptools|distutils\.core|skbuild|cx_Freeze)\b"
    r"|^[ \t]*from[ \t]+distutils[ \t]+import[ \t]+core\b|\b(?:setuptools|core)\.setup\(",
    re.MULTILINE,
)
"""How a setup.py begins: an ordinary module of a package may be called so, too."""
_SETUP_WHERE = re.compile(r"find_(?:namespace_)?packages\(\s*(?:where\s*=\s*)?[\"']([\w./-]+)[\"']")
_SETUP_DIR = re.compile(r"package_dir\s*=\s*\{\s*[\"']{2}\s*:\s*[\"']([\w./-]+)[\"']")
_SETUP_MODULES = re.compile(r"py_modules\s*=\s*\[")
_SETUP_NAME = re.compile(r"\bname\s*=\s*[\"']([\w.-]+)[\"']")
_CFG_WHERE = re.compile(r"^where\s*=\s*([\w./-]+)|^package_dir\s*=\s*=\s*([\w./-]+)", re.MULTILINE)
_CFG_MODULES = re.compile(r"^py_modules\s*=([^\n]*(?:\n[ \t]+[^\n]*)*)", re.MULTILINE)
_CFG_NAME = re.compile(r"^name\s*=\s*([\w.-]+)", re.MULTILINE)


@dataclass(frozen=True, slots=True, order=True)
class Root:
    """A package or a single module that is imported as `name`: `path` is its folder, or its file."""

    path: str
    name: str
    project: str
    """The folder of the project that it belongs to; "" is the repository."""
    declared: bool
    """Whether that project has build settings: pyproject.toml, setup.py or setup.cfg."""
    named: bool = False
    """Whether they say that this is its package: one by one, by the folder that holds it, or by the project's name."""


def roots(repository: Repository) -> tuple[Root, ...]:
    """Give the packages and single modules of the repository, of every project in it, by path."""
    return repository.once("roots", lambda: tuple(_Finder(repository).find()))


class _Finder:
    def __init__(self, repository: Repository) -> None:
        self.repository = repository
        self.python: set[str] = {path for path in repository.suffixed(".py") if "{" not in path}
        self.tooling = features(repository) | hooks(repository)
        """Folders of Python that a tool runs: no package."""
        self.commands = {
            target.partition(":")[0].partition(".")[0].strip()
            for package in packages(repository)
            for target in package.scripts.values()
        }
        """Packages that a command starts in, and which are installed so, whatever they are called."""
        self.folders: set[str] = set()
        """Every folder with Python somewhere below it."""
        self.holding: dict[str, list[str]] = {}
        """The Python files by the folder in which they lie."""
        for path in sorted(self.python):
            folder = path.rpartition("/")[0]
            self.holding.setdefault(folder, []).append(path)
            while folder and folder not in self.folders:
                self.folders.add(folder)
                folder = folder.rpartition("/")[0]
        self.children: dict[str, list[str]] = {}
        for folder in sorted(self.folders):
            self.children.setdefault(folder.rpartition("/")[0], []).append(folder)

    def find(self) -> list[Root]:
        """Give the packages; of two projects, the one further down is asked first."""
        projects = sorted(self._projects(), key=lambda folder: -folder.count("/") - bool(folder))
        found: dict[str, Root] = {}
        for project in projects:
            for root in self._of(project, project in self.declared):
                if not any(folder in found for folder in upwards(root.path)):
                    found[root.path] = root
        return sorted(found.values())

    def _projects(self) -> list[str]:
        """Give the folders with build settings, and the root in any case."""
        self.declared: set[str] = set()
        for path in self.repository.named("pyproject.toml", "setup.py", "setup.cfg"):
            folder, _, name = path.rpartition("/")
            above = [part.lower() for part in folder.split("/") if part]
            aside = any(part in ASIDE | _SHAPES or part.startswith((".", "{")) for part in above)
            if not aside and self._builds(path, name):
                self.declared.add(folder)
        return sorted({"", *self.declared})

    def _builds(self, path: str, name: str) -> bool:
        text = self._text(path)
        if name == "setup.py":
            return path == name or bool(_SETS_UP.search(text))
        return bool((_BUILDS if name == "pyproject.toml" else _NAMED).search(text))

    def _text(self, path: str) -> str:
        try:
            return self.repository.text(path)
        except UnreadError:
            return ""  # the standards about it say so

    def _table(self, project: str) -> dict[str, Any]:
        path = _join(project, "pyproject.toml")
        try:
            return self.repository.toml(path) if self.repository.at(path) else {}
        except UnreadError:
            return {}

    def _of(self, project: str, declared: bool) -> list[Root]:
        table = self._table(project)
        found = [root for path, name in _declared(table) for root in self._at(project, path, name)]
        if found:
            return found
        names = self._names(project, table) if declared else set()
        for base in (*self._bases(project, table), _join(project, "src"), project):
            found = list(self._below(project, base, declared, names))
            if found:
                return found
        return list(self._deeper(project))

    def _names(self, project: str, table: dict[str, Any]) -> set[str]:
        """Give what the project may be called when it is imported, from its name and its single modules."""
        setup, cfg = self._text(_join(project, "setup.py")), self._text(_join(project, "setup.cfg"))
        poetry = _dict(_dict(table, "tool"), "poetry").get("name")
        given = [_dict(table, "project").get("name"), poetry]
        given += [match[1] for match in (_SETUP_NAME.search(setup), _CFG_NAME.search(cfg)) if match]
        names = {re.sub(r"[-.]+", "_", name).lower() for name in given if isinstance(name, str)}
        modules = _SETUP_MODULES.search(setup)
        if modules:
            names.update(re.findall(r"[\"']([\w.]+)[\"']", setup[modules.end() : setup.find("]", modules.end())]))
        modules = _CFG_MODULES.search(cfg)
        names.update(modules[1].split() if modules else [])
        listed = _dict(_dict(table, "tool"), "setuptools").get("py-modules")
        return names | set(_texts(listed))

    def _bases(self, project: str, table: dict[str, Any]) -> Iterator[str]:
        """Give the folders in which the build settings look for packages."""
        tool = _dict(table, "tool")
        setuptools = _dict(tool, "setuptools")
        find = setuptools.get("packages")
        where = _texts(_dict(_dict({"packages": find}, "packages"), "find").get("where"))
        where += _texts(_dict(setuptools, "package-dir").get(""))
        where += _texts(_dict(_dict(tool, "pdm"), "build").get("package-dir"))
        where += _texts(_dict(_dict(tool, "uv"), "build-backend").get("module-root"))
        where += _texts(_dict(tool, "maturin").get("python-source"))
        setup, cfg = self._text(_join(project, "setup.py")), self._text(_join(project, "setup.cfg"))
        where += [match[1] for match in (*_SETUP_WHERE.finditer(setup), *_SETUP_DIR.finditer(setup))]
        where += [match[1] or match[2] for match in _CFG_WHERE.finditer(cfg)]
        yield from (_join(project, _clean(path)) for path in where)

    def _at(self, project: str, path: str, name: str) -> Iterator[Root]:
        """Give the package at a path that is declared; a folder that only holds packages is none."""
        full = _join(project, _clean(path))
        if full in self.folders and name not in ("", "src", "lib", "python"):
            yield self._root(full, name, project, named=True)
        for file in (full, f"{full}.py"):
            if file in self.python:
                yield self._root(file, name.removesuffix(".py"), project, named=True)

    def _root(self, path: str, name: str, project: str, *, named: bool = False) -> Root:
        return Root(path, name, project, project in self.declared, named)

    def _below(self, project: str, base: str, declared: bool, names: set[str]) -> Iterator[Root]:
        """Give the packages in the folder `base`; a folder without __init__.py counts where a build finds it."""
        inside = base != project
        if inside and base not in self.folders:
            return
        if inside and _join(base, "__init__.py") in self.python:
            yield self._root(base, base.rpartition("/")[2], project)
            return
        source = base.rpartition("/")[2] in ("src", "lib")
        for folder in self.children.get(base, ()):
            name = folder.rpartition("/")[2]
            if not name.isidentifier() or not self._may_be(name, source and declared) or folder in self.tooling:
                continue
            named = any(other == name.lower() or other.startswith(f"{name.lower()}_") for other in names)
            if _join(folder, "__init__.py") in self.python:
                yield self._root(folder, name, project, named=named or inside)
            elif declared and (inside or named or name in self.commands):
                yield from self._namespace(project, folder, name)
        if declared:
            yield from self._modules(project, base, names, anything=source)

    def _may_be(self, name: str, installed: bool) -> bool:
        """Tell whether a folder of this name can be a package; `installed`: all that lies beside it is installed."""
        if name in self.commands:
            return True
        lower = name.lower()
        if lower in BESIDE or _for_tests(lower):
            return False
        return installed or lower not in ASIDE

    def _namespace(self, project: str, folder: str, name: str) -> Iterator[Root]:
        """Give the packages of a folder without __init__.py; one that holds modules is one itself."""
        waiting = [(folder, name)]
        while waiting:
            here, called = waiting.pop()
            if _join(here, "__init__.py") in self.python or here in self.holding:
                yield self._root(here, called, project, named=True)
            else:
                waiting += [(child, f"{called}.{child.rpartition('/')[2]}") for child in self.children.get(here, ())]

    def _modules(self, project: str, base: str, names: set[str], anything: bool) -> Iterator[Root]:
        """Give the single modules in the folder `base` that the project installs: of its name, or all of src/."""
        for path in self.holding.get(base, ()):
            name = path.rpartition("/")[2].removesuffix(".py")
            if name in names or name.lower() in names or (anything and not name.startswith("test")):
                yield self._root(path, name, project, named=True)

    def _deeper(self, project: str) -> Iterator[Root]:
        """Give the topmost packages further down, such as backend/app, where nothing lies at the usual places."""
        waiting = [project]
        while waiting:
            for folder in self.children.get(waiting.pop(), ()):
                name = folder.rpartition("/")[2]
                lower = name.lower()
                aside = lower in ASIDE | _SHAPES or lower.startswith(".") or _for_tests(lower)
                if aside or folder in self.tooling:
                    continue
                if _join(folder, "__init__.py") in self.python:
                    yield self._root(folder, name, project)
                elif folder.count("/") < 3:
                    waiting.append(folder)


def _for_tests(lower: str) -> bool:
    """Tell whether a folder of this name, in lower case, holds the tests of what lies beside it."""
    return lower.endswith("_tests") or lower.startswith(("test_", "tests_"))


def _declared(table: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Give path and import name of the packages that pyproject.toml names one by one, the path relative to it."""
    tool = _dict(table, "tool")
    wheel = _dict(_dict(_dict(_dict(tool, "hatch"), "build"), "targets"), "wheel")
    for path in _texts(wheel.get("packages")):
        yield path, _clean(path).rpartition("/")[2]
    for entry in _dict(tool, "poetry").get("packages") or ():
        if isinstance(entry, dict) and isinstance(entry.get("include"), str):
            start, included = entry.get("from"), re.split(r"/?\*", entry["include"])[0]
            yield _join(start if isinstance(start, str) else "", included), _dotted(included)
    flit = _dict(_dict(tool, "flit"), "module").get("name")
    if isinstance(flit, str):
        yield f"src/{flit.replace('.', '/')}", flit
        yield flit.replace(".", "/"), flit
    setuptools = _dict(tool, "setuptools")
    base = next(iter(_texts(_dict(setuptools, "package-dir").get(""))), "")
    listed = _texts(setuptools.get("packages"))
    for name in listed:
        if name.rpartition(".")[0] not in listed:
            yield _join(base, name.replace(".", "/")), name


def _dict(value: Any, key: str) -> dict[str, Any]:
    found = value.get(key) if isinstance(value, dict) else None
    return found if isinstance(found, dict) else {}


def _texts(value: Any) -> list[str]:
    values: Iterable[Any] = value if isinstance(value, list) else [value]
    return [item for item in values if isinstance(item, str)]


def _clean(path: str) -> str:
    return "/".join(part for part in path.split("/") if part not in ("", "."))


def _join(folder: str, name: str) -> str:
    return f"{folder}/{name}" if folder and name else folder or name


def upwards(path: str) -> Iterator[str]:
    """Give the path and every folder above it."""
    while path:
        yield path
        path = path.rpartition("/")[0]


def _dotted(path: str) -> str:
    return _clean(path).replace("/", ".")
