"""pyproject.toml: the project of PEP 621, dependency groups, and the tables of Poetry, PDM, uv, Hatch and Flit."""

from __future__ import annotations

import re
from typing import Any

from playbook.review.readers.declared import Declared, place, table, texts
from playbook.review.readers.requirements import Requirement, normal, requirement
from playbook.review.repository import Repository
from playbook.review.verdict import UnreadError

_CARET = re.compile(r"\^\s*(\d{1,9}(?:\.\d{1,9})*)")
_TILDE = re.compile(r"~\s*(\d{1,9}(?:\.\d{1,9})*)")


def read_pyproject(repository: Repository, path: str) -> Declared:
    """Read a pyproject.toml. Dependencies that setup.py or setup.cfg gives are left to the caller: see `dynamic`."""
    try:
        data = repository.toml(path)
    except UnreadError as error:
        return Declared(path, package=True, unread=[error.finding])
    return _Reader(repository, path, data).read()


class _Reader:
    def __init__(self, repository: Repository, path: str, data: dict[str, Any]) -> None:
        self.repository, self.path, self.data = repository, path, data
        self.folder = path.rpartition("/")[0]
        self.lines = repository.lines(path)
        self.found = Declared(path)
        self.members = self._sources()

    def read(self) -> Declared:
        found, tool = self.found, table(self.data, "tool")
        found.build_system = "build-system" in self.data
        project = table(self.data, "project")
        if "project" in self.data:
            self._project(project)
        poetry, flit = table(tool, "poetry"), table(tool, "flit", "metadata")
        if "poetry" in tool:
            self._poetry(poetry, own="dependencies" not in project)
        if flit:
            self._flit(flit)
        self._groups(tool)
        found.package = bool("project" in self.data or found.build_system or poetry or flit)
        return found

    def _sources(self) -> dict[str, str]:
        """Give where uv finds some of the dependencies; a workspace gives its sources to its members."""
        found: dict[str, str] = {}
        parts = self.path.split("/")
        for depth in range(len(parts)):
            for path in self.repository.at("/".join([*parts[:depth], "pyproject.toml"])):
                try:
                    sources = table(self.repository.toml(path), "tool", "uv", "sources")
                except UnreadError:
                    continue
                found |= {normal(name): _source(value) for name, value in sources.items()}
        return found

    def _add(self, values: Any, head: str, key: str, group: str = "") -> None:
        for text in texts(values):
            line = place(self.lines, head, key, text)
            item = requirement(text, self.path, line, group)
            source = self.members.get(item.name, "") if not item.source else ""
            self.found.requirements.append(requirement(text, self.path, line, group, source) if source else item)

    # -- PEP 621

    def _project(self, project: dict[str, Any]) -> None:
        found = self.found
        found.name = str(project.get("name") or "")
        found.dynamic = texts(project.get("dynamic"))
        found.scripts |= _scripts(project.get("scripts")) | _scripts(project.get("gui-scripts"))
        self._add(project.get("dependencies"), "project", "dependencies")
        for extra, values in table(project, "optional-dependencies").items():
            self._add(values, "project.optional-dependencies", extra, extra)
        if "dependencies" in found.dynamic:
            self._dynamic()
        extras = table(self.data, "tool", "setuptools", "dynamic", "optional-dependencies")
        for extra, value in extras.items():
            found.take_files(self.repository, self.folder, texts(table(value).get("file")), extra)

    def _dynamic(self) -> None:
        """Follow dependencies that are read from files; those of setup.py and setup.cfg are not for here."""
        tool = table(self.data, "tool")
        given = table(tool, "setuptools", "dynamic").get("dependencies")
        hook = table(tool, "hatch", "metadata", "hooks", "requirements_txt")
        files = texts(table(given).get("file")) + texts(hook.get("files")) + texts(hook.get("filename"))
        backend = str(table(self.data, "build-system").get("build-backend", "setuptools"))
        if "pbr" in backend or any("pbr" in text for text in texts(table(self.data, "build-system").get("requires"))):
            files += ["requirements.txt"] if self._has("requirements.txt") else []
        if files:
            self.found.take_files(self.repository, self.folder, files)
        elif not backend.startswith(("setuptools", "poetry", "skbuild", "pbr")) and "requirements_txt" not in str(hook):
            line = place(self.lines, "project", "dynamic")
            self.found.dark(
                line, f"{backend} fills in the dependencies when it builds: look at what it takes them from"
            )

    def _has(self, name: str) -> bool:
        return bool(self.repository.at(f"{self.folder}/{name}" if self.folder else name))

    def _groups(self, tool: dict[str, Any]) -> None:
        for group, values in table(self.data, "dependency-groups").items():
            self._add(values, "dependency-groups", group, group)
        for group, values in table(tool, "pdm", "dev-dependencies").items():
            self._add(values, "tool.pdm.dev-dependencies", group, group)
        self._add(table(tool, "uv").get("dev-dependencies"), "tool.uv", "dev-dependencies", "dev")
        for name, value in table(tool, "hatch", "envs").items():
            for key in ("dependencies", "extra-dependencies"):
                self._add(table(value).get(key), f"tool.hatch.envs.{name}", key, name)

    # -- Poetry and Flit

    def _poetry(self, poetry: dict[str, Any], own: bool) -> None:
        found = self.found
        found.name = found.name or str(poetry.get("name") or "")
        found.scripts |= _scripts(poetry.get("scripts"))
        extras = {normal(name): extra for extra, names in table(poetry, "extras").items() for name in texts(names)}
        if own:
            self._constraints(poetry, "dependencies", "", extras)
        self._constraints(poetry, "dev-dependencies", "dev", {})
        for group in table(poetry, "group"):
            self._constraints(poetry, f"group.{group}.dependencies", group, {})

    def _constraints(self, poetry: dict[str, Any], key: str, group: str, extras: dict[str, str]) -> None:
        head = f"tool.poetry.{key}"
        for name, value in table(poetry, *key.split(".")).items():
            if normal(name) == "python":
                continue
            line = place(self.lines, head, name)
            for one in value if isinstance(value, list) else [value]:
                where = extras.get(normal(name), "optional") if table(one).get("optional") is True else group
                self.found.requirements.append(poetry_requirement(name, one, self.path, line, where))

    def _flit(self, metadata: dict[str, Any]) -> None:
        found = self.found
        found.name = found.name or str(metadata.get("dist-name") or metadata.get("module") or "")
        found.scripts |= _scripts(table(self.data, "tool", "flit").get("scripts"))
        self._add(metadata.get("requires"), "tool.flit.metadata", "requires")
        for extra, values in table(metadata, "requires-extra").items():
            self._add(values, "tool.flit.metadata.requires-extra", extra, extra)


