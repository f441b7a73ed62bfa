"""The headings of a document with what stands below each: its words, its tables, the lines that belong to it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from markdown_it.token import Token

from playbook.design_docs.blanking import uncommented
from playbook.design_docs.tables import ROW
from playbook.design_docs.words import heading, plain, slug


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table: its line in the file (from 1) and its cells, as they were written."""

    line: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table: the line of its head, the heads and the rows."""

    line: int
    head: tuple[str, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """A heading with what stands below it, down to the next heading of its level or above.

    `id` is written behind the heading (`explicit`), or made of its words. `line` is the heading's, from 1; the lines
    up to and with `end` belong to it. `text` is what is written there, without comments; headings and the bars of
    tables are no words of it.
    """

    id: str
    explicit: bool
    title: str
    level: int
    line: int
    end: int
    text: str
    tables: tuple[Table, ...]


def parts(tokens: tuple[Token, ...], body: str, body_line: int) -> Iterator[Part]:
    """Give the parts of `body`, which begins at `body_line` of the file and was taken apart into `tokens`."""
    lines = body.count("\n") + 1
    said, tables = list(_said(tokens)), list(_tables(tokens, body_line))
    places, starts = [at for at, _ in said], [table.line for table in tables]
    for index, level, last in _headings(tokens):
        opening, inline = tokens[index], tokens[index + 1]
        line = (opening.map or [0])[0] + body_line
        end = ((tokens[last].map or [0])[0] if last < len(tokens) else lines) + body_line - 1
        words, given = heading(inline.content)
        title = plain(words)
        below = said[bisect_right(places, index) : bisect_left(places, last)]
        text = "\n".join(words for _, words in below).strip()
        inside = tuple(tables[bisect_right(starts, line) : bisect_right(starts, end)])
        yield Part(given or slug(title), bool(given), title, level, line, end, text, inside)


def _headings(tokens: tuple[Token, ...]) -> list[tuple[int, int, int]]:
    """Give the place of each heading among the tokens, its level, and the place of the next that ends its part."""
    found: list[tuple[int, int, int]] = []
    ends = [len(tokens)] * 7
    for index in range(len(tokens) - 1, -1, -1):
        if tokens[index].type == "heading_open" and tokens[index].level == 0:
            level = int(tokens[index].tag[1:])
            found.append((index, level, ends[level]))
            ends[level:] = [index] * (7 - level)
    return found[::-1]


def _said(tokens: tuple[Token, ...]) -> Iterator[tuple[int, str]]:
    """Give what is written, without comments, by its place among the tokens; heads are no words of it."""
    for index, token in enumerate(tokens):
        if token.type in ("fence", "code_block"):
            yield index, token.content
        elif token.type == "html_block":
            yield index, uncommented(token.content, block=True)
        elif token.type == "inline" and tokens[index - 1].type != "heading_open":
            yield index, uncommented(token.content)
        elif token.type == ROW and tokens[index - 1].type != "table_open":
            yield from ((index, uncommented(cell)) for cell in token.meta["cells"])


def _tables(tokens: tuple[Token, ...], body_line: int) -> Iterator[Table]:
    rows: list[Row] = []
    for token in tokens:
        if token.type == "table_open":
            rows = []
        elif token.type == ROW and token.map:
            rows.append(Row(token.map[0] + body_line, tuple(token.meta["cells"])))
        elif token.type == "table_close":
            yield Table(rows[0].line, rows[0].cells, tuple(rows[1:]))
