"""Serves the playbook while somebody writes it: every saved file is on the page a moment later."""

from __future__ import annotations

import shutil
import socket
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from playbook.publish.design import write_designs
from playbook.publish.doors import PARTIAL, write_doors
from playbook.publish.exports import write_exports
from playbook.publish.papers.placing import place
from playbook.publish.permalinks import write_redirects
from playbook.publish.site import BuildError, Target, configured, quiet_mkdocs, run
from playbook.records.current import Stamp, current, stamp
from playbook.records.library import Library
from playbook.records.problems import ProblemsError


class PortTakenError(Exception):
    """Something listens on the port already."""


def serve(root: Path, host: str, port: int, say: Callable[[str], None]) -> None:
    """Build the playbook in `root`, serve it on http://host:port/ and build again on each change.

    A fault in a record or page is told through `say`, and the last good state stays up.
    Raises PortTakenError, ProblemsError or BuildError before the first page is served.
    """
    refuse_taken_port(host, port)
    from mkdocs.livereload import LiveReloadServer

    url = f"http://{host}:{port}/"
    scratch = Path(tempfile.mkdtemp(prefix="playbook_"))
    folder = scratch / "site"
    draft = Draft(root, Target(folder, url))

    def build_again() -> None:
        try:
            say(f"built again: {draft.build()}")
        except (ProblemsError, BuildError) as error:
            say(f"{error}\nThe page still shows the last good state.")

    try:
        draft.build()
        server = LiveReloadServer(
            builder=build_again,
            host=host,
            port=port,
            root=str(folder),
            mount_path="/",
            polling_interval=0.15,  # a few hundred files: a look costs milliseconds, waiting for it is felt
        )
        server.error_handler = lambda code: _error_page(folder, code)
        for path in ("docs", "overrides", "mkdocs.yml", "playbook.yml"):
            server.watch(str(root / path))
        say(f"The playbook is on {url} (Ctrl+C ends it)")
        try:
            server.serve(open_in_browser=False)  # type: ignore[no-untyped-call]
        except KeyboardInterrupt:
            pass
        finally:
            server.shutdown()
    finally:
        shutil.rmtree(scratch, ignore_errors=True)


@dataclass
class Draft:
    """The site while somebody writes it: built whole, or only the pages whose text alone has changed.

    Each build is made beside the folder of `target` and takes its place when it is good: mkdocs empties
    the folder that it builds into before it reads a page.
    """

    root: Path
    target: Target
    _library: Library | None = None
    _frame: Stamp = ()

    def build(self) -> str:
        """Build what has changed and say what that was. Raises ProblemsError or BuildError."""
        library, frame = current(self.root), self._stamp()
        text_alone = self._library is not None and frame == self._frame and same_records(self._library, library)
        write_doors(library)
        following = self.target.folder.with_name(f"{self.target.folder.name}-next")
        shutil.rmtree(following, ignore_errors=True)
        if text_alone:
            shutil.copytree(self.target.folder, following)
        target = replace(self.target, folder=following)
        with quiet_mkdocs() as notes, configured(self.root, library, target, notes) as config:
            if text_alone:
                with kept(following / "search/search_index.json"):
                    run(config, notes, changed_only=True)
            else:
                run(config, notes)
        write_redirects(library, following)
        write_exports(library, following, self.target.edition)
        write_designs(library, following)
        place(library, following)
        _put(following, self.target.folder)
        self._library, self._frame = library, frame
        return "the pages whose text has changed" if text_alone else "every page"

    def _stamp(self) -> Stamp:
        """Change when something that every page is made with does."""
        templates = (self.root / "overrides").rglob("*.html")
        examples = (path for path in (self.root / "docs/standards").glob("*/*/**/*") if path.is_file())
        documents = (self.root / "docs/design").glob("*/[0-9]*.md")
        return stamp(
            [
                self.root / "mkdocs.yml",
                *examples,
                *documents,
                *(file for file in templates if file != self.root / PARTIAL),
            ]
        )


def _put(following: Path, folder: Path) -> None:
    """Put the folder `following` in the place of `folder`, which may not be there yet."""
    former = folder.with_name(f"{folder.name}-former")
    if folder.exists():
        folder.rename(former)
    following.rename(folder)
    shutil.rmtree(former, ignore_errors=True)


def same_records(old: Library, new: Library) -> bool:
    """Say whether nothing that other pages draw on has changed between two readings of the playbook."""
    return old.records == new.records and old.citations == new.citations


@contextmanager
def kept(file: Path) -> Iterator[None]:
    """Leave `file` as it is: the search index of a build of some pages would hold those alone."""
    data = file.read_bytes()
    yield
    file.write_bytes(data)


def refuse_taken_port(host: str, port: int, how: str = "make serve") -> None:
    """Raise PortTakenError if `port` cannot be listened on; `how` is the command that takes another."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise PortTakenError(
                f"port {port} is taken or not allowed ({error.strerror})\n"
                f"    mend: end what runs there, or choose another port: {how} PORT={port + 1}"
            ) from None


def _error_page(folder: Path, code: int) -> bytes | None:
    page = folder / f"{code}.html"
    return page.read_bytes() if page.is_file() else None
