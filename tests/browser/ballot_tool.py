"""The voter's ballot in a browser: a board to rank, the ways to rank it, and what is handed back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from playwright.sync_api import CDPSession, FloatRect, Locator, Page, expect

from playbook.priorities.links import encode
from playbook.records.board import Slip

PAGE = "priorities/ballot/"
TITLES = (
    "A deployment waits 12 days",
    "Notebooks break at night",
    "Nobody knows which model is live",
    "Access takes three weeks",
    "Retraining is done by hand",
    "Costs are a surprise",
)
RANKED = [["p3"], ["p1", "p5"], ["p2"]]
"""The ranking that every way of ranking is asked for; p4 and p6 are left out."""


def slip(*titles: str, board: str = "spring", first: int = 1) -> Slip:
    """Give a board for voters; its points are p1, p2 and so on."""
    groups = [
        {"id": "lead", "name": "MLOps lead"},
        {"id": "data-science", "name": "Data scientists"},
        {"id": "business", "name": "Business"},
    ]
    items = [{"id": f"p{index}", "title": title} for index, title in enumerate(titles or TITLES, start=first)]
    return Slip.model_validate(
        {"format": "playbook-slip/1", "board": board, "title": "Pains of spring", "groups": groups, "items": items}
    )


def arrive(page: Page, site_url: str, given: Slip | None = None) -> Page:
    """Open the link of a board as a voter does."""
    page.goto(f"{site_url}{PAGE}#ballot={encode(given or slip())}")
    page.locator("[data-tool]").scroll_into_view_if_needed()
    expect(rows(page).first).to_be_visible()
    return page


def follow(page: Page, fragment: str) -> None:
    """Open a link in the page that is open."""
    page.evaluate("fragment => { location.hash = fragment; }", fragment)


def rows(page: Page) -> Locator:
    return page.locator("playbook-rank-list [data-id]")


def tiers(page: Page) -> list[list[str]]:
    found: list[list[str]] = page.evaluate("document.querySelector('playbook-rank-list').tiers")
    return found


def place(page: Page, title: str) -> Locator:
    return page.get_by_label(f"Place of {title}")


def press(page: Page, what: str, item: int) -> None:
    """Press a button of an item, such as `Up`."""
    page.get_by_role("button", name=f"{what}: {TITLES[item - 1]}").click()


def by_buttons(page: Page) -> None:
    for what, item in (("Rank it", 1), ("Rank it", 3), ("Up", 3), ("Rank it", 2), ("Rank it", 5), ("Up", 5)):
        press(page, what, item)
    press(page, "Same as above", 5)
    press(page, "Rank it", 6)
    press(page, "Take out", 6)


def by_numbers(page: Page) -> None:
    """The third of them is written first: a number that is not there yet is kept free."""
    for item, number in ((2, "3"), (5, "2"), (3, "1"), (1, "2")):
        place(page, TITLES[item - 1]).fill(number)
        place(page, TITLES[item - 1]).press("Enter")
        expect(page.locator("playbook-rank-list [role=status]")).to_contain_text(TITLES[item - 1])


def tab_to(page: Page, name: str) -> None:
    """Go on with Tab alone until the control `name` has the focus."""
    named = "document.activeElement.getAttribute('aria-label') ?? document.activeElement.textContent.trim()"
    for _step in range(60):
        if page.evaluate(named) == name:
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"Tab does not lead to {name}")


def by_keyboard(page: Page) -> None:
    """The focus stays on what moved, so the next key goes on with it."""
    page.locator("#ballot-board").focus()
    tab_to(page, f"Rank it: {TITLES[0]}")
    page.keyboard.press("Enter")
    expect(place(page, TITLES[0])).to_be_focused()
    tab_to(page, f"Place of {TITLES[2]}")
    page.keyboard.type("2")
    page.keyboard.press("Enter")
    expect(place(page, TITLES[2])).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(place(page, TITLES[2])).to_be_focused()
    tab_to(page, f"Rank it: {TITLES[4]}")
    page.keyboard.press("Space")
    tab_to(page, f"Same as above: {TITLES[4]}")
    page.keyboard.press("Space")
    expect(page.get_by_role("button", name=f"Same as above: {TITLES[4]}")).to_be_focused()
    tab_to(page, f"Place of {TITLES[1]}")
    page.keyboard.type("3")
    page.keyboard.press("Tab")  # and tabbing on goes on to the next that is not ranked
    expect(place(page, TITLES[3])).to_be_focused()


def by_dragging(page: Page, drag: Callable[[tuple[float, float], tuple[float, float]], None]) -> None:
    """Drag rows by their handles: into the empty list, below the last, and onto one."""

    def box(of: Locator) -> FloatRect:
        found = of.bounding_box()
        assert found
        return found

    def row(item: int) -> Locator:
        return page.locator(f"[data-id=p{item}]")

    def to(item: int, target: Locator, part: float) -> None:
        page.evaluate("scrollTo(0, document.querySelector('playbook-rank-list').offsetTop - 120)")
        grip, there = box(row(item).locator(".g-rank__grip")), box(target)
        drag(
            (grip["x"] + grip["width"] / 2, grip["y"] + grip["height"] / 2),
            (grip["x"] + grip["width"] / 2, there["y"] + there["height"] * part),
        )

    to(3, page.locator("[data-list=ranked]"), 0.5)
    to(1, row(3), 0.9)
    to(2, row(3), 0.1)
    to(2, row(1), 0.95)
    to(5, row(1), 0.5)
    to(4, row(3), 0.5)
    to(4, row(6), 0.5)


def with_mouse(page: Page) -> Callable[[tuple[float, float], tuple[float, float]], None]:
    def drag(start: tuple[float, float], end: tuple[float, float]) -> None:
        page.mouse.move(*start)
        page.mouse.down()
        page.mouse.move(*end, steps=3)
        page.mouse.up()

    return drag


def with_finger(page: Page) -> Callable[[tuple[float, float], tuple[float, float]], None]:
    """Real touches: the browser decides by `touch-action` whether they scroll or drag."""
    session: CDPSession = page.context.new_cdp_session(page)

    def send(kind: str, *points: tuple[float, float]) -> None:
        touches: list[dict[str, Any]] = [{"x": x, "y": y} for x, y in points]
        session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": touches})

    def drag(start: tuple[float, float], end: tuple[float, float]) -> None:
        send("touchStart", start)
        for part in (0.3, 0.7, 1.0):
            send("touchMove", (start[0], start[1] + (end[1] - start[1]) * part))
        send("touchEnd")

    return drag


def filmed(rows_of_code: list[list[bool]], file: Path, size: tuple[int, int] = (640, 480)) -> None:
    """Write a film of one QR code for Chromium's fake camera: grey, with the code in the middle."""
    wide, high = size
    module = high * 4 // 5 // len(rows_of_code)
    left, top = ((length - module * len(rows_of_code)) // 2 for length in size)
    frame = bytearray([140]) * (wide * high)
    for y, row in enumerate(rows_of_code):
        line = b"".join((b"\x10" if dark else b"\xeb") * module for dark in row)
        for step in range(module):
            at = (top + y * module + step) * wide + left
            frame[at : at + len(line)] = line
    picture = b"FRAME\n" + bytes(frame) + b"\x80" * (wide * high // 2)
    file.write_bytes(f"YUV4MPEG2 W{wide} H{high} F20:1 Ip A1:1 C420jpeg\n".encode() + picture * 2)
