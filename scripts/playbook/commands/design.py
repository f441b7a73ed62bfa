"""`playbook design`: design documents laid out from templates, checked, moved to newer versions, listed."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from playbook.commands import design_files, options

FORMATS = ("text", "json", "github", "sarif", "markdown", "html")
STAGES = ("problem", "pilot", "rollout", "operated", "retired")


def _stage(said: str, **more: Any) -> Callable[..., Any]:
    return click.option("--stage", type=click.Choice(STAGES), help=said, **more)


@click.group()
def design() -> None:
    """Lay out design documents from templates, check them, move them to newer versions, list them.

    It works in any repository. Documents are looked for in docs/design/documents if that is there, or else in
    docs/design.
    """


@design.command()
def templates() -> None:
    """Name all templates, each with its newest version, what it begins with, and its page."""
    from playbook.commands.design_new import names

    click.echo(design_files.lines(names(design_files.designs())))


@design.command()
@click.argument("template")
@click.option("--title", required=True, help="What the document is about, on one line.")
@click.option("--dir", "folder", type=click.Path(path_type=Path), help="The folder for it; it is made if need be.")
@click.option("--from-pain-point", "point", metavar="PP-001", help="A pain point of the playbook, to begin with.")
@click.option("--owner", metavar="WHO", help="Who writes it: a role such as tech-lead, or @handle.")
@_stage("How far it has come: which sections are laid out.", default="problem", show_default=True)
def new(template: str, title: str, folder: Path | None, point: str | None, owner: str | None, stage: str) -> None:
    """Lay out a design document from TEMPLATE, as a new file with the next number. Nothing is ever overwritten."""
    from playbook.commands.design_new import Wanted, lay, said

    designs = design_files.designs()
    laid = lay(designs, Wanted(template, title, folder or design_files.usual(), point, owner, stage))
    click.echo(design_files.lines(said(laid)))


@design.command()
@design_files.paths
@click.option("--format", "kind", type=click.Choice(FORMATS), default="text", show_default=True, help="How to say it.")
@options.output
@_stage("The stage to ask each document at (default: the one that it is in).")
@click.option(
    "--changed-since",
    "since",
    metavar="REV",
    help="Ask those that changed since REV, such as origin/main, for the newest version of their template.",
)
@options.fail_on
@options.warn_only
@click.option("--only", multiple=True, metavar="ID", help="Only this rule, such as DES005. May be repeated.")
@options.verbose
@options.schema
def check(
    paths: tuple[Path, ...],
    kind: str,
    output: Path | None,
    stage: str | None,
    since: str | None,
    fail_on: str,
    warn_only: bool,
    only: tuple[str, ...],
    verbose: bool,
) -> None:
    """Check the design documents PATH..., files or folders.

    Documents are told by a number before their name, such as 0007-a-title.md, or by `template` in their front matter;
    other files are passed over. Nothing is asked of the network. The command ends with 0 if all rules hold, with 1 if
    a document falls short, with 2 if it was called wrongly or finds no document, and with 3 if something could not be
    read.
    """
    from playbook.commands.design_check import report
    from playbook.commands.review import tell
    from playbook.review.reports.report import ending

    made = report(paths, stage=stage, since=since, only=only, verbose=verbose)
    tell(made, "terminal" if kind == "text" else kind, output)
    sys.exit(0 if warn_only else ending(made, fail_on))


@design.command()
@design_files.paths
@_stage("Move them on to this stage too: its sections are laid out.")
@click.option("--dry-run", is_flag=True, help="Show what would change, and write nothing.")
def migrate(paths: tuple[Path, ...], stage: str | None, dry_run: bool) -> None:
    """Move the design documents PATH... to the newest version of their template.

    What people wrote stays, to the last byte; sections are renamed and added. A second run changes nothing. The
    command ends with 1 if a document's front matter is at fault, so that it is left as it is, and with 3 if a file
    could not be read.
    """
    from playbook.commands.design_move import move

    sys.exit(move(paths, stage, dry_run))


@design.command()
@design_files.paths
@click.option(
    "--format", "kind", type=click.Choice(("markdown", "json")), default="markdown", show_default=True, help="Which."
)
@click.option(
    "--graph", type=click.Path(dir_okay=False, path_type=Path), help="An SVG file: what supersedes what, drawn."
)
@options.output
def index(paths: tuple[Path, ...], kind: str, graph: Path | None, output: Path | None) -> None:
    """Print the table of the design documents PATH..., by status and stage.

    It ends with 1 if a document is left out because its front matter is at fault, and with 3 if a file could not be
    read.
    """
    from playbook.commands.design_move import listed

    sys.exit(listed(paths, kind, graph, output))
