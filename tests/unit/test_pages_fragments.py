"""The fragments that are no figures: every record is in them, linked, and its text stays text."""

from __future__ import annotations

import gzip
from pathlib import Path
from typing import Any

import pytest

from playbook.pages.charter import charter
from playbook.pages.comparisons import comparison
from playbook.pages.coverage_report import coverage
from playbook.pages.glossary import glossary
from playbook.pages.macros import OF_A_RECORD, ON_ANY_PAGE, _of_record
from playbook.pages.organisation import introduced, org_name
from playbook.pages.register import claim_count, source_register
from playbook.pages.responsibilities import responsibility_matrix
from playbook.pages.roles import role_index, role_rest, role_top
from playbook.records.loader import load
from playbook.records.page import Comparison, Glossary, Page
from playbook.records.role import Responsibilities, Role
from tests.unit.made import PAGE, cells, here, library, organisation, rendered, role, targets, texts, words

# -- roles


def test_role_top_holds_every_word_of_its_fields() -> None:
    one = role("one", combines_with=[{"who": "other", "why": "Usual."}])
    tree = rendered(role_top(here(library([one])), one))
    assert texts(tree, "h1") == ["One"]
    assert [heading.get("id") for heading in tree.iter("h2")] == ["decides", "not-mine", "works-with", "without"]
    assert texts(tree, "li") == ["One matter.own", "This. Other", "That. Another"]
    assert texts(tree, "dd")[-2:] == ["Talks with other.", "Talks with another."]
    assert words(tree.find_class("g-tags")[0]) == "Seat a job that one person holds"
    assert words(tree.find_class("g-lede")[0]) == "Does one thing.T01"
    assert words(tree.find_class("g-broken")[0]) == "What breaks without it Everything."
    assert targets(tree)["Other"] == "other.md"


def test_role_rest_has_a_heading_for_each_part_and_none_for_what_is_missing() -> None:
    one = role("one")
    tree = rendered(role_rest(here(library([one])), one))
    assert {heading.get("id") for heading in tree.iter("h2", "h3")} == {
        "needed-when",
        "missing",
        "outcomes",
        "measures",
        "consulted",
        "skills",
        "first-weeks",
        "interview",
        "also-called",
    }
    assert cells(tree) == [
        ["Skill", "Knows", "That means"],
        ["Packaging", "a lot", "Does packaging."],
        ["Testing", "a little", "Does testing."],
    ]
    both = role(
        "one",
        holds="hat",
        combines_with=[{"who": "other", "why": "Usual."}],
        conflicts_with=[{"who": "another", "why": "Never."}],
    )
    tree = rendered(role_rest(here(library([both])), both))
    assert {"together", "combines", "conflicts"} <= {heading.get("id") for heading in tree.iter("h2", "h3")}
    assert "You need this hat when" in texts(tree, "h2")
    assert {"Usual.", "Never."} <= set(texts(tree, "dd"))


def test_role_index_separates_seats_from_hats() -> None:
    small = library([role("cap", holds="hat", purpose="Warms. [@T01]", needed_when="It rains. [@own]")])
    tree = rendered(role_index(here(small, "roles/one.md")))
    seats, hats = tree.iter("table")
    assert [row[0] for row in cells(tree, ".//table[1]")[:4]] == ["Seat", "One", "Other", "Another"]
    assert words(hats.findall(".//tr")[1]) == "Cap Warms. It rains."
    assert len(seats.findall(".//tr")) == 4
    assert tree.find_class("g-mark") == []


# -- comparison


@pytest.fixture
def compared() -> Comparison:
    differences = [
        {"question": f"Question {n}?", "left": f"Left {n}. [@T01]", "right": f"Right {n}."} for n in range(4)
    ]
    data = {**PAGE, "kind": "comparison", "title": "One or other?", "left": "one", "right": "other"}
    return Comparison.model_validate({**data, "differences": differences})


