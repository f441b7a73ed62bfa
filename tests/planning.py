"""Writes tests/data/plan-vectors.json: how workshops are planned, in Python and in the browser.

`python -m tests.planning` writes it anew. Read the difference before you keep it: the file is the judge, and a rule
that has changed for a reason is the only reason for another answer.
"""

from __future__ import annotations

import json
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Any, TypedDict

from playbook.records.kit_parts import Step
from playbook.workshops.plan import PlanError, plan, shortest
from tests.interchange import NODE

ROOT = Path(__file__).resolve().parents[1]
VECTORS = ROOT / "tests/data/plan-vectors.json"
RUNNER = ROOT / "tests/workshops/plan.mjs"

Case = tuple[str, str, int | None, int]

DISCOVERY = "5 15-10 20-15 15-10 b10 15 15 10"
"""The steps of a kit of ours, as `steps` reads them."""
LONG = "10 30-20 40-20 b15 45? | 40-30 b15 50-20 20? 10"

CASES: tuple[Case, ...] = (
    ("as the kit is", DISCOVERY, None, 1),
    ("more minutes than needed", DISCOVERY, 240, 1),
    ("to the minute", DISCOVERY, 105, 1),
    ("one minute less", DISCOVERY, 104, 1),
    ("each gives in proportion", DISCOVERY, 98, 1),
    ("as short as it goes with its break", DISCOVERY, 90, 1),
    ("the break goes, and nine minutes come back", DISCOVERY, 89, 1),
    ("as short as it goes", DISCOVERY, 80, 1),
    ("one minute too short", DISCOVERY, 79, 1),
    ("far too short", DISCOVERY, 1, 1),
    ("no day may end", DISCOVERY, None, 2),
    ("no day at all", DISCOVERY, None, 0),
    ("two days", LONG, None, 2),
    ("two days, shortened", LONG, 200, 2),
    ("two days, the last that may be skipped goes", LONG, 150, 2),
    ("two days, too short for both", LONG, 90, 2),
    ("three days are too many", LONG, None, 3),
    ("one break goes, the other is needed", LONG, 235, 1),
    ("both that may be skipped go", LONG, 130, 1),
    ("too short for a day, two would do", LONG, 60, 1),
    ("nobody goes on for more than 90, so less is planned", "60-58 b10 60-45 b15 20 20", 167, 1),
    ("nobody goes on for more than 90, though there is time", "54 b30 40-11 10", 104, 1),
    ("what is left at the end is no break", "30 b10 20? b5 10?", 30, 1),
    ("two breaks meet, one stays", "80 b10 10? b15 30", 124, 1),
    ("a break at the night falls out", "40 b10 | 40 b10 | 40", None, 3),
    ("the night in two: the longest day is shortest", "10 | 20 | 30 | 40 | 50", None, 2),
    ("a step of the night is skipped, the night stays", "30 10? | 40", 70, 2),
    ("a day must not be empty", "30 | 10? | 40", 60, 3),
    ("all may be skipped, not all go", "30? 30? 30?", 10, 1),
    ("a break may be shortened", "60 b20-10 60", 130, 1),
    ("a short break is kept while a skip is not needed", "45 b10 45-40 20?", 105, 1),
)


class Vector(TypedDict):
    """Steps as a page hands them to the browser, the minutes and days that are asked for, and the plan or why not."""

    name: str
    steps: list[dict[str, Any]]
    minutes: int | None
    days: int
    plan: dict[str, Any]
    shortest: int | dict[str, str]


def steps(text: str) -> tuple[Step, ...]:
    """Read steps: minutes, `-` the shortest, `?` may be skipped; `b` is a break, at `|` a day may end."""
    found: list[Step] = []
    for part in text.split():
        if part == "|":
            found[-1] = found[-1].model_copy(update={"day_may_end": True})
            continue
        minutes, _, least = part.strip("b?").partition("-")
        short = "shorten" if least else "skip" if part.endswith("?") else "keep"
        name = f"{'b' if part.startswith('b') else 's'}{len(found) + 1}"
        found.append(
            Step(
                id=name,
                title=f"Step {name}",
                minutes=int(minutes),
                shortest=int(least) if least else None,
                kind="break" if part.startswith("b") else "group",
                when_short="skip" if part.endswith("?") else short,  # type: ignore[arg-type]
                lost=f"what {name} is for",
            )
        )
    return tuple(found)


def handed(given: Sequence[Step]) -> list[dict[str, Any]]:
    """Give steps as a page hands them to the browser."""
    names = ("id", "minutes", "least", "kind", "when_short", "day_may_end")
    return [{name: getattr(step, name) for name in names} for step in given]


def vector(name: str, given: Sequence[Step], minutes: int | None, days: int) -> Vector:
    """Plan it in Python."""
    try:
        found = plan(given, minutes, days)
        slots = [{"id": s.step.id, "minutes": s.minutes, "begins": s.begins, "day": s.day} for s in found.slots]
        answer: dict[str, Any] = {"slots": slots, "skipped": [step.id for step in found.skipped]}
    except PlanError as error:
        answer = {"what": error.what, "mend": error.mend}
    try:
        least: int | dict[str, str] = shortest(given, days)
    except PlanError as error:
        least = {"what": error.what, "mend": error.mend}
    return Vector(name=name, steps=handed(given), minutes=minutes, days=days, plan=answer, shortest=least)


def vectors() -> list[Vector]:
    """Plan every case."""
    return [vector(name, steps(text), minutes, days) for name, text, minutes, days in CASES]


def in_node(asked: Sequence[Vector]) -> list[dict[str, Any]]:
    """Give the plan and the shortest of each, from the browser's module in one process."""
    done = subprocess.run(
        [NODE, RUNNER], input=json.dumps(asked), capture_output=True, encoding="utf-8", timeout=60, check=False
    )
    assert done.returncode == 0, done.stderr
    return list(json.loads(done.stdout))


def written(found: Sequence[Vector]) -> str:
    """Give the vectors as JSON in which a step and a slot have a line each, so that a difference can be read."""

    def lines(values: Sequence[Any]) -> str:
        return "[" + ",".join(f"\n   {json.dumps(value)}" for value in values) + "]"

    def one(found: Vector) -> str:
        rest = {key: json.dumps(found[key]) for key in ("name", "minutes", "days", "shortest")}
        answer = found["plan"]
        made = (
            f'{{"slots": {lines(answer["slots"])}, "skipped": {json.dumps(answer["skipped"])}}}'
            if "slots" in answer
            else json.dumps(answer)
        )
        parts = {**rest, "steps": lines(found["steps"]), "plan": made}
        return "{" + ",".join(f'\n  "{key}": {value}' for key, value in parts.items()) + "}"

    return "[" + ",\n".join(map(one, found)) + "]\n"


if __name__ == "__main__":
    VECTORS.write_text(written(vectors()), encoding="utf-8")
