"""The playbook as it is now: read once, and again when a file of it has changed."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from playbook.records.library import Library
from playbook.records.loader import load


def current(root: Path) -> Library:
    """Give the library of the repository `root`. Raises ProblemsError."""
    return _read(root, _fingerprint(root))


@lru_cache(maxsize=2)
def _read(root: Path, fingerprint: tuple[int, ...]) -> Library:  # noqa: ARG001
    return load(root)


def _fingerprint(root: Path) -> tuple[int, ...]:
    """What changes when a record does: so that a live reload reads anew, and a page does not."""
    files = [root / "playbook.yml", *(root / "docs").rglob("*.md"), *(root / "docs").rglob("*.yml")]
    stats = [file.stat() for file in files if file.is_file()]
    return (len(files), *sorted(stat.st_mtime_ns for stat in stats))
