"""What a Python file imports: found with a regular expression, without lines that stand in strings."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass

from playbook.review.readers.strings import Strings
from playbook.review.repository import Repository

_WORD = re.compile(r"import[ \t(*\\]")
_LINE = re.compile(
    r"[ \t]*(?:import[ \t]+(?P<plain>[^\n#;]+)"
    r"|from[ \t]+(?P<level>\.*)[ \t]*(?P<source>[\w.]*)[ \t]+import[ \t]*(?P<names>\([^)]*\)|[^\n#;]+))"
)
_NAME = re.compile(r"[A-Za-z_]\w*(?:[ \t]*\.[ \t]*\w+)*")


@dataclass(frozen=True, slots=True)
class Import:
    """`import name` or `from name import names`; `level` counts the dots before `name`, `line` starts at 1.

    `nested` tells that it is indented: in a function, a `try` or an `if`, and so perhaps optional.
    """

    name: str
    line: int
    level: int = 0
    names: tuple[str, ...] = ()
    nested: bool = False

    @property
    def top(self) -> str:
        """The first part of an absolute import: `numpy` of `numpy.linalg`."""
        return "" if self.level else self.name.partition(".")[0]


def imports(repository: Repository, path: str) -> tuple[Import, ...]:
    """Give what the file imports, in order. Raises UnreadError if it cannot be read.

    Lines in strings do not count; the file is parsed only where a line goes on, or began, behind a backslash.
    """
    return repository.once(f"imports:{path}", lambda: _imports(repository, path))


def _imports(repository: Repository, path: str) -> tuple[Import, ...]:
    text = repository.text(path)
    lines = list(_candidates(text))
    if lines and ('"""' in text or "'''" in text):
        strings = Strings(text, lines[-1].end())
        lines = [match for match in lines if not strings.hold(match.start())]
    if any("\\" in match[0] or text.endswith("\\\n", 0, match.start()) for match in lines):
        return _parsed(repository, path)
    found: list[Import] = []
    line = counted = 0
    for match in lines:
        line += text.count("\n", counted, match.start())
        counted = match.start()
        found += _read(match, line + 1)
    return tuple(found)


def _candidates(text: str) -> Iterator[re.Match[str]]:
    """Give the lines that begin as imports do, with what stands in their brackets."""
    end = 0
    for word in _WORD.finditer(text):
        if word.start() < end:
            continue
        match = _LINE.match(text, text.rfind("\n", end, word.start()) + 1 or end)
        if match is not None and match.end() > word.start():
            end = match.end()
            yield match
        else:
            end = text.find("\n", word.end())  # the rest of a line that does not begin so
            if end < 0:
                return


def _read(match: re.Match[str], line: int) -> list[Import]:
    nested = match[0][0] in " \t"
    if match["plain"] is not None:
        names = [part.partition(" as ")[0].strip() for part in match["plain"].split(",")]
        return [Import(name, line, nested=nested) for name in names if _NAME.fullmatch(name)]
    level, source = len(match["level"]), match["source"]
    if not level and not source:
        return []
    listed = re.sub(r"#[^\n]*", "", match["names"].strip("()"))
    names = [part.partition(" as ")[0].strip() for part in listed.replace("\n", " ").split(",")]
    kept = tuple(name for name in names if name == "*" or _NAME.fullmatch(name))
    return [Import(source, line, level, kept, nested)] if kept else []


def _parsed(repository: Repository, path: str) -> tuple[Import, ...]:
    """Give the imports of the syntax tree. Raises UnreadError."""
    found: list[Import] = []
    for node in ast.walk(repository.python(path)):
        if isinstance(node, ast.Import):
            found += [Import(name.name, node.lineno, nested=node.col_offset > 0) for name in node.names]
        elif isinstance(node, ast.ImportFrom):
            names = tuple(name.name for name in node.names)
            found.append(Import(node.module or "", node.lineno, node.level, names, node.col_offset > 0))
    return tuple(sorted(found, key=lambda item: item.line))
