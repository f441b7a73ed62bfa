"""What a release says of itself: the section of its version in CHANGELOG.md."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

from playbook.publish.branch import PublishError

_SECTION = re.compile(r"^## +\[?v?(?P<version>\d+\.\d+\.\d+)\]?(?P<rest>.*)$", re.MULTILINE)


def declared_version(root: Path) -> str:
    """Give the version that pyproject.toml declares."""
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8")).get("project", {})
    return str(project.get("version", ""))


def notes(root: Path, tag: str | None = None) -> str:
    """Give the notes of the declared version; with `tag`, also hold it to be ready. Raises PublishError."""
    version = declared_version(root)
    if tag is not None and tag != f"v{version}":
        raise PublishError(
            f"the tag is {tag}, and pyproject.toml declares {version or 'no version'}",
            "set `version` in pyproject.toml, run `.venv/bin/uv lock`, commit, and tag that commit",
        )
    changelog = root / "CHANGELOG.md"
    text = changelog.read_text(encoding="utf-8") if changelog.is_file() else ""
    found = next((one for one in _SECTION.finditer(text) if one["version"] == version), None)
    if found is None:
        raise PublishError(
            f"CHANGELOG.md has no section for {version}", f"add `## {version}` and what a reader notices below it"
        )
    if tag is not None and "unreleased" in found["rest"].lower():
        raise PublishError(
            f"the section of {version} in CHANGELOG.md still says unreleased", "put the date there, commit, tag again"
        )
    end = re.compile(r"^## ", re.MULTILINE).search(text, found.end())
    body = text[found.end() : end.start() if end else len(text)].strip()
    if not body:
        raise PublishError(f"the section of {version} in CHANGELOG.md is empty", "write what a reader notices")
    return body
