"""The documents that this repository shows hold every rule, and the one that tells of a failure breaks just its own."""

from __future__ import annotations

import datetime
from pathlib import PurePath

import pytest

from playbook.design_docs.check import check, gather
from playbook.design_docs.rules import RULES
from playbook.records.design import DOCUMENT_FOLDERS, FOLDER, STAGES, DesignExample
from playbook.records.design_catalogue import designs
from playbook.records.library import Library
from tests.building import ROOT

DAY = datetime.date(2026, 11, 27)
"""The day on which the examples were written: a review that is due later is no fault of the tests."""

PLACES = [PurePath("docs", FOLDER, folder) for folder in DOCUMENT_FOLDERS]
FILES = gather(ROOT, [ROOT / place for place in PLACES])
ANSWERS = {answer.file: answer for answer in check(ROOT, FILES, designs(), today=DAY, changed=frozenset())}


def broken(file: PurePath) -> dict[str, list[str]]:
    """Give what breaks a rule, by its id, each as line and words."""
    faults = ANSWERS[file].faults
    return {key: [f"{fault.line}: {fault.what}" for fault in found] for key, found in faults.items() if found}


def examples(library: Library) -> dict[PurePath, DesignExample]:
    """Give the pages that show documents, by the file that they show."""
    return {PurePath("docs", FOLDER, page.document): page for page in library.all(DesignExample)}


def test_every_document_is_found() -> None:
    assert len(FILES) >= 6
    assert set(FILES) == {file.relative_to(ROOT) for place in PLACES for file in (ROOT / place).glob("*.md")}


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_each_breaks_what_its_page_says_and_nothing_else(file: PurePath, library: Library) -> None:
    assert file in examples(library), "a page of kind `design-example` shows it"
    assert sorted(broken(file)) == sorted(examples(library)[file].breaks), broken(file)


def test_only_the_failure_breaks_anything(library: Library) -> None:
    breaking = {file.parent.name for file, page in examples(library).items() if page.breaks}
    assert breaking == {"failed"}


def test_what_pages_break_are_rules(library: Library) -> None:
    named = {key for page in examples(library).values() for key in page.breaks}
    assert named <= {rule.id for rule in RULES}


def test_there_is_one_at_each_stage_and_of_each_template() -> None:
    from playbook.design_docs.document import read

    fronts = [front for file in FILES if file.parent.name == "documents" and (front := read(ROOT, file).front)]
    assert {front.stage for front in fronts} == set(STAGES)
    assert {front.template_id for front in fronts} == set(designs().templates)
    assert [front.id for front in fronts if front.superseded_by]
