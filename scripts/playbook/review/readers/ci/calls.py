"""Shell lines that Python starts: nox sessions, invoke tasks, and scripts with `subprocess`."""

from __future__ import annotations

import ast
import re
import shlex
from collections.abc import Iterator

from playbook.review.repository import Repository

MAX_FUNCTIONS = 100
_STARTS = frozenset(
    {"run", "call", "check_call", "check_output", "Popen", "system", "popen", "run_always", "run_install", "execute"}
    | {"sudo", "getoutput", "getstatusoutput", "execvp", "execv", "spawn"}
)
_TESTS = {"pytest": "pytest", "unittest": "python -m unittest", "nose": "nosetests", "nose2": "nose2", "tox": "tox"}
_WORTH = re.compile(r"subprocess|os\.system|\.run\(|\.popen\(|(?:pytest|unittest|nose2?|tox)\.(?:main|run)|sh\(")

Line = tuple[int, str]


def session_lines(repository: Repository, path: str, wanted: list[str] | None, tags: list[str]) -> Iterator[Line]:
    """Give the lines that nox runs for the sessions `wanted`; an empty list is the default, None all of them.

    With `tags`, those that have one. Raises UnreadError.
    """
    tree = repository.python(path)
    constants = _constants(tree)
    functions = {node.name: node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}
    sessions = {_session_name(node): node for node in functions.values() if _is_session(node)}
    default = constants.get("nox.options.sessions")
    for name, node in sessions.items():
        if _has_tag(node, tags) if tags else wanted is None or _is_wanted(name, wanted, default, node):
            yield from _lines_of(node, functions, constants)


def task_lines(repository: Repository, path: str, wanted: list[str]) -> Iterator[Line]:
    """Give the lines that `invoke WANTED` runs. Raises UnreadError."""
    tree = repository.python(path)
    functions = {node.name: node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}
    for name in wanted:
        node = functions.get(name.rpartition(".")[2].replace("-", "_"))
        if node is not None:
            yield from _lines_of(node, functions, _constants(tree))


def script_lines(repository: Repository, path: str) -> Iterator[Line]:
    """Give the lines that a Python script starts. Raises UnreadError."""
    if not _WORTH.search(repository.text(path)):
        return
    tree = repository.python(path)
    constants = _constants(tree)
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and (text := _started(node, constants)):
            yield node.lineno, text


def _is_session(node: ast.FunctionDef) -> bool:
    return any("session" in _dotted(item.func if isinstance(item, ast.Call) else item) for item in node.decorator_list)


def _dotted(node: ast.expr) -> str:
    """Give a name with a few dots, such as nox.session; "" for anything else."""
    parts: list[str] = []
    for _ in range(5):
        if isinstance(node, ast.Attribute):
            parts.append(node.attr)
            node = node.value
        elif isinstance(node, ast.Name):
            return ".".join([node.id, *reversed(parts)])
    return ""


def _session_name(node: ast.FunctionDef) -> str:
    for item in node.decorator_list:
        for keyword in item.keywords if isinstance(item, ast.Call) else ():
            if keyword.arg == "name" and isinstance(keyword.value, ast.Constant):
                return str(keyword.value.value)
    return node.name


def _has_tag(node: ast.FunctionDef, tags: list[str]) -> bool:
    keywords = [word for item in node.decorator_list if isinstance(item, ast.Call) for word in item.keywords]
    written = [item for word in keywords if word.arg == "tags" for item in ast.walk(word.value)]
    named = {item.value for item in written if isinstance(item, ast.Constant)}
    return bool(named & set(tags)) or any(isinstance(item, (ast.Name, ast.Attribute)) for item in written[:1])


