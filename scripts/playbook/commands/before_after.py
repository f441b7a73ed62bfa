"""`playbook before-after`."""

from __future__ import annotations

import click


@click.command()
def before_after() -> None:
    """Being written."""
