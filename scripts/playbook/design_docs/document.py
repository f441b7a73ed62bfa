"""A design document as it was written: its front matter with a place for every value, and its sections with theirs.

markdown-it finds the headings, tables, fences and comments of CommonMark with their lines; nothing is rendered.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from pathlib import Path, PurePath
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token
from pydantic import ValidationError

from playbook.design_docs.anchors import anchors
from playbook.design_docs.blanking import prose
from playbook.design_docs.parts import Part
from playbook.design_docs.parts import parts as parts_of
from playbook.design_docs.plainly import plainer
from playbook.design_docs.tables import with_rows
from playbook.records import front_matter, strict_yaml
from playbook.records.design_front import Front
from playbook.records.messages import explain
from playbook.records.problems import Place, Problem, ProblemsError

MAX_BYTES = 512 * 1024
"""As much is read. The longest documents that we know are a tenth of it."""
_OPENING = re.compile(r"---[ \t]*\n")
_CLOSING = re.compile(r"^(?:---|\.\.\.)[ \t]*$", re.MULTILINE)
_BREAKS = re.compile("[\x85\u2028\u2029]")
"""Breaks of lines for YAML, and for no editor: the lines that an error names would be others."""


@dataclass(frozen=True)
class Document:
    """`front` is None where the front matter is at fault; `problems` then say why.

    `source` is the text with line breaks of Unix, whose lines the places count. The body begins at `body_line`.
    """

    file: PurePath
    source: str
    body_line: int
    yaml: strict_yaml.Document
    front: Front | None
    problems: tuple[Problem, ...]
    parts: tuple[Part, ...]
    tokens: tuple[Token, ...] = field(repr=False, default=())
    """Of markdown-it, blocks only, a row of a table as one (tables.py); lines count from the body's first, from 0."""
    references: Mapping[str, Any] = field(repr=False, default_factory=dict)
    """The definitions of links, by their label as markdown-it writes it: each has an `href`."""

    def part(self, *ids: str) -> Part | None:
        """Give the first part, of the second level, with one of `ids`."""
        if len(ids) == 1:
            return self._sections.get(ids[0])
        return min(
            (self._sections[key] for key in ids if key in self._sections), key=lambda part: part.line, default=None
        )

    @cached_property
    def _sections(self) -> dict[str, Part]:
        return {part.id: part for part in reversed(self.parts) if part.level == 2}

    def around(self, line: int) -> str:
        """Give the id of the part of the second level in which `line` stands, or ""."""
        at = bisect_right(self._starts, line)
        return self._second[at - 1].id if at and line <= self._second[at - 1].end else ""

    @cached_property
    def _second(self) -> tuple[Part, ...]:
        return tuple(part for part in self.parts if part.level == 2)

    @cached_property
    def _starts(self) -> tuple[int, ...]:
        return tuple(part.line for part in self._second)

    @property
    def named(self) -> str:
        """The id that the document gives itself, however wrong the rest is; else that of its file's name, or ""."""
        given = self.yaml.data.get("id") if isinstance(self.yaml.data, dict) else None
        if isinstance(given, str):
            return given
        number = re.match(r"([0-9]{4})(?![0-9])", self.file.name)
        return f"DD-{number[1]}" if number else ""

    @cached_property
    def lines(self) -> tuple[str, ...]:
        """The lines of the file; the first is `lines[0]`."""
        return tuple(self.source.split("\n"))

    @cached_property
    def prose(self) -> tuple[str, ...]:
        """The lines of the body with code and comments blanked out, so that columns stay. Line `body_line` is first."""
        return tuple(prose(self.lines[self.body_line - 1 :], self.tokens))

    @cached_property
    def anchors(self) -> frozenset[str]:
        """What a link can lead to: the ids of headings, also as GitHub and Python-Markdown make them, and of HTML."""
        return anchors(self.tokens, self.prose)


def read(root: Path, file: PurePath, *, body: bool = True) -> Document:
    """Read the document `file` (relative to `root`), without `body` its front matter alone.

    Raises ProblemsError if it cannot be read, has no front matter, or is no text.
    """
    try:
        with (root / file).open("rb") as opened:
            data = opened.read(MAX_BYTES + 1)
    except OSError as error:
        mend = "make it readable, or leave it out of the check"
        raise _refused(file, f"the file cannot be read: {error.strerror or error}", mend) from None
    return parse(data, file, body=body)


