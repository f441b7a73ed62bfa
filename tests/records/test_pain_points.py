"""Pain points: each rule across their parts fires at its line, and the worked example keeps all of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from playbook.records.loader import load
from playbook.records.pain_point import PainPoint
from playbook.records.problems import ProblemsError
from tests.building import ROOT
from tests.records.made import playbook

POINT = """\
id: PP-001
title: It waits
statement: "When it rains, I have to wait, which costs a day."
felt_by: [one, two]
evidence: Counted.
area: deploy
before:
  story: It waits.
  measures:
    - {what: deployments, value: 4, unit: a year, date: 2026-01-12, source: tags}
after:
  story: It does not.
  measures:
    - {what: deployments, value: 200, unit: a year}
ask:
  - {what: Help, hours: 4, of: one, until: 2026-03-01}
gain:
  - {kind: time, what: A day}
saving:
  - {what: Waiting, hours: [1, 2], times: [4, 4]}
effort: S
days: 5
status: verified
design_document: docs/index.md
verdict:
  says: kept
  story: It came.
  measures:
    - {what: deployments, value: 190, unit: a year, date: 2026-06-01, source: tags}
sources: [T01]
"""
FILE = "docs/priorities/pain-points/PP-001.yml"


def written(root: Path, text: str, file: str = FILE) -> Path:
    playbook(root)
    (root / file).parent.mkdir(parents=True, exist_ok=True)
    (root / file).write_text(text, encoding="utf-8")
    return root


def test_a_whole_one_holds(tmp_path: Path) -> None:
    point = load(written(tmp_path, POINT)).get(PainPoint, "PP-001")
    assert point.verdict is not None
    assert point.ask[0].of == "one"


# One row a fault: what changes, line:column, what is wrong, the mend.
BROKEN = [
    (
        "no when",
        ("When it rains, I have to wait", "I always have to wait"),
        "3:12",
        "does not say when",
        "When …, I have to …, which costs …",
    ),
    ("no cost", (", which costs a day", ""), "3:12", "does not say when", "which costs"),
    ("felt twice", ("[one, two]", "[one, one]"), "4:16", "`one` stands here twice", "keep one"),
    ("nobody", ("[one, two]", "[one, tow]"), "4:16", "there is no role `tow`", "did you mean `two`?"),
    ("range turned", ("hours: [1, 2]", "hours: [2, 1]"), "20:28", "`saving.0.hours` is not right", "correct"),
    (
        "hoped, not measured",
        ("{what: deployments, value: 200", "{what: deployment, value: 200"),
        "14:14",
        "“deployment” was not measured before",
        "did you mean “deployments”?",
    ),
    (
        "hoped in another unit",
        ("value: 200, unit: a year", "value: 200, unit: a month"),
        "14:45",
        "before, “deployments” was in “a year”",
        "one unit",
    ),
    (
        "after, not measured",
        ("{what: deployments, value: 190", "{what: joy, value: 190"),
        "29:14",
        "“joy” was not measured before",
        "before.measures",
    ),
    (
        "verdict too early",
        ("status: verified", "status: chosen"),
        "26:3",
        "a pain point that is chosen has no verdict yet",
        "status: verified",
    ),
    (
        "verdict missing",
        (POINT[POINT.index("verdict:") : POINT.index("sources")], ""),
        "23:9",
        "needs its verdict",
        "add `verdict:`",
    ),
    (
        "asked until the past",
        ("until: 2026-03-01", "until: 2026-01-01"),
        "16:44",
        "asked until 2026-01-01, before the last measure of 2026-01-12",
        "correct one",
    ),
    (
        "measured after before",
        ("2026-06-01", "2026-01-12"),
        "29:59",
        "measured after on 2026-01-12, and before on 2026-01-12",
        "correct one",
    ),
    (
        "no such document",
        ("docs/index.md", "docs/nothing.md"),
        "24:18",
        "there is no file `docs/nothing.md`",
        "from the root",
    ),
    ("document outside", ("docs/index.md", "../../etc/passwd"), "24:18", "there is no file", "from the root"),
    ("another name", ("id: PP-001", "id: PP-002"), "1:5", "`PP-002` stands in a file of another name", "PP-002.yml"),
]


@pytest.mark.parametrize(("change", "place", "what", "mend"), [pytest.param(*row[1:], id=row[0]) for row in BROKEN])
def test_a_fault_has_its_place_and_its_mend(
    tmp_path: Path, change: tuple[str, str], place: str, what: str, mend: str
) -> None:
    assert change[0] in POINT, "the test's own text is not in the file"
    with pytest.raises(ProblemsError) as caught:
        load(written(tmp_path, POINT.replace(*change, 1)))
    [problem] = caught.value.problems
    assert str(problem.place) == f"{FILE}:{place}"
    assert what in problem.what
    assert mend in problem.mend


@pytest.mark.parametrize("document", ["https://example.org/doc/", "the paper of March"])
def test_a_document_may_be_an_address_or_words(tmp_path: Path, document: str) -> None:
    assert load(written(tmp_path, POINT.replace("docs/index.md", document)))


def test_the_worked_example_is_varied() -> None:
    points = load(ROOT).all(PainPoint)
    assert len(points) == 14
    assert {point.area for point in points} == {"deploy", "maintain", "monitor"}
    assert {point.effort for point in points} == {"S", "M", "L"}
    assert {point.status for point in points} == {"collected", "ranked", "chosen", "in progress", "verified", "dropped"}
    assert len({point.component for point in points}) > 6
    verified = [point for point in points if point.status == "verified"]
    assert all("P11" in point.sources for point in verified)
    dropped = [point for point in points if point.status == "dropped"]
    assert all("P12" in point.sources for point in dropped)
