"""The four doors as a partial for the page that says "not found", which no macro reaches."""

from __future__ import annotations

import html
from pathlib import Path
from urllib.parse import quote

from playbook.records.evidence import plain
from playbook.records.library import Library
from playbook.records.page import Home, address

PARTIAL = Path("overrides/partials/generated/doors.html")


def write_doors(library: Library) -> None:
    """Write the partial if it has changed; addresses go through the theme's `url` filter.

    It is a template, so text in it must neither be HTML nor begin an expression. Citations are left out:
    the page "not found" has no list of sources.
    """
    rows = [
        f"""<li><a href="{{{{ '{quote(address(Path(door.to)))}' | url }}}}">{_text(door.says)}</a> """
        f"<span>{_text(door.gives)}</span></li>"
        for home in library.all(Home)
        for door in home.doors
    ]
    text = "{#- Made by `playbook site` from docs/index.md -#}\n" + "\n".join(rows) + "\n"
    file = library.root / PARTIAL
    if not file.exists() or file.read_text(encoding="utf-8") != text:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")


def _text(text: str) -> str:
    return html.escape(plain(text)).replace("{", "&#123;")
