"""The playbook that was taken along: from a folder without a server, links lead to pages; search and tools work."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from playbook.publish.offline import archive, take_along
from tests.browsing import Watch
from tests.versions import small

pytestmark = pytest.mark.xdist_group("offline")  # one worker packs it

DEAD = """() => [...document.querySelectorAll(":is(article, .md-header, .md-tabs, .md-footer) a[href]")]
  .map(link => link.getAttribute("href"))
  .filter(href => !/^(#|[a-z]+:)/.test(href) && /(^|[/])[.]{0,2}([#?]|$)/.test(href))"""
"""Links that name no file, so that a browser would list a folder."""


@pytest.fixture(scope="module")
def folder(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The archive, made and unpacked again."""
    top = tmp_path_factory.mktemp("taken along")
    take_along(site, top / "made")
    archive(top / "made", top / "playbook.zip", 0)
    with zipfile.ZipFile(top / "playbook.zip") as packed:
        packed.extractall(top)
    return top / "playbook"


@pytest.fixture
def away(browser: Browser) -> Iterator[tuple[BrowserContext, Watch]]:
    """A context without a network, watched: a page that asks any host, or fails, is a fault."""
    context = browser.new_context(offline=True)
    watch = Watch().over(context)
    yield context, watch
    context.close()
    asked = [problem for problem in watch.problems if "asks another host: file:" not in problem]
    assert asked == []


def opened(context: BrowserContext, folder: Path, page: str) -> Page:
    tab = context.new_page()
    tab.goto((folder / page / "index.html").as_uri())
    return tab


def test_links_lead_to_files(folder: Path, away: tuple[BrowserContext, Watch]) -> None:
    context, _watch = away
    for page in ("", "roles", "standards", "standards/PKG003", "priorities"):
        tab = opened(context, folder, page)
        assert tab.evaluate(DEAD) == [], page
        tab.close()
    tab = opened(context, folder, "")
    tab.locator(".md-tabs__link", has_text="Roles").click()
    expect(tab.locator("h1")).to_have_text(re.compile("Seats and hats"))


def test_search_finds_and_opens(folder: Path, away: tuple[BrowserContext, Watch]) -> None:
    context, _watch = away
    tab = opened(context, folder, "roles")
    tab.locator("body").press("/")
    tab.locator(".md-search__input").press_sequentially("evangelist")
    hit = tab.locator(".md-search-result__link").first
    expect(hit).to_be_visible(timeout=15_000)
    hit.click()
    expect(tab.locator("h1")).to_have_text(re.compile("vangelist"))
    assert tab.url.startswith("file:")


def test_every_tool_starts(folder: Path, away: tuple[BrowserContext, Watch]) -> None:
    context, _watch = away
    tools = {
        page.parent.relative_to(folder).as_posix(): found
        for page in folder.rglob("index.html")
        if (found := re.findall(r'<(playbook-[\w-]+) data-tool="', page.read_text(encoding="utf-8")))
    }
    assert len(tools) >= 3
    tab = context.new_page()
    for page, names in sorted(tools.items()):
        tab.goto((folder / page / "index.html").as_uri())
        for name in names:
            tab.locator(name).first.scroll_into_view_if_needed()
            expect(tab.locator(f"{name}:not(:defined)"), page).to_have_count(0)
            assert tab.locator(name).first.evaluate("tool => tool.textContent.trim().length") > 0


def test_no_module_is_asked_for_by_file(folder: Path) -> None:
    modules = (folder / "assets/javascripts/modules.js").read_text(encoding="utf-8")
    assert "playbook:assets/tools/composer.js" in modules
    assert not re.search(r'(from|import)\s*\(?\s*(?:\\"|\')\.', modules)
    assert "import.meta" not in modules


def test_the_same_bytes_twice(site: Path, folder: Path, tmp_path: Path) -> None:
    take_along(site, tmp_path / "made")
    archive(tmp_path / "made", tmp_path / "again.zip", 0)
    assert (tmp_path / "again.zip").read_bytes() == (folder.parent / "playbook.zip").read_bytes()


def test_the_command_packs_what_it_has_built(tmp_path: Path) -> None:
    root = small.repository(tmp_path / "small")
    command = [str(Path(sys.executable).with_name("playbook")), "offline", "--into", str(tmp_path)]
    done = subprocess.run(command, cwd=root, env=os.environ, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    with zipfile.ZipFile(tmp_path / "playbook-offline.zip") as packed:
        assert "playbook/index.html" in packed.namelist()
