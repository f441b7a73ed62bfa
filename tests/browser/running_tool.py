"""A facilitator's page in a browser, at a time of the clock that a test sets: where it is, what is typed and shown."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from playwright.sync_api import Locator, Page, expect
from pydantic import BaseModel

from playbook.records.kit import Kit
from playbook.records.library import Library

KIT = "pain-point-discovery"
DAY = "2026-03-10"
NOON = datetime.datetime(2026, 3, 10, 12, tzinfo=datetime.UTC)
"""One o'clock in Berlin, where the tests are: an hour before the workshops of the tests begin."""
MINUTE = 60_000


def address(kit: str = KIT) -> str:
    return f"workshops/{kit}/facilitator/"


def arrive(page: Page, site_url: str, kit: str = KIT) -> Page:
    """Open the page in Berlin on a Tuesday at one, with a clock that goes on when it is told; go down to the tool."""
    session = page.context.new_cdp_session(page)
    session.send("Emulation.setTimezoneOverride", {"timezoneId": "Europe/Berlin"})
    page.clock.install(time=NOON)
    page.goto(site_url + address(kit))
    ready(page)
    page.clock.pause_at(NOON + datetime.timedelta(hours=1))
    return page


def ready(page: Page) -> None:
    page.locator("[data-tool*=running]").evaluate("tool => tool.scrollIntoView()")
    expect(button(page, "Start").or_(button(page, "Pause")).or_(button(page, "Go on")).first).to_be_visible()


def button(page: Page, name: str) -> Locator:
    return page.locator("playbook-running").get_by_role("button", name=name)


def press(page: Page, name: str) -> None:
    """Press a button; what it changes is shown a frame later, which this clock brings about."""
    button(page, name).last.click()
    page.clock.run_for(20)


def settle(page: Page, label: str, text: str) -> None:
    """Type into a field and leave it."""
    field = page.locator("playbook-running").get_by_label(label, exact=True)
    field.fill(text)
    field.blur()


def plan_for(page: Page, day: str = DAY, time: str = "14:00", minutes: str = "") -> None:
    settle(page, "Day", day)
    settle(page, "Begins", time)
    settle(page, "Minutes in all", minutes)


def sheet(page: Page) -> list[list[str]]:
    """Give the rows of the run sheet, without its head."""
    found: list[list[str]] = page.locator(".g-run__sheet tbody tr").evaluate_all(
        "rows => rows.map(row => [...row.cells].map(cell => cell.textContent.trim()))"
    )
    return found


def said(page: Page) -> Locator:
    return page.locator(".g-run__now [role=status]")


def timer(page: Page) -> Locator:
    return page.locator(".g-run__now [role=timer]")


def facilitators_words(library: Library, kit: str = KIT) -> list[str]:
    """Give all texts that stand under `facilitator` in the record, and what is lost with a cut."""
    record = library.get(Kit, kit)
    notes = [record.facilitator, *(step.facilitator for step in record.steps)]
    return [*_texts([one.model_dump() for one in notes]), *(step.lost for step in record.steps if step.lost)]


def _texts(data: Any) -> Iterator[str]:
    if isinstance(data, str):
        yield data
    elif isinstance(data, BaseModel):
        yield from _texts(data.model_dump())
    elif isinstance(data, Mapping):
        for value in data.values():
            yield from _texts(value)
    elif isinstance(data, Sequence):
        for value in data:
            yield from _texts(value)
