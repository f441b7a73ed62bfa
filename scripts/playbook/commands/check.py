"""`playbook check`: every record, all faults at once."""

from __future__ import annotations

from pathlib import Path

import click

from playbook.commands import options
from playbook.records.loader import load


@click.command()
@options.root
def check(root: Path) -> None:
    """Check the front matter of every page, the claims, the roles, the pain points and their board, playbook.yml."""
    from playbook.priorities.repository import of_playbook

    library = load(root)
    of_playbook(library)
    records = sum(len(table) for table in library.records.values())
    click.echo(f"{len(library.entries)} pages and {records} records hold")
