"""The team composer in a browser: where it is, what it asks for, and what it shows."""

from __future__ import annotations

from playwright.sync_api import Locator, Page, expect

PAGE = "roles/composer/"


def arrive(page: Page, site_url: str) -> Page:
    """Open the page and go down to the tool, as a reader does: before that it is not loaded."""
    page.goto(site_url + PAGE)
    page.locator("#answer").scroll_into_view_if_needed()
    expect(steps(page).first).to_be_visible()
    return page


def requested(page: Page) -> list[str]:
    """Give the addresses that `page` asks for from now on."""
    seen: list[str] = []
    page.on("request", lambda request: seen.append(request.url))
    return seen


def asks_for(seen: list[str], what: str) -> bool:
    return any(url.endswith(what) for url in seen)


def steps(page: Page) -> Locator:
    return page.locator(".g-steps > li")


def people(page: Page) -> Locator:
    return page.get_by_role("spinbutton", name="How many people can you have?")
