"""`playbook lifecycle` and `playbook autolinks`: IDs that stay, and links to them from elsewhere."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import click

from playbook.commands import options


@click.command()
@options.root
@click.option("--tag", default=None, help="The release to compare with (default: the newest tag vX.Y.Z).")
def lifecycle(root: Path, tag: str | None) -> None:
    """Check that no standard of the last release vanished or changed its meaning."""
    from playbook.publish.lifecycle import GitError, broken, last_release
    from playbook.records.current import current
    from playbook.records.problems import ProblemsError

    try:
        since = tag or last_release(root)
        if since is None:
            click.echo("no release yet: there is no promise to keep")
            return
        problems = broken(current(root), since)
    except GitError as error:
        click.echo(
            f"error: {error}\n    mend: fetch the tags with `git fetch --tags`, and name one that exists", err=True
        )
        sys.exit(2)
    if problems:
        raise ProblemsError(problems)
    click.echo(f"every standard of {since} is what it was")


@click.command()
@click.argument("repository")
def autolinks(repository: str) -> None:
    """Print the commands that make PKG003 a link in REPOSITORY (OWNER/NAME on GitHub).

    Run them once, as an administrator of the repository. Nothing is changed by printing them.
    """
    from playbook.records.catalogue import catalogue
    from playbook.records.citing import permalink

    if not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9-]{0,38}/[A-Za-z0-9._-]{1,100}", repository):
        raise click.BadParameter(f"`{repository}` is no repository on GitHub; write OWNER/NAME")
    known = catalogue()
    for family in sorted({key[:-3] for key in known.standards}):
        url = permalink(known.site_url, f"{family}<num>")
        fields = f"-f key_prefix={family} -f 'url_template={url}' -F is_alphanumeric=false"
        click.echo(f"gh api repos/{repository}/autolinks {fields}")
