"""Texts in Python code and what surrounds them: string literals, without docstrings and other strings on their own."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Literal:
    """A text as it is in the code; what an f-string fills in is `{}`."""

    value: str
    line: int
    column: int
    inside: tuple[str, ...] = field(default=())
    """What it stands in, outermost first: "compare", "call:open", "argument:help", "name:BUCKET", "key:url"."""


def literals(tree: ast.Module) -> Iterator[Literal]:
    """Give the texts of the file that are values, in no order."""
    waiting: list[tuple[ast.AST, tuple[str, ...]]] = [(tree, ())]
    while waiting:
        node, inside = waiting.pop()
        if isinstance(node, ast.Constant):
            if isinstance(node.value, str):
                yield Literal(node.value, node.lineno, node.col_offset + 1, inside)
        elif isinstance(node, ast.JoinedStr):
            yield Literal("".join(map(_part, node.values)), node.lineno, node.col_offset + 1, inside)
            waiting += [(part, inside) for part in node.values if isinstance(part, ast.FormattedValue)]
        elif not _alone(node):
            waiting += _below(node, inside)


def _part(node: ast.expr) -> str:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else "{}"


def _alone(node: ast.AST) -> bool:
    """Tell whether this is a text on its own, such as a docstring."""
    return isinstance(node, ast.Expr) and isinstance(node.value, (ast.Constant, ast.JoinedStr))


def _below(node: ast.AST, inside: tuple[str, ...]) -> Iterator[tuple[ast.AST, tuple[str, ...]]]:
    """Give the children of a node, each with what it stands in."""
    if isinstance(node, ast.Call):
        yield node.func, inside
        here = (*inside, f"call:{called(node)}")
        yield from ((argument, here) for argument in node.args)
        yield from ((keyword.value, (*here, f"argument:{keyword.arg or ''}")) for keyword in node.keywords)
    elif isinstance(node, ast.Dict):
        for key, value in zip(node.keys, node.values, strict=True):
            name = key.value if isinstance(key, ast.Constant) and isinstance(key.value, str) else ""
            yield value, (*inside, f"key:{name}")
            if key is not None:
                yield key, (*inside, "dict key")
    else:
        here = (*inside, *_named(node))
        yield from ((child, here) for child in ast.iter_child_nodes(node))


def _named(node: ast.AST) -> tuple[str, ...]:
    if isinstance(node, (ast.Assign, ast.AnnAssign)):
        targets = node.targets if isinstance(node, ast.Assign) else [node.target]
        return tuple(f"name:{dotted(target)}" for target in targets)
    if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
        return (f"def:{node.name}",)
    if isinstance(node, ast.Compare):
        return ("compare",)
    return ("raise",) if isinstance(node, (ast.Raise, ast.Assert)) else ()


def called(node: ast.Call) -> str:
    """Give the dotted name of what is called, such as `os.environ.get`; of `f().g` only `g`."""
    return dotted(node.func)


def dotted(node: ast.AST) -> str:
    """Give names and attributes with dots between; what is behind a call or an index is left out."""
    parts: list[str] = []
    while isinstance(node, ast.Attribute):
        parts.append(node.attr)
        node = node.value
    if isinstance(node, ast.Name):
        parts.append(node.id)
    return ".".join(reversed(parts))
