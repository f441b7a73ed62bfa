"""`playbook deploy`, `playbook root` and `playbook release-preview`: versions of the site on one branch."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from playbook.commands import options
from playbook.commands.ending import ending_once

_branch = click.option("--branch", default="gh-pages", show_default=True, help="Branch that is served.")
_push = click.option("--push", "pushes", is_flag=True, help="Fetch the branch first and push it afterwards.")
_remote = click.option("--remote", default="origin", show_default=True, help="Where to push.")


@contextmanager
def _plain_errors() -> Iterator[None]:
    """Show what went wrong and its mend, without a traceback."""
    from playbook.publish.branch import GitError, PublishError
    from playbook.publish.serve import PortTakenError
    from playbook.publish.site import BuildError

    try:
        yield
    except (PublishError, GitError, BuildError, PortTakenError) as error:
        click.echo(f"error: {error}", err=True)
        sys.exit(1)


@click.command()
@options.root
@click.option(
    "--tag", default=None, metavar="vX.Y.Z", help="Publish this tag as X.Y, and as latest if it is the newest."
)
@click.option("--dev", is_flag=True, help="Publish what is checked out as dev.")
@_push
@_branch
@_remote
def deploy(root: Path, tag: str | None, dev: bool, pushes: bool, branch: str, remote: str) -> None:
    """Publish one version of the site: a tag, or dev."""
    if dev == (tag is not None):
        raise click.UsageError("say what to publish: --tag vX.Y.Z or --dev")
    with _plain_errors():
        from playbook.publish import branch as on
        from playbook.publish import versions

        version = versions.of_tag(tag) if tag else versions.NEXT
        if tag:
            versions.require_tag(root, tag)
        on.require_identity(root)
        on.require_clean(root)
        if not pushes:
            on.bring_up_to_date(root, branch, remote, fetch=False)
            versions.deploy(root, version, branch, click.echo)
            click.echo(f"nothing was pushed: git push {remote} {branch}")
            return
        _pushed(root, branch, remote, lambda: versions.deploy(root, version, branch, click.echo))
        click.echo(f"pushed {branch} to {remote}")


def _pushed(root: Path, branch: str, remote: str, write: Callable[[], object]) -> None:
    """Fetch, `write` and push; once more if somebody else published in between, as two workflows may."""
    from playbook.publish import branch as on

    for again in (True, True, False):
        on.bring_up_to_date(root, branch, remote, fetch=True)
        before = on.tip(root, branch)
        write()
        try:
            on.push(root, branch, remote, before)
            return
        except on.OvertakenError:
            if not again:
                raise
            click.echo("somebody else published meanwhile; once more on top of that")


@click.command(name="root")
@options.root
@_push
@_branch
@_remote
def root(root: Path, pushes: bool, branch: str, remote: str) -> None:
    """Make the front door, the page for wrong addresses, the sitemap and the permalinks anew."""
    with _plain_errors():
        from playbook.publish import branch as on
        from playbook.publish.root import write_root
        from playbook.records.current import current

        site = current(root).organisation.site
        on.require_identity(root)
        on.require_own_branch(root, branch)

        def write() -> None:
            changed = write_root(root, branch, site.url, site.name)
            click.echo("\n".join(f"wrote /{path}" for path in changed) or "nothing had changed")

        if pushes:
            _pushed(root, branch, remote, write)
        else:
            on.bring_up_to_date(root, branch, remote, fetch=False)
            write()


@click.command(name="release-preview")
@options.root
@click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True, help="Port on 127.0.0.1.")
def release_preview(root: Path, port: int) -> None:
    """Publish two versions into a scratch clone and serve them, until Ctrl+C."""
    with _plain_errors(), ending_once(), TemporaryDirectory(prefix="playbook_preview_") as folder:
        from playbook.publish.permalinks import spots
        from playbook.publish.preview import look_at, prepare
        from playbook.publish.serve import refuse_taken_port
        from playbook.publish.static import StaticServer
        from playbook.records.current import current

        refuse_taken_port("127.0.0.1", port, "make release-preview")
        url = f"http://127.0.0.1:{port}/"
        try:
            site = prepare(root, Path(folder), url, click.echo)
            with StaticServer(site, port) as server:
                permalink = next(iter(spots(current(root))))
                click.echo(f"Look at (Ctrl+C ends it and removes the clone):\n{look_at(url, permalink)}")
                server.serve_forever()
        except KeyboardInterrupt:
            click.echo("")
