"""The text of a design document as a page shows it: HTML that no builder touches, and headings that it knows.

It is read as the check reads it, with CommonMark: nothing of Python-Markdown's, no macro, no HTML, no picture.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from html import escape
from pathlib import PurePath
from typing import Any
from urllib.parse import unquote

from markdown_it import MarkdownIt
from markdown_it.token import Token

from playbook.design_docs.document import Document
from playbook.design_docs.parts import Part
from playbook.pages.blocks import UNSEARCHED, heading, joined
from playbook.pages.design_shown import documents, form
from playbook.pages.here import Here
from playbook.pages.text import markdown
from playbook.records.design import FOLDER

OURS = re.compile(r"sources$|source-|term-|the-check$|__")
"""The ids of such a page that are not the document's."""
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|//")
_BUILDERS = {"`": "&#96;", "~": "&#126;", "{": "&#123;", "}": "&#125;"}
"""Signs that an extension of the builder looks for before it knows what is HTML."""


def anchors(document: Document) -> list[str]:
    """Give the id of each heading on the page: the document's own, but for those that the page or another has."""
    taken: list[str] = []
    for part in document.parts:
        name = f"section-{part.id}" if OURS.match(part.id) or not part.id else part.id
        number = 1
        while (key := name if number == 1 else f"{name}-{number}") in taken:
            number += 1
        taken.append(key)
    return taken


def text(here: Here, document: Document, forms: Mapping[str, str]) -> str:
    """Give what stands below the title. `forms` are the forms of the sections that are tables, by their ids."""
    tokens = _markdown().parse("\n".join(document.source.split("\n")[document.body_line - 1 :]))
    starts = [index for index, token in enumerate(tokens) if token.type == "heading_open" and token.level == 0]
    pieces = [_html(here, document, tokens[: starts[0] if starts else None], "")]
    level = 1
    for number, (index, part, key) in enumerate(zip(starts, document.parts, anchors(document), strict=True)):
        if number or part.level > 1:
            level = min(max(part.level, 2), level + 1)
            pieces.append(heading(level, _title(part), f"{key}{UNSEARCHED}"))
        below = tokens[index + 3 : starts[number + 1] if number + 1 < len(starts) else None]
        pieces.append(_html(here, document, below, forms.get(part.id, "")))
    return joined(*pieces)


def _title(part: Part) -> str:
    """Give the words of a heading; a mark of a source in them is text."""
    return markdown((part.title or part.id or "…").replace("@", "\0")).replace("\0", "&#64;")


@lru_cache(maxsize=1)
def _markdown() -> MarkdownIt:
    """CommonMark with tables. HTML is known, so that a comment is one, and shown as it was typed."""
    parser = MarkdownIt("commonmark").enable("table")
    parser.add_render_rule("html_block", _as_typed)
    parser.add_render_rule("html_inline", _as_typed)
    return parser


def _as_typed(renderer: Any, tokens: Sequence[Token], index: int, options: Any, env: Any) -> str:  # noqa: ARG001
    token = tokens[index]
    left = _COMMENT.sub("", token.content)
    return f"<p>{escape(left)}</p>\n" if token.block and left.strip() else escape(left)


def _html(here: Here, document: Document, tokens: Sequence[Token], shape: str) -> str:
    """Give blocks as one `div`, or nothing. `shape` is the form of the section's table, or empty."""
    kept = list(_blocks(here, document, tokens))
    said = _markdown().renderer.render(kept, _markdown().options, {}).strip()
    if not said:
        return ""
    if shape:
        said = said.replace("<table>", f'<div class="{form(shape)}"><table>').replace("</table>", "</table></div>")
    said = re.sub(r"<th(?=[ >])", '<th scope="col"', said)
    said = re.sub("[`~{}]", lambda sign: _BUILDERS[sign[0]], said)
    return f'<div class="g-written"{UNSEARCHED}>\n{said}\n</div>'


def _blocks(here: Here, document: Document, tokens: Sequence[Token]) -> Iterator[Token]:
    """Give `tokens` without headings in lists and quotations, with links that lead somewhere, without pictures."""
    for token in tokens:
        if token.type in ("heading_open", "heading_close"):
            token.tag = "p"
        if token.type in ("th_open", "td_open"):
            token.attrs.pop("style", None)
        if token.children:
            token.children = list(_inline(here, document, token.children))
        yield token


def _inline(here: Here, document: Document, tokens: Sequence[Token]) -> Iterator[Token]:
    leads: list[bool] = []
    for token in tokens:
        if token.type == "link_open":
            address = target(here, document, str(token.attrs.get("href", "")))
            leads.append(address is not None)
            token.attrs = {"href": address or ""}
        if token.type == "image":
            yield Token("text", "", 0, content=token.content)
        elif token.type not in ("link_open", "link_close") or leads[-1]:
            yield token
        if token.type == "link_close":
            leads.pop()


def target(here: Here, document: Document, address: str) -> str | None:
    """Give where a link of `document` leads on the site, from this page; None where the site has nothing of it.

    Other documents are known by their files, pages by theirs.
    """
    if _SCHEME.match(address):
        return address
    path, _, anchor = unquote(address).partition("#")
    file = PurePath(posixpath.normpath(document.file.parent / path)) if path else document.file
    if not file.is_relative_to("docs"):
        return None
    inside = file.relative_to("docs")
    for shown in documents(here.library):
        if inside == FOLDER / shown.example.document:
            named = zip((part.id for part in shown.document.parts), anchors(shown.document), strict=True)
            ids = dict(reversed(list(named)))  # of two with one name a link leads to the first
            return here.href(here.library.file_of(shown.example), ids.get(anchor, "") if anchor else "")
    return here.href(inside, anchor) if inside in here.library.entries else None
