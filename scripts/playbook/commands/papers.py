"""`playbook papers`."""

from __future__ import annotations

import sys
import time
from pathlib import Path

import click

from playbook.commands import options
from playbook.commands.choosing import wrong


@click.command()
@options.root
def papers(root: Path) -> None:
    """Print the papers of all workshops as PDF, for the next build of the site."""
    from playbook.publish.browser import NoBrowserError
    from playbook.publish.papers.printing import CACHE, print_missing
    from playbook.records.current import current

    start = time.monotonic()
    try:
        done = print_missing(current(root))
    except NoBrowserError as error:
        click.echo(f"error: {error}", err=True)
        sys.exit(1)
    except OSError as error:
        raise wrong(f"{error.filename or CACHE}: {error.strerror}", f"make {CACHE} a folder to write to") from None
    click.echo(
        f"{done.new} papers printed in {time.monotonic() - start:.1f} s, {done.kept} were there already ({CACHE}); "
        "playbook site puts them into the site"
    )
