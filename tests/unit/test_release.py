"""The notes of a release come from CHANGELOG.md, and only when version, tag and section agree."""

from __future__ import annotations

from pathlib import Path

import pytest

from playbook.publish.branch import PublishError
from playbook.publish.release import notes

CHANGELOG = """\
# Changelog

## 1.2.0 (2026-02-01)

- Two pages.

### Mended

- A link.

## 1.1.0 (2026-01-01)

- One page.
"""


def repository(folder: Path, version: str, changelog: str) -> Path:
    (folder / "pyproject.toml").write_text(f'[project]\nname = "x"\nversion = "{version}"\n', encoding="utf-8")
    (folder / "CHANGELOG.md").write_text(changelog, encoding="utf-8")
    return folder


def test_notes_are_the_section_of_the_version_alone(tmp_path: Path) -> None:
    root = repository(tmp_path, "1.2.0", CHANGELOG)
    assert notes(root, "v1.2.0") == notes(root) == "- Two pages.\n\n### Mended\n\n- A link."


@pytest.mark.parametrize(
    ("version", "changelog", "tag", "what"),
    [
        pytest.param("1.2.0", CHANGELOG, "v1.2.1", "the tag is v1.2.1", id="other-tag"),
        pytest.param("1.3.0", CHANGELOG, "v1.3.0", r"no section for 1\.3\.0", id="no-section"),
        pytest.param("1.2.0", "## 1.2.0\n\n## 1.1.0\n\nx\n", "v1.2.0", "is empty", id="empty"),
        pytest.param("1.2.0", "## 1.2.0 (unreleased)\n\nx\n", "v1.2.0", "still says unreleased", id="unreleased"),
        pytest.param("1.2.0", "## 1.2.01\n\nx\n", "v1.2.0", "no section", id="near-miss"),
    ],
)
def test_a_release_that_is_not_ready_is_refused(
    tmp_path: Path, version: str, changelog: str, tag: str, what: str
) -> None:
    with pytest.raises(PublishError, match=what):
        notes(repository(tmp_path, version, changelog), tag)


def test_notes_can_be_read_before_the_date_is_set(tmp_path: Path) -> None:
    assert notes(repository(tmp_path, "1.2.0", "## [v1.2.0] - unreleased\n\nx\n")) == "x"
