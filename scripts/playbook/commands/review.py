"""`playbook review`: one repository or several against the standards."""

from __future__ import annotations

import sys
from pathlib import Path

import click


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(exists=True, file_okay=False, path_type=Path), required=True)
def review(paths: tuple[Path, ...]) -> None:
    """Review the repositories PATHS against the standards."""
    from playbook.records.catalogue import catalogue
    from playbook.review.run import Demand
    from playbook.review.run import review as run

    for path in paths:
        for result in run(path, catalogue(), Demand(stage="regulated")).results:
            click.echo(f"{result.standard.id} {result.verdict.answer} {result.verdict.reason}")
            for finding in (*result.verdict.findings, *result.verdict.unread):
                click.echo(f"    {finding.path}:{finding.line}:{finding.column} {finding.message} | {finding.evidence}")
    sys.exit(0)
