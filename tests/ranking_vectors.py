"""Writes tests/data/ranking-vectors.json: how boards are ranked, said and laid out, in Python and in the browser.

`python -m tests.ranking_vectors` writes it anew. Read the difference before you keep it: the file is the judge, and a
rule that has changed for a reason is the only reason for another answer.
"""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any, TypedDict, cast

from playbook.priorities.layout import layout
from playbook.priorities.ranking import rank
from playbook.priorities.words import words
from playbook.records.board import Board
from tests.ranking_cases import CASES

ROOT = Path(__file__).resolve().parents[1]
VECTORS = ROOT / "tests/data/ranking-vectors.json"
LINE = 240


class Vector(TypedDict):
    """A board as a file holds it, and what it gives."""

    name: str
    board: dict[str, Any]
    result: dict[str, Any]
    words: list[str]
    layout: list[dict[str, Any]]


def vector(name: str, board: dict[str, Any]) -> Vector:
    """Rank, say and lay out one board, as JSON has it."""
    result = rank(Board.model_validate(board))
    badges = [asdict(badge) for badge in layout(result)]
    found = Vector(name=name, board=board, result=result.as_data(), words=list(words(result)), layout=badges)
    return cast(Vector, json.loads(json.dumps(found)))


def vectors() -> list[Vector]:
    """Rank every case."""
    return [vector(case.name, case.board()) for case in CASES]


def written(found: list[Vector]) -> str:
    """Give the vectors as JSON in which whatever fits has one line, so that a difference can be read."""
    return _lines(found, "") + "\n"


def _lines(value: Any, indent: str) -> str:
    line = json.dumps(value, ensure_ascii=False)
    if not value or not isinstance(value, dict | list) or (len(line) <= LINE and len(indent) > 1):
        return line
    deeper = indent + " "
    if isinstance(value, dict):
        inside = [f"{json.dumps(key)}: {_lines(each, deeper)}" for key, each in value.items()]
    else:
        inside = [_lines(each, deeper) for each in value]
    opening, closing = "{}" if isinstance(value, dict) else "[]"
    return opening + ",".join(f"\n{deeper}{each}" for each in inside) + f"\n{indent}{closing}"


if __name__ == "__main__":
    VECTORS.write_text(written(vectors()), encoding="utf-8")
