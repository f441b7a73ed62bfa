"""The command line: one file a group of commands. The only room that knows all others."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from playbook.records import ProblemsError, load


@click.group()
def main() -> None:
    """Check, build and publish the MLOps Team Playbook."""


@main.command()
@click.option("--root", type=click.Path(exists=True, file_okay=False, path_type=Path), default=".", help="The repository.")
def check(root: Path) -> None:
    """Check every record: front matter, claims, roles, playbook.yml."""
    try:
        library = load(root)
    except ProblemsError as error:
        click.echo(error.report(), err=True)
        sys.exit(1)
    click.echo(f"{len(library.entries)} pages and {sum(map(len, library.records.values()))} records hold")
