"""Blocks of Markdown: lists, definition lists, tables and headings. What goes in is Markdown already."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

UNSEARCHED = ' data-search-exclude=""'
"""After an anchor: a section that nobody looks for, such as one that many pages have in the same words, or code."""


def joined(*parts: str) -> str:
    """Join blocks with a blank line between them; empty ones fall out."""
    return "\n\n".join(part for part in parts if part)


def heading(level: int, words: str, anchor: str) -> str:
    """Give a heading with its own anchor."""
    return f"{'#' * level} {words} {{ #{anchor} }}"


def bullets(items: Iterable[str]) -> str:
    """Give a list, one item a line."""
    return "\n".join(f"- {item}" for item in items)


def definitions(pairs: Iterable[tuple[str, str]]) -> str:
    """Give a definition list of (term, meaning)."""
    return "\n\n".join(f"{term}\n:   {meaning}" for term, meaning in pairs)


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Give a table, or nothing when there are no rows. The column of a head that ends with `:` holds numbers."""
    body = [list(row) for row in rows]
    if not body:
        return ""
    numbers = [title.endswith(":") for title in head]
    lines = [[title.removesuffix(":") for title in head], *body]
    cells = [
        [f"{cell} {{ .num }}" if number else cell for cell, number in zip(line, numbers, strict=True)] for line in lines
    ]
    top, *rest = [f"| {' | '.join(line)} |" for line in cells]
    return "\n".join([top, "| " + " | ".join("---" for _ in head) + " |", *rest])


def div(classes: str, *parts: str) -> str:
    """Wrap blocks in a `div` whose inside stays Markdown."""
    return f'<div class="{classes}" markdown="1">\n\n{joined(*parts)}\n\n</div>'
