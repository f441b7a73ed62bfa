"""Both languages meet the vectors, and agree on boards that nobody thought of."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, get_args

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from playbook.priorities.results import Quadrant, WhyNot, WhyNotBoth
from playbook.records.board import Board
from tests.priorities.voting import boards, in_node
from tests.ranking_vectors import VECTORS, Vector, vector, vectors, written

FOUND: list[Vector] = json.loads(VECTORS.read_text(encoding="utf-8"))
NAMES = [found["name"] for found in FOUND]
PARTS = ("result", "words", "layout")


@pytest.fixture(scope="module")
def browser_answers() -> dict[str, dict[str, Any]]:
    return dict(zip(NAMES, in_node([found["board"] for found in FOUND]), strict=True))


@pytest.mark.parametrize("found", FOUND, ids=NAMES)
def test_python(found: Vector) -> None:
    assert vector(found["name"], found["board"]) == found


@pytest.mark.parametrize("found", FOUND, ids=NAMES)
def test_browser(found: Vector, browser_answers: dict[str, dict[str, Any]]) -> None:
    assert browser_answers[found["name"]] == {part: found[part] for part in PARTS}  # type: ignore[literal-required]


def test_vectors_are_written_as_the_generator_writes_them() -> None:
    assert VECTORS.read_text(encoding="utf-8") == written(vectors())


def test_vectors_are_enough() -> None:
    """Each has a name of its own, and together they bring about every quadrant and every reason for no number."""
    assert len(set(NAMES)) == len(FOUND) >= 30
    assert _all("quadrant") >= set(get_args(Quadrant)) | {None}
    assert _all("why_not") >= set(get_args(WhyNot)) | {None}
    assert _all("spearman_why_not") >= set(get_args(WhyNotBoth)) | {None}
    assert _all("firm") == {True, False, None}
    assert {bool(found["result"]["notes"]) for found in FOUND} == {True, False}
    assert max(len(found["layout"]) for found in FOUND) == 60


def _all(key: str) -> set[Any]:
    return {value for found in FOUND for value in _values(found["result"], key)}


def _values(data: Any, key: str) -> Iterator[Any]:
    """Give each value that has this key, however deep."""
    if isinstance(data, dict):
        yield from [data[key]] if key in data else []
        data = list(data.values())
    for each in data if isinstance(data, list) else []:
        yield from _values(each, key)


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(boards(points=14, ballots=12), min_size=15, max_size=25))
def test_both_agree_to_the_last_bit(drawn: list[Board]) -> None:
    asked = [json.loads(board.model_dump_json()) for board in drawn]
    for board, answer in zip(asked, in_node(asked), strict=True):
        ours = vector("", board)
        assert answer == {part: ours[part] for part in PARTS}  # type: ignore[literal-required]
