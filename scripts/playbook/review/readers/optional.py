"""Which imports are optional: tried, asked for first, or there for the type checker alone."""

from __future__ import annotations

import ast
import re
import warnings
from collections.abc import Iterable, Iterator

from playbook.review.readers.imports import Import
from playbook.review.repository import Repository
from playbook.review.verdict import UnreadError

_ASKING = re.compile(r"(?:find_spec|import\w*|require\w*|available|installed|optional\w*|lazy\w*|skip\w*)\(\s*[\"']$")
_IS = re.compile(r"(?:^|[^A-Za-z0-9])(?:is|has|have|IS|HAS|HAVE)_$")
_THERE = re.compile(r"_(?:is_)?(?:available|installed|present)(?![a-z])", re.IGNORECASE)
_VERSION = re.compile(r"(?:\[[\w,]*\])?\s?(?:[~=<>!]=|>)")
_TRYING = re.compile(r"_*(?:try|tries|optional|maybe|suppress|allow|ignore|soft|lazy|guard)\w{0,40}_?imports?(?:_\w+)?")
_LOADED = re.compile(r"[\"'][ \t]{1,4}in[ \t]{1,4}sys\.modules\b")
_INSIDE = re.compile(r"[\s#)\]}]|$|(?:else|elif|except|finally)\b")
"""How a line begins that goes on with the statement above it."""
_BLOCKS = ("body", "orelse", "handlers", "finalbody", "cases")
_CAUGHT = {"ImportError", "ModuleNotFoundError", "Exception", "BaseException"}


def is_optional(repository: Repository, path: str, item: Import) -> bool:
    """Tell whether the import stands in a `try` that catches its error, or behind a condition.

    An import in a function alone is not optional: it fails later, but it fails. Raises UnreadError.
    """
    return bool(_kind(repository, path, item))


def is_tried(repository: Repository, path: str, item: Import) -> bool:
    """Tell whether its error is caught, and the module goes on without it. Raises UnreadError."""
    return _kind(repository, path, item) == "tried"


def is_raised(repository: Repository, path: str, item: Import) -> bool:
    """Tell whether its error is caught at the top of a module, to be raised in other words. Raises UnreadError."""
    return _kind(repository, path, item) == "raised"


def is_typing(repository: Repository, path: str, item: Import) -> bool:
    """Tell whether it is there for the type checker alone: that says nothing of others. Raises UnreadError."""
    return _kind(repository, path, item) == "typing"


def asked_for(repository: Repository, paths: Iterable[str], top: str, *, nested: bool) -> bool:
    """Tell whether the source asks somewhere if `top` is there: `find_spec("top")`, `is_top_available()` and the like.

    For an import that is nested, a text such as "top~=1.4" says so, too: it is installed when it is needed. So does
    `"top" in sys.modules`: what is to be done with it is done only where somebody else has imported it.
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
    if not nested or before[-1:] not in ("'", '"'):
        return False
    return bool(_VERSION.match(after) or _LOADED.match(after)) or before[:-1].endswith("sys.modules.get(")


def _texts(repository: Repository, paths: Iterable[str]) -> Iterator[str]:
    for path in paths:
        try:
            yield repository.text(path)
        except UnreadError:
            continue


def _kind(repository: Repository, path: str, item: Import) -> str:
    if not item.nested:
        return ""
    lines = repository.lines(path)
    start, end = _around(lines, item.line - 1)
    found = repository.once(f"optional:{path}:{start}", lambda: _found(repository, path, start, end))
    return found.get(item.line, "")


def _around(lines: list[str], at: int) -> tuple[int, int]:
    """Give where the statement at the margin begins that holds the line `at`, and where the next one does."""
    start, end = at, at + 1
    while start > 0 and _INSIDE.match(lines[start]):
        start -= 1
    while end < len(lines) and _INSIDE.match(lines[end]):
        end += 1
    return start, end


def _found(repository: Repository, path: str, start: int, end: int) -> dict[int, str]:
    """Give the optional imports between two lines. The whole file is parsed only where that part cannot be."""
    part = "\n".join(repository.lines(path)[start:end])
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            tree = ast.parse(part)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return repository.once(f"optional:{path}", lambda: _optional(repository.python(path)))
    return {line + start: kind for line, kind in _optional(tree).items()}


def _optional(tree: ast.Module) -> dict[int, str]:
    """Give the lines of the optional imports of a tree, each with what makes it so: of several, the outermost."""
    found: dict[int, str] = {}
    waiting: list[tuple[ast.AST, str, bool]] = [(tree, "", False)]
    while waiting:
        node, kind, called = waiting.pop()
        if isinstance(node, (ast.Import, ast.ImportFrom)):
            if kind:
                found[node.lineno] = kind
            continue
        called = called or isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))
        inside = kind or _guard(node, called)
        waiting += [(child, inside, called) for child in _below(node)]
    return found


def _below(node: ast.AST) -> Iterator[ast.AST]:
    """Give the statements right below a node. Expressions hold no imports, and are most of a tree."""
    for field in _BLOCKS:
        yield from getattr(node, field, ())


def _guard(node: ast.AST, called: bool) -> str:
    """Tell how what stands in a node may fail, "" if it must not; `called`: only when a function is called."""
    if isinstance(node, ast.Try):
        caught = [handler for handler in node.handlers if _catches(handler.type)]
        again = not called and all(isinstance(handler.body[-1], ast.Raise) for handler in caught)
        return "" if not caught else "raised" if again else "tried"
    if isinstance(node, (ast.With, ast.AsyncWith)):
        contexts = [item.context_expr for item in node.items]
        calls = [call for call in contexts if isinstance(call, ast.Call)]
        return "tried" if any(any(map(_catches, call.args)) or _tries(call) for call in calls) else ""
    if isinstance(node, ast.If):
        return "" if _asks_for_main(node.test) else "typing" if _is_type_checking(node.test) else "if"
    return "if" if isinstance(node, ast.match_case) else ""


def _is_type_checking(test: ast.expr) -> bool:
    return getattr(test, "id", getattr(test, "attr", "")) == "TYPE_CHECKING"


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