def _source(value: Any) -> str:
    """Give where a source of uv leads: "workspace", a path or a URL; nothing if it is another index."""
    values = [table(item) for item in (value if isinstance(value, list) else [value])]
    for one in values:
        if one.get("workspace"):
            return "workspace"
        if one.get("path"):
            return f"./{one['path']}"
        if one.get("git") or one.get("url"):
            return _git(one)
    return ""


def _git(value: dict[str, Any]) -> str:
    """Give a URL with what is checked out behind an @, as pip writes it."""
    revision = value.get("rev") or value.get("tag") or value.get("branch")
    url = str(value.get("git") or value.get("url"))
    return f"{url}@{revision}" if revision else url


def _scripts(value: Any) -> dict[str, str]:
    """Give the commands with what they call; Poetry writes some as a table."""
    found = {}
    for name, target in table({"": value}, "").items():
        target = target if isinstance(target, str) else table(target).get("reference", table(target).get("callable"))
        if isinstance(target, str):
            found[name] = target.partition("[")[0].strip()
    return found


def poetry_requirement(name: str, value: Any, path: str, line: int, group: str) -> Requirement:
    """Read a dependency as Poetry or a Pipfile writes it: a constraint, or a table with one."""
    one = value if isinstance(value, dict) else {"version": value}
    constraint = str(one.get("version") or "*")
    source = ""
    if one.get("path"):
        source = f"./{one['path']}"
    elif one.get("git") or one.get("url"):
        source = _git({"rev": one.get("ref"), **one})
    text = f'{name} = "{constraint}"' if not source else f"{name} @ {source}"
    return Requirement(
        text, normal(name), _pep440(constraint), path, line, group, str(one.get("markers") or ""), source
    )


def _pep440(constraint: str) -> str:
    """Translate a constraint of Poetry: `^1.2` is `>=1.2,<2`, `1.2.3` alone is `==1.2.3`, `*` is nothing."""
    parts = []
    for part in re.split(r"\s*,\s*|(?<=[\w*])\s+(?=[<>=!~^])", constraint.partition("||")[0].strip()):
        caret, tilde = _CARET.fullmatch(part), _TILDE.fullmatch(part)
        if caret:
            parts.append(f">={caret[1]},<{_above_caret(caret[1])}")
        elif tilde:
            parts.append(f">={tilde[1]},<{_above_tilde(tilde[1])}")
        elif part[:1] in "^~" and not part.startswith("~="):
            parts.append(f">={part.lstrip('^~ ')}")
        elif part[:1].isdigit():
            parts.append(f"=={part}")
        elif part.startswith("=") and not part.startswith("=="):
            parts.append(f"={part}")
        elif part not in ("", "*"):
            parts.append(part)
    return ",".join(parts)


def _above_caret(version: str) -> str:
    """Give the version below which `^version` stays: the first number that is not 0 goes up."""
    numbers = [int(part) for part in version.split(".")]
    at = next((index for index, number in enumerate(numbers) if number), len(numbers) - 1)
    return ".".join(map(str, [*numbers[:at], numbers[at] + 1]))


def _above_tilde(version: str) -> str:
    numbers = [int(part) for part in version.split(".")][:2]
    return ".".join(map(str, [*numbers[:-1], numbers[-1] + 1]))
