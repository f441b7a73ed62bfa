"""`playbook zensical`: does the second builder give the same site?"""

from __future__ import annotations

import sys
from pathlib import Path

import click

from playbook.commands import options


@click.command()
@options.root
def zensical(root: Path) -> None:
    """Build with Zensical too and compare addresses and text."""
    from playbook.publish.second_builder import compare
    from playbook.publish.site import BuildError

    try:
        found = compare(root)
    except (BuildError, RuntimeError) as error:
        click.echo(str(error), err=True)
        sys.exit(1)
    for line in found:
        click.echo(line)
    click.echo(
        f"{len(found)} pages differ between mkdocs and Zensical" if found else "mkdocs and Zensical agree on every page"
    )
    sys.exit(bool(found))
