"""The board and the ballot as tools."""

from __future__ import annotations

from pathlib import PurePath
from typing import Any, get_args

from playbook.pages.here import Here
from playbook.pages.island import element
from playbook.priorities.repository import of_playbook
from playbook.records.organisation import Component
from playbook.records.page import address
from playbook.records.pain_point import Area
from playbook.records.role import Role

MEANWHILE = "The board needs scripts. Without them, paper does the same: see below."

BALLOT_MEANWHILE = "Ranking on this device needs scripts. Without them, rank on paper: see below."

_BALLOT, _BEFORE_AFTER = PurePath("priorities/ballot.md"), PurePath("priorities/before-after.md")
_BOARD = PurePath("priorities/board.md")


def board_tool(here: Here) -> str:
    """Give the board as a tool, with the points of this repository to start from."""
    return element(here, "board", board_island(here), MEANWHILE, "board", "rank-list", "board-tool")


def board_island(here: Here) -> dict[str, Any]:
    """Give what the board needs: our points, what fields may say, the pages it leads to, and where we are published."""
    kept = of_playbook(here.library)
    items = kept.board.items if kept else ()
    return {
        "points": [item.model_dump(mode="json", exclude_defaults=True) for item in items],
        "roles": [role.title for role in here.library.all(Role)],
        "components": get_args(Component),
        "areas": get_args(Area),
        "ballot": here.href(_BALLOT),
        "before": here.href(_BEFORE_AFTER),
        "published": here.library.organisation.site.url + address(here.file),
    }


def ballot_tool(here: Here) -> str:
    """Give the voter's ballot as a tool: it knows where the board is, and where this page is published."""
    data = {"board": here.href(_BOARD), "published": here.library.organisation.site.url + address(here.file)}
    return element(here, "ballot", data, BALLOT_MEANWHILE, "rank-list", "ballot")
