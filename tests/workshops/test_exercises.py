"""The exercises of all kits: what falls short at the start, what each checkpoint promises, and a clean solution."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest

from playbook.records.catalogue import catalogue
from playbook.records.current import current
from playbook.review.run import review
from playbook.review.verdict import Answer
from playbook.workshops.exercises import SOLUTION, START, Repository, lay, of_library, packed, unpacked
from playbook.workshops.trying import Outcomes, run_tests

ROOT = Path(__file__).resolve().parents[2]
LARGEST = 30_000
"""Bytes of one file: a participant can read it."""
NOT_RUN = (".github/", "docs/")
"""What a layer may change without the tests being run again: nothing imports it."""


def exercises() -> dict[str, Repository]:
    return of_library(current(ROOT))


KITS = sorted(folder.parents[0].name for folder in ROOT.glob("docs/workshops/*/exercise"))


@pytest.fixture(autouse=True)
def _pytest_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing that happens to be installed here may help an exercise, or slow it down."""
    monkeypatch.setenv("PYTEST_DISABLE_PLUGIN_AUTOLOAD", "1")


def fallen_short(folder: Path) -> set[str]:
    """Give the standards that the review finds `folder` short of, with its own settings; what is unread counts."""
    answers = (Answer.FALLS_SHORT, Answer.UNREAD)
    return {one.standard.id for one in review(folder, catalogue()).results if one.verdict.answer in answers}


def passing(outcomes: Outcomes, names: tuple[str, ...]) -> dict[str, str]:
    """Give those of the tests `names` that did not pass, each with why."""
    ended = [outcomes.of(name) for name in names]
    return {test.name: test.why or test.how for test in ended if test.how != "passed"}


@pytest.mark.parametrize("kit", KITS)
def test_each_state_keeps_what_it_promises_and_no_more_is_wrong_with_the_start(kit: str, tmp_path: Path) -> None:
    one = exercises()[kit]
    every = tuple(name for checkpoint in one.checkpoints for name in checkpoint.tests)
    assert every, "no checkpoint names a test"
    for state in one.states:
        folder = tmp_path / state
        lay(one, state, folder, "dev")
        tests, standards = one.held(state)
        short = fallen_short(folder)
        if any(not path.startswith(NOT_RUN) for path in one.layers[state]):
            named = run_tests(folder, sys.executable, 60, one.own_tests)
        assert passing(named, tests) == {}, state
        assert short & set(standards) == set(), state
        if state == START:
            assert short == set(one.record.standards)
            assert set(passing(named, every)) == set(every)
        if state == SOLUTION:
            assert short == set()
            whole = run_tests(folder, sys.executable, 60)
            assert whole.tests
            assert whole.kept == ""
            assert [test for test in whole.tests if test.how != "passed"] == []


@pytest.mark.parametrize("kit", KITS)
def test_each_layer_holds_only_what_differs_and_removes_only_what_is_there(kit: str) -> None:
    one = exercises()[kit]
    before: dict[str, bytes] = {}
    for at, state in enumerate(one.states):
        layer = one.layers[state]
        assert layer, f"{state} changes nothing"
        assert [path for path, data in layer.items() if before.get(path) == data] == []
        if at:
            assert set(one.checkpoints[at - 1].removes) <= before.keys() - layer.keys()
        before = one.files(state)
        assert {path: len(data) for path, data in before.items() if len(data) > LARGEST} == {}


def test_each_exercise_is_of_a_kit_that_says_so() -> None:
    assert sorted(exercises()) == KITS


@pytest.mark.parametrize(
    ("handed", "place"), [("ci.yml", ".github/workflows/ci.yml"), ("gitlab-ci.yml", ".gitlab-ci.yml")]
)
def test_the_ci_that_is_handed_out_keeps_the_standards_of_its_kit(handed: str, place: str, tmp_path: Path) -> None:
    kit = "ci-in-an-afternoon"
    lay(exercises()[kit], SOLUTION, tmp_path / "mine", "dev")
    (tmp_path / "mine/.github/workflows/ci.yml").unlink()
    shutil.copy(ROOT / "docs/workshops" / kit / "files" / handed, tmp_path / "mine" / place)
    assert fallen_short(tmp_path / "mine") == set()


def test_what_a_wheel_carries_is_what_the_pages_give() -> None:
    assert unpacked(packed(current(ROOT), "1.0")) == exercises()
