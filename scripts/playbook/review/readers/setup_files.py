"""The files of requirements that setup.py reads: found by the paths that stand in it, never by running it.

A path may be one text, `folder / "a.txt"`, `os.path.join(folder, "a.txt")`, an f-string or a glob. What is unknown in
it is left out at its front, where it is the folder of setup.py, and stands for anything behind that.
"""

from __future__ import annotations

import ast
import posixpath
import re
from collections.abc import Mapping
from functools import cached_property
from typing import Any

from playbook.review.readers.requirements import is_requirement_file
from playbook.review.repository import Repository

MAX_NODES = 20_000
MAX_PATH = 200
MAX_GLOBS = 20
_PATHS = {
    "join",
    "joinpath",
    "Path",
    "PurePath",
    "PosixPath",
    "glob",
    "rglob",
    "iglob",
    "listdir",
    "iterdir",
    "scandir",
}
_LISTS = {"listdir", "iterdir", "scandir"}
_SUFFIXES = (".txt", ".in", ".pip", ".reqs")
_OTHERS = re.compile(
    r"(?:readme|licen[cs]e|version|manifest|change|history|authors|news|description|cmakelists)", re.IGNORECASE
)
_HEAD = re.compile(r"(?:requirements?|reqs?|constraints?)[-_.]+(?:dev[-_.]+)?", re.IGNORECASE)


class Files:
    """The files of requirements in `folder` that expressions of the module name, by themselves or through names."""

    def __init__(self, repository: Repository, folder: str, tree: ast.Module, names: Mapping[str, Any]) -> None:
        self.repository, self.folder, self.tree, self.names = repository, folder, tree, names

    def named(self, node: ast.AST) -> list[str]:
        """Give the first files that are met, relative to the folder, on the way from `node` to what binds its names."""
        found: list[str] = []
        waiting, seen, left = [node], set[str](), MAX_NODES
        while waiting and left > 0:
            own = list(ast.walk(waiting.pop()))
            left -= len(own)
            local = {**self.names, **_texts(own)}
            found += [path for part in own if (path := _path(part, local))]
            if files := self._existing(found):
                return files
            for part in own:
                if isinstance(part, ast.Name) and part.id not in seen:
                    seen.add(part.id)
                    waiting += self._bound.get(part.id, [])
        return []

    @cached_property
    def _bound(self) -> dict[str, list[ast.AST]]:
        """What binds each name: a function, an assignment, or the `with` or `for` around one."""
        found: dict[str, list[ast.AST]] = {}
        for statement in self.tree.body:
            if isinstance(statement, ast.FunctionDef):
                names = {statement.name}
            else:
                parts = (part for part in ast.walk(statement) if isinstance(part, ast.Name))
                names = {part.id for part in parts if not isinstance(part.ctx, ast.Load)}
            for name in names:
                found.setdefault(name, []).append(statement)
        return found

    def _existing(self, names: list[str]) -> list[str]:
        """Give those that are files: of requirements by their name, else any list, for its name is not fixed."""
        start = f"{self.folder}/" if self.folder else ""
        clean = dict.fromkeys(posixpath.normpath(name).lstrip("/") for name in names)
        some = [name for name in clean if self.repository.at(f"{start}{name}")]
        for glob in [f"{start}{name}" for name in clean if "*" in name][:MAX_GLOBS]:
            found = self.repository.matching(glob)
            deep = "**" in glob
            some += [path.removeprefix(start) for path in found if deep or path.count("/") == glob.count("/")]
        by_name = [name for name in some if is_requirement_file(f"{start}{name}")]
        # At the root lie lists of all kinds: of those only what is named whole is one.
        given = [name for name in some if "/" in name or name in clean]
        lists = [name for name in given if name.endswith(_SUFFIXES) and not _OTHERS.match(name.rpartition("/")[2])]
        return by_name or lists


def extra(path: str) -> str:
    """Give the extra for which a file is named: `cloud` of reqs/requirements-dev-cloud.txt."""
    stem = path.rpartition("/")[2].rpartition(".")[0]
    return _HEAD.sub("", stem, count=1) or stem


def _texts(nodes: list[ast.AST]) -> dict[str, str]:
    """Give the names that are bound to a text there."""
    return {
        target.id: node.value.value
        for node in nodes
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)
        for target in node.targets
        if isinstance(target, ast.Name)
    }


def _path(node: ast.AST, names: Mapping[str, Any], depth: int = 0) -> str:
    """Give the path that an expression spells out; "" for none. What is unknown in it is `*`, at its front nothing."""
    if depth > 10:
        return ""
    if isinstance(node, ast.Constant):
        return node.value if isinstance(node.value, str) and len(node.value) <= MAX_PATH else ""
    if isinstance(node, ast.Name):
        known = names.get(node.id)
        return str(known) if isinstance(known, str) and len(known) <= MAX_PATH else ""
    if isinstance(node, ast.JoinedStr):
        return _tidy("".join(_piece(part, names, depth + 1) for part in node.values[:20]))
    if isinstance(node, ast.BinOp) and isinstance(node.op, (ast.Div, ast.Add)):
        parts = [_path(node.left, names, depth + 1), _path(node.right, names, depth + 1)]
        return _tidy(("/" if isinstance(node.op, ast.Div) else "").join(parts)) if parts[1] else ""
    if isinstance(node, ast.Call):
        return _called(node, names, depth)
    return ""


def _piece(part: ast.expr, names: Mapping[str, Any], depth: int) -> str:
    return _path(part.value if isinstance(part, ast.FormattedValue) else part, names, depth) or "*"


def _called(node: ast.Call, names: Mapping[str, Any], depth: int) -> str:
    """Give the path of `Path("a", "b")`, `os.path.join(…)`, `….glob("*.txt")`, and of the files in a folder."""
    name = getattr(node.func, "attr", getattr(node.func, "id", ""))
    if name not in _PATHS:
        return ""
    parts = [_path(node.func.value, names, depth + 1)] if isinstance(node.func, ast.Attribute) else []
    parts += [_path(item, names, depth + 1) for item in node.args[:20]]
    parts += ["*"] if name in _LISTS else []
    return _tidy("/".join(parts))


def _tidy(path: str) -> str:
    """Give a path without what is unknown at its front; "" if nothing but that is left, or if it is too long."""
    path = re.sub(r"/{2,}", "/", path)
    while path.startswith(("*/", "/")):
        path = path.partition("/")[2]
    return path if 0 < len(path) <= MAX_PATH and path.strip("*/.") and path.count("*") <= 3 else ""
