"""Options that several commands share."""

from __future__ import annotations

from pathlib import Path

import click


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
