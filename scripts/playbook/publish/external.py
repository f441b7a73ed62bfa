"""Links to other people's sites: asks each once and reports those that fail. Needs a network; CI does it weekly."""

from __future__ import annotations

import csv
import re
import subprocess
import sys
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Thread

from playbook.publish.site import Target, build
from playbook.publish.static import StaticServer
from playbook.records.evidence import Interview

# As root, LinkChecker would become `nobody`, who may not read a playbook in a private folder.
_LINKCHECKER = "from linkcheck.command import linkchecker as c; c.drop_privileges = lambda: None; c.linkchecker()"
_REFUSED = {"401", "403", "405", "418", "429", "503", "999"}
"""Answers with which hosts turn programs away. A reader's browser may well get the page."""


@dataclass(frozen=True, order=True)
class Failed:
    """An address that did not answer well: what it said, and where a link to it stands (from the site's root)."""

    url: str
    said: str
    pages: tuple[str, ...]

    @property
    def refused(self) -> bool:
        return self.said.split(" ", 1)[0] in _REFUSED


class CheckError(Exception):
    """LinkChecker did not run; the message is its own."""


def check(root: Path) -> list[Failed]:
    """Build the playbook in `root`, follow every link of it and give those that fail.

    Raises ProblemsError, BuildError or CheckError.
    """
    with TemporaryDirectory(prefix="playbook_") as folder, StaticServer(Path(folder)) as server:
        url = f"http://127.0.0.1:{server.server_port}/"
        build(root, Target(Path(folder), url))
        Thread(target=server.serve_forever, daemon=True).start()
        try:
            return follow(url)
        finally:
            server.shutdown()


def follow(url: str) -> list[Failed]:
    """Follow every link of the site served at `url`; those to other hosts are asked, not followed.

    The recording is asked once: its links differ only in the second at which they begin.
    """
    seconds = re.escape(Interview.video) + r"&t=\d+s$"
    options = ["--check-extern", "--no-warnings", "--no-status", "--output=csv", "--verbose", f"--ignore-url={seconds}"]
    command = [sys.executable, "-c", _LINKCHECKER, *options, url]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    lines = [line for line in done.stdout.splitlines() if line and not line.startswith("#")]
    rows = list(csv.DictReader(lines, delimiter=";"))
    if not rows:
        raise CheckError(f"LinkChecker says nothing (exit {done.returncode}):\n{done.stderr[-2000:]}")
    pages: dict[tuple[str, str], set[str]] = defaultdict(set)
    for row in rows:
        if row["valid"] != "True":
            pages[row["url"] or row["urlname"], _said(row["result"])].add("/" + row["parentname"].removeprefix(url))
    return sorted(Failed(*key, tuple(sorted(parents))) for key, parents in pages.items())


def _said(result: str) -> str:
    """Shorten a failed connection, which comes with three nested exceptions, to the innermost."""
    cause = re.search(r"Caused by (\w+)", result)
    return f"no connection ({cause[1]})" if cause else result


def report(failed: list[Failed]) -> str:
    """Give the list as Markdown; "" where nothing failed. Addresses stand in code, so that nobody is called by it."""
    parts = []
    for title, refused in (("Failed", False), ("Turned the checker away; look in a browser", True)):
        rows = [
            f"- [ ] {_code(one.url)}: {_code(one.said)}, on {', '.join(map(_code, one.pages))}"
            for one in failed
            if one.refused == refused
        ]
        if rows:
            parts.append("\n".join([f"## {title}", "", *rows]))
    return "\n\n".join(parts) + "\n" if parts else ""


def _code(text: str) -> str:
    return "`" + " ".join(text.replace("`", "'").split())[:300] + "`"