def test_comparison_has_both_roles_as_heads_and_both_remits(compared: Comparison) -> None:
    small = library([role("one", decides=["The road. [@own]"])], pages={"roles/a-or-b.md": compared})
    tree = rendered(comparison(here(small, "roles/a-or-b.md"), compared))
    assert cells(tree)[:2] == [["Question", "One", "Other"], ["Question 0?", "Left 0.T01", "Right 0."]]
    assert len(cells(tree)) == 5
    assert [heading.get("id") for heading in tree.iter("h3")] == [
        "decides-one",
        "decides-other",
        "not-mine-one",
        "not-mine-other",
    ]
    assert texts(tree, "li") == ["The road.", "One matter.", *["This. Other", "That. Another"] * 2]
    assert len(tree.find_class("g-remit")) == 2


# -- responsibilities


def matrix(*extra: dict[str, Any], told: tuple[str, ...] = ("cap",)) -> Responsibilities:
    activities: list[dict[str, Any]] = [
        {
            "id": f"a{n}",
            "what": f"Do {n}. [@T01]",
            "stage": stage,
            "accountable": "one",
            "responsible": ["one", "other"],
        }
        for n, stage in enumerate(["Decide", "Decide", "Build", "Run", "Learn"])
    ]
    activities[0] |= {"consulted": ["another"], "informed": told}
    data = {**PAGE, "kind": "responsibilities", "title": "Who", "activities": [*activities, *extra]}
    return Responsibilities.model_validate(data)


def test_responsibility_matrix_has_every_activity_once_by_stage_and_by_role() -> None:
    small = library([role("cap", holds="hat")])
    tree = rendered(responsibility_matrix(here(small), matrix()))
    assert [heading.get("id") for heading in tree.iter("h2", "h3")] == [
        "by-activity",
        "stage-decide",
        "stage-build",
        "stage-run",
        "stage-learn",
        "by-role",
    ]
    rows = [row for row in cells(tree) if row[0] != "Activity"]
    assert [row[0] for row in rows] == [f"Do {n}.T01" for n in range(5)]
    assert rows[0][1:] == ["One", "One, Other", "Another", "Cap"]
    assert rows[1][1:] == ["One", "One, Other", "nobody", "nobody"]
    assert texts(tree, "dt") == ["One"]
    assert texts(tree, "dd") == ["Do 0. Do 1. Do 2. Do 3. Do 4."]
    assert texts(tree, "p")[-1] == "The other, the another and the cap answer for no row of this page."


def test_responsibility_matrix_where_one_role_answers_for_nothing() -> None:
    rest = {"id": "x", "what": "Do more", "stage": "Run", "accountable": "other", "responsible": ["other"]}
    tree = rendered(responsibility_matrix(here(library()), matrix(rest, told=())))
    assert texts(tree, "dd")[-1] == "Do more."
    assert texts(tree, "p")[-1] == "The another answers for no row of this page."


# -- glossary


def test_glossary_is_in_alphabetical_order_with_anchors_and_ways_on() -> None:
    terms = [
        {"id": "zoo", "term": "Zoo", "means": "Animals. [@T01]"},
        {"id": "apple", "term": "apple", "means": "Fruit.", "see": "roles/other.md"},
        {"id": "mlops", "term": "MLOps", "means": "Work.", "also": ["ML operations"]},
    ]
    record = Glossary.model_validate({**PAGE, "kind": "glossary", "title": "Words", "terms": terms})
    tree = rendered(glossary(here(library(), "about/glossary.md"), record))
    assert [(term.get("id"), words(term)) for term in tree.iter("dt")] == [
        ("term-apple", "apple"),
        ("term-mlops", "MLOps"),
        ("term-zoo", "Zoo"),
    ]
    assert texts(tree, "dd") == ["Fruit. See Other.", "Work. Also: ML operations.", "Animals.T01"]
    assert targets(tree)["Other"] == "../roles/other.md"


# -- charter and organisation


def page(*sources: str) -> Page:
    return Page.model_validate({**PAGE, "title": "A page", "sources": sources})


FULL: dict[str, Any] = {
    "team": {
        "elsewhere": ["another"],
        "services": [{"what": "A way", "ask_in": "#help", "answer_within": "1 day"}],
        "channels": [{"what": "Questions", "where": "#help"}],
        "not_ours": ["The weather"],
    },
    "tools": [{"component": "CI/CD", "state": "have", "chosen": "Git"}, {"component": "serving", "state": "nothing"}],
}


