"""`playbook board`."""

from __future__ import annotations

import click


@click.command()
def board() -> None:
    """Being written."""
