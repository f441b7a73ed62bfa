"""Heredocs of Dockerfiles, taken out before the rest is parsed, since they are no instructions."""

from __future__ import annotations

import re
from collections.abc import Iterable

from playbook.review.verdict import UnreadError

OPENING = re.compile(r"""\d*<<(-?)(["']?)([A-Za-z_]\w*)\2$""")
"""A word that opens a heredoc, such as `<<EOF` or `<<-"END"`."""

_ESCAPE = re.compile(r"\s*#\s*escape\s*=\s*([\\`])\s*$", re.IGNORECASE)
_DIRECTIVE = re.compile(r"\s*#\s*\w+\s*=")
_INSTRUCTIONS = ("RUN", "COPY", "ADD")


def take_out(lines: list[str], path: str) -> dict[int, tuple[str, ...]]:
    """Empty the lines of heredocs, and join continued lines over empty ones; give the heredocs by their instruction."""
    found: dict[int, tuple[str, ...]] = {}
    escape = _escape(lines)
    start, parts, number = 0, "", 0
    while number < len(lines):
        line = lines[number]
        number += 1
        if line.lstrip().startswith("#"):
            continue
        if not parts and not line.strip():
            continue
        if parts and not line.strip():
            lines[number - 1] = escape if any(rest.strip() for rest in lines[number:]) else ""
            continue
        start = start if parts else number
        body = line.rstrip()
        if body.endswith(escape):
            parts += body[:-1] + " "
            continue
        names = _heredocs(parts + body)
        parts = ""
        if names:
            texts, number = _bodies(lines, number, names, path)
            found[start] = texts
    return found


def _escape(lines: list[str]) -> str:
    """Give the character that continues a line: a backslash, unless a directive at the top names another."""
    for line in lines:
        match = _ESCAPE.match(line)
        if match:
            return match[1]
        if not _DIRECTIVE.match(line):
            break
    return "\\"


def _heredocs(logical: str) -> list[tuple[str, bool]]:
    """Give the names of the heredocs that this instruction opens, and whether tabs before them are left out."""
    words = logical.split(None, 2)
    if "<<" not in logical or not words:
        return []
    name = words[1] if words[0].upper() == "ONBUILD" and len(words) > 1 else words[0]
    if name.upper() not in _INSTRUCTIONS:
        return []
    from dockerfile_parse.util import WordSplitter

    matches = (OPENING.match(word) for word in WordSplitter(logical).split(dequote=False))
    return [(match[3], bool(match[1])) for match in matches if match]


def _bodies(lines: list[str], number: int, names: Iterable[tuple[str, bool]], path: str) -> tuple[tuple[str, ...], int]:
    """Take the heredocs that begin at the line after `number` out of `lines`; give them, and the line they end at."""
    texts = []
    for name, tabs in names:
        opened, body = number, []
        while True:
            if number >= len(lines):
                raise UnreadError(path, f"the heredoc {name} has no end", opened)
            line, lines[number] = lines[number], ""
            number += 1
            if (line.lstrip("\t") if tabs else line) == name:
                break
            body.append(line)
        texts.append("\n".join(body))
    return tuple(texts), number
