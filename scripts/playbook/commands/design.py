"""`playbook design`: design documents laid out from templates, checked, moved to newer versions, listed."""

from __future__ import annotations

import click


@click.group()
def design() -> None:
    """Lay out design documents from templates, check them, move them to newer versions, list them."""
