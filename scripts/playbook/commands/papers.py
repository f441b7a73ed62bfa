"""`playbook papers`."""

from __future__ import annotations

import click


@click.command()
def papers() -> None:
    """Print the papers of all workshops as PDF."""
