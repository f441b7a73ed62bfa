"""`playbook workshop`: a workshop's agenda for its day, its calendar file, and the record to fill in afterwards."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from playbook.commands import options
from playbook.commands.choosing import closest, wrong

if TYPE_CHECKING:
    from playbook.records.kit import Kit
    from playbook.records.library import Library
    from playbook.workshops.plan import Plan
    from playbook.workshops.when import Moment

FORMATS = ("text", "markdown", "csv", "json", "html")

named = click.argument("kit", metavar="KIT")
start = click.option(
    "--start",
    "starts",
    multiple=True,
    metavar="'DATE TIME'",
    help="When it begins, such as '2027-03-01 09:00'. Once for each day on which it is held.",
)
zone = click.option("--zone", metavar="NAME", help="Whose clock, such as Europe/Amsterdam (default: this machine's).")
minutes = click.option(
    "--minutes",
    type=click.IntRange(min=1),
    help="How much time there is, all days together (default: as the kit says).",
)


@click.group()
def workshop() -> None:
    """Plan a workshop: its agenda for a day, its calendar file, the record to fill in afterwards.

    KIT is its id; `playbook workshop list` names all.
    """


@workshop.command("list")
@options.root
def names(root: Path) -> None:
    """Name all kits, each with what it takes."""
    from playbook.records.kit import Kit
    from playbook.workshops.plan import shortest

    found = _library(root).all(Kit)
    width = max((len(kit.id) for kit in found), default=0)
    for kit in found:
        click.echo(f"{kit.id:{width}}  {kit.takes}; {shortest(kit.steps)} minutes at the least")


@workshop.command()
@named
@start
@zone
@minutes
@click.option("--format", "form", type=click.Choice(FORMATS), default="text", show_default=True, help="How to say it.")
@options.output
@options.root
def agenda(
    kit: str, starts: Sequence[str], zone: str | None, minutes: int | None, form: str, output: Path | None, root: Path
) -> None:
    """Give the run sheet of KIT: which step begins when, and what is cut and lost if there is less time than it takes.

    It is the facilitator's paper: timeboxes stand in it. Without --start, times count from the beginning. HTML is one
    page that can be printed.
    """
    from playbook.commands.workshop_agenda import WRITERS, Agenda

    library = _library(root)
    chosen = _kit(library, kit)
    if zone and not starts:
        raise wrong("--zone says nothing without --start", "say when it begins with --start '2027-03-01 09:00'")
    plan, days, where = _held(chosen, starts, zone, minutes)
    options.put(WRITERS[form](Agenda(chosen, plan, days, where)), output)


@workshop.command()
@named
@start
@zone
@minutes
@click.option("--where", default="", metavar="TEXT", help="The room, or the link of the call.")
@options.output
@options.root
def calendar(
    kit: str, starts: Sequence[str], zone: str | None, minutes: int | None, where: str, output: Path | None, root: Path
) -> None:
    """Give the calendar file of KIT for its participants: an event for each day, with the agenda and what to bring."""
    from playbook.publish.calendar import calendar as made

    library = _library(root)
    chosen = _kit(library, kit)
    if not starts:
        raise wrong("nobody says when it begins", "say it with --start '2027-03-01 09:00'")
    _, days, _ = _held(chosen, starts, zone, minutes)
    options.put(made(chosen, days, library.organisation.site.url, where).decode(), output)


@workshop.command()
@named
@click.option("--date", default="", metavar="DATE", help="The day on which it was held, such as 2027-03-01.")
@click.option("--group", default="", metavar="TEXT", help="Who came, such as 'Trading, 9 people'. No names.")
@options.output
@options.root
def record(kit: str, date: str, group: str, output: Path | None, root: Path) -> None:
    """Give the record of KIT in Markdown, to fill in: what each step took, what came out, the log's entry."""
    from playbook.publish.record import record as made

    if date:
        try:
            date = datetime.datetime.strptime(date, "%Y-%m-%d").date().isoformat()
        except ValueError:
            raise wrong(f"--date {date}: this is no date", "write it as year-month-day: 2027-03-01") from None
    options.put(made(_kit(_library(root), kit), date, group), output)


def _library(root: Path) -> Library:
    from playbook.records.current import current

    return current(root)


def _kit(library: Library, name: str) -> Kit:
    """Give the kit called `name`, or the error that names those that come closest."""
    from playbook.records.kit import Kit

    found = library.find(Kit, name.lower())
    if found:
        return found
    known = [kit.id for kit in library.all(Kit)]
    raise wrong(f"there is no workshop {name!r}", closest(name, known, "kit"))


def _held(
    kit: Kit, starts: Sequence[str], zone: str | None, minutes: int | None
) -> tuple[Plan, tuple[tuple[Moment, ...], ...], str]:
    """Give the plan, its days on the clock (none without a start), and the name of the zone."""
    from playbook.workshops import when
    from playbook.workshops.plan import PlanError, plan

    try:
        found = plan(kit.steps, minutes, max(len(starts), 1))
        if not starts:
            return found, (), ""
        where = when.zone(zone or when.here())
        days = when.held(found, [when.start(text, where) for text in starts])
    except PlanError as error:
        raise wrong(error.what, error.mend) from None
    return found, days, str(where)
