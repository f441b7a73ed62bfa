"""Scripts that a project file names: those of pdm, poe, pixi, rye, taskipy, hatch, npm, pipenv and Taskfile."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from playbook.review.repository import Repository
from playbook.review.verdict import UnreadError

MAX_STEPS = 100
MAX_LINES = 5_000
MAX_BYTES = 300_000
Line = tuple[str, int, str]
"""File, line (1 where nobody can say) and text."""

_PYPROJECT = "pyproject.toml"
_PLACES: dict[str, tuple[tuple[str, tuple[str, ...]], ...]] = {
    "pdm": ((_PYPROJECT, ("tool", "pdm", "scripts")),),
    "poe": (
        (_PYPROJECT, ("tool", "poe", "tasks")),
        ("poe_tasks.toml", ("tool", "poe", "tasks")),
        ("poe_tasks.toml", ("tasks",)),
    ),
    "pixi": (
        ("pixi.toml", ("tasks",)),
        ("pixi.toml", ("feature", "*", "tasks")),
        (_PYPROJECT, ("tool", "pixi", "tasks")),
        (_PYPROJECT, ("tool", "pixi", "feature", "*", "tasks")),
    ),
    "rye": ((_PYPROJECT, ("tool", "rye", "scripts")),),
    "taskipy": ((_PYPROJECT, ("tool", "taskipy", "tasks")),),
    "hatch": (("hatch.toml", ("envs", "*", "scripts")), (_PYPROJECT, ("tool", "hatch", "envs", "*", "scripts"))),
    "npm": (("package.json", ("scripts",)),),
    "pipenv": (("Pipfile", ("scripts",)),),
    "mise": (("mise.toml", ("tasks",)), (".mise.toml", ("tasks",)), (".config/mise.toml", ("tasks",))),
    "task": (("Taskfile.yml", ("tasks",)), ("Taskfile.yaml", ("tasks",))),
}
_COMMAND_KEYS = ("cmd", "shell", "script", "call", "run")
_SEVERAL_KEYS = ("composite", "sequence", "chain", "cmds", "depends-on", "depends_on", "deps", "depends", "parallel")
_NAME_KEYS = ("task", "ref")


def named_lines(repository: Repository, tool: str, folder: str, name: str) -> Iterator[Line]:
    """Give the lines of the script `name` that `tool` finds in `folder`, with those of the scripts it names."""
    tables = list(_tables(repository, tool, folder))
    waiting, seen, budget = [name], {name}, MAX_STEPS
    while waiting and budget:
        budget -= 1
        wanted = waiting.pop(0)
        for path, table in tables:
            if wanted in table:
                for text, is_name in _texts(table[wanted]):
                    first = text.split()[0] if text.split() else ""
                    if first in table and first not in seen:
                        seen.add(first)
                        waiting.append(first)
                    elif not is_name:
                        yield path, _line(repository, path, wanted), text
                break


def names(repository: Repository, tool: str, folder: str) -> set[str]:
    """Give the names of the scripts that `tool` finds in `folder`."""
    return {str(name) for _, table in _tables(repository, tool, folder) for name in table}


def _tables(repository: Repository, tool: str, folder: str) -> Iterator[tuple[str, dict[str, Any]]]:
    for file, keys in _PLACES[tool]:
        for path in repository.at(f"{folder}/{file}" if folder else file):
            if repository.size(path) > MAX_BYTES:
                raise UnreadError(path, f"it has more than {MAX_BYTES // 1000} kB, too much to see what it runs")
            data = _data(repository, path)
            for found in _below(data, keys):
                yield path, found


def _data(repository: Repository, path: str) -> Any:
    if path.endswith(".json"):
        return repository.json(path)
    if path.endswith((".yml", ".yaml")):
        documents = repository.yaml(path)
        try:
            return documents[0].plain() if documents else {}
        except ValueError:
            return {}
    return repository.toml(path)


def _below(data: Any, keys: tuple[str, ...]) -> Iterator[dict[str, Any]]:
    found = [data]
    for key in keys:
        tables = [item for item in found if isinstance(item, dict)]
        found = [value for item in tables for name, value in item.items() if key in ("*", name)]
    yield from (item for item in found if isinstance(item, dict))


def _texts(value: Any) -> Iterator[tuple[str, bool]]:
    """Give the shell lines of a script, and names of other scripts, which are told by the second value."""
    waiting: list[tuple[Any, bool]] = [(value, False)]
    budget = MAX_STEPS
    while waiting and budget:
        budget -= 1
        item, is_name = waiting.pop(0)
        if isinstance(item, str):
            for line in item.split("\n"):
                if line.strip():
                    yield line.strip(), is_name
        elif isinstance(item, list):
            waiting = [(inner, is_name) for inner in item] + waiting
        elif isinstance(item, dict):
            inner_items: list[tuple[Any, bool]] = []
            for key, inner in item.items():
                if key in _COMMAND_KEYS:
                    inner_items.append((" ".join(map(str, inner)) if isinstance(inner, list) else inner, False))
                elif key in _SEVERAL_KEYS or key in _NAME_KEYS:
                    inner_items.append((inner, key not in ("cmds", "sequence", "composite", "chain")))
            waiting = inner_items + waiting


def _line(repository: Repository, path: str, name: str) -> int:
    key = re.compile(rf"\s*[\"']?{re.escape(name)}[\"']?\s*[=:.]")
    header = re.compile(rf"\s*\[.*\.[\"']?{re.escape(name)}[\"']?\]")
    lines = repository.lines(path)
    if len(lines) > MAX_LINES:
        return 1
    return next((number for number, line in enumerate(lines, 1) if key.match(line) or header.match(line)), 1)
