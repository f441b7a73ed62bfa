"""The published schemas of boards and ballots accept what the models accept, as far as a schema can tell."""

from __future__ import annotations

import copy
import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from pydantic import ValidationError

from playbook.records.base import Strict
from playbook.records.board import BallotFile, Board, Slip
from playbook.records.board_schema import ballot_schema, board_schema
from playbook.records.library import Library
from tests.interchange import answer
from tests.interchange_links import BOARD, ballot
from tests.priorities.boards import boards

URL = "https://playbook.example/"
SLIP = {"format": "playbook-slip/1", "board": "b", "title": "B", "groups": BOARD["groups"], "items": []}
WHOLE: dict[str, tuple[type[Strict], Any]] = {
    "board": (Board, {**BOARD, "ballots": [], "seals": [{"voter": "l", "group": "lead", "hash": "0" * 64}]}),
    "ballot": (BallotFile, ballot(salt="0123456789")),
    "slip": (Slip, {**SLIP, "items": [{"id": "p1", "title": "Slow", "statement": "When"}]}),
}
TEXTS = ["", "x", "ok", "x" * 24, "x" * 25, "x" * 48, "x" * 49, "x" * 401, "a;b", "0123abcd", "-", "S", "lead", "done"]
NUMBERS = [True, 0, 1, -1, 7, 60, 61, 521, 1001, 1_000_001, 1.5]
LISTS = [[], [[]], ["p1"], ["p1"] * 61, [["p1"]] * 61, [{}] * 9]
VALUES: st.SearchStrategy[Any] = st.sampled_from([*TEXTS, *NUMBERS, *LISTS, "CI/CD", {}, None])


@cache
def validator(kind: str) -> Draft202012Validator:
    """Give what checks a kind of file."""
    schema = board_schema(URL) if kind == "board" else ballot_schema(URL)
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


def places(data: Any, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    """Give the path of every value below `data`."""
    inside = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    return [found for key, value in inside for found in [(*path, key), *places(value, (*path, key))]]


def fits(model: type[Strict], data: Any) -> bool:
    """Tell whether the model takes what JSON gives."""
    try:
        model.model_validate_json(json.dumps(data))
    except ValidationError:
        return False
    return True


@pytest.mark.parametrize("kind", WHOLE)
@settings(max_examples=120, deadline=None)
@given(data=st.data())
def test_schema_and_model_agree(kind: str, data: st.DataObject) -> None:
    model, whole = WHOLE[kind]
    changed: dict[str, Any] = copy.deepcopy(whole)
    *path, last = data.draw(st.sampled_from(places(whole)))
    inside: Any = changed
    for step in path:
        inside = inside[step]
    does = data.draw(st.sampled_from(["put", "put", "drop", "add"]))
    if does == "put":
        inside[last] = data.draw(VALUES)
    elif does == "drop":
        del inside[last]
    elif isinstance(inside, dict):
        inside[data.draw(st.sampled_from(["x", "Title", "__proto__"]))] = 1
    accepted = validator(kind).is_valid(changed)
    assert accepted == fits(model, changed), changed
    outcome = answer({"does": "file", "given": json.dumps(changed), "board": None})
    assert "data" not in outcome or outcome["data"] is None or accepted or "format" not in changed


@settings(max_examples=25, deadline=None)
@given(boards())
def test_schema_accepts_every_board(board: Board) -> None:
    validator("board").validate(board.model_dump(mode="json"))


def test_a_board_is_no_ballot() -> None:
    assert not validator("ballot").is_valid(BOARD)
    assert not validator("board").is_valid(ballot())


def test_published_beside_the_standards(site: Path, library: Library) -> None:
    url = library.organisation.site.url
    for name, schema in (("board.schema.json", board_schema(url)), ("ballot.schema.json", ballot_schema(url))):
        assert json.loads((site / name).read_text(encoding="utf-8")) == schema
        assert schema["$id"] == f"{url}{name}"
