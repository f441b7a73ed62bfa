"""A published small playbook: dev before any release, then 1.0, then 1.1 with a role and a page less."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from playbook.publish import versions
from tests.versions import small

BRANCH = "gh-pages"


@dataclass(frozen=True)
class Site:
    """`repository` is the playbook, `folder` what its branch holds after the last deploy."""

    repository: Path
    before_release: Path
    after_first: Path
    folder: Path


def deploy(root: Path, version: versions.Version) -> list[str]:
    """Deploy and give what was said."""
    said: list[str] = []
    versions.deploy(root, version, BRANCH, said.append)
    return said


@pytest.fixture(scope="session")
def published(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The small playbook after dev, v1.0.0, v1.1.0 (without the role `three`, with `four` to come) and dev."""
    base = tmp_path_factory.mktemp("published")
    root = small.repository(base / "repository")
    deploy(root, versions.NEXT)
    before = small.checkout(root, BRANCH, base / "before")
    small.commit(root, "v1.0.0")
    deploy(root, versions.of_tag("v1.0.0"))
    first = small.checkout(root, BRANCH, base / "first")
    small.git(root, "rm", "--quiet", "docs/roles/three.md")
    small.commit(root, "v1.1.0")
    deploy(root, versions.of_tag("v1.1.0"))
    small.write(root, "docs/roles/four.md", small.role("four", 4))
    small.commit(root)
    deploy(root, versions.NEXT)
    return Site(root, before, first, small.checkout(root, BRANCH, base / "served" / "handbook"))
