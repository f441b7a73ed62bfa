"""The rules of design documents: one file for what belongs together, and the list of all."""

from __future__ import annotations

from playbook.design_docs.rules import front, sections, tables
from playbook.design_docs.rules.model import Rule

RULES: tuple[Rule, ...] = tuple(sorted((*front.RULES, *sections.RULES, *tables.RULES), key=lambda rule: rule.id))
"""In the order of their ids."""
