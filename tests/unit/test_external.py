"""Links to other hosts: what fails is listed, what refuses programs is listed apart, and nobody is called by it."""

from __future__ import annotations

from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

from playbook.publish.external import Failed, follow, report
from tests.serving import serve


class _Elsewhere(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_response({"/gone": 404, "/members": 403}.get(self.path, 200))
        self.send_header("Content-Length", "0")
        self.end_headers()

    do_HEAD = do_GET  # noqa: N815

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Say nothing."""


@pytest.fixture
def elsewhere() -> Iterator[str]:
    """Another host, as LinkChecker sees it: the same machine by its other name."""
    with ThreadingHTTPServer(("127.0.0.1", 0), _Elsewhere) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://localhost:{server.server_port}"
        server.shutdown()


def test_failed_links_are_found_and_told_apart(elsewhere: str, tmp_path: Path) -> None:
    links = "".join(f'<a href="{elsewhere}/{path}">x</a>' for path in ("gone", "members", "fine"))
    recording = '<a href="https://www.youtube.com/watch?v=rMq63r3zi4c&amp;t=61s">x</a>'
    (tmp_path / "index.html").write_text(f"<!doctype html><title>x</title>{links}{recording}", encoding="utf-8")
    with serve(tmp_path) as url:
        failed = follow(url)
    assert [(one.url, one.said[:3], one.refused, one.pages) for one in failed] == [
        (f"{elsewhere}/gone", "404", False, ("/",)),
        (f"{elsewhere}/members", "403", True, ("/",)),
    ]
    text = report(failed)
    assert (
        text.index("## Failed")
        < text.index("/gone")
        < text.index("## Turned the checker away")
        < text.index("/members")
    )


def test_nothing_failed_is_an_empty_report() -> None:
    assert report([]) == ""


def test_report_calls_nobody_and_stays_on_its_line() -> None:
    said = "404 `@somebody`\n## A heading #12"
    text = report([Failed("https://example.org/`a`", said, ("/",))])
    assert text.splitlines()[2:] == ["- [ ] `https://example.org/'a'`: `404 '@somebody' ## A heading #12`, on `/`"]
