"""The playbook as it is now: read once, and again when a file of it has changed."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from functools import lru_cache
from pathlib import Path

from playbook.records.library import Library
from playbook.records.loader import load

Stamp = tuple[tuple[str, int], ...]
"""Files with the time at which each was last written."""


def current(root: Path) -> Library:
    """Give the library of the repository `root`. Raises ProblemsError."""
    return _read(root, _fingerprint(root))


@lru_cache(maxsize=2)
def _read(root: Path, stamp: Stamp) -> Library:  # noqa: ARG001
    return load(root)


def _fingerprint(root: Path) -> Stamp:
    """What changes when a record does: so that a live reload reads anew, and a page does not."""
    return stamp([root / "playbook.yml", *(root / "docs").rglob("*.md"), *(root / "docs").rglob("*.yml")])


def stamp(files: Iterable[Path]) -> Stamp:
    """Give what changes when one of `files` is written, renamed, added or removed; those that are gone fall out."""
    found = []
    for file in files:
        with suppress(FileNotFoundError):  # an editor that saves by renaming leaves a moment without the file
            found.append((file.as_posix(), file.stat().st_mtime_ns))
    return tuple(sorted(found))
