"""The playbook to take along: the built site as a folder that works without a server, and as one archive."""

from __future__ import annotations

import json
import posixpath
import re
import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

ARCHIVE = "playbook-offline.zip"
START = "index.html"

_LINK = re.compile(r'(<a\b[^>]*?\shref="|<link\b[^>]*?\brel="(?:next|prev)"[^>]*?\shref=")([^"#?]*)')
_PRELOAD = re.compile(r'[ \t]*<link rel="preload"[^>]*>\n?')
_FIRST_SCRIPT = re.compile(r'<script src="([^"]*)assets/javascripts/search-later\.js">')
_IMPORT = re.compile(r"""(\bfrom\s*|\bimport\s*\(?\s*)(["'])(\.{1,2}/[^"']+)\2""")
_ONLY_SERVED = ("404.html", "sitemap.xml", "sitemap.xml.gz")
_MODULES = ("assets/tools", "assets/vendor")
_NO_MODULES = ("assets/vendor/reveal",)  # classic scripts, which slides load from a folder as from a server


def take_along(site: Path, into: Path) -> None:
    """Lay out the built `site` in the new folder `into`: links name files, tools and search need no server."""
    shutil.copytree(site, into, ignore=lambda _folder, names: [name for name in names if name in _ONLY_SERVED])
    for page in into.rglob("*.html"):
        page.write_text(_page(page.read_text(encoding="utf-8"), page, into), encoding="utf-8")
    index = into / "search" / "search_index.json"
    index.with_suffix(".js").write_text(f"var __index = {index.read_text(encoding='utf-8')}", encoding="utf-8")
    index.unlink()
    modules = into / "assets" / "javascripts" / "modules.js"
    listed = json.dumps(dict(_modules(into)), ensure_ascii=False)
    modules.write_text(f"window.playbookModules = {listed};\n", encoding="utf-8")


def archive(folder: Path, file: Path, seconds: int) -> None:
    """Write `folder` into the zip `file`, the same bytes each time; `seconds` since 1970 dates everything in it."""
    import time

    moment = time.gmtime(min(max(seconds, 315_532_800), 4_354_819_198))[:6]  # a zip knows the years 1980 to 2107
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as packed:
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                entry = zipfile.ZipInfo(f"playbook/{path.relative_to(folder).as_posix()}", moment)
                entry.compress_type = zipfile.ZIP_DEFLATED
                entry.external_attr = 0o644 << 16
                packed.writestr(entry, path.read_bytes())


def _page(html: str, page: Path, top: Path) -> str:
    """Give a page whose links to folders name the page in them, and which loads what a folder needs first."""

    def named(link: re.Match[str]) -> str:
        address = link[2]
        parts = urlsplit(address)
        if parts.scheme or parts.netloc or not address:
            return link[0]
        there = page.parent / unquote(address)
        if there.is_dir() and (there / START).is_file() and there.resolve().is_relative_to(top.resolve()):
            return f"{link[1]}{posixpath.join(address, START)}"
        return link[0]

    def first(script: re.Match[str]) -> str:
        own = [
            f"{script[1]}assets/{name}"
            for name in ("vendor/iframe-worker/iframe-worker.min.js", "javascripts/offline.js")
        ]
        return "".join(f'<script src="{name}"></script>' for name in own) + script[0]

    return _FIRST_SCRIPT.sub(first, _PRELOAD.sub("", _LINK.sub(named, html)))


def _modules(top: Path) -> Iterator[tuple[str, str]]:
    """Give each module by the name that pages import it under, with its own imports by such names."""
    for folder in _MODULES:
        for file in sorted((top / folder).rglob("*.js")):
            inside = file.relative_to(top).as_posix()
            if inside.startswith(_NO_MODULES):
                continue

            def named(found: re.Match[str], inside: str = inside) -> str:
                target = posixpath.normpath(posixpath.join(posixpath.dirname(inside), found[3]))
                return f"{found[1]}{found[2]}playbook:{target}{found[2]}"

            yield f"playbook:{inside}", _IMPORT.sub(named, file.read_text(encoding="utf-8"))
