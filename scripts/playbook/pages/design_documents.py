"""Filled design documents as pages: the facts of their front matter, and what is written below it."""

from __future__ import annotations

from playbook.pages.here import Here
from playbook.records.design import DesignExample


def document_page(here: Here, example: DesignExample) -> str:  # noqa: ARG001
    """Give the document's facts and its text."""
    return f"`{example.document}`"


def document_index(here: Here) -> str:  # noqa: ARG001
    """Give all documents by status and stage, and the figure of what supersedes what."""
    return ""
