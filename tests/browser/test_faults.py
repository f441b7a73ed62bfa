"""Each check in the browser, seen to fail: one thing is broken in an open page, and the check reports just that."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.axe import judge
from tests.browser.manners import dark_on_paper, moving, printed, unseen_focus
from tests.browser.views import PHONE, sticking_out
from tests.browsing import Watch

ROLE = "roles/mlops-engineer/"


@pytest.fixture
def role(page: Page, site_url: str) -> Page:
    """A role's page, to be broken."""
    page.goto(site_url + ROLE)
    return page


@pytest.fixture
def watched(browser: Browser, site_url: str) -> Iterator[tuple[Page, Watch]]:
    """A page whose misbehaviour is collected, not punished."""
    context = browser.new_context()
    watch = Watch().over(context)
    page = context.new_page()
    page.goto(site_url + ROLE)
    yield page, watch
    context.close()


def put(page: Page, markup: str) -> None:
    """Put `markup` at the end of the page's text."""
    page.evaluate("markup => document.querySelector('article').insertAdjacentHTML('beforeend', markup)", markup)


@pytest.mark.parametrize(
    ("markup", "rule"),
    [
        pytest.param("<button type=button id=x></button>", "button-name", id="button without a name"),
        pytest.param("<p id=x style='color:#999;background:#fff'>Pale</p>", "color-contrast", id="pale text"),
        pytest.param("<input id=x>", "label", id="field without a label"),
        pytest.param("<img id=x src=data:,>", "image-alt", id="picture without words"),
        pytest.param("<h5 id=x>Deep</h5>", "heading-order", id="heading skipped"),
        pytest.param(
            "<button type=button id=x style='width:9px;height:9px;padding:0'>x</button>"
            "<button type=button style='width:60px;height:60px'>y</button>",
            "target-size",
            id="small target",
        ),
    ],
)
def test_axe(markup: str, rule: str, role: Page) -> None:
    before = set(judge(role).broken)
    put(role, markup)
    found = [breach for breach in judge(role).broken if breach not in before]
    assert [breach.split(": ")[:2] for breach in found] == [[rule, "#x"]]


def test_sticking_out(role: Page) -> None:
    role.set_viewport_size({"width": PHONE, "height": 900})
    before = sticking_out(role)
    put(role, "<div class=held style='overflow-x:auto'><p style='width:900px'>Held</p></div>")
    assert sticking_out(role) == before
    put(role, "<p id=x style='width:900px;max-width:none'>Wide</p>")
    assert set(sticking_out(role)) - set(before) == {"the page scrolls sideways", "p#x sticks out"}


def test_focus_that_is_not_seen(role: Page) -> None:
    before = unseen_focus(role, 10)
    role.reload()
    role.add_style_tag(content=".md-tabs__item:first-child a { outline: none !important }")
    assert set(unseen_focus(role, 10)) - set(before) == {"a Start: no outline"}


def test_motion(role: Page) -> None:
    role.emulate_media(reduced_motion="reduce")
    before = moving(role)
    role.add_style_tag(content="h1 { transition: color 1s !important }")
    assert set(moving(role)) - set(before) == {"h1"}
    role.evaluate("() => document.querySelector('h1').animate([{opacity: 0}, {opacity: 1}], 60000)")
    assert "running: h1" in moving(role)


def test_dark_paper(role: Page) -> None:
    role.emulate_media(media="print", color_scheme="dark")
    before = dark_on_paper(role)
    role.add_style_tag(
        content="@media print { body { background: #111 !important } article h1 { color: #eee !important } }"
    )
    assert dark_on_paper(role) == [
        *before,
        "body has the ground rgb(17, 17, 17)",
        "article h1 has the ink rgb(238, 238, 238)",
    ]


def test_blank_and_long_paper(role: Page) -> None:
    pages, shows = printed(role)
    put(role, "<p style='break-before:page'>One page more</p>")
    assert printed(role)[0] == pages + 1
    role.add_style_tag(content="@media print { body { visibility: hidden } @page { @bottom-left { content: none } } }")
    assert printed(role)[1] < shows / 20


def test_watch(watched: tuple[Page, Watch]) -> None:
    page, watch = watched
    assert watch.problems == []
    page.evaluate("() => console.error('no')")
    with page.expect_event("pageerror"):
        page.evaluate("() => { setTimeout(() => { throw new Error('broken') }) }")
    with page.expect_event("requestfailed"):
        page.evaluate("() => fetch('http://localhost:9/x').catch(() => 0)")
    assert [problem.split(" (")[0].split("\n")[0] for problem in watch.problems[:3]] == [
        "console error: no",
        "script error: broken",
        "asks another host: http://localhost:9/x",
    ]
