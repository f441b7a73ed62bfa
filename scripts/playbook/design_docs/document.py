"""A design document as it was written: its front matter with a place for every value, and its sections with theirs.

markdown-it finds the headings, tables, fences and comments of CommonMark with their lines; nothing is rendered.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path, PurePath

from markdown_it import MarkdownIt
from markdown_it.token import Token
from pydantic import ValidationError

from playbook.records import front_matter, strict_yaml
from playbook.records.design_front import Front
from playbook.records.messages import explain
from playbook.records.problems import Problem

_ID = re.compile(r"\s*\{:?\s*#([A-Za-z][\w:.-]*)\s*\}\s*$")
"""An id at the end of a heading, as Python-Markdown's attribute lists write it."""
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)


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


@dataclass(frozen=True)
class Document:
    """`front` is None where the front matter is at fault; `problems` then say why.

    `source` is the text with line breaks of Unix, whose lines the places count.
    """

    file: PurePath
    source: str
    body_line: int
    yaml: strict_yaml.Document
    front: Front | None
    problems: tuple[Problem, ...]
    parts: tuple[Part, ...]
    tokens: tuple[Token, ...] = field(repr=False, default=())
    """Of markdown-it, blocks only; their lines count from the body's first, from 0."""

    def part(self, *ids: str) -> Part | None:
        """Give the first part, of the second level, with one of `ids`."""
        return next((part for part in self.parts if part.id in ids and part.level == 2), None)


def read(root: Path, file: PurePath) -> Document:
    """Read the document `file` (relative to `root`). Raises ProblemsError if it has no front matter or is no text."""
    return parse((root / file).read_bytes(), file)


def parse(data: bytes, file: PurePath) -> Document:
    """Take a document apart. Raises ProblemsError if it has no front matter, or cannot be read as text."""
    source = front_matter.decode(data, file)
    taken = front_matter.parse(source, file)
    problems: list[Problem] = []
    front: Front | None = None
    try:
        front = Front.model_validate(taken.document.data)
    except ValidationError as error:
        problems = list(explain(error, Front, taken.document, ()))
    tokens = tuple(_markdown().parse(taken.body))
    parts = tuple(_parts(tokens, taken.body, taken.body_line))
    return Document(file, source, taken.body_line, taken.document, front, tuple(problems), parts, tokens)


@lru_cache(maxsize=1)
def _markdown() -> MarkdownIt:
    """Blocks alone: what stands within a line is looked at where a rule asks for it."""
    parser = MarkdownIt("commonmark").enable("table")
    parser.core.ruler.disable("inline")
    return parser


def slug(words: str) -> str:
    """Give the id that a heading without one has: lower case, words joined by hyphens."""
    return re.sub(r"[^\w]+", "-", words.casefold()).strip("-")


def _parts(tokens: tuple[Token, ...], body: str, body_line: int) -> Iterator[Part]:
    lines = body.split("\n")
    headings = [index for index, token in enumerate(tokens) if token.type == "heading_open" and token.level == 0]
    for number, index in enumerate(headings):
        opening, inline = tokens[index], tokens[index + 1]
        level = int(opening.tag[1:])
        last = next((later for later in headings[number + 1 :] if int(tokens[later].tag[1:]) <= level), len(tokens))
        first = (opening.map or [0])[0]
        until = (tokens[last].map or [0])[0] if last < len(tokens) else len(lines)
        found = _ID.search(inline.content)
        title = inline.content[: found.start()] if found else inline.content
        inside = tokens[index + 3 : last]
        yield Part(
            found[1] if found else slug(title),
            found is not None,
            title.strip(),
            level,
            first + body_line,
            until + body_line - 1,
            _text(inside),
            tuple(_tables(inside, body_line)),
        )


def _text(tokens: tuple[Token, ...]) -> str:
    said = [
        token.content
        for before, token in zip((None, *tokens), tokens, strict=False)
        if token.type in ("inline", "fence", "code_block", "html_block")
        and not (before and before.type in ("heading_open", "th_open"))
    ]
    return _COMMENT.sub("", "\n".join(said)).strip()


def _tables(tokens: tuple[Token, ...], body_line: int) -> Iterator[Table]:
    rows: list[Row] = []
    for token in tokens:
        if token.type == "table_open":
            rows = []
        elif token.type == "tr_open" and token.map:
            rows.append(Row(token.map[0] + body_line, ()))
        elif token.type == "inline" and rows and token.level >= 3:
            rows[-1] = Row(rows[-1].line, (*rows[-1].cells, token.content))
        elif token.type == "table_close" and rows:
            yield Table(rows[0].line, rows[0].cells, tuple(rows[1:]))
            rows = []
