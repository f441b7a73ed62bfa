"""The T of a role: a little about a lot, and a lot about a few things."""

from __future__ import annotations

from playbook.pages.here import Here
from playbook.records.role import Role


def skills_t(here: Here, role: Role) -> str:
    """Draw the broad skills as the bar and the deep ones as the stem. The table below it says the same."""
    return ""
