"""What each role looks for in a design document, and the questions to copy; the rules that the check decides."""

from __future__ import annotations

from playbook.pages.here import Here
from playbook.records.design import DesignReview


def review_guide(here: Here, review: DesignReview) -> str:  # noqa: ARG001
    """Give a section for each role."""
    return ""


def design_rules(here: Here) -> str:  # noqa: ARG001
    """Give all rules in a table, each with its id, its level and what it says."""
    return ""
