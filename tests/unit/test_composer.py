"""The team composer: its vectors, its rules, and what must hold for every answer there is."""

from __future__ import annotations

import json
from collections import Counter
from itertools import pairwise, product
from pathlib import PurePath
from typing import get_args

import pytest
from pydantic import ValidationError

from playbook.pages.composer import BESIDE, Composition, Rules, compose
from playbook.pages.composer_page import composer, island
from playbook.pages.here import Here
from playbook.records.composition import MOST_PEOPLE, CompositionRule, Executive, ProductManager, Teams
from playbook.records.evidence import OWN, Claim, cited
from playbook.records.library import Library
from playbook.records.role import Role
from playbook.records.team import Shapes
from tests.composing import VECTORS, Vector, as_data, made_rules, vectors, written

FOUND: list[Vector] = json.loads(VECTORS.read_text(encoding="utf-8"))
SITUATIONS = list(product(get_args(Executive), get_args(ProductManager), get_args(Teams)))
GRID = [(people, *situation) for people in range(1, MOST_PEOPLE + 1) for situation in SITUATIONS]


@pytest.fixture(scope="module")
def rules(library: Library) -> Rules:
    return Rules.of(library)


@pytest.fixture(scope="module")
def answers(rules: Rules) -> dict[tuple[int, Executive, ProductManager, Teams], Composition]:
    return {given: compose(rules, *given) for given in GRID}


Answers = dict[tuple[int, Executive, ProductManager, Teams], Composition]


@pytest.mark.parametrize("vector", FOUND, ids=[vector["name"] for vector in FOUND])
def test_vector(rules: Rules, vector: Vector) -> None:
    used = made_rules(vector) if "rules" in vector else rules
    answer = compose(used, vector["people"], vector["executive"], vector["product_manager"], vector["teams"])
    assert as_data(answer) == vector["answer"]


def test_vectors_are_written_as_the_generator_writes_them(rules: Rules) -> None:
    assert VECTORS.read_text(encoding="utf-8") == written(vectors(rules))


def test_vectors_are_enough(rules: Rules) -> None:
    """At least 25, each with a name of its own, and together they use every rule."""
    assert len(FOUND) >= 25
    assert len({vector["name"] for vector in FOUND}) == len(FOUND)
    used = set()
    for vector in FOUND:
        if "rules" not in vector:
            answer = vector["answer"]
            used |= {item["rule"] for item in (*answer["people"], *answer["added"])} | {answer["warning"]}
    assert {rule.id for rule in rules.rules} - used == set()


def test_everybody_gets_one_seat(answers: Answers) -> None:
    for (people, *_), answer in answers.items():
        assert sum(person.rule is not None for person in answer.people) == people


def test_nobody_holds_what_conflicts(answers: Answers, rules: Rules) -> None:
    assert rules.conflicts, "the role records name conflicts"
    for given, answer in answers.items():
        for index in range(len(answer.people)):
            held = answer.held(index)
            pairs = {frozenset(pair) for pair in product(held, held)}
            assert not pairs & rules.conflicts, (given, held)


def test_second_seats_are_combined_as_the_roles_say(answers: Answers, library: Library) -> None:
    for given, answer in answers.items():
        for added in answer.added:
            role, holder = library.get(Role, added.role), answer.people[added.to].seat
            if role.holds == "seat":
                assert holder in {pair.who for pair in role.combines_with}, (given, added)


def test_a_role_is_given_once(answers: Answers) -> None:
    for given, answer in answers.items():
        added = [item.role for item in answer.added]
        assert len(set(added)) == len(added), given
        assert not set(added) & {person.seat for person in answer.people if person.rule}, given


def test_the_first_hats_are_always_worn(answers: Answers) -> None:
    """Somebody roots for the team and somebody explains it, whatever the answers are. Sources: R02, R05."""
    for given, answer in answers.items():
        assert {"evangelist", "tech-translator"} <= {added.role for added in answer.added}, given
        assert ("executive-sponsor" in {added.role for added in answer.added}) == (given[1] != "no"), given


def test_one_more_person_takes_nobody_away(answers: Answers) -> None:
    for situation in SITUATIONS:
        teams = [
            Counter(person.seat for person in answers[people, *situation].people if person.rule)
            for people in range(1, MOST_PEOPLE + 1)
        ]
        for smaller, larger in pairwise(teams):
            assert smaller <= larger, situation


def test_one_head_with_both_hats_is_warned_of(answers: Answers) -> None:
    """Source: R07."""
    for given, answer in answers.items():
        both = any({"evangelist", "tech-translator"} <= set(answer.held(index)) for index in range(len(answer.people)))
        assert (answer.warning == "both-hats") == both, given


