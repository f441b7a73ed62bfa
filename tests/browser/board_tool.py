"""The board in a browser: where it is, boards to put on the device, and what people do with it."""

from __future__ import annotations

import base64
import json
import zlib
from pathlib import Path
from typing import Any

from playwright.sync_api import Locator, Page, expect

PAGE = "priorities/board/"
GROUPS = [
    {"id": "lead", "name": "MLOps lead"},
    {"id": "data-science", "name": "Data scientists"},
    {"id": "business", "name": "Business"},
]
TITLES = [
    "Releases wait",
    "Installs fail",
    "Nobody sees drift",
    "Runs are searched by hand",
    "Data has no version",
    "Secrets sit about",
]


def made(points: int = 6, rankings: dict[str, list[list[int]]] | None = None, **changed: Any) -> dict[str, Any]:
    """Give a board; `rankings` has, by group, a list for each ballot: the numbers of points, what hurts most first."""
    titles = [*TITLES, *(f"Point {number}" for number in range(len(TITLES) + 1, points + 1))][:points]
    return {
        "format": "playbook-board/1",
        "id": "made",
        "title": "A made board",
        "top": None,
        "groups": GROUPS,
        "items": [{"id": f"p{number}", "title": title} for number, title in enumerate(titles, start=1)],
        "ballots": [
            {
                "voter": f"{group}-{number}",
                "group": group,
                "number": 1,
                "items": None,
                "tiers": [[f"p{point}"] for point in ranking],
            }
            for group, ballots in (rankings or {}).items()
            for number, ranking in enumerate(ballots, start=1)
        ],
        "seals": [],
        "decided": {"lead": [], "others": []},
    } | changed


def keep(page: Page, board: dict[str, Any]) -> None:
    """Put a board on the device, as the tool does; the page is of the site."""
    state = json.dumps({"board": board, "closed": [], "last": 0, "expected": 0})
    page.evaluate("([key, state]) => localStorage.setItem(key, state)", [f"playbook-board:{board['id']}", state])


def arrive(page: Page, site_url: str, board: dict[str, Any] | None = None, step: str = "Collect") -> Page:
    """Open the page, with a board if one is given, at a step."""
    page.goto(site_url + PAGE)
    if board:
        keep(page, board)
        page.reload()
    page.locator("playbook-board").scroll_into_view_if_needed()
    go(page, step)
    return page


def go(page: Page, step: str) -> None:
    tab = page.locator(".g-stages button", has_text=step)
    tab.click()
    expect(tab).to_have_attribute("aria-current", "step")
    expect(page.locator(".g-stage")).to_have_attribute("aria-label", step)


def said(page: Page) -> Locator:
    return page.locator(".g-happened [role=status]")


def stored(page: Page, board: str = "made") -> dict[str, Any]:
    """Give what is on the device of a board."""
    found: dict[str, Any] = page.evaluate("key => JSON.parse(localStorage.getItem(key))", f"playbook-board:{board}")
    return found


def quadrants(page: Page) -> dict[str, list[str]]:
    """Give the table's titles by the name of their quadrant."""
    found: dict[str, list[str]] = page.locator(".g-board-rank tbody").evaluate_all(
        """all => Object.fromEntries(all.map(part => {
          const head = part.querySelector("th").cloneNode(true);
          head.querySelector("span").remove();
          const titles = [...part.querySelectorAll(".g-title")];
          return [head.textContent.trim(), titles.map(title => title.textContent.trim())];
        }))"""
    )
    return found


def saved(page: Page, button: str, folder: Path) -> Path:
    """Press a button that saves a file, and give the file."""
    with page.expect_download() as waiting:
        page.get_by_role("button", name=button, exact=True).click()
    file = folder / waiting.value.suggested_filename
    waiting.value.save_as(file)
    return file


def rank_in_order(page: Page, titles: list[str]) -> None:
    """Rank points one after another with the buttons of the rank list."""
    for title in titles:
        page.get_by_role("button", name=f"Rank it: {title}", exact=True).click()


def vote(**changed: Any) -> str:
    """Give the link of a ballot for the made board, in the short keys of a link."""
    data = {"v": 1, "b": "made", "w": "v", "g": "business", "n": 1, "r": [["p1"]]} | changed
    packed = zlib.compress(json.dumps(data).encode())
    return f"#vote=1{base64.urlsafe_b64encode(packed).decode().rstrip('=')}"


def hand_back(page: Page, text: str) -> None:
    """Paste what came back."""
    page.get_by_label("Links that came back").fill(text)
    page.get_by_role("button", name="Add ballots").click()
