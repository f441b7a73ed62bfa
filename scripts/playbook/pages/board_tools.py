"""The board and the ballot as tools."""

from __future__ import annotations

from playbook.pages.here import Here


def board_tool(here: Here) -> str:  # noqa: ARG001
    """Being written."""
    return ""


def ballot_tool(here: Here) -> str:  # noqa: ARG001
    """Being written."""
    return ""
