"""`playbook adoption`: many repositories against the standards, and what changed since the last run."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from playbook.commands import options
from playbook.commands.choosing import wrong

FORMATS = ("terminal", "csv", "json", "html")


@click.command()
@click.argument("repositories", type=click.Path(exists=True, path_type=Path))
@click.option(
    "--format", "kind", type=click.Choice(FORMATS), default="terminal", show_default=True, help="How to say it."
)
@options.output
@click.option(
    "--history",
    type=click.Path(dir_okay=False, path_type=Path),
    help="A JSON file with the runs so far: it is compared with, and this run is added to it.",
)
@click.option(
    "--stage",
    type=click.Choice(("everyone", "growing", "regulated")),
    default="everyone",
    show_default=True,
    help="Up to which tier to ask, the same of every repository.",
)
@click.option("--only", multiple=True, metavar="ID|FAMILY", help="Only this standard or family. May be repeated.")
@click.option(
    "--timeout", type=click.FloatRange(1, 3600), default=60, show_default=True, help="Seconds a clone may take."
)
@click.option("--jobs", type=click.IntRange(1, 64), help="Repositories at a time (default: one a processor).")
def adoption(
    repositories: Path,
    kind: str,
    output: Path | None,
    history: Path | None,
    stage: str,
    only: tuple[str, ...],
    timeout: float,
    jobs: int | None,
) -> None:
    """Count in how many REPOSITORIES each standard holds.

    REPOSITORIES is a folder of repositories, or a file with a path or a Git address a line. Ends with 0 when all could
    be read, with 3 when one could not, with 2 when it was called wrongly.
    """
    from playbook.commands.choosing import chosen, installed
    from playbook.review.adoption.history import HistoryError, compared, read_runs, write_runs
    from playbook.review.adoption.measure import measure
    from playbook.review.adoption.targets import TargetsError, targets

    try:
        runs = read_runs(history) if history else []
        found = targets(repositories)
    except (TargetsError, HistoryError) as error:
        raise click.UsageError(str(error)) from None
    asked = tuple(chosen(installed(), only))
    run = compared(measure(found, stage, asked, limit=timeout, jobs=jobs), runs)
    _tell(run, kind, output)
    if history:
        try:
            write_runs(history, runs, run)
        except OSError as error:
            raise wrong(f"--history {history}: {error.strerror}", "name a file that can be written") from None
    sys.exit(3 if any(row.fault for row in run.rows) else 0)


def _tell(run: object, kind: str, output: Path | None) -> None:
    from playbook.review.adoption.measure import Adoption
    from playbook.review.reports.lines import plain, show

    assert isinstance(run, Adoption)
    if kind == "terminal":
        from playbook.review.adoption.tables import terminal

        if output is None:
            show(terminal(run), sys.stdout)
            return
        text = plain(terminal(run))
    elif kind == "html":
        from playbook.review.adoption.page import page

        text = page(run)
    else:
        from playbook.review.adoption import tables

        text = tables.csv_table(run) if kind == "csv" else tables.json_report(run)
    options.put(text, output)
