"""`playbook onboarding`."""

from __future__ import annotations

import click


@click.group()
def onboarding() -> None:
    """Give an onboarding path as issues, calendar file or table."""
