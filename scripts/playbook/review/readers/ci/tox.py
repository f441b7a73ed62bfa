"""tox: the commands and requirements of its environments, from tox.ini, setup.cfg, tox.toml or pyproject.toml."""

from __future__ import annotations

import configparser
import re
from collections.abc import Iterator
from typing import Any

from playbook.review.repository import Repository
from playbook.review.verdict import UnreadError

Line = tuple[str, int, str]
Table = dict[str, list[str]]
"""The lines by environment; "" is the base that the others fall back to."""

_FACTOR = re.compile(r"^[\w!.,{}-]+:\s+")
_REFERENCE = re.compile(r"\{\[([^\]]+)\](\w+)\}")
_BRACES = re.compile(r"\{([\w.,-]*)\}")
_SUBSTITUTION = re.compile(r"\{(?:posargs|env):?[^{}]*\}|\{(?:tox_root|toxinidir)\}/?|\[\]")
MAX_NAMES = 500


def tox_lines(repository: Repository, folder: str, wanted: list[str] | None) -> Iterator[Line]:
    """Give the lines that tox runs in the environments `wanted`; None or an empty list means all of them.

    Requirements that an environment installs from a file stand there as `pip install -r`. Raises UnreadError.
    """
    for path, base, table in _tables(repository, folder):
        chosen = _chosen(table, wanted)
        for name in chosen:
            lines = table.get(name) or []
            if not any(not text.startswith("pip install") for text in lines):
                lines = [*lines, *base]
            for text in lines:
                yield path, _line(repository, path, text), text
        return


def _chosen(table: Table, wanted: list[str] | None) -> list[str]:
    if not wanted:
        return list(table)
    found = []
    for name in wanted:
        exact = [key for key in table if key and (key == name or name in _names(key))]
        found += exact or [""]
    return list(dict.fromkeys(found))


def _names(key: str) -> list[str]:
    """Give the environments that `{py,pypy}-{a,b}` stands for."""
    found = [key]
    for _ in range(8):
        if not any("{" in name for name in found) or len(found) > MAX_NAMES:
            break
        found = [
            name[: match.start()] + part + name[match.end() :]
            for name in found
            for match in [_BRACES.search(name)]
            if match
            for part in match.group(1).split(",")
        ]
    return [part.strip() for name in found for part in name.split(",")]


def _tables(repository: Repository, folder: str) -> Iterator[tuple[str, list[str], Table]]:
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


def _ini(text: str, path: str) -> Iterator[tuple[str, list[str], Table]]:
    parser = configparser.RawConfigParser(strict=False, allow_no_value=True, default_section="\0")
    try:
        parser.read_string(text)
    except configparser.Error as error:
        raise UnreadError(path, f"this is no INI file: {str(error).splitlines()[0]}") from None
    table: Table = {"": []}
    for section in parser.sections():
        if section == "testenv" or section.startswith("testenv:"):
            table[section.removeprefix("testenv").removeprefix(":")] = list(_ini_lines(parser, section))
    yield path, table[""], table


def _ini_lines(parser: configparser.RawConfigParser, section: str) -> Iterator[str]:
    for line in _value(parser, section, "deps"):
        if re.match(r"-r|--requirement", line):
            yield f"pip install {line}"
    for key in ("commands_pre", "commands", "commands_post"):
        yield from _value(parser, section, key)


def _value(parser: configparser.RawConfigParser, section: str, key: str) -> Iterator[str]:
    waiting = [(section, key)]
    budget = 20
    while waiting and budget:
        budget -= 1
        inside, name = waiting.pop(0)
        for raw in re.sub(r"\\\n\s*", " ", parser.get(inside, name, fallback=None) or "").split("\n"):
            line = _FACTOR.sub("", raw.strip())
            if match := _REFERENCE.fullmatch(line):
                waiting.append((match.group(1), match.group(2)))
            elif line and not line.startswith("#"):
                yield _SUBSTITUTION.sub("", line).lstrip("-! ") if name != "deps" else _SUBSTITUTION.sub("", line)


def _toml(data: dict[str, Any], path: str) -> Iterator[tuple[str, list[str], Table]]:
    base = data.get("env_run_base", {})
    table: Table = {"": list(_toml_lines(base))}
    environments = data.get("env", {})
    for name, value in environments.items() if isinstance(environments, dict) else ():
        table[str(name)] = list(_toml_lines(value))
    yield path, table[""], table


def _toml_lines(value: Any) -> Iterator[str]:
    if not isinstance(value, dict):
        return
    for item in _listed(value.get("deps")):
        if isinstance(item, str) and re.match(r"-r|--requirement", item):
            yield f"pip install {_SUBSTITUTION.sub('', item)}"
    for key in ("commands_pre", "commands", "commands_post"):
        for command in _listed(value.get(key)):
            words: list[str] = []
            for word in _listed(command):
                words += [word] if isinstance(word, str) else _default(word)
            if words:
                yield " ".join(words).lstrip("-! ")


def _default(word: Any) -> list[str]:
    """Give what stands in place of the arguments that tox was called with."""
    default = word.get("default") if isinstance(word, dict) else None
    return [item for item in _listed(default) if isinstance(item, str)]


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _line(repository: Repository, path: str, text: str) -> int:
    words = text.removeprefix("pip install ").split()
    if not words:
        return 1
    lines = repository.lines(path)
    whole = " ".join(words)
    near = next((number for number, line in enumerate(lines, 1) if whole in line), 0)
    return near or next((number for number, line in enumerate(lines, 1) if words[0] in line), 1)
