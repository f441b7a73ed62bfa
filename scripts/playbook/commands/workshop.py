"""`playbook workshop`."""

from __future__ import annotations

import click


@click.group()
def workshop() -> None:
    """Plan a workshop: its agenda for a day, its calendar file, the record to fill in afterwards."""
