"""`playbook board`: what a board of pain points says; check it, take ballots in, hand it to voters."""

from __future__ import annotations

import os
import re
import shutil
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import click

from playbook.commands import options
from playbook.commands.choosing import wrong

if TYPE_CHECKING:
    from playbook.priorities.repository import Kept
    from playbook.records.problems import ProblemsError

FORMATS = ("text", "json", "csv", "markdown", "svg", "board")
FILE = click.Path(path_type=Path, allow_dash=True)


class _Board(click.Group):
    """A group whose first command needs no name: `playbook board FILE` is `playbook board show FILE`."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        if not args or (args[0] not in self.commands and args[0] != "--help"):
            args = ["show", *args]
        return super().parse_args(ctx, args)


root = click.option(
    "--root",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=".",
    help="The repository of the playbook, for the board that it keeps (default: this folder).",
)


@click.group(cls=_Board)
def board() -> None:
    """Show a board: quadrants, agreement in words, the order of work.

    `playbook board FILE` is short for `playbook board show FILE`. FILE is a board that the tool has exported, or CSV of
    points; without it, it is the board that the playbook keeps, docs/priorities/board.json.
    """


@board.command()
@click.argument("file", type=FILE, required=False)
@root
@click.option("--format", "kind", type=click.Choice(FORMATS), default="text", show_default=True, help="How to say it.")
@options.output
def show(file: Path | None, root: Path, kind: str, output: Path | None) -> None:
    """Say what the board in FILE says. Markdown can be pasted into a pull request; SVG stands alone.

    JSON is the result; `--format board` is the board itself, with its points in it, as the tool on the page opens it.

    Ends with 1 when the file is at fault, and with 2 when there is none.
    """
    kept = _kept(_named(file, root))
    for note in kept.notes:
        click.echo(_safe(f"note: {note}"), err=True)
    if kind == "text" and output is None:
        from playbook.commands.board_saying import terminal
        from playbook.priorities.ranking import rank
        from playbook.review.reports.lines import show as show_lines

        show_lines(terminal(kept.board, rank(kept.board)), sys.stdout)
        return
    options.put(_said(kept, kind), output)


@board.command()
@click.argument("files", type=FILE, nargs=-1, metavar="[FILE]...")
@root
def check(files: tuple[Path, ...], root: Path) -> None:
    """Name all that is wrong with the boards, ballots and points in FILE..., by line and column.

    Ends with 1 when something is wrong.
    """
    from playbook.commands.board_files import checked
    from playbook.records.problems import ProblemsError

    faults = 0
    for file in files or (_named(None, root),):
        try:
            said = checked(_read(file), file)
        except ProblemsError as error:
            faults += 1
            _report(error)
        else:
            click.echo(_safe(f"{file} holds {said}"))
    sys.exit(1 if faults else 0)


@board.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False, exists=True), metavar="BOARD")
@click.argument("ballots", nargs=-1, required=True, metavar="BALLOT...")
@click.option("--into", type=click.Path(dir_okay=False, path_type=Path), help="The file to write the new board to.")
@click.option("--in-place", is_flag=True, help="Write the new board over BOARD.")
def merge(file: Path, ballots: tuple[str, ...], into: Path | None, in_place: bool) -> None:
    """Take ballots and seals into BOARD, and say what became of each.

    BALLOT is a link, or a file with one: links, a ballot, a list of them, a board, or CSV of ballots; `-` is standard
    input. Nothing is written without --into or --in-place. Ends with 1 when a ballot was refused.
    """
    from playbook.commands.board_files import merged

    if into and in_place:
        raise wrong("--into and --in-place are two places", "name one of them")
    kept = _kept(file)
    if in_place and kept.document.data is None:
        raise wrong(
            f"{file} is CSV of points, which has no place for ballots", "name a new file with --into board.json"
        )
    moved = into is not None and into.resolve().parent != file.resolve().parent
    done = merged(kept, [(given, _ballot(given)) for given in ballots], moved=moved)
    for row in done.rows:
        click.echo(_safe(f"{row.outcome}: {row.said}" + (f" ({row.source})" if row.source else "")))
    target = file if in_place else into
    click.echo(_safe(done.summary))
    if target is None:
        click.echo("Nothing was written: name a file with --into, or say --in-place.")
    elif in_place and not done.changed:
        click.echo(_safe(f"{file} stays as it is."))
    else:
        _replace(done.text, target)
        click.echo(_safe(f"Written to {target}."))
    sys.exit(1 if done.refused else 0)


@board.command()
@click.argument("file", type=FILE, required=False)
@root
@click.option(
    "--site", default="", help="The address of the playbook that voters open (default: that of playbook.yml)."
)
@click.option("--file", "as_file", is_flag=True, help="Print the file for voters in place of the link.")
@options.output
def slip(file: Path | None, root: Path, site: str, as_file: bool, output: Path | None) -> None:
    """Print the link that voters open to rank the points of the board in FILE, or the file that they load."""
    from playbook.priorities.cleaning import Refused
    from playbook.priorities.files import written
    from playbook.priorities.links import encode
    from playbook.priorities.merging import slip_of

    kept = _kept(_named(file, root))
    if not kept.board.items:
        raise wrong("the board has no points", "collect some before you ask for ballots")
    try:
        said = written(slip_of(kept.board)) if as_file else f"#ballot={encode(slip_of(kept.board))}\n"
    except Refused as refused:
        raise click.UsageError(refused.reason) from None
    options.put(said if as_file else f"{_site(site, root)}priorities/ballot/{said}", output)


def _site(site: str, root: Path) -> str:
    """Give the address of the site, with its slash: as named, or as playbook.yml has it."""
    if site:
        if not re.fullmatch(r"(?:https?|file)://[^\s?#]+", site):
            raise wrong(f"--site {site}: this is no address of a site", "write it as https://… without ? and #")
        return site if site.endswith("/") else f"{site}/"
    if not (root / "playbook.yml").is_file():
        raise wrong("nobody says where voters open it", "name the address of your playbook with --site")
    from playbook.records.current import current

    return current(root.resolve()).organisation.site.url


def _named(file: Path | None, root: Path) -> Path:
    """Give the file to read: the one that was named, or the board that the playbook in `root` keeps."""
    if file is not None:
        return file
    from playbook.priorities.repository import BOARD

    kept = root / BOARD
    if not kept.is_file():
        raise wrong(f"no FILE is named, and {kept.as_posix()} is not there", "name the file of a board, or --root")
    return kept


def _kept(file: Path) -> Kept:
    from playbook.priorities.repository import read
    from playbook.records.problems import ProblemsError

    try:
        return read(_read(file), file)
    except ProblemsError as error:
        _report(error)
        sys.exit(1)


def _read(file: Path) -> bytes:
    try:
        return sys.stdin.buffer.read() if str(file) == "-" else file.read_bytes()
    except OSError as error:
        name = f"; commands are {', '.join(board.commands)}" if not os.path.exists(file) and not file.suffix else ""
        raise wrong(f"{_safe(str(file))}: {error.strerror}", f"name a file that can be read{name}") from None


def _ballot(given: str) -> bytes:
    """Give a link as it is, and what a file holds."""
    if "#" in given and not os.path.isfile(given):  # Path asks too, and fails where a link is too long for a name
        return given.encode("utf-8", "surrogateescape")
    return _read(Path(given))


def _said(kept: Kept, kind: str) -> str:
    from playbook.priorities.ranking import rank

    if kind == "board":
        from playbook.priorities.files import written

        return written(kept.board)
    result = rank(kept.board)
    if kind == "json":
        from playbook.review.reports.safe import dumped

        return dumped(result.as_data())
    if kind == "csv":
        from playbook.priorities.csv_files import write_items

        return write_items(kept.board, result)
    if kind == "svg":
        from playbook.pages.figures.board_alone import board_alone

        return board_alone(kept.board, result)
    from playbook.commands import board_saying

    if kind == "markdown":
        return board_saying.markdown(kept.board, result)
    from playbook.review.reports.lines import plain

    return plain(board_saying.terminal(kept.board, result))


def _replace(text: str, file: Path) -> None:
    """Write beside the file first, so that a full disk does not take the board along. Who may read it stays."""
    whole = file.resolve()
    beside = whole.with_name(f".{whole.name}.new")
    try:
        beside.write_bytes(text.encode("utf-8", "replace"))
        if whole.exists():
            shutil.copymode(whole, beside)
        os.replace(beside, whole)
    except OSError as error:
        with suppress(OSError):
            beside.unlink()
        raise wrong(f"{file}: {error.strerror}", "name a file that can be written") from None


def _write(data: bytes, file: Path) -> None:
    try:
        file.write_bytes(data)
    except OSError as error:
        raise wrong(f"{file}: {error.strerror}", "name a file that can be written") from None


def _report(error: ProblemsError) -> None:
    click.echo("\n".join(map(_safe, error.report().split("\n"))), err=True)


def _safe(text: str) -> str:
    from playbook.review.reports.safe import printed

    return printed(text)
