"""tox: the commands and requirements of its environments, from tox.ini, setup.cfg, tox.toml or pyproject.toml."""

from __future__ import annotations

import configparser
import re
from collections.abc import Iterator
from fnmatch import fnmatchcase
from itertools import islice
from typing import Any

from playbook.review.repository import Repository
from playbook.review.verdict import UnreadError

Line = tuple[str, int, str]
Table = dict[str, list[tuple[str, str]]]
"""The lines by environment, each with its condition; "" is the base that the others fall back to."""

_FACTOR = re.compile(r"^([\w!.,{}-]+):\s+")
_FROM_FILE = re.compile(r"-r|--requirement")
_CONTINUED = re.compile(r"\\\n\s*")
_REFERENCE = re.compile(r"\{\[([^\]]+)\](\w+)\}")
_BRACES = re.compile(r"\{([\w.,-]*)\}")
_SUBSTITUTION = re.compile(r"\{(?:posargs|env):?[^{}]*\}|\{(?:tox_root|toxinidir)\}/?|\[\]")
MAX_NAMES = 200
MAX_WANTED = 40
MAX_LINES = 5_000


def tox_lines(repository: Repository, folder: str, wanted: list[str] | None) -> Iterator[Line]:
    """Give the lines that tox runs in the environments `wanted`; None or an empty list means all of them.

    A `*` in a name stands for anything. Requirements that an environment installs from a file stand there as
    `pip install -r`. Raises UnreadError.
    """
    tables = repository.once(f"tox {folder}", lambda: list(_tables(repository, folder)))
    for path, table in tables:
        for section, name in _chosen(table, wanted):
            lines = table.get(section) or []
            if all(text.startswith(("pip install", "uv sync")) for _, text in lines):
                lines = [*lines, *table[""]]
            for factor, text in lines:
                if _applies(factor, name):
                    yield path, _line(repository, path, text), text
        return


def _chosen(table: Table, wanted: list[str] | None) -> list[tuple[str, str]]:
    """Give sections and the environments for which they are read; "" is every environment."""
    if not wanted:
        return [(section, "") for section in table]
    found = []
    meant = {key: {key, *_names(key)} for key in table if key}
    for name in wanted[:MAX_WANTED]:
        exact = [key for key, parts in meant.items() if name in parts or ("*" in name and _like(parts, name))]
        found += [(section, name) for section in exact or [""]]
    return list(dict.fromkeys(found))


def _like(names: set[str], pattern: str) -> bool:
    return any(fnmatchcase(name, pattern) for name in names)


def _applies(factor: str, name: str) -> bool:
    """Tell whether a line with the condition `factor`, such as `py311,!docs`, counts in the environment `name`."""
    known = set(name.split("-"))
    if not factor or not name or known == {"*"}:
        return True
    for part in _names(factor):
        words = part.split("-")
        if all(_has(word, known) for word in words):
            return True
    return False


def _has(word: str, known: set[str]) -> bool:
    if word.startswith("!"):
        return word[1:] not in known
    return word in known or ("*" in known and word.startswith("py"))


def _names(key: str) -> list[str]:
    """Give the environments that `{py,pypy}-{a,b}` stands for."""
    found = [key]
    for _ in range(8):
        if not any("{" in name for name in found) or len(found) > MAX_NAMES:
            break
        found = list(islice(_opened(found), MAX_NAMES))
    return [part.strip() for name in found for part in name.split(",")]


def _opened(names: list[str]) -> Iterator[str]:
    for name in names:
        match = _BRACES.search(name)
        for part in match.group(1).split(",") if match else ("",):
            yield name[: match.start()] + part + name[match.end() :] if match else name


