"""Makefiles and justfiles: the shell lines of a target and of what it depends on."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from playbook.review.repository import Repository

MAX_TARGETS = 200
MAX_FILES = 20
MAX_TEXT = 4_000
MAX_VALUE = 500
"""Characters of a variable."""
MAX_TOGETHER = 50
"""Targets that share their lines."""

_RULE = re.compile(r"([^\s#:=$(){}][^#:=]*)::?(?!=)([^#;]*)(?:;(.*))?")
_VARIABLE = re.compile(r"(?:export\s+|override\s+)?([\w.-]+)\s*(?:\?|::?|\+)?=\s*(.*)")
_USE = re.compile(r"\$[({]([\w.-]+)[)}]")
_INCLUDE = re.compile(r"-?include\s+(.+)")
_RECIPE = re.compile(r"@?([A-Za-z_][\w-]*)(?:\s[^:=]*)?:(?!=)(.*)")
_WORD = re.compile(r"[A-Za-z_][\w-]*")
_JUST_VARIABLE = re.compile(r"(?:export\s+)?([A-Za-z_][\w-]*)\s*:=\s*[\"'`]([^\"'`]*)[\"'`]")
_JUST_USE = re.compile(r"\{\{\s*([\w-]+)\s*\}\}")


@dataclass(slots=True)
class Rule:
    """What a target needs first, and its lines: file, line and text."""

    needs: list[str] = field(default_factory=list)
    lines: list[tuple[str, int, str]] = field(default_factory=list)


@dataclass(slots=True)
class Makefile:
    """The rules by their target, the variables, and the target that is made if none is named."""

    rules: dict[str, Rule] = field(default_factory=dict)
    variables: dict[str, str] = field(default_factory=dict)
    first: str = ""
    patterns: list[str] = field(default_factory=list)

    def lines(self, targets: list[str], use: re.Pattern[str]) -> Iterator[tuple[str, int, str]]:
        """Give the lines of `targets` (none: the first), and of what they need; each target once."""
        waiting, seen = list(reversed(targets or [self.first])), set[str]()
        while waiting and len(seen) < MAX_TARGETS:
            name = waiting.pop()
            if name in seen:
                continue
            seen.add(name)
            if (rule := self.find(name)) is None:
                continue
            waiting.extend(reversed(rule.needs))
            for path, line, text in rule.lines:
                yield path, line, self.filled(text, use).replace("$(MAKE)", "make").replace("${MAKE}", "make")

    def find(self, name: str) -> Rule | None:
        """Give the rule of a target, also one with `%`."""
        if name in self.rules:
            return self.rules[name]
        for pattern in self.patterns[:MAX_TARGETS]:
            head, _, tail = pattern.partition("%")
            if head and name.startswith(head) and name.endswith(tail):
                return self.rules[pattern]
        return None

    def filled(self, text: str, use: re.Pattern[str]) -> str:
        """Put in the variables, as far as they are known."""
        for _ in range(5):
            if len(text) > MAX_TEXT or not use.search(text):
                break
            text = use.sub(lambda match: self.variables.get(match.group(1), match.group()), text)
        return text[:MAX_TEXT]


def make_lines(repository: Repository, path: str, targets: list[str]) -> Iterator[tuple[str, int, str]]:
    """Give file, line and text of each shell line that `make TARGETS` runs. Raises UnreadError."""
    file: Makefile = repository.once(f"makefile {path}", lambda: _makefile(repository, path))
    yield from file.lines(targets, _USE)


def make_targets(repository: Repository, path: str) -> dict[str, int]:
    """Give the targets of a Makefile or justfile, each with its first line (0: unknown). Raises UnreadError."""
    just = path.rpartition("/")[2].lower().lstrip(".") == "justfile"
    read = _justfile if just else _makefile
    file: Makefile = repository.once(f"{'justfile' if just else 'makefile'} {path}", lambda: read(repository, path))
    return {name: rule.lines[0][1] if rule.lines else 0 for name, rule in file.rules.items()}


def just_lines(repository: Repository, path: str, recipes: list[str]) -> Iterator[tuple[str, int, str]]:
    """Give file, line and text of each shell line that `just RECIPES` runs. Raises UnreadError."""
    file: Makefile = repository.once(f"justfile {path}", lambda: _justfile(repository, path))
    known = [word for word in recipes if word in file.rules]
    yield from file.lines(known[:1] if recipes else [], _JUST_USE)


def _makefile(repository: Repository, path: str) -> Makefile:
    made = Makefile()
    waiting, seen = [path], {path}
    while waiting:
        file = waiting.pop(0)
        for name in _read_make(repository.lines(file), file, made):
            found = repository.at(posixpath.normpath(posixpath.join(posixpath.dirname(path), name)))
            waiting.extend(other for other in found if other not in seen and len(seen) < MAX_FILES)
            seen.update(found)
    made.first = made.variables.get(".DEFAULT_GOAL", made.first).strip()
    return made


def _read_make(lines: list[str], path: str, into: Makefile) -> Iterator[str]:
    """Read rules and variables; give the names of files that are included."""
    current: list[Rule] = []
    for number, line in _joined(lines):
        if line.startswith("\t"):
            text = line.strip().lstrip("@-+").strip()
            for rule in current:
                if text and not text.startswith("#"):
                    rule.lines.append((path, number, text))
        elif match := _INCLUDE.match(line):
            yield from match.group(1).split()
        elif match := _VARIABLE.match(line.strip()):
            into.variables.setdefault(match.group(1), match.group(2)[:MAX_VALUE].partition(" #")[0].strip())
        elif match := _RULE.match(line):
            current = _rules(match, path, number, into)


def _rules(match: re.Match[str], path: str, number: int, into: Makefile) -> list[Rule]:
    found = []
    for target in match.group(1).split()[:MAX_TOGETHER]:
        if "%" in target and target not in into.rules:
            into.patterns.append(target)
        rule = into.rules.setdefault(target, Rule())
        rule.needs += [word for word in into.filled(match.group(2), _USE).split() if word != "|"]
        if match.group(3):
            rule.lines.append((path, number, match.group(3).strip()))
        if not into.first and not target.startswith(".") and "%" not in target:
            into.first = target
        found.append(rule)
    return found


def _joined(lines: list[str]) -> Iterator[tuple[int, str]]:
    waiting, begun = "", 0
    for number, line in enumerate(lines, 1):
        begun = begun if waiting else number
        if line.endswith("\\"):
            waiting += (" " + line[:-1].strip()) if waiting else line[:-1].rstrip()
            continue
        yield begun, f"{waiting} {line.strip()}" if waiting else line
        waiting = ""


def _justfile(repository: Repository, path: str) -> Makefile:
    made = Makefile()
    current: Rule | None = None
    for number, line in _joined(repository.lines(path)):
        if line[:1] in (" ", "\t"):
            text = line.strip().lstrip("@-")
            if current is not None and text and not text.startswith("#"):
                current.lines.append((path, number, text))
        elif match := _JUST_VARIABLE.match(line):
            made.variables[match.group(1)] = match.group(2)[:MAX_VALUE]
        elif match := _RECIPE.match(line):
            current = made.rules.setdefault(match.group(1), Rule())
            current.needs += _WORD.findall(match.group(2).partition("#")[0])
            made.first = made.first or match.group(1)
        elif line.startswith("alias "):
            name, _, target = line[6:].partition(":=")
            made.rules[name.strip()] = Rule([target.strip()])
    if "default" in made.rules:
        made.first = "default"
    return made
