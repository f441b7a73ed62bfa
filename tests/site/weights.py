"""What a page weighs on its way to the reader: gzip -9 of what a browser asks for, in bytes."""

from __future__ import annotations

import gzip
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Browser

from tests.site.html_pass import Fault, Page, Site

FIRST_VIEW = 110_000
"""All that a first visit loads, fonts too; the search index is counted by itself."""
PAGE = 15_000
INDEX = 120_000
TOOLS = 60_000
"""The code of ours behind the tools of roles and priorities, compressed together; what a page loads counts in its first
view."""
RUNNING = 9_000
"""The same for the tools of workshops and onboarding, which stand on other pages."""
DESIGN = 9_250
"""The same for the form of design documents."""
DESIGN_DATA = 15_000
"""What that form knows of all templates and pain points comes with its code, and weighs no more than a page may."""
DESIGN_FILES = ("assets/tools/design.js", "assets/tools/design/*.js")
DESIGN_DATA_FILE = "assets/tools/design/data.js"
RUNNING_FILES = ("assets/tools/running.js", "assets/tools/checklist.js", "assets/tools/workshops/*.js")
INDEX_FILE = "search/search_index.json"


@cache
def weight(file: Path) -> int:
    """Give the size of `file`, compressed."""
    return len(gzip.compress(file.read_bytes(), 9, mtime=0))


def pages(site: Site, limit: int = PAGE) -> list[Fault]:
    """No page is heavy by itself."""
    return [
        Fault(page.file, 0, f"weighs {size} B compressed, more than {limit}")
        for page in site.pages.values()
        if (size := weight(site.folder / page.file)) > limit
    ]


def index(site: Site, limit: int = INDEX) -> list[Fault]:
    """The search index stays small."""
    size = weight(site.folder / INDEX_FILE)
    return [Fault(INDEX_FILE, 0, f"weighs {size} B compressed, more than {limit}")] if size > limit else []


def tools(site: Site, limit: int = TOOLS) -> list[Fault]:
    """The code of the tools of roles and priorities together stays small."""
    others = {*_running(site), *_files(site, DESIGN_FILES)}
    files = sorted(file for file in (site.folder / "assets/tools").rglob("*.js") if file not in others)
    return _together("assets/tools", files, limit)


def running(site: Site, limit: int = RUNNING) -> list[Fault]:
    """The code of the tools of workshops and onboarding together stays small."""
    return _together("assets/tools/workshops", _running(site), limit)


def design(site: Site, limit: int = DESIGN, most: int = DESIGN_DATA) -> list[Fault]:
    """The code of the form for design documents stays small, and so does what it knows."""
    data = site.folder / DESIGN_DATA_FILE
    code = [file for file in _files(site, DESIGN_FILES) if file != data]
    return [*_together("assets/tools/design", code, limit), *_together(DESIGN_DATA_FILE, [data], most)]


def _running(site: Site) -> list[Path]:
    return _files(site, RUNNING_FILES)


def _files(site: Site, patterns: tuple[str, ...]) -> list[Path]:
    return sorted(file for pattern in patterns for file in site.folder.glob(pattern))


def _together(name: str, files: list[Path], limit: int) -> list[Fault]:
    total = len(gzip.compress(b"".join(file.read_bytes() for file in files), 9, mtime=0))
    if total <= limit:
        return []
    heaviest = sorted(((file.name, weight(file)) for file in files), key=lambda part: -part[1])
    return [Fault(name, 0, f"weighs {total} B compressed, more than {limit}: {_listed(heaviest)}")]


def strays(site: Site, loaded: Mapping[str, frozenset[str]]) -> list[Fault]:
    """A page without a tool loads no code of one, and nothing of what tools are built with."""
    return [
        Fault(site.pages[url].file, 0, f"loads {name} and holds no tool")
        for url, files in loaded.items()
        if not any(str(element.tag).startswith("playbook-") for element in site.pages[url].article.iter())
        for name in sorted(files)
        if name.startswith(("assets/tools/", "assets/vendor/"))
    ]


def first_views(site: Site, loaded: Mapping[str, frozenset[str]], limit: int = FIRST_VIEW) -> list[Fault]:
    """No first visit is heavy; `loaded` gives, by the address of each page, the files that come with it."""
    found = []
    for url, page in site.pages.items():
        parts = {name: weight(site.folder / name) for name in {page.file, *loaded[url]} - {INDEX_FILE}}
        if (total := sum(parts.values())) > limit:
            heaviest = sorted(parts.items(), key=lambda part: -part[1])
            found.append(Fault(page.file, 0, f"first view {total} B, more than {limit}: {_listed(heaviest)}"))
    return found


def _listed(parts: list[tuple[str, int]]) -> str:
    return ", ".join(f"{name} {size}" for name, size in parts)


def loaded(browser: Browser, site: Site, site_url: str) -> dict[str, frozenset[str]]:
    """Open one page of each kind in a new context and give, for every page, what its kind asks for besides itself.

    Pages are of a kind if they name the same files and hold the same custom elements.
    """
    kinds: dict[frozenset[str], list[Page]] = {}
    for page in site.pages.values():
        kinds.setdefault(_kind(page, site), []).append(page)
    return {
        page.url: files
        for alike in kinds.values()
        for files in [_requests(browser, site_url, alike[0])]
        for page in alike
    }


def _kind(page: Page, site: Site) -> frozenset[str]:
    files = {found[0] for link in page.links if link.loads and (found := site.inside(page.url, link.address))}
    elements = {str(element.tag) for element in page.article.iter() if "-" in str(element.tag)}
    return frozenset(files | elements)


def _requests(browser: Browser, site_url: str, page: Page) -> frozenset[str]:
    context = browser.new_context()
    try:
        seen: list[str] = []
        context.on("request", lambda request: seen.append(request.url))
        context.new_page().goto(site_url + page.url, wait_until="networkidle")
    finally:
        context.close()
    paths = {urlsplit(url).path.removeprefix("/") for url in seen if url.startswith(site_url)}
    return frozenset(paths - {page.url})
