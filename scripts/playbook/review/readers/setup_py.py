"""setup.py, read and never run: what `setup(…)` is given, as far as it stands there as values."""

from __future__ import annotations

import ast
import re
from typing import Any

from playbook.review.readers.declared import Declared
from playbook.review.readers.literals import Unknown, Values
from playbook.review.readers.requirements import requirement
from playbook.review.readers.setup_files import Files, extra
from playbook.review.repository import Repository
from playbook.review.verdict import Finding, UnreadError

_CALLS = re.compile(r"\bsetup\s*\(")
_VERSIONED = re.compile(r"\s*([A-Za-z0-9][\w.-]*(?:\[[\w, .-]*\])?)\s*[=<>~!]")
_COMPUTED = "the dependencies are computed here, and only running it would tell: list them in pyproject.toml"


def read_setup_py(repository: Repository, path: str) -> Declared:
    """Read a setup.py. One that calls no `setup(…)` declares no package."""
    found = Declared(path)
    try:
        if not _CALLS.search(repository.text(path)):
            return found
        tree = repository.python(path)
    except UnreadError as error:
        found.package, found.unread = True, [error.finding]
        return found
    call, function = _setup_call(tree)
    if call is not None:
        found.package = found.build_system = True
        values = Values(tree.body)
        if function is not None:
            values.run(function.body)
        _Reader(repository, found, values, tree).read(call)
    return found


def _setup_call(tree: ast.Module) -> tuple[ast.Call | None, ast.FunctionDef | None]:
    """Give the last call of setup, and the function in which it stands, if it stands in one."""
    best: tuple[ast.Call | None, ast.FunctionDef | None] = (None, None)
    for function in (None, *(item for item in tree.body if isinstance(item, ast.FunctionDef))):
        for node in ast.walk(function or tree):
            if isinstance(node, ast.Call) and _is_setup(node.func):
                best = (node, function)
    return best


def _is_setup(where: ast.expr) -> bool:
    return getattr(where, "id", getattr(where, "attr", "")) == "setup"


