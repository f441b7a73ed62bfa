"""How words become safe YAML and Markdown, the same here and in the browser's form (docs/assets/tools/design/).

Nothing is wrapped and nothing is clever, so that both write the same bytes; tests/data/design-vectors.json holds them
together.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence

PLACEHOLDER = "[fill in]"
"""What stands where somebody has to write. The check finds it."""

_BLANK = re.compile("[\x00-\x20\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]+")
"""Blanks, line breaks, and control characters, which YAML does not allow."""
_HALVES = re.compile("[\ud800-\udfff]")
"""Halves of a character, which no file can hold."""
_PLAIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9@-]*")
_CODE = re.compile("(`[^`]+`)")
_MARKS = re.compile(r"[\\`*_\[\]{}#>]")
"""What Markdown reads as more than a letter, and every Markdown lets us escape with a backslash."""
_ENTITY = re.compile(r"&(?=#?[A-Za-z0-9]+;)")


def one_line(words: str) -> str:
    """Give `words` in one line: each run of blanks, line breaks and control characters is a space."""
    return _HALVES.sub("\ufffd", _BLANK.sub(" ", words)).strip()


def quoted(words: str) -> str:
    """Give a YAML string, always in double quotes."""
    escaped = one_line(words).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def plain(words: str) -> str:
    """Give a YAML value that is one of a list, an id or a date: bare if it is such a word, else in quotes."""
    return words if _PLAIN.fullmatch(words) else quoted(words)


def literal(words: str) -> str:
    """Give Markdown in one line that shows `words` as they are; what stands in backticks is code."""
    parts = _CODE.split(one_line(words))
    return "".join(part if index % 2 else _escaped(part) for index, part in enumerate(parts))


def _escaped(words: str) -> str:
    return _ENTITY.sub("&amp;", _MARKS.sub(r"\\\g<0>", words)).replace("<", "&lt;")


def comment(*words: str) -> str:
    """Give an HTML comment, which words in it cannot end."""
    said = " ".join(one_line(part) for part in words if part)
    return f"<!-- {said.replace('-->', '-- >').replace('--!>', '-- !>')} -->"


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Give a table; an empty cell, and one that is missing, is the placeholder."""
    wide = len(head)
    filled = [[*row, *[""] * wide][:wide] for row in rows]
    lines = [
        head,
        ["---"] * wide,
        *([one_line(cell).replace("|", "\\|") or PLACEHOLDER for cell in row] for row in filled),
    ]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def file_name(number: int, title: str) -> str:
    """Give the name of the file: `0007-a-title.md`. Accents are dropped; other letters than a to z part words."""
    letters = re.sub("[\u0300-\u036f]", "", unicodedata.normalize("NFKD", title)).replace("ß", "ss")
    words = re.sub("[^A-Za-z0-9]+", "-", letters).strip("-").lower()
    if len(words) > _LONGEST:
        words = words[: _LONGEST + 1].rpartition("-")[0] or words[:_LONGEST]
    return f"{number:04d}-{words or 'document'}.md"


_LONGEST = 60
