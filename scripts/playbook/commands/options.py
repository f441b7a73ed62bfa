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