def _is_wanted(name: str, wanted: list[str], default: object, node: ast.FunctionDef) -> bool:
    if wanted:
        names = {name, name.replace("-", "_"), name.replace("_", "-")}
        return any(word in names or re.split(r"-\d|\(", word)[0] in names for word in wanted)
    if isinstance(default, list):
        return name in default
    keywords = [word for item in node.decorator_list if isinstance(item, ast.Call) for word in item.keywords]
    return not any(word.arg == "default" and getattr(word.value, "value", True) is False for word in keywords)


def _lines_of(
    node: ast.FunctionDef, functions: dict[str, ast.FunctionDef], constants: dict[str, object]
) -> Iterator[Line]:
    """Give the lines of a function and of the functions of the file that it calls."""
    waiting, seen = [node], {node.name}
    while waiting and len(seen) < MAX_FUNCTIONS:
        for inner in ast.walk(waiting.pop()):
            if not isinstance(inner, ast.Call):
                continue
            if isinstance(inner.func, ast.Name) and inner.func.id in functions and inner.func.id not in seen:
                seen.add(inner.func.id)
                waiting.append(functions[inner.func.id])
            elif text := _started(inner, constants):
                yield inner.lineno, text


def _started(call: ast.Call, constants: dict[str, object]) -> str:
    """Give the shell line that a call starts; "" if it starts none, or nothing is known of it."""
    name, owner = _called(call.func)
    if owner in _TESTS and name in ("main", "run", "cmdline", "console_main"):
        return _TESTS[owner]
    if name == "install" and owner == "session":
        return shlex.join(["pip", "install", *_words(call.args, constants)])
    if name not in _STARTS or not call.args:
        return ""
    first = call.args[0]
    if isinstance(first, (ast.List, ast.Tuple)):
        return shlex.join(_words(first.elts, constants))
    if isinstance(first, ast.Name) and isinstance(value := constants.get(first.id), list):
        return shlex.join(value)
    words = _words(call.args, constants)
    if len(call.args) == 1 or owner in ("subprocess", "os", "c", "ctx", "context"):
        return words[0] if words else ""
    return shlex.join(words)


def _called(func: ast.expr) -> tuple[str, str]:
    """Give the name that is called, and that of its owner: `subprocess.run` gives run and subprocess."""
    if isinstance(func, ast.Attribute):
        return func.attr, func.value.id if isinstance(func.value, ast.Name) else ""
    return (func.id, "") if isinstance(func, ast.Name) else ("", "")


def _words(items: list[ast.expr], constants: dict[str, object]) -> list[str]:
    found: list[str] = []
    for item in items:
        if isinstance(item, ast.Starred):
            value = constants.get(item.value.id) if isinstance(item.value, ast.Name) else None
            found += value if isinstance(value, list) else []
        elif word := _word(item, constants):
            found.append(word)
    return found


def _word(item: ast.expr, constants: dict[str, object]) -> str:
    if isinstance(item, ast.Constant):
        return str(item.value) if isinstance(item.value, str) else ""
    if isinstance(item, ast.JoinedStr):
        return "".join(str(part.value) if isinstance(part, ast.Constant) else "X" for part in item.values)
    if isinstance(item, ast.Attribute):
        return "python" if item.attr == "executable" else ""
    if isinstance(item, ast.Name) and isinstance(value := constants.get(item.id), str):
        return value
    return ""


def _constants(tree: ast.Module) -> dict[str, object]:
    """Give the texts, and lists of texts, that the module assigns to names."""
    found: dict[str, object] = {}
    for node in tree.body:
        if not isinstance(node, ast.Assign) or len(node.targets) != 1:
            continue
        name = _dotted(node.targets[0])
        if isinstance(node.value, ast.Constant) and isinstance(node.value.value, str):
            found[name] = node.value.value
        elif isinstance(node.value, (ast.List, ast.Tuple)):
            found[name] = [item.value for item in node.value.elts if isinstance(item, ast.Constant)]
    return {name: value for name, value in found.items() if not isinstance(value, list) or _texts(value)}


def _texts(values: list[object]) -> bool:
    return all(isinstance(value, str) for value in values)
