"""The runs so far, in a JSON file that a team keeps: what makes "since the last time" possible."""

from __future__ import annotations

import datetime
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

from playbook.review.adoption.measure import Adoption, Change
from playbook.review.verdict import Answer

FORMAT = 1


class HistoryError(Exception):
    """The file is no history; the message says why, and the mend."""


def read_runs(file: Path) -> list[dict[str, Any]]:
    """Give the runs in `file`, the oldest first; none if it is not there yet. Raises HistoryError."""
    if not file.exists():
        return []
    mend = "    mend: name a file that `playbook adoption --history` wrote, or one that is not there yet"
    try:
        data = json.loads(file.read_text(encoding="utf-8"))
        runs = data["runs"]
        if data["format"] != FORMAT:
            raise HistoryError(f"{file}: it is of format {data['format']}, this edition writes {FORMAT}\n{mend}")
        for run in runs:
            datetime.date.fromisoformat(run["day"])
            _ = [Answer(answer) for answers in run["repositories"].values() for answer in answers.values()]
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise HistoryError(f"{file}: this is no history of runs\n{mend}") from None
    return list(runs)


def compared(adoption: Adoption, runs: list[dict[str, Any]]) -> Adoption:
    """Give `adoption` with what changed since the last run at the same stage."""
    last = next((run for run in reversed(runs) if run["stage"] == adoption.stage), None)
    if last is None:
        return adoption
    before = last["repositories"]
    changes = tuple(
        Change(row.name, key, Answer(before[row.name][key]), answer)
        for row in adoption.rows
        for key, answer in sorted(row.answers.items())
        if key in before.get(row.name, {}) and before[row.name][key] != answer
    )
    names = {row.name for row in adoption.rows}
    return replace(
        adoption,
        since=datetime.date.fromisoformat(last["day"]),
        changes=changes,
        came=tuple(sorted(names - set(before))),
        went=tuple(sorted(set(before) - names)),
    )


def as_run(adoption: Adoption) -> dict[str, Any]:
    """Give the run as the history keeps it."""
    return {
        "day": adoption.day.isoformat(),
        "stage": adoption.stage,
        "repositories": {row.name: dict(sorted(row.answers.items())) for row in adoption.rows},
        "unread": {row.name: row.fault for row in adoption.rows if row.fault},
    }


def write_runs(file: Path, runs: list[dict[str, Any]], adoption: Adoption) -> None:
    """Add the run to `file`, after `runs`, which it holds.

    Written beside it first, so that a full disk leaves the file as it was. Raises OSError.
    """
    text = json.dumps({"format": FORMAT, "runs": [*runs, as_run(adoption)]}, indent=1, ensure_ascii=True) + "\n"
    beside = file.with_name(f".{file.name}.new")
    try:
        beside.write_text(text, encoding="utf-8")
        beside.replace(file)
    finally:
        beside.unlink(missing_ok=True)
