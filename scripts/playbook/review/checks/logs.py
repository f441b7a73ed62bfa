"""LOG: LOG001, pipelines log and do not print."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from playbook.review.readers.addresses import masked
from playbook.review.readers.entry_points import entry_points, inside, is_imported
from playbook.review.readers.prints import Print, prints
from playbook.review.readers.source import Module, source
from playbook.review.repository import Repository
from playbook.review.verdict import Check, Finding, UnreadError, Verdict, decide, not_applicable

_PRINT = re.compile(r"print *\(")
_COMMAND_LINE = (
    *("ArgumentParser(", "OptionParser(", ".add_argument(", ".add_parser(", "getopt.getopt(", "docopt(", "cmd.Cmd"),
    *("click.command", "click.group", "click.option", "click.argument", "typer.", "fire.Fire", "cyclopts"),
    *("hydra.main(", "tyro.cli(", "LightningCLI(", "app.run(main", "BaseCommand"),
)
"""What stands in a module that builds a command line."""
_COMMAND = re.compile(r"^[ \t]*@[\w.]{1,100}\.(?:command|group|callback)\b", re.MULTILINE)
"""The decorator of a command, whatever the name of its application; elsewhere `.command(` may be anything."""
_COMMAND_FOLDERS = frozenset(("cli", "commands", "command_line", "console"))
_COMMAND_FILES = frozenset(("__main__.py", "cli.py", "_cli.py", "console.py", "command_line.py", "commands.py"))
_SAYS = "`{name}` in the source: log it with a logger of the module, so that time, level and place come with it"
_SHOWS = "`{name}` in `{function}`, which is there to show something: return the text, and print it in an entry point"
_SHOWING = re.compile(r"(?:.*_)?(?:p?print|show|display|summary|summari[sz]e|describe|info|report)(?:_.*)?|show\w+")
_SILENCED = re.compile(r"\bnoqa:[ \t]*(?:[A-Z]{1,9}\d{1,5}[, \t]{1,4}){0,20}?T20[13]?\b")


def log_not_print(repository: Repository) -> Verdict:
    """LOG001: no bare print in the source but for entry points."""
    unread: list[Finding] = []
    asked: dict[str, Module] = {}
    own = False
    for module in source(repository):
        by_itself = bool(module.package) or module.run_by in ("pipeline", "image")
        own = own or by_itself
        try:
            # Without a package a script is an entry point, and what scripts import is not.
            if (
                module.run_by != "ci"
                and _may_print(repository, module)
                and (by_itself or is_imported(repository, module))
            ):
                asked[module.path] = module
        except UnreadError as error:
            unread += [error.finding] if by_itself else []
    if not own and not asked:
        return not_applicable("there is no package, and no script that a pipeline runs")
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
    silenced = sum(len(_SILENCED.findall(repository.text(path))) for path in asked)
    reason = "nothing but entry points prints" + (", but for what `noqa` marks" if silenced else "")
    notes = [f"`noqa` marks prints in {silenced} {'place' if silenced == 1 else 'places'}: those were not asked"]
    return decide(outside, unread, holds=reason, notes=notes if silenced else ())


def _may_print(repository: Repository, module: Module) -> bool:
    """Tell whether a module has a print, and is no command line as a whole."""
    text = repository.text(module.path)
    if "print" not in text or not _PRINT.search(text):
        return False
    *folders, name = module.path.lower().split("/")
    if name in _COMMAND_FILES or not _COMMAND_FOLDERS.isdisjoint(folder.lstrip("_") for folder in folders):
        return False
    return not any(word in text for word in _COMMAND_LINE) and not _COMMAND.search(text)


def _outside_entry_points(repository: Repository, module: Module, found: list[Print]) -> Iterator[Finding]:
    tree = repository.python(module.path)
    spans = entry_points(repository, module, tree)
    functions = _functions(tree)
    for item in found:
        if not inside(item.line, spans):
            line = repository.lines(item.path)[item.line - 1]
            function = functions.get(item.line, "")
            says = _SHOWS if _SHOWING.fullmatch(function.lower()) else _SAYS
            message = says.format(name=item.name, function=function)
            yield Finding(item.path, item.line, item.column, message, masked(line))


def _functions(tree: ast.Module) -> dict[int, str]:
    """Give for each line within a function the name of the innermost."""
    found = (node for node in ast.walk(tree) if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)))
    names: dict[int, str] = {}
    for node in sorted(found, key=lambda node: node.lineno):
        names.update(dict.fromkeys(range(node.lineno, (node.end_lineno or node.lineno) + 1), node.name))
    return names


CHECKS: dict[str, Check] = {"LOG001": log_not_print}
