"""The words of a heading or a cell without their markup, and the ids that are made of them."""

from __future__ import annotations

import html
import re
from functools import lru_cache

from playbook.design_docs.blanking import uncommented

_ATTRIBUTE = r"(?:[#.][A-Za-z][\w:.-]*|[\w-]+=(?:\"[^\"{}]*\"|[^\s{}\"]*))"
_ATTRIBUTES = re.compile(rf"\{{:?[ \t]*({_ATTRIBUTE}(?:[ \t]+{_ATTRIBUTE})*)[ \t]*\}}")
"""What stands behind a heading, as Python-Markdown's attribute lists write it: `{ #id .class key=value }`."""
_FOOTNOTE = re.compile(r"\[\^[^\[\]\s]+\]")
_WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003134f]|\w+")
"""Chinese and Japanese put no blanks between words: there each sign counts as one."""
_ID = re.compile(r"(?:^|\s)#([^\s]+)")
_MARKED = re.compile(r"[\[\]`*_<&\\]")
_MARKUP = re.compile(
    r"!?\[([^\[\]]*)\](?:\([^()]*\)|\[[^\[\]]*\])|<([a-z][a-z0-9+.-]*:[^<>\s]*)>|</?[A-Za-z][^<>]*>"
    r"|(?<!\\)`+|(?<!\\)\*+(?=\S)|(?<=[^\s\\])\*+|(?<![\w\\])_+|(?<!\\)_+(?!\w)"
)


@lru_cache(maxsize=4096)
def plain(text: str) -> str:
    """Give the words of a heading or a cell without their markup: emphasis, code, links, tags, marks of footnotes."""
    text = uncommented(text)
    if not _MARKED.search(text):
        return " ".join(text.split())
    text = _FOOTNOTE.sub("", text)
    text = _MARKUP.sub(lambda found: found[1] or found[2] or "", text)
    return " ".join(html.unescape(re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", text)).split())


def words(text: str) -> list[str]:
    """Give the words of a text that is plain."""
    return _WORD.findall(text)


def slug(words: str) -> str:
    """Give the id that a heading without one has: lower case, words joined by hyphens."""
    return re.sub(r"[^\w]+", "-", words.casefold()).strip("-")


def heading(content: str) -> tuple[str, str]:
    """Give the words of a heading with their markup, and the id that is written behind them, or ""."""
    content = content.strip()
    start = content.rfind("{")
    found = _ATTRIBUTES.fullmatch(content, start) if start >= 0 else None
    if found is None:
        return content, ""
    ids = _ID.findall(found[1])
    return content[:start].strip(), ids[-1] if ids else ""
