"""Serves a built site on this machine for as long as a test needs it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread

from playbook.publish.static import StaticServer


@contextmanager
def serve(site: Path) -> Iterator[str]:
    """Serve the folder `site` on a free port of 127.0.0.1; gives its address, with the slash at the end."""
    with StaticServer(site) as server:
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/"
        finally:
            server.shutdown()
            thread.join()
