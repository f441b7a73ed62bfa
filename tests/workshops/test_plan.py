"""The plan of a workshop: vectors that both languages meet, and promises that hold for any steps."""

from __future__ import annotations

import gzip
import json
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, assume, given, settings
from hypothesis import strategies as st

from playbook.publish.terse import shortened
from playbook.records.kit import WITHOUT_BREAK
from playbook.records.kit_parts import Step
from playbook.workshops.plan import Plan, PlanError, Slot, plan, shortest
from tests.planning import CASES, ROOT, VECTORS, Vector, in_node, steps, vector, vectors, written

FOUND: list[Vector] = json.loads(VECTORS.read_text(encoding="utf-8"))
NAMES = [found["name"] for found in FOUND]
often = settings(max_examples=50, deadline=None, suppress_health_check=list(HealthCheck))


@pytest.fixture(scope="module")
def browser_answers() -> dict[str, dict[str, Any]]:
    return dict(zip(NAMES, in_node(FOUND), strict=True))


@pytest.mark.parametrize("found", FOUND, ids=NAMES)
def test_browser(found: Vector, browser_answers: dict[str, dict[str, Any]]) -> None:
    assert browser_answers[found["name"]] == {"plan": found["plan"], "shortest": found["shortest"]}


def test_vectors_are_written_as_python_plans_them() -> None:
    assert VECTORS.read_text(encoding="utf-8") == written(vectors())
    assert len(set(NAMES)) == len(CASES)


def test_what_is_lost_stands_in_the_kits_order() -> None:
    """A step that is left out does not come after one that is shortened if the kit has it before."""
    found = plan(steps("30? 40-20 10-5 20?"), 40)
    assert [step.id for step in found.skipped] == ["s1", "s4"]
    assert found.lost == tuple((step, f"what {step.id} is for") for step in found.steps)
    assert plan(found.steps).lost == ()


Kept = tuple[tuple[Step, ...], int | None, int]


@st.composite
def kits(draw: st.DrawFn) -> tuple[Step, ...]:
    """Draw steps as the record lets them pass: no break at an end or beside another, no stretch over 90 minutes."""
    parts: list[str] = []
    since = 0
    for _ in range(draw(st.integers(2, 9))):
        minutes = draw(st.integers(1, 60))
        if since + minutes > WITHOUT_BREAK or (parts and parts[-1][0] != "b" and draw(st.integers(0, 3)) == 0):
            since = 0
            parts.append(f"b{draw(st.integers(5, 30))}")
        since += minutes
        short = draw(st.sampled_from(("", "?", "-")))
        least = f"-{draw(st.integers(1, minutes - 1))}" if short == "-" and minutes > 1 else ""
        parts.append(f"{minutes}{least or short.strip('-')}")
        if draw(st.integers(0, 3)) == 0:
            parts.append("|")
    return steps(" ".join(parts))


