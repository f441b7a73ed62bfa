"""Shell scripts as lines and as simple commands: enough to see which program is started, not an interpreter."""

from __future__ import annotations

import re
from collections.abc import Iterator

_HEREDOC = re.compile(r"<<-?\s*(['\"]?)([A-Za-z_]\w*)\1")
_SHELLS = re.compile(r"\b(?:ssh|bash|sh|zsh)\b")
_ASSIGNMENT = re.compile(r"[A-Za-z_]\w*\+?=")
_PIECE = re.compile(
    r"(?P<space>\s+)|(?P<break>&&|\|\||;;|\|&|[;&|()]+)|(?P<expression>\$\{\{.*?\}\}|\$\([^()]*\)|\$\{[^{}]*\})"
    r"|'(?P<single>[^']*)'|\"(?P<double>(?:[^\"\\]|\\.)*)\"|\\(?P<escaped>.)|(?P<plain>[^\s;&|()'\"\\$]+)|(?P<odd>.)"
)
_ESCAPE = re.compile(r"\\([\"\\$`])")
_BREAKS = frozenset({"&&", "||", ";", "|", "&", "(", ")", "{", "}", ";;", "|&", "!", "((", "))"})
_WORDS = frozenset({"if", "then", "else", "elif", "do", "while", "until", "time", "exec", "command", "fi", "done"})
MAX_LINE = 4_000
"""Characters; what is longer was not written by hand."""


def logical_lines(text: str) -> Iterator[tuple[int, str]]:
    """Give the logical lines of a shell script, each with its offset from the first, from 0.

    Continuations are joined; comments, empty lines and the bodies of here-documents that no shell reads are left out.
    """
    until, keep = "", False
    for offset, line in _joined(text):
        if until:
            until = "" if line == until else until
            if not keep or not until:
                continue
        elif here := _HEREDOC.search(line):
            until, keep = here.group(2), bool(_SHELLS.search(line))
        yield offset, line[:MAX_LINE]


def _joined(text: str) -> Iterator[tuple[int, str]]:
    waiting: list[str] = []
    begun = 0
    for offset, raw in enumerate(text.split("\n")):
        line = raw.strip()
        if not waiting:
            begun = offset
        if line.startswith("#"):
            continue
        if line.endswith("\\") and not line.endswith("\\\\"):
            waiting.append(line[:-1].strip())
            continue
        whole = " ".join([*waiting, line]).strip()
        waiting = []
        if whole:
            yield begun, whole
    if rest := " ".join(waiting).strip():
        yield begun, rest


def simple_commands(line: str) -> list[list[str]]:
    """Split a logical line into simple commands, each a list of words without leading assignments.

    `cd app && FOO=1 pytest -q | tee log` gives [["cd", "app"], ["pytest", "-q"], ["tee", "log"]].
    """
    found: list[list[str]] = [[]]
    for word in _split(line):
        if word in _BREAKS or not word.strip(";&|()"):
            found.append([])
        elif not found[-1] and (word in _WORDS or _ASSIGNMENT.match(word)):
            continue
        else:
            found[-1].append(word)
    return [words for words in found if words]


def _split(line: str) -> list[str]:
    """Split a line into words and operators, without the quotes; an expression (`${{ … }}`, `$(…)`) is one piece."""
    found: list[str] = []
    word: list[str] | None = None
    for match in _PIECE.finditer(line[:MAX_LINE]):
        kind, text = match.lastgroup, match.group()
        if kind in ("space", "break"):
            if word is not None:
                found.append("".join(word))
                word = None
            if kind == "break" and not text.startswith("&>"):
                found.append(text)
            continue
        if text == "#" and word is None:
            break
        piece = match.group(kind or 0)
        word = word or []
        word.append(_ESCAPE.sub(r"\1", piece) if kind == "double" else piece)
    if word is not None:
        found.append("".join(word))
    return found
