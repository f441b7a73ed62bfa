"""Which imports are optional: tried, asked for first, or there for the type checker alone."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator

from playbook.review.readers.imports import Import
from playbook.review.repository import Repository
from playbook.review.verdict import UnreadError

_ASKING = re.compile(r"(?:find_spec|import\w*|require\w*|available|installed|optional\w*|lazy\w*|skip\w*)\(\s*[\"']$")
_IS = re.compile(r"(?:^|[^A-Za-z0-9])(?:is|has|have|IS|HAS|HAVE)_$")
_THERE = re.compile(r"_(?:is_)?(?:available|installed|present)(?![a-z])", re.IGNORECASE)
_VERSION = re.compile(r"(?:\[[\w,]*\])?\s?(?:[~=<>!]=|>)")
_TRYING = re.compile(r"_*(?:try|tries|optional|maybe|suppress|allow|ignore|soft|lazy|guard)\w{0,40}_?imports?(?:_\w+)?")
_CAUGHT = {"ImportError", "ModuleNotFoundError", "Exception", "BaseException"}


def is_optional(repository: Repository, path: str, item: Import) -> bool:
    """Tell whether the import stands in a `try` that catches its error, or behind a condition.

    An import in a function alone is not optional: it fails later, but it fails. Raises UnreadError.
    """
    return item.nested and item.line in repository.once(f"optional:{path}", lambda: _optional(repository, path))


def asked_for(repository: Repository, paths: Iterable[str], top: str, *, nested: bool) -> bool:
    """Tell whether the source asks somewhere if `top` is there: `find_spec("top")`, `is_top_available()` and the like.

    For an import that is nested, a text such as "top~=1.4" says so, too: it is installed when it is needed.
    """
    words = sorted({top, top.upper()})
    return any(_asks(text, word, nested) for text in _texts(repository, paths) for word in words)


def _asks(text: str, word: str, nested: bool) -> bool:
    at = text.find(word)  # many times as fast as a regular expression over all the source
    while at >= 0:
        end = at + len(word)
        if _says(text[max(0, at - 40) : at], text[end : end + 30], nested):
            return True
        at = text.find(word, end)
    return False


def _says(before: str, after: str, nested: bool) -> bool:
    """Judge what stands around the name of an import."""
    if after[:1] in ("'", '"', ".") and _ASKING.search(before):
        return True
    if _IS.search(before) and not re.match(r"\w", after) and not re.match(r"\(\s*[^\s)]", after):
        return True  # but for `is_torch_tensor` and `is_torch(x)`, which ask what something is
    if _THERE.match(after) and not before[-1:].isalnum():
        return True
    return nested and before[-1:] in ("'", '"') and bool(_VERSION.match(after))


def _texts(repository: Repository, paths: Iterable[str]) -> Iterator[str]:
    for path in paths:
        try:
            yield repository.text(path)
        except UnreadError:
            continue


def _optional(repository: Repository, path: str) -> frozenset[int]:
    """Give the lines of the optional imports of a file."""
    found: set[int] = set()
    waiting: list[tuple[ast.AST, bool]] = [(repository.python(path), False)]
    while waiting:
        node, optional = waiting.pop()
        if isinstance(node, (ast.Import, ast.ImportFrom)) and optional:
            found.add(node.lineno)
        inside = optional or _guards(node)
        waiting += [(child, inside) for child in ast.iter_child_nodes(node)]
    return frozenset(found)


def _guards(node: ast.AST) -> bool:
    if isinstance(node, ast.Try):
        return any(_catches(handler.type) for handler in node.handlers)
    if isinstance(node, (ast.With, ast.AsyncWith)):
        contexts = [item.context_expr for item in node.items]
        return any(isinstance(call, ast.Call) and (any(map(_catches, call.args)) or _tries(call)) for call in contexts)
    if isinstance(node, ast.If):
        return not _asks_for_main(node.test)
    return isinstance(node, ast.match_case)


def _tries(call: ast.Call) -> bool:
    """Tell whether a context is called as those that catch an import: `try_import()`, `optional_imports()`."""
    return bool(_TRYING.fullmatch(getattr(call.func, "id", getattr(call.func, "attr", ""))))


def _catches(kind: ast.expr | None) -> bool:
    if kind is None:
        return True
    kinds = kind.elts if isinstance(kind, ast.Tuple) else [kind]
    return any(getattr(one, "id", getattr(one, "attr", "")) in _CAUGHT for one in kinds)


def _asks_for_main(test: ast.expr) -> bool:
    """Tell whether this is `if __name__ == "__main__"`: then its imports are needed whenever the module is run."""
    if not isinstance(test, ast.Compare) or getattr(test.left, "id", "") != "__name__":
        return False
    return any(isinstance(other, ast.Constant) and other.value == "__main__" for other in test.comparators)
