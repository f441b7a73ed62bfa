"""Small repositories for tests of the review, written from a table of path → text."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from playbook.review.checks import CHECKS
from playbook.review.repository import Repository
from playbook.review.run import ask
from playbook.review.verdict import Verdict


def lay(folder: Path, files: Mapping[str, str | bytes]) -> Path:
    """Write `files` below `folder`, and give it."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
    return folder


def verdict(folder: Path, standard: str, files: Mapping[str, str | bytes], stage: str = "regulated") -> Verdict:
    """Give what the check of `standard` says of a repository with `files`, laid out in `folder`."""
    repository = Repository(lay(folder, files))
    repository.configure(stage)
    return ask(CHECKS[standard], repository)
