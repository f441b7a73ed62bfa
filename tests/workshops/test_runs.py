"""What earlier runs took."""

from __future__ import annotations

from playbook.records.base import Record
from playbook.records.current import current
from playbook.records.kit import Kit
from playbook.records.library import Library
from playbook.records.run import Run
from playbook.workshops.runs import Taken, runs_of, taken
from tests.planning import ROOT


def run(number: int, date: str, **took: int) -> Run:
    return Run(id=f"RUN-{number:03}", kit="pain-point-discovery", date=date, group="Trading", took=took)  # type: ignore[arg-type]


def test_the_median_of_each_step_with_the_runs_in_which_it_was_held() -> None:
    runs = [run(1, "2026-01-01", write=10, rank=5), run(2, "2026-02-01", write=30), run(3, "2026-03-01", write=11)]
    assert taken(runs) == {"write": Taken(11, 3), "rank": Taken(5, 1)}
    assert taken(runs[:2])["write"] == Taken(20, 2)
    assert taken([run(1, "2026-01-01", write=10), run(2, "2026-01-02", write=11)])["write"].minutes == 10.5
    assert taken([]) == {}


def test_runs_of_a_kit_the_newest_first() -> None:
    kit, other = current(ROOT).all(Kit)[:2]
    runs: dict[str, Record] = {
        one.id: one
        for one in (
            run(1, "2026-02-01", a=1).model_copy(update={"kit": kit.id}),
            run(2, "2026-03-01", a=1).model_copy(update={"kit": kit.id}),
            run(3, "2026-02-15", a=1).model_copy(update={"kit": other.id}),
            run(4, "2026-02-20", a=1).model_copy(update={"kit": kit.id}),
        )
    }
    library = Library(ROOT, records={Run: runs})
    assert [one.id for one in runs_of(library, kit)] == ["RUN-002", "RUN-004", "RUN-001"]
