"""Measures by their names: the playbook's by id or title, those of a pain point by what it calls them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from playbook.design_docs.rules.model import Asked
from playbook.design_docs.rules.reading import Cells


def names_of(asked: Asked, measure: str) -> frozenset[str]:
    """Give what a measure is called, in lower case: its id and title, or what a pain point of the document calls it.

    Empty where there is no such measure.
    """
    wanted = measure.casefold()
    for key, title in asked.designs.measures.items():
        if wanted in (key.casefold(), title.casefold()):
            return frozenset((key.casefold(), title.casefold()))
    named = {name.casefold() for name in of_pain_points(asked)}
    return frozenset((wanted,)) if wanted in named else frozenset()


def known(asked: Asked) -> list[str]:
    """Give all that a measure of this document can be called."""
    return [*asked.designs.measures, *asked.designs.measures.values(), *of_pain_points(asked)]


def of_pain_points(asked: Asked) -> Iterator[str]:
    """Give the measures of the pain points that the document names."""
    for key in asked.front.pain_points:
        point = asked.designs.pain_points.get(key)
        yield from (number.what for number in point.before) if point else ()


def about(asked: Asked, measure: str, table_rows: Iterable[Cells], column: str) -> list[Cells]:
    """Give the rows that are about a measure: its name, also with a remark behind a comma, dash or bracket."""
    names = names_of(asked, measure) or frozenset((measure.casefold(),))
    return [
        cells
        for cells in table_rows
        if cells[column].casefold() in names or re.split(r"\s*[,:(]|\s[-–—]\s", cells[column].casefold())[0] in names
    ]
