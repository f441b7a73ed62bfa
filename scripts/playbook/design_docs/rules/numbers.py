"""The numbers of a document: where we are, how we will know, where we are now; each with its day and its source."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence

from playbook.design_docs.rules.measures import about, known, names_of
from playbook.design_docs.rules.model import Asked, Fault, Rule
from playbook.design_docs.rules.reading import (
    Cells,
    asks_for,
    day,
    fault,
    first_with,
    front_fault,
    has_number,
    near,
    place,
    rows,
    shown,
    taken_on,
    with_form,
)


def _before(asked: Asked) -> Iterator[Fault]:
    for section, part, taken in asks_for(asked, "before"):
        if not taken:
            what, mend = f"“{section.title}” holds no number", f"write: {section.asks}"
            yield Fault(part.line, what, mend, 0, section.id)
        for cells in taken:
            yield from _number(asked, cells, "Number")


def _number(asked: Asked, cells: Cells, column: str) -> Iterator[Fault]:
    """Hold a row against what a number needs: a figure, its day and its source."""
    if not cells.open(column) and not has_number(cells[column]):
        said = "is empty" if cells.empty(column) else f"is “{shown(cells[column])}”, which holds no number"
        mend = "write it in figures: `40 minutes`; where nobody has counted, estimate, and say so in the source"
        yield fault(asked, cells, column, f"“{column}” {said}", mend)
    yield from taken_on(asked, cells, "Taken on")
    if cells.unnamed("Source"):
        what = f"nobody can look up where “{shown(cells[column])}” is from: “Source” names nothing"
        yield fault(asked, cells, "Source", what, "write the list, the query or the person that it is from")


def _baselines(asked: Asked) -> Iterator[Fault]:
    baselines = rows(asked, "before")
    section = first_with(asked, "before")
    for index, measure in enumerate(asked.front.measures):
        if not names_of(asked, measure):
            yield _unknown(asked, index, measure)
        elif section:
            found = about(asked, measure, baselines, "What")
            if not found:
                mend = f"add a row below “{section.title}”: | {measure} | … | 2026-11-27 | … |"
                line, column = place(asked, "measures", index)
                what = f"the measure `{measure}` has no row in “{section.title}”"
                yield Fault(line, what, mend, column, section.id)
            else:
                yield from _older(asked, measure, found)


def _unknown(asked: Asked, index: int, measure: str) -> Fault:
    wanted = measure.casefold()
    for key, point in asked.designs.pain_points.items():
        if any(number.what.casefold() == wanted for number in point.before):
            what = f"`{measure}` is a measure of {key}, which this document does not name"
            return front_fault(asked, ("measures", index), what, f"add {key} to `pain_points`")
    what = f"there is no measure `{measure}`"
    return front_fault(asked, ("measures", index), what, near(measure, known(asked)))


def _older(asked: Asked, measure: str, found: Sequence[Cells]) -> Iterator[Fault]:
    """The baseline is from before the change. Where it has not started, any day is; that it is past, DES007 says."""
    starts, days = asked.front.starts, [day(cells["Taken on"]) for cells in found]
    if starts and all(days) and not any(taken and taken < starts for taken in days):
        what = f"the baseline of `{measure}` was taken on {days[0]}, and the change started on {starts}"
        mend = f"take the number of a day before {starts}, from logs or tags if nobody wrote it down"
        yield fault(asked, found[0], "Taken on", what, mend)


def _aims(asked: Asked) -> Iterator[Fault]:
    aims = rows(asked, "success")
    for cells in aims:
        yield from _aim(asked, cells)
    section = first_with(asked, "success")
    if section is None:
        return
    for index, measure in enumerate(asked.front.measures):
        if not about(asked, measure, aims, "Measure"):
            line, column = place(asked, "measures", index)
            what = f"the measure `{measure}` has no row in “{section.title}”"
            mend = f"add a row below “{section.title}”: | {measure} | … | … | 2026-11-27 |"
            yield Fault(line, what, mend, column, section.id)


def _aim(asked: Asked, cells: Cells) -> Iterator[Fault]:
    measure, starts = shown(cells["Measure"]), asked.front.starts
    if cells.empty("Aim"):
        yield fault(asked, cells, "Aim", f"“{measure}” has no aim", "write the number that you want to see")
    if cells.open("By"):
        return
    by = day(cells["By"])
    if by is None:
        said = "has no day" if cells.empty("By") else f"is to be there by “{shown(cells['By'])}”, which is no date"
        yield fault(asked, cells, "By", f"the aim of “{measure}” {said}", "write the day as 2026-11-27")
    elif not starts and by <= asked.front.created:
        what = f"the aim of “{measure}” is to be there by {by}, and the document was created on {asked.front.created}"
        yield fault(asked, cells, "By", what, "write a day on which the change can have had an effect")
    elif starts and by <= starts:
        what = f"the aim of “{measure}” is to be there by {by}, and the change starts on {starts}"
        yield fault(asked, cells, "By", what, "write a day on which the change can have had an effect")


def _after(asked: Asked) -> Iterator[Fault]:
    now, baselines = rows(asked, "after"), rows(asked, "before")
    for cells in now:
        yield from _number(asked, cells, "Now")
        yield from _later(asked, cells, asked.front.starts, "the change started on")
    section = first_with(asked, "after")
    if section is None:
        return
    for index, measure in enumerate(asked.front.measures):
        found = about(asked, measure, now, "Measure")
        if not found:
            line, column = place(asked, "measures", index)
            mend = f"measure it again, and add a row below “{section.title}”"
            what = f"the measure `{measure}` was not taken again: it has no row in “{section.title}”"
            yield Fault(line, what, mend, column, section.id)
        taken = [there for cells in about(asked, measure, baselines, "What") if (there := day(cells["Taken on"]))]
        for cells in found:
            yield from _later(asked, cells, max(taken, default=None), f"the baseline of `{measure}` is of")


def _later(asked: Asked, cells: Cells, than: datetime.date | None, said: str) -> Iterator[Fault]:
    taken = day(cells["Taken on"])
    if taken and than and taken <= than:
        what = f"“{shown(cells['Measure'])}” was taken on {taken}, and {said} {than}"
        yield fault(asked, cells, "Taken on", what, "measure it again, and write that day")


RULES = (
    Rule(
        "DES007",
        "before-picture",
        "Where you are, in numbers",
        "“Where we are” holds at least one number, each with its day, which is not in the future, and its source.",
        "Before starting, paint a clear before and after. [@P04] "
        "A number without its day cannot be held against another. [@own]",
        "Count what hurts for one week, and write down where you counted it.",
        _before,
        applies=with_form("before"),
        of_text=True,
    ),
    Rule(
        "DES008",
        "baselines",
        "Each measure has a baseline",
        "Each measure of the front matter exists, and has a number that was taken before the change started.",
        "What worked with the business was the number of before beside the number of after. [@P11]",
        "Take the number now. If the change has started, read it from logs, tags or tickets.",
        _baselines,
    ),
    Rule(
        "DES009",
        "aims",
        "Each measure has an aim and a day",
        "Each measure of the front matter has an aim in “How we will know”, and a day after the start of the change.",
        "Leadership wants measurable results, and every month or quarter. [@P08]",
        "Write the number that would make you keep it, and the day on which you look.",
        _aims,
        applies=with_form("success"),
    ),
    Rule(
        "DES015",
        "after-picture",
        "Measured again",
        "What is operated has each measure taken again: after the start, after its baseline, with its source.",
        "Show the business the number of before, then the new one. [@P11]",
        "Take each number of “Where we are” once more, the same way.",
        _after,
        applies=with_form("after"),
    ),
)