def test_reasons_cite_what_exists(rules: Rules, library: Library) -> None:
    for rule in rules.rules:
        keys = [key for _offset, key in cited(rule.why)]
        assert keys, rule.id
        assert all(key == OWN or library.find(Claim, key) for key in keys), rule.id


@pytest.mark.parametrize(
    ("shape", "people"), [("alone", 1), ("two", 2), ("five", 5), ("worked", 8), ("ten", 10)], ids=str
)
def test_team_shapes_say_the_same(rules: Rules, library: Library, shape: str, people: int) -> None:
    """The shapes that are drawn for a number of people are what the composer answers for it."""
    drawn = next(found for page in library.all(Shapes) for found in page.shapes if found.id == shape)
    ours = Counter[str]()
    hats = set()
    for group in drawn.people:
        if group.side in {"platform", "both"}:
            ours[group.seat] += group.count
            hats |= {(group.seat, hat) for hat in group.hats}
    answer = compose(rules, people, "no", "none")
    assert Counter(person.seat for person in answer.people if person.rule) == ours
    assert hats <= {(answer.people[added.to].seat, added.role) for added in answer.added}


@pytest.mark.parametrize("people", [0, MOST_PEOPLE + 1, -3])
def test_refuses_other_numbers(rules: Rules, people: int) -> None:
    with pytest.raises(ValueError, match="1 to 15"):
        compose(rules, people, "yes", "technical")


def test_refuses_rules_that_run_out_of_seats(rules: Rules) -> None:
    with pytest.raises(ValueError, match="0 seats to 3 people"):
        compose(Rules((), rules.conflicts), 3, "yes", "technical")


@pytest.mark.parametrize(
    "rule",
    [
        pytest.param({"does": "seat"}, id="a seat without a role"),
        pytest.param({"does": "warn", "gives": "evangelist"}, id="a warning that gives"),
        pytest.param({"does": "add", "gives": "evangelist"}, id="a hat for nobody"),
        pytest.param({"does": "seat", "gives": "tech-lead", "to": ["ml-engineer"]}, id="a seat for somebody"),
        pytest.param({"does": "warn", "first_from": 3}, id="a warning that comes first"),
        pytest.param({"does": "seat", "gives": "tech-lead", "later": True}, id="a seat for later"),
        pytest.param({"does": "seat", "gives": "tech-lead", "when": {"people": [4, 2]}}, id="people turned round"),
        pytest.param({"does": "seat", "gives": "tech-lead", "when": {"together": ["evangelist"]}}, id="together early"),
        pytest.param({"does": "seat", "gives": "tech-lead", "when": {"people": [0, 2]}}, id="nobody"),
        pytest.param({"does": "seat", "gives": "tech-lead", "when": {"executive": ["maybe"]}}, id="another answer"),
    ],
)
def test_a_rule_that_makes_no_sense_is_refused(rule: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        CompositionRule.model_validate({"id": "x", "why": "Because.", **rule})


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        pytest.param({"does": "seat", "gives": "evangelist"}, "`evangelist` is a hat", id="a hat as a seat"),
        pytest.param(
            {"does": "add", "gives": "tech-translator", "to": ["evangelist"]}, "only somebody in a seat", id="a hat"
        ),
        pytest.param(
            {"does": "add", "gives": "tech-lead", "to": ["product-manager"]}, "must not be held", id="a conflict"
        ),
        pytest.param(
            {"does": "add", "gives": "data-engineer", "to": ["mlops-lead"]}, "does not say", id="not combined"
        ),
    ],
)
def test_a_rule_against_the_role_records_is_a_fault(library: Library, rule: dict[str, object], said: str) -> None:
    made = CompositionRule.model_validate({"id": "x", "why": "Because.", **rule})
    assert any(said in what for _path, what, _mend in made.faults(library))


def test_the_page_prints_every_rule(library: Library, rules: Rules) -> None:
    """Who reads without scripts misses no rule: each reason stands in a table or below one."""
    text = composer(Here(library, PurePath("roles/composer.md"))).split("</playbook-composer>")[-1]
    for rule in rules.rules:
        assert rule.why.split(" [@")[0] in text.replace("\\", ""), rule.id


def test_the_island_is_data_that_no_markup_can_leave(library: Library, rules: Rules) -> None:
    here = Here(library, PurePath("roles/composer.md"))
    fragment = composer(here)
    script = fragment.split('<script type="application/json">')[1].split("</script>")[0]
    assert "<" not in script
    assert "&" not in script
    data = json.loads(script)
    assert data == json.loads(json.dumps(island(here, rules)).replace("'", "’"))
    assert set(data["beside"]) == set(BESIDE)
    assert data["roles"]["mlops-lead"]["href"] == "../mlops-lead/"
    assert "@" not in script
