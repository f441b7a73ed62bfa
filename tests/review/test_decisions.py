"""What the check says of decision records and design documents."""

from __future__ import annotations

from pathlib import Path

import pytest

from playbook.review.verdict import Answer

from .laying import verdict

BODY = "# The hour is a point on a circle\n\nA model sees 23 and 0 as far apart.\n"
DATED = BODY + "\nDate: 2026-09-14. Status: accepted.\n"


@pytest.mark.parametrize(
    ("path", "text"),
    [
        pytest.param("docs/decisions/0001-circle.md", BODY, id="numbered"),
        pytest.param("docs/adr/ADR-12-circle.md", BODY, id="adr-numbered"),
        pytest.param("doc/architecture/decisions/0002-circle.adoc", BODY, id="adr-tools"),
        pytest.param("docs/architecture/0003-circle.md", BODY, id="architecture"),
        pytest.param("rfcs/2026-09-14-circle.rst", BODY, id="dated-name"),
        pytest.param("docs/design_docs/circle.md", f"---\ncreated: 2026-09-14\n---\n{BODY}", id="front-matter"),
        pytest.param("docs/decisions/circle.md", DATED, id="text"),
        pytest.param("docs/decisions/circle.md", BODY + "Decided on 14 September 2026.", id="words"),
        pytest.param("docs/decisions/circle.md", BODY + "Decided: Sept 14th, 2026", id="american"),
        pytest.param("docs/decisions/circle.md", BODY + "Stand: 14.09.2026", id="german"),
        pytest.param("DECISIONS.md", DATED, id="log"),
        pytest.param("docs/design-doc-circle.md", DATED, id="named"),
        pytest.param("services/meters/adr/7_circle.md", BODY, id="of-a-service"),
    ],
)
def test_a_dated_record_is_enough(tmp_path: Path, path: str, text: str) -> None:
    found = verdict(tmp_path, "DOC001", {path: text, "docs/decisions/other.md": BODY})
    assert found.answer is Answer.HOLDS
    assert path in found.reason


@pytest.mark.parametrize(
    ("path", "text"),
    [
        pytest.param("docs/notes.md", DATED, id="notes"),
        pytest.param("docs/decisions/README.md", DATED, id="readme"),
        pytest.param("docs/decisions/0000-template.md", DATED, id="template"),
        pytest.param("docs/decisions/template.md", DATED, id="bare-template"),
        pytest.param("docs/decisions/0001-circle.md", "# 1\n", id="empty"),
        pytest.param("docs/decisions/0001-circle.png", DATED, id="picture"),
        pytest.param("tests/adr/0001-circle.md", DATED, id="fixture"),
        pytest.param("CHANGELOG.md", DATED, id="changelog"),
        pytest.param("src/decisions/tree.py", DATED, id="code"),
    ],
)
def test_other_files_are_no_record(tmp_path: Path, path: str, text: str) -> None:
    found = verdict(tmp_path, "DOC001", {path: text})
    assert found.answer is Answer.FALLS_SHORT
    assert [item.path for item in found.findings] == [""]


def test_a_record_without_a_date_is_named(tmp_path: Path) -> None:
    found = verdict(tmp_path, "DOC001", {"docs/adr/circle.md": BODY + "Version 2026, 1.2.3.\n"})
    assert [item.path for item in found.findings] == ["docs/adr/circle.md"]
    assert "no date" in found.findings[0].message


def test_a_record_that_is_not_utf8_could_not_be_read(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {"docs/adr/0001-a.md": b"\n\xe9" + BODY.encode(), "docs/adr/b.md": BODY}
    found = verdict(tmp_path, "DOC001", files)
    assert found.answer is Answer.UNREAD
    assert [(item.path, item.line) for item in found.unread] == [("docs/adr/0001-a.md", 2)]


def test_a_record_that_is_not_utf8_does_not_hide_another(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {"docs/adr/0001-a.md": b"\xe9" + BODY.encode(), "docs/adr/0002-b.md": BODY}
    assert verdict(tmp_path, "DOC001", files).answer is Answer.HOLDS
