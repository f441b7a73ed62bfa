"""Standards of one organisation: their pages in a folder of the repository, their checks in an installed package."""

from __future__ import annotations

from importlib.metadata import EntryPoint
from pathlib import Path

import pytest

from playbook.records.catalogue import catalogue
from playbook.review import private
from playbook.review.repository import Repository
from playbook.review.run import review
from playbook.review.settings import SettingsError
from playbook.review.verdict import Answer, Finding, Verdict, decide
from tests.review.laying import lay

PAGE = """\
---
kind: standard
id: {id}
slug: images-are-tagged
title: {id} Images carry our tag
description: Our images carry our tag.
reader: You build images.
outcome: The tag.
minutes: 1
rule: "Images carry our tag. [@own]"
tier: everyone
level: must
state: stable
since: "1.0"
pain: “Whose image is this?”
felt_by: [mlops-engineer]
decides: ["There is a file TAG. [@own]"]
leaves: ["Is it the right tag? [@own]"]
cost: A minute.
first_step: Write the file.
bring_in: [Tell., Do.]
comment: Please add the file.
bad: {{title: None, says: None., shows: [README.md]}}
good: {{title: One, says: One., shows: [TAG]}}
history: [{{edition: "1.0", date: 2026-11-23, what: First stated.}}]
---

Why.
"""
SETTINGS = '[tool.playbook]\nstandards = "ours"\n'


def tagged(repository: Repository) -> Verdict:
    """Decide whether there is a file TAG."""
    found = [] if repository.at("TAG") else [Finding("", message="there is no file TAG")]
    return decide(found, holds="there is one")


@pytest.fixture
def installed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Offer the check as an installed package does, and one that takes a number of the playbook's."""
    points = [EntryPoint(name, f"{__name__}:tagged", private.GROUP) for name in ("ORG901", "PKG003")]
    monkeypatch.setattr(private, "entry_points", lambda group: points if group == private.GROUP else [])


def page(key: str) -> str:
    return PAGE.format(id=key)


def answers(root: Path) -> dict[str, Answer]:
    return {result.standard.id: result.verdict.answer for result in review(root, catalogue()).results}


@pytest.mark.usefixtures("installed")
def test_a_private_standard_is_asked(tmp_path: Path) -> None:
    lay(tmp_path, {"pyproject.toml": SETTINGS, "ours/ORG901/index.md": page("ORG901")})
    assert answers(tmp_path)["ORG901"] is Answer.FALLS_SHORT
    lay(tmp_path, {"TAG": "1"})
    assert answers(tmp_path)["ORG901"] is Answer.HOLDS


def test_without_its_package_it_could_not_be_read(tmp_path: Path) -> None:
    lay(tmp_path, {"pyproject.toml": SETTINGS, "ours/ORG901/index.md": page("ORG901")})
    assert answers(tmp_path)["ORG901"] is Answer.UNREAD


@pytest.mark.usefixtures("installed")
def test_a_package_takes_no_number_of_the_playbook() -> None:
    assert set(private.private_checks()) == {"ORG901"}


@pytest.mark.parametrize(
    ("files", "says"),
    [
        pytest.param({}, "no private standards stand there", id="nothing there"),
        pytest.param({"ours/PKG003/index.md": page("PKG003")}, "900 to 999", id="a number of the playbook"),
        pytest.param({"ours/ORG902/index.md": page("ORG901")}, "900 to 999", id="another folder"),
        pytest.param({"ours/ORG901/index.md": "no front matter"}, "ours/ORG901/index.md:1", id="no front matter"),
        pytest.param({"ours/ORG901/index.md": page("ORG901").replace("cost:", "costs:")}, "costs", id="unknown key"),
    ],
)
def test_faults_of_its_pages_are_said(tmp_path: Path, files: dict[str, str], says: str) -> None:
    lay(tmp_path, {"pyproject.toml": SETTINGS, **files})
    with pytest.raises(SettingsError, match=says):
        review(tmp_path, catalogue())
