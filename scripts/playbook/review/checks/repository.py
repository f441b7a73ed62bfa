"""REP: where things are in a repository."""

from __future__ import annotations

from playbook.review.verdict import Check

CHECKS: dict[str, Check] = {}
