"""Onboarding paths: the tasks of each horizon, with their owner, how everybody sees that they are done, and a link."""

from __future__ import annotations

from pathlib import PurePath

from playbook.pages.blocks import div, heading, joined, table
from playbook.pages.checklist import checklist, note, ticked
from playbook.pages.here import Here
from playbook.pages.island import sheet
from playbook.pages.text import coded, markdown
from playbook.records.path import Path, Task
from playbook.workshops.words import span


def path_index(here: Here) -> str:
    """Give all paths in a table: who walks them, what they end with, how many tasks."""
    rows = [
        (here.link(path), markdown(path.who), markdown(path.ends_with), str(len(path.tasks)))
        for path in sorted(here.library.all(Path), key=lambda path: path.order)
    ]
    head = ("Path", "For", "Ends with", "Tasks:")
    return joined(sheet(here, "workshops"), div("g-names g-blocks g-paths", table(head, rows)))


def path_page(here: Here, path: Path) -> str:
    """Give the tasks of each horizon, as a checklist."""
    parts: list[str] = []
    for horizon, (title, _day) in path.horizons.items():
        rows = [_row(here, path, task) for task in path.tasks if task.horizon == horizon]
        if rows:
            head = ("Task", "Who", "Takes", "Done when")
            parts += [heading(2, title, horizon), div("g-tasks", table(head, rows))]
    return joined(sheet(here, "workshops"), checklist(here, path, *parts))


def _row(here: Here, path: Path, task: Task) -> tuple[str, ...]:
    text, who = ticked(path, task), str(task.owner)
    if task.link:
        page, _, anchor = task.link.partition("#")
        title = here.library.entries[PurePath(page)].record.title
        text = f"{text}<br>[{markdown(title)}]({here.to(page, anchor)})"
    if task.day is not None:
        who = f"{who}, by day {task.day}".replace("-", "−")
    return (text + note(path, task), who, span(task.minutes), coded(task.evidence))
