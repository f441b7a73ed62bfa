"""Lines for people, in colour where a terminal shows them, plain where not. Rich is loaded for a terminal only."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from rich.text import Text

INDENT = 2
BAR = "│ "
"""The mark of what is quoted: it stands before each row of it; any other mark stands before the first only."""
NARROWEST = 20


@dataclass(frozen=True)
class Line:
    """A line of parts, each a text and its style, below `depth` others.

    `mark` stands before it; a line that is `whole`, such as an address, is not broken
    by us, so that it can be copied.
    """

    parts: tuple[tuple[str, str], ...] = ()
    depth: int = 0
    mark: str = ""
    whole: bool = False


def line(*parts: str | tuple[str, str], depth: int = 0, mark: str = "", whole: bool = False) -> Line:
    """Give a line of texts and of pairs (text, style)."""
    return Line(tuple(part if isinstance(part, tuple) else (part, "") for part in parts), depth, mark, whole)


def address(url: str, depth: int) -> Line:
    """Give a line with a link that shows where it leads."""
    return line((url, f"underline link {url}"), depth=depth, whole=True)


def plain(lines: Iterable[Line]) -> str:
    """Give the lines as text without styles, each on one line however long, ending with a line break."""
    rows = ((_lead(item), "".join(text for text, _style in item.parts)) for item in lines)
    return "".join(f"{lead}{'-' if _heard(lead, row) else ''}{row}".rstrip() + "\n" for lead, row in rows)


def _lead(item: Line) -> str:
    return " " * (INDENT * item.depth) + item.mark


def _heard(lead: str, row: str) -> bool:
    """Tell whether GitHub would take the row for a command: it does if `::` comes first, after blanks."""
    return f"{lead}{row}".lstrip().startswith("::")


def is_terminal(stream: TextIO) -> bool:
    """Tell whether colours are seen there. FORCE_COLOR says so of a log."""
    return stream.isatty() or bool(os.environ.get("FORCE_COLOR"))


def show(lines: Iterable[Line], stream: TextIO) -> None:
    """Print the lines: with colours, and broken to the width, on a terminal; else plain. NO_COLOR is kept."""
    if is_terminal(stream):
        _rich(lines, stream)
        return
    stream.write(_known(plain(lines), stream))
    stream.flush()


def _known(text: str, stream: TextIO) -> str:
    """Give the text with a question mark for each character that the stream cannot write."""
    encoding = stream.encoding or "utf-8"
    return text.encode(encoding, "replace").decode(encoding)


def _rich(lines: Iterable[Line], stream: TextIO) -> None:
    from rich.cells import cell_len
    from rich.console import Console
    from rich.text import Text

    console = Console(file=stream, highlight=False, soft_wrap=True)
    for item in lines:
        lead = _known(_lead(item), stream)
        body = Text()
        for text, style in item.parts:
            body.append(_known(text, stream), style or None)
        width = max(console.width - cell_len(lead), NARROWEST)
        rows: Iterable[Text] = [body] if item.whole else body.wrap(console, width) or [body]
        for row in rows:
            shown = Text.assemble((lead, "dim"), "-" if _heard(lead, row.plain) else "", row)
            shown.rstrip()
            console.print(shown)
            lead = lead if item.mark == BAR else " " * cell_len(lead)
