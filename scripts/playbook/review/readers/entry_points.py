"""Where the entry points of a module are: what is there to be started, and may speak to whoever started it."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from playbook.review.readers.images import dockerfiles
from playbook.review.readers.imports import imports
from playbook.review.readers.modules import Module, source
from playbook.review.readers.project import packages
from playbook.review.repository import Repository
from playbook.review.verdict import UnreadError

_PLATFORM = frozenset(("handler", "lambda_handler", "predict_fn", "model_fn", "transform_fn", "input_fn", "output_fn"))
"""Functions that a platform looks for in a module, and calls."""
_AZURE = frozenset(("init", "run"))
"""The same, where a module has both."""
_STARTED = re.compile(r"([A-Za-z_]\w{0,80})[.:]([A-Za-z_]\w{0,80})")
_FILES = ("serverless.yml", "serverless.yaml", "template.yml", "template.yaml")
_HANDLER = re.compile(r"\bhandler:[ \t]*[\"']?([\w./]{1,200})", re.IGNORECASE)
_CALLED = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)

Spans = list[tuple[int, int]]
"""First and last lines."""


def entry_points(repository: Repository, module: Module, tree: ast.Module) -> Spans:
    """Give the lines of a module that are entry points.

    These are functions of declared commands, what stands under `if __name__ == "__main__"`, and functions and classes
    that only those call. What a platform calls is none: nobody reads what it prints.
    """
    declared = repository.once("declared commands", lambda: _declared(repository))
    functions = {node.name: node for node in tree.body if isinstance(node, _CALLED)}
    under = [node for node in tree.body if isinstance(node, ast.If) and _asks_for_main(node)]
    started = {name for name in declared.get(module.name, ()) if name in functions}
    spans = [_span(node) for node in (*under, *(functions[name] for name in started))]
    handlers = _handlers(repository, module, set(functions)) if spans else set()
    used = _uses(tree, set(functions))
    grown = bool(spans)
    while grown:
        grown = False
        for name, node in functions.items():
            lines = [line for line in used.get(name, ()) if not inside(line, [_span(node)])]
            if _span(node) in spans or not lines or not all(inside(line, spans) for line in lines):
                continue
            if name not in handlers and not is_imported(repository, module, name):
                spans.append(_span(node))
                grown = True
    return spans


def inside(line: int, spans: Spans) -> bool:
    """Tell whether a line is within one of the spans."""
    return any(first <= line <= last for first, last in spans)


def is_imported(repository: Repository, module: Module, name: str = "") -> bool:
    """Tell whether another module of the source imports the module, or of it `name`, and so may call it."""
    stem = module.name.rpartition(".")[2]
    importers = repository.once("importers", lambda: _importers(repository))
    return bool(importers.get((stem, name), set()) - {module.path})


def _importers(repository: Repository) -> dict[tuple[str, str], set[str]]:
    """Give the modules that import something, by the last part of a module's name and what is taken from it, or ""."""
    found: dict[tuple[str, str], set[str]] = {}
    for module in source(repository):
        try:
            items = imports(repository, module.path)
        except UnreadError:
            continue
        for item in items:
            stem = item.name.rpartition(".")[2]
            for key in ((stem, ""), *((stem, name) for name in item.names), *((name, "") for name in item.names)):
                found.setdefault(key, set()).add(module.path)
    return found


def _declared(repository: Repository) -> dict[str, set[str]]:
    """Give the functions of the commands that the packages install, by the name of their module."""
    found: dict[str, set[str]] = {}
    for package in packages(repository):
        for target in package.scripts.values():
            module, _, function = target.partition(":")
            found.setdefault(module.strip(), set()).add(function.partition("[")[0].strip())
    return found


def _handlers(repository: Repository, module: Module, functions: set[str]) -> set[str]:
    """Give the functions that a platform calls: by a name that it looks for, or by one that its files give it."""
    found = {function for stem, function in _named(repository) if stem == module.name.rpartition(".")[2]}
    if module.run_by in ("image", "pipeline"):
        found |= _PLATFORM | (_AZURE if functions >= _AZURE else set())
    return found & functions


def _named(repository: Repository) -> set[tuple[str, str]]:
    """Give module and function as images and a platform's files name what they start: `app.handler`, `app:create`."""

    def pairs() -> Iterator[tuple[str, str]]:
        for image in dockerfiles(repository):
            for item in image.instructions:
                if item.name in ("CMD", "ENTRYPOINT"):
                    yield from ((match[1], match[2]) for match in _STARTED.finditer(item.script))
        for path in repository.named(*_FILES):
            try:
                named = _HANDLER.findall(repository.text(path))
            except UnreadError:
                continue
            yield from (tuple(name.replace("/", ".").split(".")[-2:]) for name in named if "." in name)

    return repository.once("started functions", lambda: set(pairs()))


def _asks_for_main(node: ast.If) -> bool:
    return any(isinstance(part, ast.Name) and part.id == "__name__" for part in ast.walk(node.test))


def _span(node: ast.stmt) -> tuple[int, int]:
    return node.lineno, node.end_lineno or node.lineno


def _uses(tree: ast.Module, names: set[str]) -> dict[str, list[int]]:
    """Give the lines on which each of the names is used."""
    found: dict[str, list[int]] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and node.id in names:
            found.setdefault(node.id, []).append(node.lineno)
    return found
