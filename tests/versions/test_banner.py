"""What a reader of an older edition, or of dev, sees in the browser."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.axe import judge
from tests.serving import serve
from tests.site.outside import html_validity
from tests.versions import small
from tests.versions.conftest import Site

pytestmark = pytest.mark.xdist_group("versions")
GONE = pytest.mark.misbehaves("asks the newest edition for a page that it has not")


@pytest.fixture(scope="module")
def handbook(published: Site) -> Iterator[str]:
    """The address of the published playbook, one folder below its host."""
    with serve(published.folder.parent) as url:
        yield f"{url}handbook/"


def banner(page: Page) -> str:
    """Give the words of the banner once its links have settled."""
    shown = page.locator("[data-g-newer]")
    expect(shown).to_be_visible()
    page.wait_for_load_state("networkidle")
    return " ".join(shown.inner_text().split())


def leads_to(page: Page) -> str:
    """Give where the only visible link of the banner leads."""
    link = page.locator("[data-g-newer] a:visible")
    expect(link).to_have_count(1)
    return str(link.evaluate("link => link.href"))


def test_older_edition_leads_to_the_same_page_in_the_newest(page: Page, handbook: str) -> None:
    page.goto(f"{handbook}1.0/roles/one/#sources")
    assert banner(page) == "You read edition 1.0.0, an older one. Read this page in the newest edition"
    assert leads_to(page) == f"{handbook}latest/roles/one/#sources"
    page.locator("[data-g-newer] a:visible").click()
    page.wait_for_url(f"{handbook}latest/roles/one/#sources")


def test_front_page_of_an_older_edition(page: Page, handbook: str) -> None:
    page.goto(f"{handbook}1.0/")
    assert banner(page).endswith("Read this page in the newest edition")
    assert leads_to(page) == f"{handbook}latest/"


@GONE
def test_older_edition_says_that_a_page_is_gone(page: Page, handbook: str) -> None:
    page.goto(f"{handbook}1.0/roles/three/")
    words = "You read edition 1.0.0, an older one. The newest edition does not have this page any more."
    assert banner(page) == f"{words} Go to the newest edition"
    assert leads_to(page) == f"{handbook}latest/"


def test_dev_leads_to_the_same_page(page: Page, handbook: str) -> None:
    page.goto(f"{handbook}dev/roles/two/")
    assert banner(page) == "You read what comes next. Read this page in the newest edition"
    assert leads_to(page) == f"{handbook}latest/roles/two/"


@GONE
def test_dev_says_that_a_page_is_new(page: Page, handbook: str) -> None:
    page.goto(f"{handbook}dev/roles/four/")
    assert banner(page).startswith("You read what comes next. The newest edition does not have this page yet.")
    assert leads_to(page) == f"{handbook}latest/"


@GONE
def test_dev_before_any_release_leads_nowhere(page: Page, published: Site) -> None:
    with serve(published.before_release) as url:
        page.goto(f"{url}dev/roles/one/")
        assert banner(page) == "You read what comes next. No edition is released yet."


@pytest.mark.misbehaves("the server does not answer")
def test_without_an_answer_the_banner_leads_to_the_front_page(page: Page, handbook: str) -> None:
    def refuse(route: Route) -> None:
        if route.request.method == "HEAD":
            route.abort()
        else:
            route.continue_()

    page.route("**/*", refuse)
    page.goto(f"{handbook}1.0/roles/one/")
    assert banner(page) == "You read edition 1.0.0, an older one. Go to the newest edition"
    assert leads_to(page) == f"{handbook}latest/"


@pytest.mark.parametrize("version", ["latest", "1.1"])
def test_newest_edition_has_no_banner_and_asks_nothing(page: Page, handbook: str, version: str) -> None:
    methods: list[str] = []
    page.on("request", lambda request: methods.append(request.method))
    page.goto(f"{handbook}{version}/roles/one/")
    page.wait_for_selector(".md-version")
    page.wait_for_load_state("networkidle")
    expect(page.locator("[data-g-newer]")).to_be_hidden()
    assert "HEAD" not in methods


def test_selector_shows_the_versions_and_keeps_the_page(page: Page, handbook: str) -> None:
    page.goto(f"{handbook}latest/roles/two/")
    button = page.locator(".md-version__current")
    expect(button).to_have_text("1.1")
    button.focus()
    page.locator(".md-version__link", has_text="1.0").click()
    page.wait_for_url(f"{handbook}1.0/roles/two/")


def test_permalinks_lead_on_and_stay_for_editions(page: Page, handbook: str) -> None:
    page.goto(f"{handbook}r/one/#sources")
    page.wait_for_url(f"{handbook}latest/roles/one/#sources")
    page.goto(f"{handbook}c/T01/")
    page.wait_for_url(f"{handbook}latest/about/sources/#claim-T01")
    page.goto(f"{handbook}r/one/#editions")
    page.get_by_role("link", name="As it was in 1.0").click()
    page.wait_for_url(f"{handbook}1.0/roles/one/")
    page.goto(handbook)
    page.wait_for_url(f"{handbook}latest/")


@pytest.mark.misbehaves("asks for a wrong address")
def test_wrong_addresses_get_a_page_that_works_at_any_depth(page: Page, published: Site, tmp_path: Path) -> None:
    host = tmp_path / "host"
    shutil.copytree(published.folder, host / "handbook")
    shutil.copy(published.folder / "404.html", host / "404.html")
    with serve(host) as url:
        failed: list[str] = []
        page.on("response", lambda response: failed.append(response.url) if response.status >= 400 else None)
        for path in ("nothing", "handbook/nothing/here/at/all/", "handbook/1.0/no/such/page/"):
            failed.clear()
            page.goto(f"{url}{path}")
            expect(page.locator("h1")).to_have_text("No page here")
            page.wait_for_load_state("networkidle")
            assert failed == [f"{url}{path}"]
            assert page.locator(".md-logo").first.evaluate("link => link.href") == f"{url}handbook/latest/"


def test_canonical_is_that_of_latest_in_the_browser_too(page: Page, handbook: str) -> None:
    page.goto(f"{handbook}1.0/roles/one/")
    assert page.locator("link[rel=canonical]").get_attribute("href") == f"{small.URL}latest/roles/one/"


@pytest.mark.misbehaves("asks the newest edition for a page that it has not")
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", ["1.0/roles/three/", "dev/roles/one/", "r/one/#editions"])
def test_banner_and_permalinks_can_be_used_by_all(page: Page, handbook: str, path: str, scheme: str) -> None:
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    page.goto(handbook + path)
    page.wait_for_load_state("networkidle")
    verdict = judge(page)
    assert verdict.met
    assert verdict.broken == []


def test_root_files_and_banner_are_valid_html(published: Site, tmp_path: Path) -> None:
    paths = ["index.html", "404.html", "r/one/index.html", "r/three/index.html", "c/T01/index.html", "1.0/index.html"]
    for path in paths:
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(published.folder / path, tmp_path / path)
    assert html_validity(tmp_path) == []