def parse(data: bytes, file: PurePath, *, body: bool = True) -> Document:
    """Take a document apart. Raises ProblemsError if it has no front matter, or cannot be read as text.

    Without `body` only its front matter is: it then has no parts.
    """
    source = _decoded(data, file)
    yaml, end = _front_matter(source, file)
    body_line = source.count("\n", 0, end) + (1 if end == len(source) else 2)
    problems: list[Problem] = []
    front: Front | None = None
    try:
        front = Front.model_validate(yaml.data)
    except ValidationError as error:
        problems = [plainer(problem) for problem in explain(error, Front, yaml, ())]
    document = Document(file, source, body_line, yaml, front, tuple(problems), ())
    return opened(document) if body else document


def opened(document: Document) -> Document:
    """Take the body apart, of a document of which only the front matter was."""
    text = "\n".join(document.lines[document.body_line - 1 :])
    if _CLOSING.fullmatch(text):
        text = ""  # the file ends with its front matter
    environment: dict[str, Any] = {}
    tokens = tuple(markdown().parse(text, environment))
    parts = tuple(parts_of(tokens, text, document.body_line))
    # `[^1]: See.` is a footnote everywhere but in CommonMark, which takes it for the address of a link
    references = {key: one for key, one in environment.get("references", {}).items() if not key.startswith("^")}
    return replace(document, parts=parts, tokens=tokens, references=references)


def unread(file: PurePath, problems: tuple[Problem, ...]) -> Document:
    """Give what stands for a file that could not be taken apart."""
    return Document(file, "", 1, strict_yaml.Document(file), None, problems, ())


def _refused(file: PurePath, what: str, mend: str, line: int = 1, column: int = 1) -> ProblemsError:
    return ProblemsError([Problem(Place(file, line, column), what, mend)])


def _decoded(data: bytes, file: PurePath) -> str:
    if len(data) > MAX_BYTES:
        what = f"the file is larger than {MAX_BYTES // 1024} kB, and a document of that size is not read"
        raise _refused(file, what, "move data and pictures into files of their own, and link them")
    source = front_matter.decode(data.replace(b"\r\n", b"\n").replace(b"\r", b"\n"), file)
    if (at := source.find("\0")) >= 0:
        what, mend = "a NUL byte stands here: this is no text", "delete it, or save the file as UTF-8"
        raise _refused(file, what, mend, *_place(source, at))
    return source


def _place(source: str, at: int) -> tuple[int, int]:
    return source.count("\n", 0, at) + 1, at - (source.rfind("\n", 0, at) + 1) + 1


def _front_matter(source: str, file: PurePath) -> tuple[strict_yaml.Document, int]:
    """Give the front matter, and where in `source` it ends, before the break of the line."""
    opening = _OPENING.match(source)
    if opening is None:
        what = "the file is empty" if not source.strip() else "the document has no front matter in its first line"
        mend = "begin it with '---', the keys and '---'; `playbook design new TEMPLATE` lays one out"
        raise _refused(file, what, mend)
    end = _CLOSING.search(source, opening.end())
    if end is None:
        raise _refused(file, "the front matter does not end", "put a line '---' after its last key")
    text = source[opening.end() : end.start()]
    if broken := _BREAKS.search(text):
        what = f"a line separator (U+{ord(broken[0]):04X}) stands here, which editors do not show"
        raise _refused(file, what, "put a space in its place", *_place(source, opening.end() + broken.start()))
    yaml = strict_yaml.read(text, file, first_line=2)
    if not isinstance(yaml.data, dict):
        raise _refused(file, "the front matter holds no keys", "write one 'key: value' a line", line=2)
    return yaml, end.end()


@lru_cache(maxsize=1)
def markdown() -> MarkdownIt:
    """Blocks alone: what stands within a line is looked at where a rule asks for it."""
    parser = with_rows(MarkdownIt("commonmark").enable("table"))
    parser.core.ruler.disable("inline")
    return parser
