"""The record of a workshop, to fill in afterwards: Markdown, with the entry of the log and points for the board."""

from __future__ import annotations

import json
from collections.abc import Iterator

from playbook.publish.marked import markdown
from playbook.records.evidence import plain
from playbook.records.kit import Kit
from playbook.records.organisation import COMPONENTS
from playbook.records.run import Run
from playbook.workshops.plan import plan

BOARD = "priorities/board.md"
POINTS = ("title", "statement", "felt_by", "component", "area", "effort", "days")
"""Of a point's columns that the board reads, those that a workshop can fill."""


def record(kit: Kit, date: str = "", group: str = "") -> str:
    """Give the record of a run of `kit` to fill in; `date` is year-month-day, `group` says who came."""
    readable = "".join(char if char.isprintable() else " " for char in plain(group))
    group = " ".join(readable.replace("[@", "[").split())  # the log would take the rest for the mark of a source
    return "\n".join([*_head(kit, date, group), *_steps(kit), *_outcome(kit), *_log(kit, date, group)]) + "\n"


def _head(kit: Kit, date: str, group: str) -> Iterator[str]:
    yield f"# Record: {markdown(kit.title)}"
    yield ""
    yield f"- Date: {markdown(date)}".rstrip()
    yield f"- Group, and how many: {markdown(group)}".rstrip()
    yield "- Who came (roles, no names):"
    yield "- Led by (role):"


def _steps(kit: Kit) -> Iterator[str]:
    """Give a row for each step, with an empty cell for what it took and for whether it was cut."""
    yield from ("", "## What it took", "", "Minutes by the clock; guess no figure that you did not see.", "")
    yield "| Step | Planned | Took | Cut? |"
    yield "| --- | ---: | ---: | --- |"
    slots = plan(kit.steps).slots
    for slot in slots:
        yield f"| {markdown(slot.step.title)} | {slot.minutes} | | |"
    yield f"| All | {sum(slot.minutes for slot in slots)} | | |"
    yield from ("", "What was missed where something was cut:", "")


def _outcome(kit: Kit) -> Iterator[str]:
    yield from ("## What came out", "")
    for output in kit.outputs:
        yield f"- {markdown(output.title)}: {markdown(output.says)} It is kept in:"
    yield from (
        "",
        "## Parking lot",
        "",
        "What came up and was not the matter of the day, with who looks at it, and when:",
        "",
    )
    yield from ("- ", "")
    if any(output.template == BOARD for output in kit.outputs):
        yield from ("## Pain points for the board", "")
        yield "A line for each; only the title must be there, in 48 characters. Save the lines as `points.csv`. Open"
        yield "that file on the board’s page, or look what it holds with `playbook board check points.csv`. `felt_by`"
        yield "takes several, with a semicolon between; `area` is deploy, maintain or monitor; `effort` is S, M or L;"
        yield f"`component`, of the toolbelt, is {', '.join(COMPONENTS[:-1])} or {COMPONENTS[-1]}."
        yield from ("", "```csv", ",".join(POINTS), "```", "")


def _log(kit: Kit, date: str, group: str) -> Iterator[str]:
    """Give the entry of the log. It holds no minutes: nobody should log the plan for what really happened."""
    yield from ("## For the log", "", f"Add it to `{Run.one_file}`, with the next number that is free. A step that was")
    yield from ("cut goes from `took` to `cut`. `playbook check` says what is missing.", "", "```yaml")
    slots = plan(kit.steps).slots
    width = max(len(slot.step.id) for slot in slots) + 1
    yield "- id: RUN-000"
    yield f"  kit: {kit.id}"
    yield f"  date: {date}".rstrip()
    yield f"  group: {json.dumps(group, ensure_ascii=False)}"
    yield "  took:"
    for slot in slots:
        yield f"    {slot.step.id + ':':{width}}  # {slot.minutes} were planned"
    yield from ("  cut: []", "```")
