"""Options that several commands share."""

from __future__ import annotations

from pathlib import Path

import click

from playbook.commands.choosing import wrong


def _repository(_context: click.Context, _option: click.Parameter, root: Path) -> Path:
    if not (root / "mkdocs.yml").is_file():
        raise click.BadParameter(f"{root} holds no mkdocs.yml; run this in the repository of the playbook")
    return root.resolve()


root = click.option(
    "--root",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=".",
    callback=_repository,
    help="The repository of the playbook (default: this folder).",
)

output = click.option("--output", type=click.Path(dir_okay=False, path_type=Path), help="A file to write it to.")

FAIL_ON = ("must", "should", "may", "never")

fail_on = click.option(
    "--fail-on",
    type=click.Choice(FAIL_ON),
    default="must",
    show_default=True,
    help="The last level at which falling short ends with 1, and what could not be read with 3.",
)

warn_only = click.option("--warn-only", is_flag=True, help="End with 0 whatever falls short or could not be read.")

verbose = click.option("--verbose", is_flag=True, help="Name what holds and what does not apply, with the reasons.")


def _print_schema(context: click.Context, _option: click.Parameter, wanted: bool) -> None:
    if wanted and not context.resilient_parsing:
        from playbook.review.reports.json import SCHEMA

        click.echo(SCHEMA.read_text(encoding="utf-8"), nl=False)
        context.exit()


schema = click.option(
    "--schema",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_print_schema,
    help="Print the JSON's schema.",
)


def put(text: str, output: Path | None) -> None:
    """Write `text` into the file that `--output` names, or to standard output; raises UsageError if it cannot."""
    data = text.encode("utf-8", "replace")
    if output is None:
        click.echo(data, nl=False)
        return
    try:
        output.write_bytes(data)
    except OSError as error:
        raise wrong(f"--output {output}: {error.strerror}", "name a file that can be written") from None
