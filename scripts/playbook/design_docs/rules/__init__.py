"""The rules of design documents: one file for what belongs together, and the list of all."""

from __future__ import annotations

from playbook.design_docs.rules import front, links, numbers, sections, supersedes, tables
from playbook.design_docs.rules.model import Rule

_ALL = (front, sections, tables, numbers, supersedes, links)
RULES: tuple[Rule, ...] = tuple(sorted((rule for room in _ALL for rule in room.RULES), key=lambda rule: rule.id))
"""In the order of their ids."""
