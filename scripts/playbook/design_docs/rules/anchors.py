"""The places of a Markdown file to which a link can lead: headings by their ids, and ids in HTML."""

from __future__ import annotations

import os
import re
import unicodedata
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

from markdown_it.token import Token

from playbook.design_docs.blanking import prose
from playbook.design_docs.document import MAX_BYTES, Document, heading, markdown
from playbook.design_docs.words import plain, slug

_IN_HTML = re.compile(r"<[A-Za-z][^<>]*?\s(?:id|name)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'<>]+))")
_IN_LIST = re.compile(r"\{:?[^{}\n]*?#([A-Za-z][\w:.-]*)[^{}\n]*\}")
_MACRO = re.compile(r"\{\{|\{%")


def of_document(document: Document) -> frozenset[str]:
    """Give the anchors of a document that is taken apart."""
    return _anchors(document.tokens, document.prose)


def of_file(path: Path) -> frozenset[str] | None:
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
    return None if any(_MACRO.search(line) for line in lines) else _anchors(tokens, lines)


def _anchors(tokens: tuple[Token, ...] | list[Token], lines: tuple[str, ...] | list[str]) -> frozenset[str]:
    found: set[str] = set()
    for opening, inline in pairwise(tokens):
        if opening.type == "heading_open":
            words, given = heading(inline.content)
            if given:
                found.add(given)
            _add(found, plain(words))
    for line in lines:
        if "{" in line:
            found.update(_IN_LIST.findall(line))
        if "<" in line:
            found.update(next(filter(None, groups), "") for groups in _IN_HTML.findall(line))
    return frozenset(found)


def _add(found: set[str], title: str) -> None:
    """Add what a heading is called by this check, by GitHub and by Python-Markdown; what comes again has a number."""
    github = re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-")
    ascii_words = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode()
    python = re.sub(r"[-\s]+", "-", re.sub(r"[^\w\s-]", "", ascii_words).strip().lower())
    for name, between in ((github, "-"), (python, "_"), (slug(title), "-")):
        number = 1
        while name in found and f"{name}{between}{number}" in found:
            number += 1
        found.add(f"{name}{between}{number}" if name in found else name)
