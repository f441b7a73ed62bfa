"""Values of a Python file that can be known without running it: literals, and names that are bound to them."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

MAX_DEPTH = 40
MAX_LENGTH = 50_000
"""Characters of a text, items of a list: a few lines that double a name again and again stop here."""


class Text(str):
    """A text and the line on which it stands."""

    __slots__ = ("line",)
    line: int


@dataclass(frozen=True)
class Unknown:
    """What only running the file would tell, and the expression that says so."""

    node: ast.AST

    @property
    def line(self) -> int:
        return int(getattr(self.node, "lineno", 0))


def _text(value: str, line: int) -> Text:
    text = Text(value)
    text.line = line
    return text


def statements(body: list[ast.stmt]) -> Iterator[ast.stmt]:
    """Give the statements in the order in which they stand, with those inside of if, try, with and for."""
    waiting = list(reversed(body))
    while waiting:
        statement = waiting.pop()
        yield statement
        if isinstance(statement, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            continue
        inner: list[ast.stmt] = []
        for name in ("body", "handlers", "orelse", "finalbody"):
            for child in getattr(statement, name, ()):
                inner += child.body if isinstance(child, ast.ExceptHandler) else [child]
        waiting += reversed(inner)


class Values:
    """The names of a file and their values. Both branches of an `if` count: what either binds is there."""

    def __init__(self, body: list[ast.stmt]) -> None:
        self.names: dict[str, Any] = {}
        self.functions: dict[str, ast.AST] = {}
        top = set(map(id, body))
        for statement in statements(body):
            self._run(statement, id(statement) in top)

    def run(self, body: list[ast.stmt]) -> None:
        """Take the names that a function binds, too."""
        for statement in statements(body):
            self._run(statement, sure=True)

    def _run(self, statement: ast.stmt, sure: bool) -> None:
        if isinstance(statement, (ast.FunctionDef, ast.AsyncFunctionDef)):
            self.functions[statement.name] = statement
        elif isinstance(statement, ast.Assign):
            for target in statement.targets:
                self._bind(target, self.value(statement.value), sure)
        elif isinstance(statement, ast.AnnAssign) and statement.value is not None:
            self._bind(statement.target, self.value(statement.value), sure)
        elif isinstance(statement, ast.AugAssign) and isinstance(statement.target, ast.Name):
            known = self.names.get(statement.target.id, Unknown(statement))
            self.names[statement.target.id] = _joined(known, self.value(statement.value), statement)
        elif isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Call):
            self._mutate(statement.value)

    def _bind(self, target: ast.expr, value: Any, sure: bool) -> None:
        if isinstance(target, ast.Name):
            known = self.names.get(target.id)
            both = not sure and isinstance(known, list) and isinstance(value, list)
            self.names[target.id] = _joined(known, value, target) if both else value
        elif isinstance(target, ast.Subscript) and isinstance(target.value, ast.Name):
            known, key = self.names.get(target.value.id), self.value(target.slice)
            if isinstance(known, dict) and isinstance(key, str):
                known[key] = value

    def _mutate(self, call: ast.Call) -> None:
        """Follow `name.append(…)`, `name.extend(…)` and `name.update(…)`."""
        where = call.func
        if not (isinstance(where, ast.Attribute) and isinstance(where.value, ast.Name) and len(call.args) == 1):
            return
        known, value = self.names.get(where.value.id), self.value(call.args[0])
        if where.attr in ("append", "add") and isinstance(known, list):
            known.append(value)
        elif where.attr in ("extend", "update") and isinstance(known, list):
            self.names[where.value.id] = _joined(known, value, call)
        elif where.attr == "update" and isinstance(known, dict) and isinstance(value, dict):
            known.update(value)

    # -- expressions

    def value(self, node: ast.expr, depth: int = 0) -> Any:
        """Give the value: Text, a list (of tuples and sets, too), a dict, another constant, or Unknown."""
        if depth > MAX_DEPTH:
            return Unknown(node)
        if isinstance(node, ast.Constant):
            return _text(node.value, node.lineno) if isinstance(node.value, str) else node.value
        if isinstance(node, ast.Name):
            return _copied(self.names.get(node.id, Unknown(node)))
        read = _READERS.get(type(node))
        return Unknown(node) if read is None else read(self, node, depth + 1)

    def _list(self, node: ast.List | ast.Tuple | ast.Set, depth: int) -> Any:
        found: list[Any] = []
        for item in node.elts:
            if isinstance(item, ast.Starred):
                inner = self.value(item.value, depth)
                found += inner if isinstance(inner, list) else [inner]
            else:
                found.append(self.value(item, depth))
        return _limited(found, node)

    def _dict(self, node: ast.Dict, depth: int) -> Any:
        found: dict[str, Any] = {}
        for key, item in zip(node.keys, node.values, strict=True):
            value = self.value(item, depth)
            if key is None:
                found |= value if isinstance(value, dict) else {f"**{item.lineno}": Unknown(item)}
            else:
                name = self.value(key, depth)
                found[name if isinstance(name, str) else f"?{key.lineno}"] = value
        return found

    def _joined_text(self, node: ast.JoinedStr, depth: int) -> Any:
        parts = []
        for part in node.values:
            value = self.value(part.value, depth) if isinstance(part, ast.FormattedValue) else self.value(part, depth)
            if not isinstance(value, (str, int)):
                return Unknown(node)
            parts.append(str(value))
        return _limited(_text("".join(parts), node.lineno), node)

    def _sum(self, node: ast.BinOp, depth: int) -> Any:
        left, right = self.value(node.left, depth), self.value(node.right, depth)
        if isinstance(node.op, ast.Add):
            return _joined(left, right, node)
        if isinstance(node.op, ast.BitOr) and isinstance(left, dict) and isinstance(right, dict):
            return left | right
        return Unknown(node)

    def _either(self, node: ast.IfExp, depth: int) -> Any:
        one, other = self.value(node.body, depth), self.value(node.orelse, depth)
        if isinstance(one, list) and isinstance(other, list):
            return _limited(one + other, node)
        return other if isinstance(one, Unknown) else one

    def _item(self, node: ast.Subscript, depth: int) -> Any:
        known, key = self.value(node.value, depth), self.value(node.slice, depth)
        return known.get(key, Unknown(node)) if isinstance(known, dict) and isinstance(key, str) else Unknown(node)

    def _call(self, node: ast.Call, depth: int) -> Any:
        where = node.func
        if isinstance(where, ast.Name) and where.id == "dict":
            keys: list[ast.expr | None] = [
                ast.Constant(word.arg, lineno=node.lineno) if word.arg else None for word in node.keywords
            ]
            given = [self.value(item, depth) for item in node.args]
            named = self._dict(ast.Dict(keys, [word.value for word in node.keywords]), depth)
            return {**given[0], **named} if given and isinstance(given[0], dict) else named
        if isinstance(where, ast.Name) and where.id in ("list", "sorted", "set", "tuple") and len(node.args) == 1:
            value = self.value(node.args[0], depth)
            return value if isinstance(value, list) else Unknown(node)
        if isinstance(where, ast.Attribute):
            return self._method(node, where, depth)
        return Unknown(node)

    def _method(self, node: ast.Call, where: ast.Attribute, depth: int) -> Any:
        """Follow the methods that split a text into lines or words, or take a part of a dict."""
        value = self.value(where.value, depth)
        given = [self.value(item, depth) for item in node.args]
        separator = not given or (len(given) == 1 and isinstance(given[0], str) and bool(given[0]))
        if isinstance(value, str) and where.attr in ("split", "splitlines") and separator:
            first = getattr(value, "line", node.lineno)
            pieces = value.split(*given) if where.attr == "split" else value.splitlines()
            by_line = where.attr == "splitlines" or given == ["\n"]
            return [_text(piece, first + (index if by_line else 0)) for index, piece in enumerate(pieces)]
        if isinstance(value, str) and where.attr == "strip" and not given:
            return _text(value.strip(), getattr(value, "line", node.lineno))
        if isinstance(value, dict) and where.attr == "values":
            return list(value.values())
        return Unknown(node)


_READERS: dict[type[ast.AST], Callable[..., Any]] = {
    ast.List: Values._list,
    ast.Tuple: Values._list,
    ast.Set: Values._list,
    ast.Dict: Values._dict,
    ast.JoinedStr: Values._joined_text,
    ast.BinOp: Values._sum,
    ast.IfExp: Values._either,
    ast.Subscript: Values._item,
    ast.Call: Values._call,
}


def _joined(left: Any, right: Any, node: ast.AST) -> Any:
    """Add two values; with one of them unknown, a list keeps what is known beside it."""
    if isinstance(left, str) and isinstance(right, str):
        return _limited(_text(left + right, getattr(left, "line", 0)), node)
    if isinstance(left, list) or isinstance(right, list):
        both = [*(left if isinstance(left, list) else [left]), *(right if isinstance(right, list) else [right])]
        return _limited(both, node)
    return Unknown(node)


def _limited(value: Any, node: ast.AST) -> Any:
    return value if len(value) <= MAX_LENGTH else Unknown(node)


def _copied(value: Any) -> Any:
    """Copy a list or dict, so that what is added under another name later does not change it."""
    return value.copy() if isinstance(value, (list, dict)) else value
