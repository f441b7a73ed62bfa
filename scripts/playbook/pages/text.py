"""Plain text from records, made safe for Markdown and HTML. Text is text: nothing in it is markup."""

from __future__ import annotations

import html
import re

from playbook.records.evidence import CITATION, plain

__all__ = ["anchored", "coded", "escaped", "listed", "markdown", "plain", "quoted"]

_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "{": "&#123;", "}": "&#125;", "|": "&#124;", "~": "&#126;"}
_INLINE = re.compile(r"[\\`*_\[\]#{}<>&|~]")
_BLOCK = re.compile(r"(\d+(?=[.)](?:\s|$))|)([-+.):!])")
"""What would begin a list, a rule, a definition or an admonition at the beginning of a line."""


def markdown(text: str) -> str:
    """Escape `text` for one line of Markdown; citations (`[@T05]`) stay what they are."""
    text = " ".join(text.split())
    parts: list[str] = []
    last = 0
    for group in CITATION.finditer(text):
        parts += [_escape(text[last : group.start()].rstrip()), group.group()]
        last = group.end()
    line = "".join([*parts, _escape(text[last:])])
    begin = _BLOCK.match(line)
    return _as_text(begin) + line[begin.end() :] if begin else line


def coded(text: str) -> str:
    """Escape `text` as `markdown` does, but what stands between two backticks becomes code."""
    parts = " ".join(text.split()).split("`")
    if len(parts) % 2 == 0:  # a backtick by itself is a backtick
        return markdown(text)
    return "".join(f"`{part}`" if index % 2 else _begun(part, index) for index, part in enumerate(parts))


def quoted(text: str) -> str:
    """Give `text` as `coded` does, in quotation marks, which close before the citations at its end."""
    said = " ".join(text.split())
    end = re.search(rf"(?:\s*{CITATION.pattern})*$", said)
    assert end is not None
    return f"“{coded(said[: end.start()])}”{said[end.start() :]}"


def _begun(part: str, index: int) -> str:
    """Escape the text between two pieces of code; white space at its ends, which `markdown` drops, stays."""
    if not part.strip():
        return part
    text = markdown(part) if index == 0 else markdown(f"x{part}")[1:]
    return text + (" " if part.endswith(" ") else "")


def _escape(text: str) -> str:
    return _INLINE.sub(lambda match: _ENTITIES.get(match.group(), "\\" + match.group()), text)


def _as_text(match: re.Match[str]) -> str:
    number, sign = match.groups()
    return f"{number}&#58;" if sign == ":" else f"{number}\\{sign}"


def escaped(text: str) -> str:
    """Give `text`, without its citations, for HTML and SVG that Markdown and macros leave alone."""
    return html.escape(plain(text)).translate({ord("{"): "&#123;", ord("}"): "&#125;"})


def anchored(text: str) -> str:
    """Give an id made from `text`: lower case, words joined by hyphens."""
    return re.sub(r"[^a-z0-9]+", "-", plain(text).lower()).strip("-")


def listed(items: list[str]) -> str:
    """Join `items` as a sentence does: `a, b and c`."""
    return items[0] if len(items) == 1 else ", ".join(items[:-1]) + " and " + items[-1] if items else ""
