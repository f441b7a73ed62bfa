"""The rules of design documents: one file for what belongs together, and the list of all."""

from __future__ import annotations

from playbook.design_docs.rules.model import Rule

RULES: tuple[Rule, ...] = ()
"""In the order of their ids."""
