"""The words of a heading or a cell without their markup, and the ids that are made of them."""

from __future__ import annotations

import html
import re

from playbook.design_docs.blanking import uncommented

_MARKED = re.compile(r"[\[\]`*_<&\\]")
_MARKUP = re.compile(
    r"!?\[([^\[\]]*)\](?:\([^()]*\)|\[[^\[\]]*\])|<([a-z][a-z0-9+.-]*:[^<>\s]*)>|</?[A-Za-z][^<>]*>"
    r"|(?<!\\)`+|(?<!\\)\*+|(?<![\w\\])_+|(?<!\\)_+(?!\w)"
)


def plain(text: str) -> str:
    """Give the words of a heading or a cell without their markup: emphasis, code, links and tags."""
    text = uncommented(text)
    if not _MARKED.search(text):
        return " ".join(text.split())
    text = _MARKUP.sub(lambda found: found[1] or found[2] or "", text)
    return " ".join(html.unescape(re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", text)).split())


def slug(words: str) -> str:
    """Give the id that a heading without one has: lower case, words joined by hyphens."""
    return re.sub(r"[^\w]+", "-", words.casefold()).strip("-")
