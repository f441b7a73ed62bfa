"""DAT: what a deployment was made of."""

from __future__ import annotations

from playbook.review.verdict import Check

CHECKS: dict[str, Check] = {}
