"""Plain text from records, made safe for Markdown and HTML. Text is text: nothing in it is markup."""

from __future__ import annotations

import html
import re

from playbook.records.evidence import CITATION

_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "{": "&#123;", "}": "&#125;", "|": "&#124;", "~": "&#126;"}
_ESCAPABLE = re.compile(r"[\\`*_\[\]#{}<>&|~]|(?<=^)[-+](?=\s)|(?<=^\d)[.)]")


def markdown(text: str) -> str:
    """Escape `text` for Markdown; citations (`[@T05]`) stay what they are."""
    parts: list[str] = []
    last = 0
    for group in CITATION.finditer(text):
        parts += [_escape(text[last : group.start()].rstrip()), group.group()]
        last = group.end()
    return "".join([*parts, _escape(text[last:])])


def _escape(text: str) -> str:
    return _ESCAPABLE.sub(lambda match: _ENTITIES.get(match.group(), "\\" + match.group()), text)


def plain(text: str) -> str:
    """Give `text` without its citations."""
    return " ".join(CITATION.sub("", text).split()).replace(" .", ".")


def escaped(text: str) -> str:
    """Give `text`, without its citations, for HTML and SVG."""
    return html.escape(plain(text))


def anchored(text: str) -> str:
    """Give an id made from `text`: lower case, words joined by hyphens."""
    return re.sub(r"[^a-z0-9]+", "-", plain(text).lower()).strip("-")


def listed(items: list[str]) -> str:
    """Join `items` as a sentence does: `a, b and c`."""
    return items[0] if len(items) == 1 else ", ".join(items[:-1]) + " and " + items[-1] if items else ""
