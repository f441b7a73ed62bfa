"""`playbook check`: every record, all faults at once; and what holds, but was not looked at for long."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from playbook.commands import clock, options
from playbook.records.loader import load

if TYPE_CHECKING:
    from playbook.records.library import Library


@click.command()
@options.root
def check(root: Path) -> None:
    """Check the front matter of every page, the claims, the roles, the pain points and their board, playbook.yml."""
    from playbook.priorities.repository import of_playbook

    library = load(root)
    of_playbook(library)
    for note in stale(library):
        click.echo(note, err=True)
    records = sum(len(table) for table in library.records.values())
    click.echo(f"{len(library.entries)} pages and {records} records hold")


def stale(library: Library) -> Iterator[str]:
    """Give a note, with its place, for each task of a path that nobody has verified for too long."""
    from playbook.records import front_matter
    from playbook.records.path import FRESH
    from playbook.records.path import Path as Onboarding

    today = clock.today()
    for path in library.all(Onboarding):
        old = [(index, task) for index, task in enumerate(path.tasks) if task.stale(today)]
        if not old:
            continue
        page = front_matter.read(library.root, "docs" / library.file_of(path)).document
        for index, task in old:
            place = page.place(("tasks", index, "verified"))
            yield (
                f"note: {place}: `{task.id}` of {path.id} was verified on {task.verified}, "
                f"more than {FRESH.days} days ago\n    mend: do it as it stands there, and write the day of that"
            )
