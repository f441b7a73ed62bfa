"""CSV as rows of cells with a header, every fault with its row and column: see csv.js.

The reader is our own: Python's csv module takes `"One" more` for `One more`, or in its strict mode stops there and
names no column, and the browser must say the same of the same file.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from playbook.priorities.cleaning import listed, scrub, shown

MOST_COLUMNS = 100
_FORMULA = re.compile(r"'*[=+\-@\t\r]")
"""What a spreadsheet would compute, with what keeps it from that."""
_QUOTES = "Close each text that starts with a double quote, and write a double quote inside it twice."


class Refusal(NamedTuple):
    """A fault. `row` counts as a spreadsheet does, 1 is the header; `text` is the whole row as it was read."""

    row: int
    column: str
    what: str
    mend: str
    text: str

    @property
    def sentence(self) -> str:
        """Such as: Row 14, column effort: “XL” is no effort. Write S, M or L."""
        column = f", column {self.column}" if self.column else ""
        return f"Row {self.row}{column}: {self.what}. {self.mend}"


@dataclass
class Row:
    """A row of cells; `fault` is the place of the cell whose quotes do not fit, from 1, and what is wrong."""

    number: int
    cells: list[str]
    fault: tuple[int, str] | None
    text: str


@dataclass
class Line:
    """A row below a header."""

    number: int
    text: str
    cells: dict[str, str]
    refused: list[Refusal]
    fine: bool = True

    def get(self, column: str) -> str:
        """Give the cell, without the ' that keeps a spreadsheet from computing it."""
        cell = self.cells.get(column, "")
        return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell

    def refuse(self, column: str, what: str, mend: str) -> None:
        """Note why this row is not taken in."""
        self.fine = False
        self.refused.append(Refusal(self.number, column, what, mend, self.text))


@dataclass
class Table:
    """What stands below a header, what was refused of it, and what was not read."""

    lines: list[Line] = field(default_factory=list)
    refused: list[Refusal] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def tabled(text: str, needed: Sequence[str], known: Sequence[str], ignored: Sequence[str] = ()) -> Table:
    """Read rows below a header that has the columns `needed`; columns that are not `known` are named in a note."""
    table = Table()
    rows = split(text)
    head, rest = (rows[0], rows[1:]) if rows else (Row(1, [], None, ""), [])
    if len(head.cells) > MOST_COLUMNS:
        what, mend = f"there are {len(head.cells)} columns", f"Keep to {MOST_COLUMNS}."
        table.refused += [Refusal(head.number, "", what, mend, head.text), *_unread(rest)]
        return table
    names = [scrub(cell).text for cell in head.cells]
    places = _places(names, rest, known, ignored, table.notes)
    for column in needed:
        if column not in places:
            mend = f"Name the columns in the first row: {listed(known, 'and')}."
            table.refused.append(Refusal(head.number, "", f"there is no column {column}", mend, head.text))
    if head.fault:
        table.refused.append(Refusal(head.number, str(head.fault[0]), head.fault[1], _QUOTES, head.text))
    if table.refused:
        table.refused += _unread(rest)
        return table
    for row in rest:
        cells = {column: row.cells[place] for column, place in places.items() if place < len(row.cells)}
        line = Line(row.number, row.text, cells, table.refused)
        if row.fault:
            name = names[row.fault[0] - 1] if row.fault[0] <= len(names) else ""
            line.refuse(name or str(row.fault[0]), row.fault[1], _QUOTES)
        elif any(map(filled, row.cells[len(names) :])):
            what = f"it has {len(row.cells)} cells, and the header has {len(names)}"
            line.refuse("", what, "Put a text that holds the separator between double quotes.")
        else:
            table.lines.append(line)
    return table


def _unread(rows: Iterable[Row]) -> list[Refusal]:
    return [Refusal(row.number, "", "it was not read", "Mend the first row.", row.text) for row in rows]


def _places(
    names: Sequence[str], rest: Sequence[Row], known: Sequence[str], ignored: Sequence[str], notes: list[str]
) -> dict[str, int]:
    """Find the columns that are known; the others are named in `notes`, unless they are empty."""
    places: dict[str, int] = {}
    lower = {one.lower(): one for one in reversed(known)}
    for index, name in enumerate(names):
        meant = name if name in known else lower.get(name.lower())
        if meant is not None and meant not in places:
            places[meant] = index
        elif name in ignored:
            notes.append(f"Column {name} is computed, so it was not read.")
        elif name or any(filled(row.cells[index]) for row in rest if index < len(row.cells)):
            why = "it is not known" if meant is None else "it stands there twice"
            notes.append(f"Column {index + 1}, {shown(name)}, was not read: {why}.")
    return places


def filled(cell: str) -> bool:
    """Tell whether something can be seen in a cell."""
    return scrub(cell).text != ""


def split(text: str) -> list[Row]:
    """Give the rows that are not empty. The separator is what the first line has most of: comma, semicolon or tab."""
    body = text.removeprefix("\ufeff")
    first = re.sub(r'"[^"]*"', "", re.split(r"[\r\n]", body, maxsplit=1)[0])
    separator = max(",;\t", key=first.count)
    token = re.compile(
        rf'(?:"([^"]*(?:""[^"]*)*)("?)([^{separator}\r\n]*)|([^{separator}\r\n]*))({separator}|\r\n?|\n|\Z)'
    )
    rows: list[Row] = []
    cells: list[str] = []
    fault: tuple[int, str] | None = None
    start = at = 0
    number = 1
    while at < len(body) or cells:
        found = token.match(body, at)
        assert found is not None, "a cell may be anything"
        inner, closed, after, bare, end = found.groups()
        at = found.end()
        cells.append(bare if inner is None else inner.replace('""', '"') + after)
        fault = fault or _fault(len(cells), inner, closed, after)
        if end == separator:
            continue
        if fault or any(map(filled, cells)):
            rows.append(Row(number, cells, fault, body[start:at].rstrip("\r\n")))
        number, start, cells, fault = number + 1, at, [], None
        if not end:
            break
    return rows


def _fault(column: int, inner: str | None, closed: str, after: str) -> tuple[int, str] | None:
    if inner is not None and not closed:
        return column, "the text that starts with a double quote has no end"
    return (column, "text follows the closing quote") if after and filled(after) else None


def written(rows: Iterable[Sequence[Any]]) -> str:
    """Give CSV with commas. What a spreadsheet would compute starts with a ', which `Line.get` takes away."""
    return "".join(",".join(quoted("" if cell is None else str(cell)) for cell in row) + "\r\n" for row in rows)


def quoted(cell: str) -> str:
    """Give a cell as it stands in CSV."""
    safe = f"'{cell}" if _FORMULA.match(cell) else cell
    return '"' + safe.replace('"', '""') + '"' if re.search(r'[",\r\n]|\A[ \t]|[ \t]\Z', safe) else safe


Refuse = Callable[[str, str], None]
"""Takes what is wrong and the mend."""
