"""What a team covers: one small team for each rule."""

from __future__ import annotations

from typing import Any

import pytest

from playbook.pages.coverage import Coverage, cover
from playbook.pages.coverage_report import coverage
from playbook.records.library import Library
from tests.unit.made import cells, here, library, organisation, rendered, role, skill, words

WHY = "Two calendars, one week. [@own]"


def covered(*members: dict[str, Any], **changes: Any) -> Coverage:
    return cover(made(*members, **changes))


def made(*members: dict[str, Any], conflict: tuple[str, str] | None = None, **team: Any) -> Library:
    """A team of `members` among two seats and two hats; `one` is deep in ci, `two` in data, `cap` in talk."""
    roles: dict[str, dict[str, Any]] = {
        "one": {"deep": ["ci"], "broad": ["data"]},
        "two": {"deep": ["data"], "broad": ["talk"]},
        "cap": {"deep": ["talk"], "broad": ["ci"], "holds": "hat"},
        "hood": {"deep": ["ci"], "broad": ["ci"], "holds": "hat"},
    }
    if conflict:
        left, right = conflict
        roles[left]["conflicts_with"] = [{"who": right, "why": WHY}]
    skills = [skill("ci", name="CI"), skill("data"), skill("talk"), skill("law", name="Law")]
    found = library(
        [
            role(key, order=order, works=["one", "two"], **changes)
            for order, (key, changes) in enumerate(roles.items(), 1)
        ],
        organisation(members, team=team),
        skills=skills,
    )
    for spare in ("other", "another"):
        del found.records[type(found.entries[next(iter(found.entries))].record)][spare]
    return found


def ids(items: Any) -> list[str]:
    return [item.id for item in items]


def test_a_seat_is_filled_by_its_members_and_counted() -> None:
    found = covered({"seat": "one", "count": 2}, {"seat": "one"}, {"seat": "two", "hats": ["cap"]})
    assert [(held.id, count) for held, count in found.inside] == [("one", 3), ("two", 1), ("cap", 1)]
    assert found.people == 4
    assert ids(found.empty) == ["hood"]


def test_a_role_elsewhere_is_filled_outside_the_team_and_brings_no_skill() -> None:
    found = covered({"seat": "one"}, elsewhere=["two", "hood"])
    assert ids(found.outside) == ["two", "hood"]
    assert ids(found.empty) == ["cap"]
    assert "data" in ids(found.shallow)


def test_a_role_in_the_team_does_not_count_as_outside_too() -> None:
    found = covered({"seat": "one"}, elsewhere=["one"])
    assert found.outside == ()
    assert [held.id for held, _count in found.inside] == ["one"]


def test_skills_deep_broad_and_absent() -> None:
    found = covered({"seat": "one"})
    assert [(known.id, count) for known, count in found.deep] == [("ci", 1)]
    assert ids(found.shallow) == ["data"]
    assert ids(found.absent) == ["talk", "law"]


def test_a_hat_brings_its_skills() -> None:
    found = covered({"seat": "one", "hats": ["cap"]})
    assert [known.id for known, _count in found.deep] == ["ci", "talk"]


def test_also_counts_as_deep() -> None:
    found = covered({"seat": "one", "also": ["law"]})
    assert [known.id for known, _count in found.deep] == ["ci", "law"]
    assert ids(found.absent) == ["talk"]


def test_one_person_in_a_seat_and_one_person_deep() -> None:
    found = covered({"seat": "one", "count": 2}, {"seat": "two"})
    assert [(item.what.id, item.seat.id) for item in found.one_person] == [("two", "two"), ("data", "two")]


def test_two_people_are_no_risk_even_in_two_lines() -> None:
    found = covered({"seat": "one"}, {"seat": "one"})
    assert found.one_person == ()


def test_a_skill_that_seat_and_hat_bring_is_still_one_person() -> None:
    found = covered({"seat": "one", "hats": ["hood"]})
    assert [item.what.id for item in found.one_person] == ["one", "ci"]


def test_a_hat_on_one_head_is_no_risk_by_itself() -> None:
    found = covered({"seat": "one", "count": 2}, {"seat": "one", "hats": ["cap"]})
    assert [item.what.id for item in found.one_person] == ["talk"]


@pytest.mark.parametrize("conflict", [("one", "cap"), ("cap", "one")])
def test_conflicting_roles_on_one_person_whoever_names_it(conflict: tuple[str, str]) -> None:
    found = covered({"seat": "one", "hats": ["cap"]}, {"seat": "one", "hats": ["cap"]}, conflict=conflict)
    assert [(clash.one.id, clash.other.id, clash.why) for clash in found.clashes] == [("one", "cap", WHY)]


def test_two_hats_that_conflict() -> None:
    found = covered({"seat": "one", "hats": ["cap", "hood"]}, conflict=("hood", "cap"))
    assert [(clash.one.id, clash.other.id) for clash in found.clashes] == [("cap", "hood")]


def test_conflicting_roles_on_two_people_are_fine() -> None:
    found = covered({"seat": "one", "hats": ["cap"]}, {"seat": "two", "hats": ["hood"]}, conflict=("one", "hood"))
    assert found.clashes == ()


def test_the_report_names_every_finding_and_a_next_step() -> None:
    small = made({"seat": "one", "hats": ["cap"]}, elsewhere=["hood"], conflict=("one", "cap"))
    tree = rendered(coverage(here(small)))
    rows = cells(tree)
    assert words(tree.find("p")) == (
        "The team of Small Firm has 1 person. 3 of 4 seats and hats are filled, 1 of them outside the team. "
        "Somebody in the team is deep in 2 of 4 skills."
    )
    assert ["One", "seat", "1 person in the team"] in rows
    assert ["Hood", "hat", "outside the team"] in rows
    assert ["Two", "seat", "Always.", "Look for the signs that it is missing. No sign, no advert."] in rows
    assert ["Law", "nobody", "No role is deep in it: learn it, or agree whom you ask outside."] in rows
    assert ["Data", "only broad", "Brought by the two: borrow one, or learn it from one."] in rows
    assert ["One", "One person sits there.", "Name a stand-in for what the seat decides."] in rows
    assert ["Talk", "Only the one is deep in it.", "Next time this person watches while somebody else does it."] in rows
    assert any(row[:2] == ["One and Cap", "Two calendars, one week."] for row in rows)
    targets = {link.get("href") for link in tree.iter("a")}
    assert {"two.md#missing", "one.md#decides", "one.md#conflicts"} <= targets


def test_the_report_of_a_hat_that_nobody_wears() -> None:
    rows = cells(rendered(coverage(here(made({"seat": "one"})))))
    assert ["Cap", "hat", "Always.", "Give it to somebody, with hours: see what it decides."] in rows


def test_the_report_of_a_team_without_gaps() -> None:
    everybody = [{"seat": seat, "count": 2, "hats": ["cap", "hood"], "also": ["law"]} for seat in ("one", "two")]
    tree = rendered(coverage(here(made(*everybody))))
    said = [words(part) for part in tree.iter("p")]
    assert said[1:] == [
        "Every seat and every hat is filled.",
        "Somebody is deep in every skill.",
        "Nothing hangs on one person.",
        "Nobody holds two roles that conflict.",
    ]
    assert [heading.get("id") for heading in tree.iter("h2", "h3")] == [
        "report",
        "covered",
        "empty",
        "skills",
        "one-person",
        "conflicts",
    ]
