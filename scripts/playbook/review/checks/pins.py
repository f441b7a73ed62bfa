"""PKG: PKG004, what is deployed is pinned."""

from __future__ import annotations

from playbook.review.verdict import Check

CHECKS: dict[str, Check] = {}
