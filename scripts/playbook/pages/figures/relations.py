"""Who works with whom, seen from one role."""

from __future__ import annotations

from playbook.pages.here import Here
from playbook.records.role import Role


def relations(here: Here, role: Role) -> str:
    """Draw the role and those it works with. The list below it says the same."""
    return ""
