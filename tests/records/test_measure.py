"""Records of measures: a baseline fits in a day, another measure is named, the example is there."""

from __future__ import annotations

from pathlib import Path

import pytest

from playbook.records.loader import load
from playbook.records.measure import Measure
from playbook.records.problems import ProblemsError
from tests.records.made import playbook

MEASURE = """\
---
kind: measure
id: {id}
order: {order}
title: {id}
description: A measure.
reader: You wonder.
outcome: A number.
minutes: 1
unit: hours
answers: How many?
definition: "All of them. [@own]"
baseline:
  - {{do: Look., minutes: 60}}
  - {{do: Count., minutes: 120}}
  - {{do: Write., minutes: 300}}
gamed:
  - {{how: So., shown_by: Thus.}}
  - {{how: Or so., shown_by: Thus.}}
says: “It is less.”
taken_by: one
every: month
counterpart: {other}
because: It tells.
lies_when: [Often., Seldom.]
counted: {{file: days.csv, what: one, since: 2025-01-01, until: 2025-12-31, compare: 2025-06-01}}
---

Body. [@own]
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    made = playbook(tmp_path)
    (made / "docs/days.csv").write_text("date\n2025-03-01\n", encoding="utf-8")
    for order, (key, other) in enumerate((("first", "second"), ("second", "first")), 1):
        (made / f"docs/{key}.md").write_text(MEASURE.format(id=key, order=order, other=other), encoding="utf-8")
    return made


def test_measures_are_read_in_their_order(root: Path) -> None:
    found = load(root).all(Measure)
    assert [one.id for one in found] == ["first", "second"]
    assert found[0].minutes_of_baseline == 480


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        pytest.param(
            "minutes: 300",
            "minutes: 301",
            "this baseline takes 481 minutes, and a working day has 480",
            id="a long baseline",
        ),
        pytest.param(
            "counterpart: second", "counterpart: first", "`first` cannot show that it is gamed itself", id="itself"
        ),
        pytest.param("counterpart: second", "counterpart: secnd", "there is no measure `secnd`", id="no such measure"),
        pytest.param("taken_by: one", "taken_by: ones", "there is no role `ones`", id="no such role"),
        pytest.param("order: 1", "order: 2", "another measure has the place 2 too", id="one place twice"),
        pytest.param(
            "compare: 2025-06-01", "compare: 2025-01-01", "this day does not part the period in two", id="no before"
        ),
        pytest.param(
            "compare: 2025-06-01", "compare: 2026-01-01", "this day does not part the period in two", id="no after"
        ),
        pytest.param("since: 2025-01-01", "since: 0", "it is a date such as 2026-12-31", id="a number for a date"),
        pytest.param("file: days.csv", "file: none.csv", "there is no file docs/none.csv", id="no file"),
        pytest.param("file: days.csv", "file: ../days.csv", "`counted.file` has the wrong form", id="outside docs"),
        pytest.param("  - {how: Or so., shown_by: Thus.}\n", "", "docs/first.md", id="gamed in one way alone"),
        pytest.param("minutes: 60}", "minutes: 1}", "docs/first.md", id="a step of a minute"),
    ],
)
def test_a_measure_at_fault_says_where(root: Path, old: str, new: str, says: str) -> None:
    page = root / "docs/first.md"
    text = page.read_text(encoding="utf-8")
    assert old in text
    page.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(ProblemsError) as found:
        load(root)
    assert says in found.value.report()
    assert "docs/first.md" in found.value.report()