def _tables(repository: Repository, folder: str) -> Iterator[tuple[str, Table]]:
    def at(name: str) -> list[str]:
        return repository.at(f"{folder}/{name}" if folder else name)

    for path in at("tox.ini"):
        yield from _ini(repository.text(path), path)
    for path in at("setup.cfg"):
        if "[tox:tox]" in repository.text(path):
            yield from _ini(repository.text(path), path)
    for path in at("pyproject.toml"):
        data = repository.toml(path).get("tool", {}).get("tox", {})
        if isinstance(legacy := data.get("legacy_tox_ini") if isinstance(data, dict) else None, str):
            yield from _ini(legacy, path)
        elif data:
            yield from _toml(data, path)
    for path in at("tox.toml"):
        yield from _toml(repository.toml(path), path)


def _ini(text: str, path: str) -> Iterator[tuple[str, Table]]:
    parser = configparser.RawConfigParser(strict=False, allow_no_value=True, default_section="\0")
    try:
        parser.read_string(text)
    except configparser.Error as error:
        raise UnreadError(path, f"this is no INI file: {str(error).splitlines()[0]}") from None
    table: Table = {"": []}
    for section in parser.sections()[:MAX_NAMES]:
        if section == "testenv" or section.startswith("testenv:"):
            table[section.removeprefix("testenv").removeprefix(":")] = list(_ini_lines(parser, section))
    yield path, table


def _ini_lines(parser: configparser.RawConfigParser, section: str) -> Iterator[tuple[str, str]]:
    if "lock" in (parser.get(section, "runner", fallback="") or ""):
        yield "", "uv sync"  # the runner of tox-uv that installs from uv.lock
    for factor, line in _value(parser, section, "deps"):
        if _FROM_FILE.match(line):
            yield factor, f"pip install {line}"
    for key in ("commands_pre", "commands", "commands_post"):
        yield from _value(parser, section, key)


def _value(parser: configparser.RawConfigParser, section: str, key: str) -> Iterator[tuple[str, str]]:
    waiting = [(section, key)]
    budget = 20
    while waiting and budget:
        budget -= 1
        inside, name = waiting.pop(0)
        for raw in _CONTINUED.sub(" ", parser.get(inside, name, fallback=None) or "").split("\n"):
            condition = _FACTOR.match(raw.strip())
            line = raw.strip()[condition.end() :] if condition else raw.strip()
            if match := _REFERENCE.fullmatch(line):
                waiting.append((match.group(1), match.group(2)))
            elif line and not line.startswith("#"):
                text = _SUBSTITUTION.sub("", line)
                yield condition.group(1) if condition else "", text if key == "deps" else text.lstrip("-! ").rstrip()


def _toml(data: dict[str, Any], path: str) -> Iterator[tuple[str, Table]]:
    base = data.get("env_run_base", {})
    table: Table = {"": list(_toml_lines(base))}
    environments = data.get("env", {})
    for name, value in environments.items() if isinstance(environments, dict) else ():
        table[str(name)] = list(_toml_lines(value))
    yield path, table


def _toml_lines(value: Any) -> Iterator[tuple[str, str]]:
    if not isinstance(value, dict):
        return
    if "lock" in str(value.get("runner", "")):
        yield "", "uv sync"
    for item in _listed(value.get("deps")):
        if isinstance(item, str) and _FROM_FILE.match(item):
            yield "", f"pip install {_SUBSTITUTION.sub('', item)}"
    for key in ("commands_pre", "commands", "commands_post"):
        for command in _listed(value.get(key)):
            words: list[str] = []
            for word in _listed(command):
                words += [word] if isinstance(word, str) else _default(word)
            if words:
                yield "", " ".join(words).lstrip("-! ")


def _default(word: Any) -> list[str]:
    """Give what stands in place of the arguments that tox was called with."""
    default = word.get("default") if isinstance(word, dict) else None
    return [item for item in _listed(default) if isinstance(item, str)]


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _line(repository: Repository, path: str, text: str) -> int:
    words = text.removeprefix("pip install ").split()
    lines = repository.lines(path)
    if not words or len(lines) > MAX_LINES:
        return 1
    whole = " ".join(words)
    near = next((number for number, line in enumerate(lines, 1) if whole in line), 0)
    return near or next((number for number, line in enumerate(lines, 1) if words[0] in line), 1)
