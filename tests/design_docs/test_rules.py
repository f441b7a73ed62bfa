"""Each rule: a document that is sound meets it, and one change breaks it and no other."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from playbook.design_docs import check as checking
from playbook.design_docs.rules import RULES
from playbook.design_docs.rules.model import Rule
from playbook.records.design import STAGES
from tests.design_docs.breaking import BREACHES, Breach
from tests.design_docs.made import found, sound, told

CASES = [pytest.param(breach, id=f"{breach.rule}-{breach.name.replace(' ', '-')}") for breach in BREACHES]


@pytest.mark.parametrize("stage", STAGES)
def test_a_sound_document_meets_every_rule(stage: str, tmp_path: Path) -> None:
    answer = sound(stage).answer(tmp_path)
    assert told(answer) == ""
    apart = {"DES018"} if stage in ("operated", "retired") else {"DES015", "DES018"}
    assert set(answer.faults) == {rule.id for rule in RULES} - apart


@pytest.mark.parametrize("breach", CASES)
def test_a_breach_is_found_by_its_rule_alone(breach: Breach, tmp_path: Path) -> None:
    made = sound(breach.stage, breach.change)
    answer = made.answer(tmp_path)
    assert set(found(answer)) == {breach.rule}, told(answer)
    faults = answer.faults[breach.rule]
    first = faults[0]
    assert len(faults) == breach.faults, told(answer)
    assert breach.what in first.what
    lines = made.text().split("\n")
    assert breach.line in lines[first.line - 1], f"line {first.line}: {lines[first.line - 1]!r}"
    assert first.section == breach.section
    assert first.mend
    assert 0 <= first.column <= len(lines[first.line - 1]) + 1


@pytest.mark.parametrize("rule", [pytest.param(rule, id=rule.id) for rule in RULES])
def test_a_rule_that_always_holds_is_noticed(rule: Rule, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its breaches would all pass, because no other rule finds them: so the test above would fail."""
    breaches = [breach for breach in BREACHES if breach.rule == rule.id]
    assert breaches, "the rule has no document that breaks it"
    silent = replace(rule, faults=lambda _asked: iter(()))
    if rule.id == checking.FRONT:  # it is asked before there is anything to ask the others about
        monkeypatch.setattr(checking, "unsound", lambda _document, _designs: iter(()))
    monkeypatch.setattr(checking, "RULES", tuple(silent if one.id == rule.id else one for one in RULES))
    breach = breaches[0]
    answer = sound(breach.stage, breach.change).answer(tmp_path)
    assert found(answer) == {}


def test_rules_say_what_they_are() -> None:
    assert [rule.id for rule in RULES] == [f"DES{number:03}" for number in range(1, 20)]
    assert len({rule.slug for rule in RULES}) == len(RULES)
    assert [rule.id for rule in RULES if rule.level == "should"] == ["DES010"]
    for rule in RULES:
        assert re.search(r"\[@[^\]]+\]$", rule.why), f"{rule.id}: the reason names no source"
        for said in (rule.says, rule.first):
            assert re.search(r"[.?]$", said), f"{rule.id}: {said}"
