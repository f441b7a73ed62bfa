"""`playbook onboarding`: a path as issues, as a calendar file, as a table."""

from __future__ import annotations

import datetime
import re
from pathlib import Path
from typing import TYPE_CHECKING

import click

from playbook.commands import clock, options
from playbook.commands.choosing import closest, wrong

if TYPE_CHECKING:
    from playbook.publish.onboarding.issues import Issue
    from playbook.publish.onboarding.tasks import Plan
    from playbook.records.library import Library
    from playbook.records.path import Path as Onboarding

start = click.option(
    "--start",
    metavar="DATE",
    help="The first working day, such as 2027-03-01; the last one, if the path is that of somebody who leaves. "
    "Days are counted from it, Monday to Friday; holidays are not known.",
)
named = click.argument("name", metavar="PATH")


@click.group()
def onboarding() -> None:
    """Give an onboarding path as issues, calendar file or table.

    PATH is its id; `playbook onboarding list` names all.
    """


@onboarding.command("list")
@options.root
def names(root: Path) -> None:
    """Name all paths, each with who walks it."""
    from playbook.records.evidence import bare

    found = _paths(_library(root))
    width = max((len(path.id) for path in found), default=0)
    for path in found:
        count = f"{len(path.tasks)} tasks"
        click.echo(f"{path.id:{width}}  {count:8}  {bare(path.title)}: {bare(path.who)}")


@onboarding.command()
@named
@start
@click.option(
    "--format",
    "kind",
    type=click.Choice(["github", "gitlab"]),
    default="github",
    show_default=True,
    help="Whose commands.",
)
@click.option("--into", type=click.Path(file_okay=False, path_type=Path), help="A folder to write a file for each to.")
@options.output
@options.root
def issues(name: str, start: str | None, kind: str, into: Path | None, output: Path | None, root: Path) -> None:
    """Give PATH as Markdown issues, one for each horizon and owner, and the commands that create them.

    The commands are printed and never run. Without --into all issues are printed, with the commands as a comment at the
    end. A file that is there and differs stays as it is.
    """
    from playbook.publish.onboarding import issues as making

    if into and output:
        raise wrong("--into and --output are two places", "name one of them")
    plan = _plan(root, name, start)
    label = "offboarding" if plan.path.leaves else "onboarding"
    found = making.issues(plan)
    lines = making.commands(found, kind, into or Path(), label)
    if into:
        for said in _written(found, into):
            click.echo(said, err=True)
        click.echo("# To create them, run this in the repository that they are for:")
        click.echo("\n".join(lines))
        return
    again = f"To create them: playbook onboarding issues {plan.path.id} --into FOLDER writes a file for each. There:"
    options.put("\n".join([*map(making.document, found), making.comment([again, *lines])]), output)


@onboarding.command()
@named
@start
@options.output
@options.root
def calendar(name: str, start: str | None, output: Path | None, root: Path) -> None:
    """Give PATH as a calendar file: an event, for the whole day, on each day by which tasks are done."""
    if start is None:
        raise wrong("nobody says when it starts", "name the day with --start 2027-03-01")
    from playbook.publish.onboarding.dates import calendar as made

    options.put(made(_plan(root, name, start)).decode(), output)


@onboarding.command()
@named
@start
@options.output
@options.root
def csv(name: str, start: str | None, output: Path | None, root: Path) -> None:
    """Give PATH as CSV, a row for each task. Without --start, `due` is the working day."""
    from playbook.priorities.tables import written
    from playbook.publish.onboarding.rows import rows

    options.put(written(rows(_plan(root, name, start))), output)


def _library(root: Path) -> Library:
    from playbook.records.current import current

    return current(root)


def _paths(library: Library) -> list[Onboarding]:
    from playbook.records.path import Path as Onboarding

    return library.all(Onboarding)


def _plan(root: Path, name: str, start: str | None) -> Plan:
    from playbook.publish.onboarding.tasks import Plan

    library = _library(root)
    found = _paths(library)
    path = next((path for path in found if path.id == name), None)
    if path is None:
        raise wrong(f"there is no path {name!r}", closest(name, [path.id for path in found], "path"))
    return Plan(library, path, clock.today(), None if start is None else _day(start, leaves=path.leaves))


def _day(given: str, *, leaves: bool) -> datetime.date:
    """Read the day from which the others are counted: one at work, in this century."""
    from playbook.publish.onboarding.tasks import works

    try:
        day = datetime.date.fromisoformat(given) if re.fullmatch(r"20[0-9]{2}-[0-9]{2}-[0-9]{2}", given) else None
    except ValueError:
        day = None
    if day is None:
        raise wrong(f"--start {given}: this is no date from 2000 to 2099", "write it as year-month-day: 2027-03-01")
    if works(day):
        return day
    step = datetime.timedelta(days=-1 if leaves else 1)
    near = day
    while not works(near):
        near += step
    which = "last" if leaves else "first"
    raise wrong(f"--start {given}: this is a {day:%A}", f"name the {which} working day, such as {near} ({near:%A})")


def _written(found: list[Issue], into: Path) -> list[str]:
    """Write each issue into a file of its own, and say so; nothing is written if one is there and differs."""
    new = []
    for issue in found:
        file = into / issue.name
        try:
            there = file.read_bytes() if file.exists() else None
        except OSError as error:
            raise wrong(f"{file}: {error.strerror}", "name another folder with --into") from None
        if there is None:
            new.append((file, issue.body.encode("utf-8", "replace")))
        elif there != issue.body.encode("utf-8", "replace"):
            raise wrong(f"{file} is there already and differs", "move it away, or name another folder with --into")
    for file, data in new:
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            with file.open("xb") as opened:  # not through a link that leads to nothing yet
                opened.write(data)
        except OSError as error:
            raise wrong(f"{file}: {error.strerror}", "name a folder that can be written to") from None
    same = len(found) - len(new)
    return [f"{len(new)} written to {into}" + (f", {same} there already as they would be" if same else "")]
