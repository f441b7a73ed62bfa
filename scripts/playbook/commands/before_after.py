"""`playbook before-after`: the storyboard of a pain point, on one page."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import click

from playbook.commands import options
from playbook.commands.choosing import wrong

if TYPE_CHECKING:
    from playbook.records.storyboard import Storyboard

FORMATS = ("text", "json", "markdown", "svg")


@click.command()
@click.argument("what", metavar="FILE|ID")
@click.option("--format", "kind", type=click.Choice(FORMATS), default="text", show_default=True, help="How to say it.")
@options.output
@click.option(
    "--root",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=".",
    help="The repository of the playbook, for an ID (default: this folder).",
)
def before_after(what: str, kind: str, output: Path | None, root: Path) -> None:
    """Show where we are, what we ask and where we will be, with the arithmetic.

    FILE is a storyboard that the tool "Before and after" has exported, or a pain point such as PP-001.yml; ID is a pain
    point of the playbook, such as PP-001. Markdown can be pasted into a design document; SVG stands alone.
    Ends with 1 when the file is at fault.
    """
    from playbook.priorities.before_after import sheet
    from playbook.priorities.storyboard_prints import markdown, svg, text
    from playbook.priorities.storyboards import read
    from playbook.review.reports.safe import printed

    board, notes = read(Path(what)) if _is_file(what) else (_of_playbook(what, root), ())
    for note in notes:
        click.echo(f"{what}: {note}", err=True)
    if kind == "json":
        said = board.model_dump_json(indent=1) + "\n"
    elif kind == "text":
        said = "\n".join(printed(line) for line in text(sheet(board)).split("\n"))
    elif kind == "svg":
        said = svg(sheet(board))
    else:
        said = markdown(sheet(board))
    options.put(said, output)


def _is_file(what: str) -> bool:
    return not re.fullmatch(r"[A-Za-z]{2}-[0-9]+", what) or Path(what).is_file()


def _of_playbook(key: str, root: Path) -> Storyboard:
    from playbook.priorities.storyboards import find
    from playbook.records.current import current
    from playbook.records.pain_point import PainPoint

    if not (root / "playbook.yml").is_file():
        raise wrong(f"{key} is no file, and {root} is no playbook", "name a file, or --root")
    library = current(root.resolve())
    board = find(library, key)
    if board is None:
        there = ", ".join(sorted(point.id for point in library.all(PainPoint)))
        raise wrong(f"there is no pain point {key}", f"there are: {there or 'none yet'}")
    return board
