"""What is no prose, blanked out: code and comments become spaces, so that lines and columns stay where they are."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from markdown_it.token import Token

from playbook.design_docs.tables import ROW

_RUN = re.compile(r"`+|<!--|\\`")
_CODE = ("<pre", "<script", "<style", "<textarea")
_BAR = re.compile(r"(?<!\\)(\|)")


def uncommented(text: str, block: bool = False) -> str:
    """Take the comments out. In a `block` of HTML one that does not end reaches to the block's end."""
    return "".join(text[start:end] for start, end in _outside(text, block)) if "<!--" in text else text


def _outside(text: str, block: bool) -> Iterator[tuple[int, int]]:
    """Give the stretches of `text` that are in no comment."""
    start = 0
    while (opening := text.find("<!--", start)) >= 0:
        closing = text.find("-->", opening)
        if closing < 0 and not block:
            break
        yield start, opening
        if closing < 0:
            return
        start = closing + 3
    yield start, len(text)


def prose(lines: Sequence[str], tokens: Sequence[Token]) -> list[str]:
    """Give the `lines` of a body with code and comments blanked out."""
    done = list(lines)
    for token in tokens:
        if token.type not in ("fence", "code_block", "html_block", "inline", ROW) or not token.map:
            continue
        first, last = token.map
        stretch = "\n".join(done[first:last])
        if token.type in ("inline", ROW) and "`" not in stretch and "<!--" not in stretch:
            continue
        if token.type == ROW:
            stretch = "".join(map(_without_code, _BAR.split(stretch)))
        elif token.type == "inline":
            stretch = _without_code(stretch)
        elif token.type == "html_block" and not token.content.lstrip().lower().startswith(_CODE):
            stretch = _without_comments(stretch)
        else:
            stretch = _blank(stretch)
        done[first:last] = stretch.split("\n")
    return done


def _blank(text: str) -> str:
    return re.sub(r"[^\n]", " ", text)


def _without_comments(text: str) -> str:
    done, last = [], 0
    for start, end in _outside(text, block=True):
        done += [_blank(text[last:start]), text[start:end]]
        last = end
    return "".join([*done, _blank(text[last:])])


def _without_code(text: str) -> str:
    """Blank out code spans and comments within a paragraph, from left to right, in one pass."""
    marks = [(found.start(), found[0]) for found in _RUN.finditer(text)]
    later: dict[str, list[int]] = {}
    for start, mark in reversed(marks):
        if mark[0] == "`":
            later.setdefault(mark, []).append(start)
    closing = text.rfind("-->")
    done, last = [], 0
    for start, mark in marks:
        if mark in later and later[mark] and later[mark][-1] == start:
            later[mark].pop()
        if start < last or mark[0] == "\\" or (mark == "<!--" and start > closing):
            continue
        end = _end(text, start, mark, later)
        if end:
            done += [text[last:start], _blank(text[start:end])]
            last = end
    return "".join([*done, text[last:]])


def _end(text: str, start: int, mark: str, later: dict[str, list[int]]) -> int:
    """Give the end of what `mark` opens at `start`, or 0 where it opens nothing."""
    if mark == "<!--":
        return text.index("-->", start) + 3
    return later[mark][-1] + len(mark) if later.get(mark) else 0
