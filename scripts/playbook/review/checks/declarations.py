"""PKG: PKG002, what is imported is declared."""

from __future__ import annotations

from playbook.review.verdict import Check

CHECKS: dict[str, Check] = {}
