"""Links the glossary's words where a page first uses them, with what they mean as a tooltip.

It works on the built pages, so that neither the search index nor a builder of another kind notices.
"""

from __future__ import annotations

import html
import posixpath
import re
from collections.abc import Sequence
from pathlib import Path, PurePath

from playbook.records.evidence import plain
from playbook.records.library import Library
from playbook.records.page import Glossary, Term, address
from playbook.records.terms import pattern, term_of

_TAG = re.compile(r"(<!--.*?-->|<[^>]*>)", re.DOTALL)
_NAME = re.compile(r"</?([a-zA-Z][\w-]*)")
_LEFT_OUT = {
    *("a", "code", "pre", "script", "style", "template", "svg", "button", "label", "summary", "select", "textarea"),
    *("h1", "h2", "h3", "h4", "h5", "h6", "dt", "table", "figure", "abbr"),
}
_LEFT_OUT_CLASS = re.compile(r'class="[^"]*\b(?:g-sources|g-strip|g-lede|g-home|g-doors|g-tool|g-wells)\b')
_VOID = {"br", "hr", "img", "input", "link", "meta", "wbr", "source", "area", "col", "embed", "track"}


def link_terms(library: Library, site: Path) -> None:
    """Link the terms in every page of the built `site`, but for the glossary and the register of sources."""
    glossaries = library.all(Glossary)
    if not glossaries:
        return
    record = glossaries[0]
    where = library.file_of(record)
    finder = pattern(record.terms)
    without = {where, PurePath("about/sources/index.md"), PurePath("index.md")}
    for file in library.entries:
        page = site / address(file) / "index.html"
        if file in without or not page.is_file():
            continue
        there = posixpath.relpath(address(where), address(file) or ".") + "/"
        text = page.read_text(encoding="utf-8")
        begin, end = text.find("<article"), text.find("</article>")
        linked = linked_once(text[begin:end], record.terms, finder, there)
        page.write_text(text[:begin] + linked + text[end:], encoding="utf-8")


def linked_once(article: str, terms: Sequence[Term], finder: re.Pattern[str], there: str) -> str:
    """Give `article`, HTML, with the first use of each term linked to the glossary at the address `there`."""
    seen: set[str] = set()

    def link(match: re.Match[str]) -> str:
        term = term_of(match, terms)
        if term.id in seen:
            return match.group()
        seen.add(term.id)
        title = html.escape(_first(plain(term.means)))
        return f'<a class="g-term" href="{there}#term-{term.id}" title="{title}">{match.group()}</a>'

    parts = _TAG.split(article)
    inside: list[str] = []
    for index, part in enumerate(parts):
        if index % 2 == 0:
            if not inside:
                parts[index] = finder.sub(link, part)
        else:
            _follow(part, inside)
    return "".join(parts)


def _follow(tag: str, inside: list[str]) -> None:
    """Keep in `inside` the open elements from the first one that is left out on."""
    named = _NAME.match(tag)
    if not named:
        return
    name = named[1].lower()
    if tag.startswith("</"):
        if inside and inside[-1] == name:
            inside.pop()
    elif name not in _VOID and not tag.endswith("/>"):
        leaves = name in _LEFT_OUT or name.startswith("playbook-") or _LEFT_OUT_CLASS.search(tag)
        if inside or leaves:
            inside.append(name)


def _first(text: str) -> str:
    """Give the first sentence of `text`: the glossary has the rest."""
    return re.split(r"(?<=[.!?])\s", text, maxsplit=1)[0]
