"""LOG: LOG001, pipelines log and do not print."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from playbook.review.readers.addresses import masked
from playbook.review.readers.prints import Print, prints
from playbook.review.readers.project import packages
from playbook.review.readers.source import Module, imports, source
from playbook.review.repository import Repository
from playbook.review.verdict import Check, Finding, UnreadError, Verdict, decide, not_applicable

_PRINT = re.compile(r"print *\(")
_COMMAND_LINE = (
    *("ArgumentParser(", "OptionParser(", ".add_argument(", ".add_parser(", "getopt.getopt(", "docopt(", "cmd.Cmd"),
    *("click.command", "click.group", "click.option", "click.argument", ".command(", "typer.", "fire.Fire", "cyclopts"),
    *("hydra.main(", "tyro.cli(", "LightningCLI(", "app.run(main", "BaseCommand"),
)
"""What stands in a module that builds a command line."""
_COMMAND_FOLDERS = frozenset(("cli", "commands", "command_line", "console"))
_COMMAND_FILES = frozenset(("__main__.py", "cli.py", "_cli.py", "console.py", "command_line.py", "commands.py"))
_SAYS = "`{name}` in the source: log it with a logger of the module, so that time, level and place come with it"

_CALLED = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)

Spans = list[tuple[int, int]]
"""First and last lines."""


def log_not_print(repository: Repository) -> Verdict:
    """LOG001: no bare print in the source but for entry points."""
    modules = [module for module in source(repository) if module.package or module.run_by in ("pipeline", "image")]
    if not modules:
        return not_applicable("there is no package, and no script that a pipeline runs")
    unread: list[Finding] = []
    asked: dict[str, Module] = {}
    for module in modules:
        try:
            if _may_print(repository, module):
                asked[module.path] = module
        except UnreadError as error:
            unread.append(error.finding)
    found: list[Print] = []
    if asked:
        found, dark = prints(repository, sorted(asked))
        unread += dark
    by_path: dict[str, list[Print]] = {}
    for item in found:
        by_path.setdefault(item.path, []).append(item)
    outside: list[Finding] = []
    for path, some in by_path.items():
        try:
            outside += _outside_entry_points(repository, asked[path], some)
        except UnreadError as error:
            unread.append(error.finding)
    return decide(outside, unread, holds="nothing but entry points prints")


def _may_print(repository: Repository, module: Module) -> bool:
    """Tell whether a module has a print, and is no command line as a whole."""
    text = repository.text(module.path)
    if "print" not in text or not _PRINT.search(text):
        return False
    *folders, name = module.path.lower().split("/")
    if name in _COMMAND_FILES or not _COMMAND_FOLDERS.isdisjoint(folders):
        return False
    return not any(word in text for word in _COMMAND_LINE)


def _outside_entry_points(repository: Repository, module: Module, found: list[Print]) -> Iterator[Finding]:
    spans = _entry_points(repository, module, repository.once("declared commands", lambda: _declared(repository)))
    for item in found:
        if not _inside(item.line, spans):
            line = repository.lines(item.path)[item.line - 1]
            yield Finding(item.path, item.line, item.column, _SAYS.format(name=item.name), masked(line))


def _declared(repository: Repository) -> dict[str, set[str]]:
    """Give the functions of the commands that the packages install, by the name of their module."""
    found: dict[str, set[str]] = {}
    for package in packages(repository):
        for target in package.scripts.values():
            module, _, function = target.partition(":")
            found.setdefault(module.strip(), set()).add(function.partition("[")[0].strip())
    return found


def _entry_points(repository: Repository, module: Module, declared: dict[str, set[str]]) -> Spans:
    """Give the lines of a module that are entry points.

    These are functions of declared commands, what stands under `if __name__ == "__main__"`, and functions and classes
    that only those call.
    """
    tree = repository.python(module.path)
    functions = {node.name: node for node in tree.body if isinstance(node, _CALLED)}
    under = [node for node in tree.body if isinstance(node, ast.If) and _asks_for_main(node)]
    started = {name for name in declared.get(module.name, ()) if name in functions}
    spans = [_span(node) for node in (*under, *(functions[name] for name in started))]
    used = _uses(tree, set(functions))
    grown = bool(spans)
    while grown:
        grown = False
        for name, node in functions.items():
            lines = [line for line in used.get(name, ()) if not _inside(line, [_span(node)])]
            if _span(node) in spans or not lines or not all(_inside(line, spans) for line in lines):
                continue
            if not _imported(repository, module, name):
                spans.append(_span(node))
                grown = True
    return spans


def _asks_for_main(node: ast.If) -> bool:
    return any(isinstance(part, ast.Name) and part.id == "__name__" for part in ast.walk(node.test))


def _span(node: ast.stmt) -> tuple[int, int]:
    return node.lineno, node.end_lineno or node.lineno


def _inside(line: int, spans: Spans) -> bool:
    return any(first <= line <= last for first, last in spans)


def _uses(tree: ast.Module, names: set[str]) -> dict[str, list[int]]:
    """Give the lines on which each of the names is used."""
    found: dict[str, list[int]] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and node.id in names:
            found.setdefault(node.id, []).append(node.lineno)
    return found


def _imported(repository: Repository, module: Module, name: str) -> bool:
    """Tell whether another module of the source imports the function `name`, and so may call it."""
    stem = module.name.rpartition(".")[2]
    for other in source(repository):
        try:
            if name not in repository.text(other.path) or other.path == module.path:
                continue
            if any(
                name in item.names and item.name.rpartition(".")[2] == stem for item in imports(repository, other.path)
            ):
                return True
        except UnreadError:
            continue
    return False


CHECKS: dict[str, Check] = {"LOG001": log_not_print}
