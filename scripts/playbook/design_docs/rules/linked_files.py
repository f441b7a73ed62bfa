"""The anchors of Markdown files that are linked, whether they are design documents or not."""

from __future__ import annotations

import os
import re
from functools import lru_cache
from pathlib import Path

from playbook.design_docs.anchors import anchors
from playbook.design_docs.blanking import prose
from playbook.design_docs.document import MAX_BYTES, markdown

_MACRO = re.compile(r"\{\{|\{%")


def anchors_of(path: Path) -> frozenset[str] | None:
    """Give the anchors of a Markdown file; None where nobody can tell: it is too large, no text, or made by macros."""
    try:
        state = os.stat(path)
        return _of_file(os.fspath(path), state.st_mtime_ns, state.st_size)
    except (OSError, UnicodeDecodeError):
        return None


@lru_cache(maxsize=1024)
def _of_file(path: str, _changed: int, size: int) -> frozenset[str] | None:
    if size > MAX_BYTES:
        return None
    text = Path(path).read_bytes().decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    body = re.sub(r"\A---[ \t]*\n.*?\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", "", text, flags=re.DOTALL)
    tokens = markdown().parse(body)
    lines = prose(body.split("\n"), tokens)
    return None if any(_MACRO.search(line) for line in lines) else anchors(tokens, lines)
