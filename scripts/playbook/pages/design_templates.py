"""A template of design documents: when to take it, the document itself, each section well and badly written."""

from __future__ import annotations

from playbook.pages.blocks import heading, joined
from playbook.pages.here import Here
from playbook.pages.text import coded
from playbook.records.design import DesignTemplate


def template_index(here: Here) -> str:
    """Give all templates in a table: when to take each, and how long its first stage takes."""
    return joined(*(here.link(template) for template in here.library.all(DesignTemplate)))


def template_page(here: Here, template: DesignTemplate) -> str:  # noqa: ARG001
    """Give the whole page below its opening."""
    sections = (joined(heading(2, coded(item.title), item.id), coded(item.asks)) for item in template.sections)
    return joined(*sections)
