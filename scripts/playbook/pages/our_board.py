"""Our board."""

from __future__ import annotations

from playbook.pages.here import Here


def our_board(here: Here) -> str:  # noqa: ARG001
    """Being written."""
    return ""


def our_board_figure(here: Here) -> str:  # noqa: ARG001
    """Being written."""
    return ""
