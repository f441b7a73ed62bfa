"""The places of a Markdown file to which a link can lead: headings by their ids, and ids in HTML."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from itertools import pairwise

from markdown_it.token import Token

from playbook.design_docs.words import heading, plain, slug

_IN_HTML = re.compile(r"<[A-Za-z][^<>]*?\s(?:id|name)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'<>]+))")
_LIST = re.compile(r"\{[^{}\n]*\}")
_IN_LIST = re.compile(r"#([A-Za-z][\w:.-]*)")


def anchors(tokens: Sequence[Token], lines: Sequence[str]) -> frozenset[str]:
    """Give the anchors of a body, taken apart into `tokens`; in its `lines` code and comments are blanked out."""
    found: set[str] = set()
    last: dict[str, int] = {}
    for opening, inline in pairwise(tokens):
        if opening.type == "heading_open":
            words, given = heading(inline.content)
            if given:
                found.add(given)
            _add(found, last, plain(words))
    for line in lines:
        if "{" in line:
            found.update(key for some in _LIST.findall(line) for key in _IN_LIST.findall(some))
        if "<" in line:
            found.update(next(filter(None, groups), "") for groups in _IN_HTML.findall(line))
    return frozenset(found)


def _add(found: set[str], last: dict[str, int], title: str) -> None:
    """Add what a heading is called by this check, by GitHub and by Python-Markdown; what comes again has a number.

    `last` is the last number of each name and what stands between, so that nobody counts from one each time.
    """
    github = re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-")
    ascii_words = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode()
    python = re.sub(r"[-\s]+", "-", re.sub(r"[^\w\s-]", "", ascii_words).strip().lower())
    for name, between in ((github, "-"), (python, "_"), (slug(title), "-")):
        if name not in found:
            found.add(name)
            continue
        numbered = name + between
        number = last.get(numbered, 0) + 1
        while f"{numbered}{number}" in found:
            number += 1
        last[numbered] = number
        found.add(f"{numbered}{number}")
