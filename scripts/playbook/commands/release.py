"""`playbook release-notes` and `playbook external-links`: what the workflows of a release and of a week ask."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from playbook.commands import options


@click.command(name="release-notes")
@options.root
@click.option("--tag", default=None, metavar="vX.Y.Z", help="Fail unless the repository is ready for this tag.")
def release_notes(root: Path, tag: str | None) -> None:
    """Print what CHANGELOG.md says of the version in pyproject.toml."""
    from playbook.publish.branch import PublishError
    from playbook.publish.release import notes

    try:
        click.echo(notes(root, tag))
    except PublishError as error:
        click.echo(f"error: {error}", err=True)
        sys.exit(1)


@click.command(name="external-links")
@options.root
@click.option("--into", type=click.Path(dir_okay=False, path_type=Path), help="Write the report there (Markdown).")
def external_links(root: Path, into: Path | None) -> None:
    """Build the site and ask every address that it links to. Exits 0 also when some failed: they are the report."""
    from playbook.publish.external import CheckError, check, report
    from playbook.publish.site import BuildError

    try:
        failed = check(root)
    except (BuildError, CheckError) as error:
        click.echo(f"error: {error}", err=True)
        sys.exit(1)
    text = report(failed)
    if into:
        into.write_text(text, encoding="utf-8")
        click.echo(f"{len(failed)} links failed; the report is in {into}")
    else:
        click.echo(text or "every link answers")