class _Reader:
    def __init__(self, repository: Repository, found: Declared, values: Values, tree: ast.Module) -> None:
        self.repository, self.found, self.values, self.tree = repository, found, values, tree
        self.folder = found.path.rpartition("/")[0]
        self.files = Files(repository, self.folder, tree, values.names)

    def read(self, call: ast.Call) -> None:
        found = self.found
        given, nodes = self._arguments(call)
        name = given.get("name")
        found.name = name if isinstance(name, str) else ""
        if isinstance(name, Unknown):
            found.dynamic.append("name")
        for key in ("install_requires", "requires"):
            if key in given:
                self._take(given[key], nodes.get(key), "")
                break
        self._extras(given.get("extras_require"))
        if given.get("pbr") is True:
            present = self.repository.at(f"{self.folder}/requirements.txt" if self.folder else "requirements.txt")
            found.take_files(self.repository, self.folder, ["requirements.txt"] if present else [])
        self._scripts(given.get("entry_points"), given.get("scripts"))

    def _arguments(self, call: ast.Call) -> tuple[dict[str, Any], dict[str, ast.expr]]:
        """Give the values of the call's keywords, those of a `**name` included, and their expressions."""
        given: dict[str, Any] = {}
        nodes: dict[str, ast.expr] = {}
        for word in call.keywords:
            value = self.values.value(word.value)
            if word.arg is not None:
                given[word.arg], nodes[word.arg] = value, word.value
            elif isinstance(value, dict):
                given |= value
            else:
                self.found.dark(call.lineno, "what setup() is given is computed: list the metadata in pyproject.toml")
        return given, nodes

    def _take(self, value: Any, node: ast.expr | None, group: str) -> None:
        """Take a list of requirements, or a text with one a line; what is unknown may still name a file."""
        for item in value if isinstance(value, list) else [value]:
            if isinstance(item, Unknown):
                self._follow(node if node is not None and item is value else item.node, group)
            elif isinstance(item, str):
                for offset, text in enumerate(item.split("\n")):
                    if text.strip() and not text.lstrip().startswith("#"):
                        line = getattr(item, "line", 0) + offset
                        self.found.requirements.append(requirement(text, self.found.path, line, group))

    def _follow(self, node: ast.AST, group: str) -> None:
        """Read the files of requirements that the expression names, by itself or through a name or function."""
        files = self.files.named(node)
        if files:
            self._take_files(files, group)
        elif not group:
            self.found.dark(int(getattr(node, "lineno", 0)), _COMPUTED)
        elif name := _begins(node):
            line = int(getattr(node, "lineno", 0))
            self.found.requirements.append(requirement(name, self.found.path, line, group))
        elif not _derived(Unknown(node)):
            self._dark_extras(node)

    def _take_files(self, files: list[str], group: str) -> None:
        """Take files of requirements. What those of an extra lack says nothing of the package's own dependencies."""
        found = self.found
        before = list(found.unread)
        found.take_files(self.repository, self.folder, files, group)
        if group:
            found.dark_extras += [finding for finding in found.unread if finding not in before]
            found.unread = before

    def _dark_extras(self, node: ast.AST) -> None:
        why = "the extras are computed here, and only running it would tell: list them in pyproject.toml"
        self.found.dark_extras.append(Finding(self.found.path, int(getattr(node, "lineno", 0)), 0, why))

    def _extras(self, extras: Any) -> None:
        """Take the extras; where they are computed, what stands in the function, and in the files that it reads."""
        if isinstance(extras, Unknown):
            node, files = extras.node, self.files.named(extras.node)
            for file in files:
                self._take_files([file], extra(file))
            extras = self._returned(node)
            if not (files or isinstance(extras, dict)):
                self._dark_extras(node)
        for name, value in extras.items() if isinstance(extras, dict) else ():
            if not _derived(value):
                self._take(value, None, str(name).partition(":")[0] or "")

    def _returned(self, node: ast.AST) -> Any:
        """Give what a function of this file returns to a call without arguments, if that stands there as a value."""
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and not (node.args or node.keywords):
            function = self.values.functions.get(node.func.id)
            if isinstance(function, ast.FunctionDef):
                values = Values(self.tree.body)
                values.run(function.body)
                for statement in reversed(function.body):
                    if isinstance(statement, ast.Return) and statement.value is not None:
                        return values.value(statement.value)
        return None

    def _scripts(self, points: Any, files: Any) -> None:
        found = self.found.scripts
        if isinstance(points, dict):
            for group in ("console_scripts", "gui_scripts"):
                lines = points.get(group)
                found |= entry_points(lines.split("\n") if isinstance(lines, str) else lines)
        elif isinstance(points, str):
            found |= entry_points(points.split("\n"))
        for file in files if isinstance(files, list) else ():
            if isinstance(file, str):
                found[file.rpartition("/")[2]] = file


def _begins(node: ast.AST) -> str:
    """Give the name with which a text begins whose version is computed, such as f"clock=={version}"; "" for none."""
    if isinstance(node, ast.JoinedStr) and node.values:
        node = node.values[0]
    elif isinstance(node, ast.BinOp) and isinstance(node.op, (ast.Mod, ast.Add)):
        node = node.left
    elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "format":
        node = node.func.value
    text = node.value if isinstance(node, ast.Constant) else None
    match = _VERSIONED.match(text) if isinstance(text, str) else None
    return match[1] if match else ""


def _derived(value: Any) -> bool:
    """Tell whether an extra is made of others, as in `sum(extras.values(), [])`: it names nothing new."""
    return isinstance(value, Unknown) and not any(
        isinstance(part, ast.Constant) and isinstance(part.value, str) for part in ast.walk(value.node)
    )


def entry_points(lines: Any) -> dict[str, str]:
    """Give the commands in lines such as `name = module:function`; others are left out."""
    found = {}
    for line in lines if isinstance(lines, list) else ():
        if isinstance(line, str) and "=" in line and not line.lstrip().startswith(("[", "#")):
            name, _, target = line.partition("=")
            found[name.strip()] = target.partition("[")[0].strip()
    return found
