"""PKG: PKG005 and PKG006, container images."""

from __future__ import annotations

from playbook.review.verdict import Check

CHECKS: dict[str, Check] = {}
