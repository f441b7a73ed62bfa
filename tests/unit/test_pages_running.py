"""What the tool of a facilitator's page knows of a kit, and what stands there without it."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import PurePath
from typing import Any

import pytest

from playbook.pages.here import Here
from playbook.pages.running import island, running
from playbook.records.kit import Facilitation, Kit
from playbook.records.kit_parts import Step
from playbook.records.library import Library
from playbook.records.run import Run
from tests.browser.running_tool import facilitators_words
from tests.unit.made import rendered


def kits(library: Library) -> list[Kit]:
    return sorted(library.all(Kit), key=lambda kit: kit.id)


def at(library: Library, kit: Kit) -> Here:
    page = next(page for page in library.all(Facilitation) if page.kit == kit.id)
    return Here(library, PurePath(library.file_of(page)))


def known(library: Library, kit: Kit) -> dict[str, Any]:
    """Give what the tool reads in the page."""
    data = rendered(running(at(library, kit), kit)).findtext(".//playbook-running/script")
    assert data
    found: dict[str, Any] = json.loads(data)
    return found


def test_every_kit_gives_the_tool_its_steps_and_no_word_of_its_facilitator(library: Library) -> None:
    assert kits(library)
    for kit in kits(library):
        data = known(library, kit)
        assert [step["id"] for step in data["steps"]] == [step.id for step in kit.steps]
        assert sum(step["minutes"] for step in data["steps"]) == data["length"]
        shown = json.dumps([{**step, "lost": ""} for step in data["steps"]] + data["brings"] + [data["outcome"]])
        secret = set(facilitators_words(library, kit.id))
        assert [text for text in secret if json.dumps(text) in shown] == []


def test_texts_are_plain_and_a_step_without_instructions_says_what_it_is_about(library: Library) -> None:
    kit = kits(library)[0]
    first = kit.steps[0].model_copy(update={"does": (), "sees": ("Say `hello`. [@own]",), "lost": "A “word”. [@P01]"})
    changed = kit.model_copy(update={"steps": (first, *kit.steps[1:]), "brings": ("A pen [@own]",)})
    data = island(at(library, kit), changed)
    assert (data["steps"][0]["does"], data["steps"][0]["lost"]) == (["Say `hello`."], "A “word”.")
    assert data["brings"] == ["A pen"]
    pauses = [step for step in data["steps"] if step["kind"] == "break"]
    assert all(step["does"] == [] for step in pauses)


def test_the_shortest_minutes_of_a_step_go_along(library: Library) -> None:
    kit = kits(library)[0]
    step = Step.model_validate(
        {"id": "x", "title": "Xy", "minutes": 30, "shortest": 10, "kind": "solo", "when_short": "shorten", "lost": "It"}
    )
    (first, *_) = island(at(library, kit), kit.model_copy(update={"steps": (step,)}))["steps"]
    assert (first["minutes"], first["least"], first["when_short"], first["day_may_end"]) == (30, 10, "shorten", False)


@pytest.mark.parametrize(("runs", "wanted"), [((), "RUN-001"), (("RUN-009", "RUN-002"), "RUN-010")])
def test_the_next_run_has_a_number_of_its_own(runs: tuple[str, ...], wanted: str, library: Library) -> None:
    kit = kits(library)[0]
    run = {"kit": kit.id, "date": "2026-03-10", "group": "Trading", "took": {}}
    given = replace(library, records={**library.records})
    given.records[Run] = {key: Run.model_validate({**run, "id": key}) for key in runs}
    assert island(at(given, kit), kit)["run"] == wanted


def test_without_scripts_the_times_and_a_command_are_named(library: Library) -> None:
    kit = kits(library)[0]
    text = rendered(running(at(library, kit), kit)).findtext(".//playbook-running/p")
    assert text
    assert "the times above" in text
    assert f"playbook workshop agenda {kit.id}" in text
