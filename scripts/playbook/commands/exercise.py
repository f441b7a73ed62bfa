"""`playbook exercise`."""

from __future__ import annotations

import click


@click.group()
def exercise() -> None:
    """Lay out the exercise of a hands-on workshop, and see how far you are."""
