"""Before and after."""

from __future__ import annotations

from playbook.pages.here import Here


def before_after_tool(here: Here) -> str:  # noqa: ARG001
    """Being written."""
    return ""


def before_after_example(here: Here) -> str:  # noqa: ARG001
    """Being written."""
    return ""
