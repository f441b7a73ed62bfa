"""`playbook site` and `playbook serve`."""

from __future__ import annotations

import gc
import os
import re
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import click

from playbook.commands import options
from playbook.commands.choosing import wrong
from playbook.commands.ending import ending_once

if TYPE_CHECKING:
    from playbook.records.library import Library


@click.command()
@options.root
@click.option(
    "--into", type=click.Path(file_okay=False, path_type=Path), default="site", help="Folder of the built site."
)
@click.option("--url", default=None, help="Address that the pages name as theirs (default: site.url of playbook.yml).")
def site(root: Path, into: Path, url: str | None) -> None:
    """Check the records and build the site."""
    from playbook.publish.site import BuildError, Target, build

    start = time.monotonic()
    gc.set_threshold(100_000, 20, 20)  # a build makes many objects and drops few: looking for rubbish costs a tenth
    try:
        library = build(root, Target(into.resolve(), url))
    except BuildError as error:
        click.echo(str(error), err=True)
        sys.exit(1)
    click.echo(f"{len(library.entries)} pages built into {into} in {time.monotonic() - start:.1f} s")
    _say_missing(library)


@click.command()
@options.root
@click.option(
    "--into",
    type=click.Path(file_okay=False, path_type=Path),
    default=".",
    help="Folder of the archive (default: here).",
)
@click.option("--edition", default="dev", help="What the footer says that this is (default: dev).")
def offline(root: Path, into: Path, edition: str) -> None:
    """Build the playbook to take along: a zip that works from a folder, without a server or a network."""
    import tempfile

    from playbook.publish.offline import ARCHIVE, archive, take_along
    from playbook.publish.site import BuildError, Target, build, last_change

    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if epoch and not re.fullmatch("[0-9]{1,12}", epoch):
        raise wrong(f"SOURCE_DATE_EPOCH is {epoch!r}", "write seconds since 1970 in digits, or leave it out")
    try:
        into.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise wrong(f"--into {into}: {error.strerror}", "name a folder that can be made") from None
    with tempfile.TemporaryDirectory() as scratch:
        built, folder = Path(scratch, "site"), Path(scratch, "playbook")
        try:
            library = build(root, Target(built, edition=edition))
        except BuildError as error:
            click.echo(str(error), err=True)
            sys.exit(1)
        take_along(built, folder)
        try:
            archive(folder, into / ARCHIVE, int(epoch or last_change(root)))
        except OSError as error:
            raise wrong(f"{into / ARCHIVE}: {error.strerror}", "name a folder that can be written") from None
    size = (into / ARCHIVE).stat().st_size
    click.echo(f"{into / ARCHIVE}: {size / 1e6:.1f} MB; unpack it and open playbook/index.html")
    _say_missing(library)


def _say_missing(library: Library) -> None:
    from playbook.publish.papers.placing import reminder

    if said := reminder(library):
        click.echo(said)


@click.command()
@options.root
@click.option("--port", type=click.IntRange(1, 65535), default=8000, help="Port on 127.0.0.1.")
def serve(root: Path, port: int) -> None:
    """Serve the playbook on this machine; pages follow what you save."""
    from playbook.publish.serve import PortTakenError
    from playbook.publish.serve import serve as run
    from playbook.publish.site import BuildError

    try:
        with ending_once():
            run(root, "127.0.0.1", port, click.echo)
    except KeyboardInterrupt:
        click.echo("")
    except (PortTakenError, BuildError) as error:
        click.echo(f"error: {error}", err=True)
        sys.exit(1)
