"""The toolbelt."""

from __future__ import annotations

from playbook.pages.here import Here


def toolbelt(here: Here) -> str:  # noqa: ARG001
    """Being written."""
    return ""
