"""The pages of the measures: definition, baseline, what to show, how it is gamed; their index; the worked example."""

from __future__ import annotations

import datetime
from functools import cache
from pathlib import Path

from playbook.pages.blocks import bullets, definitions, div, heading, joined, table
from playbook.pages.figures.deployments import timeline
from playbook.pages.here import Here
from playbook.pages.island import sheet
from playbook.pages.text import coded, markdown, plain
from playbook.priorities.deployments.files import read_csv
from playbook.priorities.deployments.found import Found
from playbook.priorities.deployments.measured import Measured, measured
from playbook.records.measure import Measure

MADE_UP = "Example Energy and its numbers are made up. One mark is one deployment."


def measure_index(here: Here) -> str:
    """Give all measures in a table: what each answers, its unit, how long a baseline takes, and what to look at too."""
    known = {measure.id: measure for measure in here.library.all(Measure)}
    rows = [
        (
            here.link(measure),
            markdown(measure.answers),
            markdown(measure.unit),
            hours(measure.minutes_of_baseline),
            here.link(known[measure.counterpart]),
        )
        for measure in known.values()
    ]
    head = ("Measure", "It answers", "Unit", "Baseline", "Look also at")
    return joined(sheet(here, "measures"), div("g-names g-blocks g-measures", table(head, rows)))


def measure_top(here: Here, measure: Measure) -> str:
    """Give what the measure is, with its facts, and the way to a baseline in a day."""
    facts = [
        ("Unit", markdown(measure.unit)),
        ("Taken by", f"{here.role(measure.taken_by)}, every {measure.every}"),
    ]
    if measure.dora:
        facts.append(("DORA’s name", f"{markdown(measure.dora)} [@dora]"))
    counterpart = here.library.get(Measure, measure.counterpart)
    facts.append(("Look also at", f"{here.link(counterpart)}. {coded(measure.because)}"))
    steps = "\n".join(
        f'{number}. {coded(step.do)} <span class="g-time">{step.minutes} min</span>'
        for number, step in enumerate(measure.baseline, 1)
    )
    columns = table(("Column", "Holds"), [(f"`{column.name}`", coded(column.holds)) for column in measure.columns])
    return joined(
        sheet(here, "measures"),
        heading(2, "What exactly is counted", "definition"),
        coded(measure.definition),
        div("g-with", definitions(facts)),
        heading(2, "A baseline in a day", "baseline"),
        f"About {hours(measure.minutes_of_baseline)} for a first rough number; the times are our own estimate. [@own]",
        div("g-steps", steps),
        div("g-names g-columns", columns) if columns else "",
    )


def measure_rest(here: Here, measure: Measure) -> str:  # noqa: ARG001
    """Give the sentence for leadership, how the measure is gamed, and when it lies."""
    rows = [(coded(item.how), coded(item.shown_by)) for item in measure.gamed]
    return joined(
        heading(2, "What to show leadership", "show"),
        f"> {markdown(measure.says)}",
        "The numbers are those of Example Energy, which is made up.",
        heading(2, "How it is gamed", "gamed"),
        div("g-gamed", table(("How it is made to look better", "How to spot it"), rows)),
        heading(2, "When it misleads", "lies"),
        bullets(map(coded, measure.lies_when)),
    )


def deployments_figure(here: Here) -> str:
    """Give the worked example's deployments, before and after, with a link to the file that they are drawn from."""
    record = next(measure for measure in here.library.all(Measure) if measure.counted)
    assert record.counted is not None
    return joined(
        sheet(here, "measures"),
        timeline("fig-deployments", example(here.library.root, record), MADE_UP),
    )


def example(root: Path, record: Measure) -> Measured:
    """Measure the worked example of `record`; `root` is the repository. Raises RefusedError for a file at fault."""
    counted = record.counted
    assert counted is not None
    found = _read(root / "docs" / counted.file, plain(counted.what), counted.until)
    return measured(found, counted.until, counted.since, counted.until, counted.compare)


@cache
def _read(file: Path, name: str, until: datetime.date) -> Found:
    """Read the file once for each name: pages are rendered side by side, and it does not change meanwhile."""
    now = datetime.datetime.combine(until, datetime.time(23, 59), datetime.UTC)
    found = read_csv(file, datetime.UTC, now)
    return Found(found.kind, name, found.deployments, found.notes)


def hours(minutes: int) -> str:
    """Give a span as people say it: `40 minutes`, `2 hours`, `3½ hours`."""
    if minutes < 60:
        return f"{minutes} minutes"
    halves = round(minutes / 30)
    return f"{halves // 2}{'½' if halves % 2 else ''} hour{'s' if halves != 2 else ''}"