@st.composite
def asked(draw: st.DrawFn) -> Kept:
    """Draw steps with minutes that are enough or nearly so, and days that often can be had."""
    those = draw(kits())
    days = draw(st.sampled_from((1, 1, 2, 3)))
    total = sum(step.minutes for step in those)
    return those, draw(st.none() | st.integers(max(1, total // 3), total + 10)), days


def planned(question: Kept) -> Plan:
    """Plan it, or try another question."""
    try:
        return plan(*question)
    except PlanError:
        assume(False)
        raise


def stretches(found: Plan) -> list[list[Slot]]:
    """Give the slots that follow each other without a break."""
    parts: dict[tuple[int, int], list[Slot]] = {}
    number = 0
    for slot in found.slots:
        if slot.step.kind == "break":
            number += 1
        else:
            parts.setdefault((slot.day, number), []).append(slot)
    return list(parts.values())


@often
@given(asked())
def test_steps_keep_their_order_and_their_limits(question: Kept) -> None:
    found = planned(question)
    at = [question[0].index(slot.step) for slot in found.slots]
    assert at == sorted(set(at))
    assert {step.id for step in found.skipped} == {step.id for step in question[0]} - {s.step.id for s in found.slots}
    for slot in found.slots:
        limits = (slot.step.least, slot.step.minutes) if slot.step.when_short == "shorten" else (slot.step.minutes,) * 2
        assert limits[0] <= slot.minutes <= limits[1]
    assert all(step.when_short == "skip" or step.kind == "break" for step in found.skipped)


@often
@given(asked())
def test_all_minutes_are_used_and_no_more(question: Kept) -> None:
    """The plan takes what is asked for, unless all is as long as it is in the kit, or as a stretch may be."""
    found = planned(question)
    those, minutes, _ = question
    if minutes is None or minutes >= sum(step.minutes for step in those):
        assert all(slot.minutes == slot.step.minutes for slot in found.slots)
    elif found.minutes != minutes:
        assert found.minutes < minutes
        for stretch in stretches(found):
            whole = sum(slot.step.minutes for slot in stretch)
            assert sum(slot.minutes for slot in stretch) == min(whole, WITHOUT_BREAK)
        assert all(slot.minutes == slot.step.minutes for slot in found.slots if slot.step.kind == "break")


@often
@given(asked())
def test_nobody_goes_on_for_too_long(question: Kept) -> None:
    for stretch in stretches(planned(question)):
        assert sum(slot.minutes for slot in stretch) <= WITHOUT_BREAK


@often
@given(asked())
def test_each_gives_in_proportion(question: Kept) -> None:
    found = planned(question)
    assume(not found.skipped)
    can = {slot.step.id: slot.step.minutes - slot.step.least for slot in found.slots}
    over = sum(slot.step.minutes - slot.minutes for slot in found.slots)
    for slot in found.slots:
        if over:
            share = over * can[slot.step.id] / sum(can.values())
            assert abs(slot.step.minutes - slot.minutes - share) < 1


@often
@given(asked())
def test_days_begin_at_nought_with_a_step_and_end_where_they_may(question: Kept) -> None:
    found = planned(question)
    assert len(found.days) == question[2]
    for day in found.days:
        assert day[0].begins == 0
        assert "break" not in (day[0].step.kind, day[-1].step.kind)
        for before, after in pairwise(day):
            assert after.begins == before.begins + before.minutes
            assert "break" not in {before.step.kind} & {after.step.kind}
    for day, later in pairwise(found.days):
        between = question[0][question[0].index(day[-1].step) : question[0].index(later[0].step)]
        assert any(step.day_may_end for step in between)


@often
@given(asked())
def test_no_more_is_left_out_than_it_takes(question: Kept) -> None:
    """With one minute less than the steps and breaks of a plan take at least, something else has to go."""
    found = planned(question)
    those, minutes, days = question
    skipped = [step for step in found.skipped if step.kind != "break"]
    can = [step for step in those if step.when_short == "skip" and step.kind != "break"]
    assert skipped == can[len(can) - len(skipped) :]
    if skipped and minutes is not None:
        back = [step for step in those if step not in skipped[1:]]
        with pytest.raises(PlanError):
            plan(
                [step.model_copy(update={"when_short": "keep", "shortest": step.least}) for step in back], minutes, days
            )


@often
@given(kits(), st.integers(1, 3))
def test_the_shortest_can_be_had_and_nothing_below(those: tuple[Step, ...], days: int) -> None:
    if days > 1 + sum(step.day_may_end for step in those[:-1]):
        with pytest.raises(PlanError, match=r"^it cannot be split over [23] days: ask for (one day|2 days)$"):
            shortest(those, days)
        return
    fewest = shortest(those, days)
    assert plan(those, fewest, days).minutes == fewest
    with pytest.raises(PlanError, match=f"the shortest plan takes {fewest} minutes: ask for that many"):
        plan(those, fewest - 1, days)


@settings(max_examples=4, deadline=None, suppress_health_check=list(HealthCheck), phases=(Phase.generate,))
@given(st.lists(asked(), min_size=40, max_size=60))
def test_both_agree(questions: list[Kept]) -> None:
    ours = [vector("", *question) for question in questions]
    assert in_node(ours) == [{"plan": one["plan"], "shortest": one["shortest"]} for one in ours]


def test_browsers_load_little() -> None:
    """The plan and the calendar stay under 2.2 kB together, as the site sends them."""
    folder = ROOT / "docs/assets/tools/workshops"
    sizes = [
        len(gzip.compress(shortened((folder / name).read_text(encoding="utf-8")).encode(), 9))
        for name in ("plan.js", "calendar.js")
    ]
    assert sum(sizes) < 2200
