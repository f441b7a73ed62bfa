"""The checks as a plugin of repo-review: `repo-review --select PKG`."""

from __future__ import annotations

from typing import Any


def repo_review_checks() -> dict[str, Any]:
    """Give nothing yet."""
    return {}


def repo_review_families() -> dict[str, Any]:
    """Give nothing yet."""
    return {}
