"""The form in which a design document is filled in: the browser's tool, and what stands there without scripts."""

from __future__ import annotations

from playbook.pages.here import Here


def design_form(here: Here) -> str:  # noqa: ARG001
    """Give the tool with the templates and everything that a document may name."""
    return ""
