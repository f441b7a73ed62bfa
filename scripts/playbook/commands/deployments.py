"""`playbook deployments`: how often a team deploys, and how long a commit waits, before and after."""

from __future__ import annotations

import datetime
import os
from dataclasses import replace
from pathlib import Path

import click

from playbook.commands import options
from playbook.commands.choosing import wrong

FORMATS = ("text", "json", "svg", "csv", "markdown")
DAY = click.DateTime(["%Y-%m-%d"])


@click.command()
@click.argument("source", type=click.Path(path_type=Path))
@click.option(
    "--from",
    "kind",
    type=click.Choice(("git", "csv", "github")),
    help="What SOURCE is (default: a folder is git, a .json file GitHub's, any other file CSV).",
)
@click.option("--tags", multiple=True, metavar="PATTERN", help="Tags that stand for deployments, such as 'v*'. Repeat.")
@click.option("--not-tags", multiple=True, metavar="PATTERN", help="Tags that do not, such as '*rc*'. Repeat.")
@click.option("--environment", multiple=True, help="Of a file: count this environment alone. Repeat.")
@click.option("--column", default="", help="Of a CSV file: the column of the dates.")
@click.option("--since", type=DAY, metavar="DATE", help="The first day that counts (default: the first deployment).")
@click.option("--until", type=DAY, metavar="DATE", help="The last day that counts (default: today).")
@click.option("--compare", type=DAY, metavar="DATE", help="The day on which things changed: before and after.")
@click.option("--name", default="", help="What to call it (default: the name of the folder or file).")
@click.option("--zone", default="UTC", show_default=True, help="Whose days, such as Europe/Amsterdam.")
@click.option("--format", "form", type=click.Choice(FORMATS), default="text", show_default=True, help="How to say it.")
@options.output
def deployments(
    source: Path,
    kind: str | None,
    tags: tuple[str, ...],
    not_tags: tuple[str, ...],
    environment: tuple[str, ...],
    column: str,
    since: datetime.datetime | None,
    until: datetime.datetime | None,
    compare: datetime.datetime | None,
    name: str,
    zone: str,
    form: str,
    output: Path | None,
) -> None:
    """Count the deployments of SOURCE and say how often that is.

    SOURCE is a Git repository whose tags stand for deployments, a CSV file with a column of dates, or GitHub's list of
    deployments as JSON. Nothing in a repository is run, and nothing is fetched. Ends with 2 when there is nothing to
    measure.
    """
    from playbook.priorities.deployments.found import RefusedError, shown
    from playbook.priorities.deployments.measured import measured

    where = _zone(zone)
    now = datetime.datetime.now(datetime.UTC)
    asked = kind or _guessed(source)
    _fits(asked, {"--tags": tags, "--not-tags": not_tags}, {"--environment": environment, "--column": column})
    first = since.date() if since else None
    try:
        if asked == "git":
            from playbook.priorities.deployments.git import read_git

            found = read_git(source, tags or ("*",), not_tags, where, now, first)
        elif asked == "csv":
            from playbook.priorities.deployments.files import read_csv

            found = read_csv(source, where, now, environment, column)
        else:
            from playbook.priorities.deployments.files import read_github

            found = read_github(source, where, now, environment)
        found = replace(found, name=shown(name)) if name.strip() else found
        today = now.astimezone(where).date()
        whole = measured(found, today, first, until and until.date(), compare and compare.date())
    except RefusedError as error:
        raise wrong(error.what, error.mend) from None
    options.put(_said(whole, form), output)


def _zone(name: str) -> datetime.tzinfo:
    import zoneinfo

    try:
        return zoneinfo.ZoneInfo(name)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError):
        if name.upper() == "UTC":
            return datetime.UTC  # a system without time zones knows this one
        raise wrong(f"--zone {name}: no such time zone here", "name one such as Europe/Amsterdam, or UTC") from None


def _guessed(source: Path) -> str:
    if not os.path.exists(source):  # a name that is too long is none either
        raise wrong(f"{source}: there is no such folder or file", "name a clone, a CSV file or GitHub's JSON")
    return "git" if source.is_dir() else "github" if source.suffix.lower() == ".json" else "csv"


def _fits(kind: str, of_git: dict[str, object], of_files: dict[str, object]) -> None:
    """Refuse an option that would do nothing."""
    idle = of_files if kind == "git" else of_git | ({"--column": of_files["--column"]} if kind == "github" else {})
    for option, value in idle.items():
        if value:
            raise wrong(f"{option} says nothing about {kind}", "leave it out, or say another --from")


def _said(whole: object, form: str) -> str:
    from playbook.priorities.deployments import report
    from playbook.priorities.deployments.measured import Measured

    assert isinstance(whole, Measured)
    if form == "svg":
        from playbook.pages.figures.deployments import slide

        return slide(whole)
    if form == "text":
        return "".join(f"{line}\n" for line in report.text(whole))
    return {"json": report.json_report, "csv": report.csv_table, "markdown": report.markdown}[form](whole)
