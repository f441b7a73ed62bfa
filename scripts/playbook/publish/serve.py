"""Serves the playbook while somebody writes it: every saved file is on the page a moment later."""

from __future__ import annotations

import shutil
import socket
import tempfile
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

from playbook.publish.doors import write_doors
from playbook.publish.site import BuildError, Target, configured, quiet_mkdocs, run
from playbook.records import ProblemsError
from playbook.records.current import current


class PortTakenError(Exception):
    """Something listens on the port already."""


def serve(root: Path, host: str, port: int, say: Callable[[str], None], *, reload: bool = True) -> None:
    """Build the playbook in `root`, serve it on http://host:port/ and build again on each change.

    A fault in a record or page is told through `say`, and the last good state stays up.
    Raises PortTakenError, ProblemsError or BuildError before the first page is served.
    """
    refuse_taken_port(host, port)
    from mkdocs.livereload import LiveReloadServer

    url = f"http://{host}:{port}/"
    folder = Path(tempfile.mkdtemp(prefix="playbook_"))

    def build() -> None:
        library = current(root)
        write_doors(library)
        with quiet_mkdocs() as notes, configured(root, library, Target(folder, url), notes) as config:
            run(config, notes)

    def build_again() -> None:
        try:
            build()
            say("built again")
        except (ProblemsError, BuildError) as error:
            say(f"{error}\nThe page still shows the last good state.")

    try:
        build()
        server = LiveReloadServer(
            builder=build_again, host=host, port=port, root=str(folder), mount_path=urlsplit(url).path
        )
        server.error_handler = lambda code: _error_page(folder, code)
        for path in ("docs", "overrides", "scripts", "mkdocs.yml", "playbook.yml"):
            if reload:
                server.watch(str(root / path))
        say(f"The playbook is on {url} (Ctrl+C ends it)")
        try:
            server.serve(open_in_browser=False)  # type: ignore[no-untyped-call]
        except KeyboardInterrupt:
            pass
        finally:
            server.shutdown()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


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
