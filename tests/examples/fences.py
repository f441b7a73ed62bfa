"""Fenced code blocks of a Markdown file, each with what its author says of running it.

Above a fence stands, as a comment of the macros (`{# … #}`) or of HTML (`<!-- … -->`),
`runs: <way>` or `not run: <reason>`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

_FENCE = re.compile(r"^(?P<indent> *)(?P<marks>`{3,}|~{3,})(?P<info>.*)$")
_SAID = re.compile(r"^\s*(?:\{#|<!--)\s*(?P<verb>runs|not run):\s*(?P<rest>.*?)\s*(?:#\}|-->)\s*$")


@dataclass(frozen=True)
class Fence:
    """`way` is how it runs ("" when it does not); `reason` why it does not ("" when it does)."""

    file: Path
    line: int
    language: str
    code: str
    way: str
    reason: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}"


def fences(file: Path) -> Iterator[Fence]:
    """Give each fenced block of `file`, whatever its language, title or indentation."""
    lines = file.read_text(encoding="utf-8").splitlines()
    opened: re.Match[str] | None = None
    start = 0
    for number, line in enumerate(lines):
        found = _FENCE.match(line)
        if opened is None and found:
            opened, start = found, number
        elif opened and found and found["marks"].startswith(opened["marks"]) and not found["info"].strip():
            indent = len(opened["indent"])
            code = "\n".join(text[indent:] for text in lines[start + 1 : number]) + "\n"
            said = _said(lines[:start])
            way, reason = (said["rest"], "") if said and said["verb"] == "runs" else ("", said["rest"] if said else "")
            yield Fence(file, start + 1, opened["info"].strip(), code, way, reason)
            opened = None
    assert opened is None, f"{file}:{start + 1}: this code block does not end"


def _said(before: list[str]) -> re.Match[str] | None:
    for line in reversed(before):
        if line.strip():
            return _SAID.match(line)
    return None
