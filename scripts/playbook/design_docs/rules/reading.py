"""What rules share: the rows of a section's table by column, days and numbers in cells, measures by their names."""

from __future__ import annotations

import datetime
import difflib
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from playbook.design_docs.parts import Part, Row, Table
from playbook.design_docs.rules.model import Asked, Fault
from playbook.design_docs.words import plain
from playbook.records.design import FORMS
from playbook.records.design_catalogue import SectionEntry
from playbook.records.pain_point import DAY
from playbook.records.strict_yaml import Path

PLACEHOLDERS = re.compile(
    r"\[fill in[^\]\n]*\]?|(?<![\w/])(?<!\w-)(?:TODO|TBD|FIXME|XXX|tbd)(?!\w|-\w)|\?{3,}"
    r"|(?i:\[fill in|lorem ipsum|<your\b[^<>\n]*>?)"
)
"""What stands where somebody still has to write. `PROJ-XXX-1` and an address that ends with TODO are names."""
MARKS = ("[fill in", "todo", "tbd", "fixme", "xxx", "???", "lorem ipsum", "<your")
"""One of them is in every placeholder, in lower case: most documents need no closer look."""
_DAY = re.compile(DAY)
_ISO = re.compile(r"\b\d{4}-\d{2}-\d{2}\b")
_NUMBER = re.compile(r"(?<![\w.#])\.?\d|\b(?:EUR|USD|CHF|GBP)\d|[¼-¾⅐-⅞]")
_EMPTY = re.compile(r"[-–—−_.…?!*/~ ]*|(?:n/a|n\.a|unknown|not known|tbc)\.?", re.IGNORECASE)
_NOTHING = re.compile(
    r"(?:nothing|nobody|no one|none)\b(?!.*\b(?:but|except|besides|apart|other than)\b)", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Cells:
    """A row of a section's table. `plain` are its cells by column, without markup; `written` as they stand there."""

    section: SectionEntry
    line: int
    plain: Mapping[str, str]
    written: Mapping[str, str] = field(repr=False)

    def empty(self, column: str) -> bool:
        return _EMPTY.fullmatch(self.plain[column]) is not None

    def unnamed(self, column: str) -> bool:
        """Tell whether nobody and nothing is named there."""
        return self.empty(column) or _NOTHING.match(self.plain[column]) is not None

    def open(self, column: str) -> bool:
        """Tell whether a placeholder stands there: another rule says so."""
        return PLACEHOLDERS.search(self.written[column]) is not None

    def __getitem__(self, column: str) -> str:
        return self.plain[column]

    @property
    def is_nothing(self) -> bool:
        """Tell whether the row says that there is nothing to list: “nothing new | – | – | –”."""
        first, *rest = self.plain
        return _NOTHING.match(self.plain[first]) is not None and all(self.empty(column) for column in rest)


def with_form(form: str) -> Callable[[Asked], bool]:
    """Give what tells whether a section with `form` is asked for: a rule about it applies only then."""
    return lambda asked: any(section.form == form for section in asked.sections)


def rows(asked: Asked, form: str) -> list[Cells]:
    """Give the rows of every section with `form`, of all its tables that are right."""
    if form not in asked.found:
        asked.found[form] = list(_rows(asked, form))
    return asked.found[form]  # type: ignore[no-any-return]


def _rows(asked: Asked, form: str) -> Iterator[Cells]:
    for section in asked.sections:
        part = asked.document.part(section.id)
        for found in part.tables if section.form == form and part else ():
            if not missing(found, form):
                names = _names(found.head)
                at = [names.index(_folded(column)) for column in FORMS[form]]
                yield from (_cells(section, row, at) for row in found.rows)


def _cells(section: SectionEntry, row: Row, at: list[int]) -> Cells:
    assert section.form
    written = {column: row.cells[place] for column, place in zip(FORMS[section.form], at, strict=True)}
    return Cells(section, row.line, {column: plain(cell) for column, cell in written.items()}, written)


def asks_for(asked: Asked, form: str) -> Iterator[tuple[SectionEntry, Part, list[Cells]]]:
    """Give the sections with `form` that are there with their table, and the rows of each."""
    for section in asked.sections:
        part = asked.document.part(section.id)
        if section.form == form and part and table(part, form):
            yield section, part, [cells for cells in rows(asked, form) if cells.section.id == section.id]


def first_with(asked: Asked, form: str) -> SectionEntry | None:
    """Give the first section with `form` that is there with its table."""
    return next((section for section, _, _ in asks_for(asked, form)), None)


def table(part: Part, form: str) -> Table | None:
    """Give the first table of `part` that has all columns of `form`, in any order and beside others."""
    return next((one for one in part.tables if not missing(one, form)), None)


def missing(found: Table, form: str) -> list[str]:
    """Give the columns of `form` that a table does not have."""
    names = _names(found.head)
    return [column for column in FORMS[form] if _folded(column) not in names]


@lru_cache(maxsize=256)
def _names(head: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(_folded(plain(column)) for column in head)


@lru_cache(maxsize=256)
def _folded(column: str) -> str:
    return column.casefold().strip(" ?:")


def fault(asked: Asked, cells: Cells, column: str, what: str, mend: str) -> Fault:
    """Give a fault with the place of a cell."""
    return Fault(cells.line, what, mend, _column(asked, cells, column), cells.section.id)


def _column(asked: Asked, cells: Cells, column: str) -> int:
    """Give where the cell begins, or 0 where that cannot be told."""
    line = asked.document.lines[cells.line - 1]
    written = cells.written[column].replace("|", "\\|")
    if not written or line.count(written) != 1:
        return 0
    return line.index(written) + 1


def day(text: str) -> datetime.date | None:
    """Give the day that is written as 2026-11-27, or None."""
    text = text.removesuffix(".")
    return datetime.date.fromisoformat(text) if _DAY.fullmatch(text) else None


def has_number(text: str) -> bool:
    """Tell whether a number stands there that is not the number of a day, or part of a name such as Q3 or #12."""
    return _NUMBER.search(_ISO.sub("", text)) is not None


def ahead(asked: Asked, there: datetime.date) -> bool:
    """Tell whether a day is in the future wherever one is: in Sydney it is tomorrow while a server counts today."""
    return there > asked.today + datetime.timedelta(days=1)


def taken_on(asked: Asked, cells: Cells, column: str) -> Iterator[Fault]:
    """Hold a cell against what the day of a number must be: there, written as a day, and not in the future."""
    text = cells[column]
    if cells.open(column):
        return
    there = day(text)
    if there is None:
        what = f"“{column}” is empty" if cells.empty(column) else f"“{column}” is “{shown(text)}”, which is no date"
        yield fault(asked, cells, column, what, "write the day as 2026-11-27")
    elif ahead(asked, there):
        what = f"“{column}” is {there}, which is in the future: today is {asked.today}"
        yield fault(asked, cells, column, what, "write the day on which it happened")


def shown(text: str, most: int = 60) -> str:
    """Shorten what somebody wrote, for a message of one line."""
    text = " ".join(text.split())
    return text if len(text) <= most else f"{text[: most - 1]}…"


def place(asked: Asked, *path: str | int, key: bool = False) -> tuple[int, int]:
    """Give line and column of a value of the front matter, or of the nearest that is there."""
    where: Path = path
    found = asked.document.yaml.place(where, key=key)
    return found.line, found.column


def front_fault(asked: Asked, path: tuple[str | int, ...], what: str, mend: str) -> Fault:
    """Give a fault with the place of a value of the front matter."""
    line, column = place(asked, *path)
    return Fault(line, what, mend, column)


def near(word: str, known: Iterable[str]) -> str:
    """Give a mend: the nearest of the `known` names, else all of them."""
    names = {name.casefold(): name for name in known}
    found = difflib.get_close_matches(word.casefold(), names, n=1)
    if found:
        return f"did you mean `{names[found[0]]}`?"
    return f"use one of: {', '.join(sorted(names.values()))}" if names else "take it out"


def section_at(asked: Asked, line: int) -> str:
    """Give the id of the template's section in which a line stands, or ""."""
    found = asked.document.around(line)
    return found if any(section.id == found for section in asked.sections) else ""
