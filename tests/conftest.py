"""What tests of the built site share: the site, its address, a browser, a page that must behave, the records."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from playbook.records.library import Library
from playbook.records.loader import load
from tests.browsing import Watch, chromium
from tests.building import ROOT, build_once, shared_folder
from tests.serving import serve


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line(
        "markers", "misbehaves(reason): its page may print errors or call another host, for the reason given"
    )


@pytest.fixture(scope="session")
def root() -> Path:
    """The repository."""
    return ROOT


@pytest.fixture(scope="session")
def library(root: Path) -> Library:
    """Every record, read once."""
    return load(root)


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the built site. It is shared: copy what you change."""
    return build_once(shared_folder(tmp_path_factory))


@pytest.fixture(scope="session")
def site_url(site: Path) -> Iterator[str]:
    """The address of the served site, with the slash at the end."""
    with serve(site) as url:
        yield url


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium, started once for each worker."""
    with chromium() as started:
        yield started


@pytest.fixture
def page(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A page in a context of its own. The test fails if it prints an error, throws one, or calls another host.

    A test that provokes that says why: `@pytest.mark.misbehaves("asks for a page that is not there")`.
    """
    marker = request.node.get_closest_marker("misbehaves")
    assert marker is None or marker.args, "misbehaves needs its reason"
    context = browser.new_context()
    watch = Watch().over(context)
    try:
        yield context.new_page()
    finally:
        context.close()
    if marker is None and watch.problems:
        pytest.fail("\n".join(["the page misbehaved:", *watch.problems]), pytrace=False)
