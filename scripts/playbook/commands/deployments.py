"""`playbook deployments`."""

from __future__ import annotations

import click


@click.command()
def deployments() -> None:
    """Being written."""