def test_charter_says_all_that_playbook_yml_says() -> None:
    members: list[dict[str, Any]] = [
        {"seat": "one", "count": 3, "hats": ["cap"]},
        {"seat": "other", "sits_with": "product", "also": ["testing"]},
    ]
    small = library([role("cap", holds="hat")], organisation(members, **FULL), pages={"team/charter.md": page("T01")})
    tree = rendered(charter(here(small, "team/charter.md")))
    assert words(tree.find("p")) == (
        "The team of Small Firm, a firm of 30 people, with 2 departments, 1 product team and 4 data scientists. "
        "It belongs to Data."
    )
    assert cells(tree) == [
        ["Seat", "People", "Hats", "Sits", "Also good at"],
        ["One", "3", "Cap", "together", "–"],
        ["Other", "1", "none", "in the product teams", "Testing"],
        ["You need", "Ask in", "Answer within"],
        ["A way", "#help", "1 day"],
        ["For", "Go to"],
        ["Questions", "#help"],
        ["Component", "State", "Chosen"],
        ["CI/CD", "in place", "Git"],
        ["Serving", "nothing yet", "–"],
    ]
    assert texts(tree, "li") == ["The weather"]
    assert "Outside the team, and near to it: another." in texts(tree, "p")
    assert "Ship.T01" in texts(tree, "p")


def test_charter_of_a_fork_that_has_written_little_yet() -> None:
    bare = organisation(company={"product_teams": 0, "data_scientists": 0, "departments": 1})
    small = library(team=bare, pages={"team/charter.md": page()})
    tree = rendered(charter(here(small, "team/charter.md")))
    assert [heading.get("id") for heading in tree.iter("h3")] == ["mission", "people"]
    assert (
        words(tree.find("p")) == "The team of Small Firm, a firm of 30 people, with 1 department. It belongs to Data."
    )
    assert tree.find_class("g-mark") == [], "a citation whose source this page does not list leads nowhere"


def test_what_is_made_up_says_so() -> None:
    true, made_up = library(), library(team=organisation(company={"made_up": True}))
    assert org_name(here(true)) == "Small Firm"
    assert org_name(here(made_up)) == "Small Firm (made up)"
    assert introduced(here(made_up)).startswith("Small Firm (made up), a firm of 30 people")
    assert "(made up)" in coverage(here(made_up))


# -- sources


def test_register_lists_claims_and_works_with_places_and_pages() -> None:
    small = library(pages={"about/sources/index.md": page("T01"), "team/index.md": page("dora")})
    tree = rendered(source_register(here(small, "about/sources/index.md")))
    rows = cells(tree)
    assert ["T01", "A claim.", "0:01:05", "One, Other, Another"] in rows
    assert ["P09", "Another. (the host)", "1:00:00", "no page yet"] in rows
    assert rows[-1] == ["DORA", "DORA (2024), Keys. Four measures.", "known through notes", "A page"]
    assert {element.get("id") for element in tree.iter("td")} >= {"claim-T01", "work-dora"}
    assert targets(tree)["0:01:05"].endswith("&t=65s")
    assert targets(tree)["One"] == "../../roles/one.md"
    assert [mark.get("class") for mark in tree.find_class("g-mark")] == [
        "g-mark g-said",
        "g-mark g-read",
        "g-mark g-own",
    ]
    assert "2 claims, of which this edition uses 1." in words(tree)
    assert {"T: Why a team, and what it is for", "Works"} <= set(texts(tree, "h3") + texts(tree, "h2"))
    assert claim_count(here(small)) == "2"


def test_register_says_when_nothing_uses_a_source() -> None:
    tree = rendered(source_register(here(library(), "about/sources/index.md")))
    assert cells(tree)[-1][-1] == "no page yet"


# -- macros and size


def test_macros_of_a_record_refuse_other_pages() -> None:
    at = here(library(pages={"team/a.md": page()}), "team/a.md")
    with pytest.raises(TypeError, match=r"docs/team/a\.md: this macro is for pages with `kind: role`"):
        _of_record(Role, role_top)(at)


def test_no_macro_is_registered_twice() -> None:
    assert not ON_ANY_PAGE.keys() & OF_A_RECORD.keys()


def test_the_register_of_the_playbook_is_compact(root: Path) -> None:
    fragment = source_register(here(load(root), "about/sources/index.md"))
    assert len(gzip.compress(fragment.encode(), 9)) < 9_500
