"""A Markdown file as its front matter and its body, read from bytes with a place for every fault."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path, PurePath

from playbook.records import strict_yaml
from playbook.records.problems import Place, Problem, ProblemsError

_FENCE = re.compile(r"^(?:---|\.\.\.)[ \t]*$", re.MULTILINE)


@dataclass(frozen=True)
class SourceFile:
    """`document` is the front matter; `body` is the Markdown below it, from line `body_line` on."""

    file: PurePath
    document: strict_yaml.Document
    body: str
    body_line: int


def decode(data: bytes, file: PurePath) -> str:
    """Turn bytes into text: a byte-order mark and CRLF are read right, other encodings are refused."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = data[: error.start]
        line = before.count(b"\n") + 1
        column = error.start - (before.rfind(b"\n") + 1) + 1
        raise ProblemsError(
            [
                Problem(
                    Place(file, line, column),
                    f"the byte 0x{data[error.start]:02x} is not UTF-8",
                    "save the file as UTF-8",
                )
            ]
        ) from None
    return text.replace("\r\n", "\n").replace("\r", "\n")


def read(root: Path, file: PurePath) -> SourceFile:
    """Read the Markdown `file` (relative to `root`). Raises ProblemsError."""
    return parse(decode((root / file).read_bytes(), file), file)


def parse(text: str, file: PurePath) -> SourceFile:
    """Take the text of a page apart; `file` is where it stands. Raises ProblemsError."""
    if not re.match(r"---[ \t]*\n", text):
        raise ProblemsError(
            [
                Problem(
                    Place(file),
                    "the page has no front matter",
                    "begin the file, in its first line, with '---', then 'title: …' and the other keys, then '---'",
                )
            ]
        )
    start = text.index("\n") + 1
    end = _FENCE.search(text, start)
    if end is None:
        raise ProblemsError(
            [Problem(Place(file), "the front matter does not end", "put a line '---' after its last key")]
        )
    document = strict_yaml.read(text[start : end.start()], file, first_line=2)
    body = text[end.end() :].removeprefix("\n")
    body_line = text.count("\n", 0, end.end()) + 2
    if not isinstance(document.data, dict):
        raise ProblemsError(
            [Problem(Place(file, 2), "the front matter holds no keys", "write one 'key: value' a line")]
        )
    if not body.strip():  # mkdocs would print the front matter of a file that ends with it
        raise ProblemsError(
            [
                Problem(
                    Place(file, body_line - 1),
                    "the page ends with its front matter",
                    "write its text below, beginning with {{ opening() }}",
                )
            ]
        )
    return SourceFile(file, document, body, body_line)
