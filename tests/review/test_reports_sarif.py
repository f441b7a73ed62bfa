"""SARIF: valid against the standard's own schema, and all that GitHub's code scanning wants beyond it.

tests/data/sarif-schema-2.1.0.json is the schema of SARIF 2.1.0 (errata 01) as OASIS Open publishes it, unchanged:
https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json
GitHub's rules: https://docs.github.com/en/code-security/code-scanning (SARIF support for code scanning).
"""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft4Validator

from playbook.review.reports import sarif
from playbook.review.reports.report import Report, Reviewed
from playbook.review.verdict import Finding
from tests.review.reporting import (
    DARK,
    FINDING,
    SITE,
    WHOLE,
    entry,
    findings,
    hostile,
    report,
    reviewed,
    short,
    strange,
    unread,
    usual,
)

SCHEMA = Path(__file__).resolve().parents[1] / "data/sarif-schema-2.1.0.json"


@lru_cache
def validator() -> Draft4Validator:
    return Draft4Validator(json.loads(SCHEMA.read_text(encoding="utf-8")))


def made(told: Report) -> dict[str, Any]:
    """Give the SARIF of a report, which meets the schema and GitHub's rules."""
    log: dict[str, Any] = json.loads(sarif.text(told))
    problems = [f"{list(error.absolute_path)}: {error.message[:200]}" for error in validator().iter_errors(log)]
    assert problems == []
    ids = [run["automationDetails"]["id"] for run in log["runs"]]
    assert len(set(ids)) == len(ids), "GitHub refuses two runs of one category"
    for run in log["runs"]:
        check_run(run)
    return log


def check_run(run: dict[str, Any]) -> None:
    assert run["automationDetails"]["id"].endswith("/"), "else it is a run of no category"
    assert run["columnKind"] == "unicodeCodePoints"
    driver = run["tool"]["driver"]
    assert driver["name"]
    rules = driver["rules"]
    for rule in rules:
        check_rule(rule)
    assert len(run["results"]) <= 5_000
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["message"]["text"]
        assert result["level"] in {"error", "warning", "note"}
        assert result["partialFingerprints"]["primaryLocationLineHash"]
        assert len(result["locations"]) == 1
        check_place(result["locations"][0]["physicalLocation"])
    prints = [json.dumps(result["partialFingerprints"]) for result in run["results"]]
    assert len(set(prints)) == len(prints), "GitHub takes two results of one fingerprint for one"


def check_rule(rule: dict[str, Any]) -> None:
    assert rule["id"]
    assert 0 < len(rule["name"]) <= 255
    assert 0 < len(rule["shortDescription"]["text"]) <= 1024
    assert 0 < len(rule["fullDescription"]["text"]) <= 1024
    assert rule["help"]["text"]
    assert rule["help"]["markdown"]
    assert rule["helpUri"].startswith("https://")
    assert rule["defaultConfiguration"]["level"] in {"error", "warning", "note"}
    properties = rule["properties"]
    assert 0 < len(properties["tags"]) <= 10
    assert properties["precision"] in {"very-high", "high", "medium", "low"}
    assert properties["problem.severity"] in {"error", "warning", "recommendation"}
    assert "security-severity" not in properties, "that would make it a security alert"


def check_place(place: dict[str, Any]) -> None:
    address, region = place["artifactLocation"]["uri"], place["region"]
    assert address
    assert not address.startswith("/")
    assert address.isascii()
    assert ":" not in address
    assert region["startLine"] >= 1
    assert region["startColumn"] >= 1
    assert (region["endLine"], region["endColumn"]) >= (region["startLine"], region["startColumn"])


def test_a_usual_report() -> None:
    (run,) = made(usual())["runs"]
    results = [(result["ruleId"], result["level"]) for result in run["results"]]
    assert results == [("PKG003", "error"), ("REP002", "error"), ("REP001", "warning")]
    assert len(run["tool"]["driver"]["rules"]) == 7, "rules are the same whatever falls short"
    first = run["results"][0]
    place = first["locations"][0]["physicalLocation"]
    assert place["artifactLocation"] == {"uri": "pyproject.toml", "uriBaseId": "%SRCROOT%"}
    assert (place["region"]["startLine"], place["region"]["startColumn"]) == (12, 3)
    assert place["region"]["snippet"]["text"] == FINDING.evidence
    assert first["message"]["text"] == f"{FINDING.message}."
    assert run["automationDetails"]["id"] == "playbook-review/demand/"


def test_rules_say_what_people_need() -> None:
    (run,) = made(usual())["runs"]
    rule = run["tool"]["driver"]["rules"][0]
    assert rule["defaultConfiguration"]["level"] == "error"
    assert rule["helpUri"] == f"{SITE}s/PKG003/"
    for words in ("Replace each `==` by `>=`.", "Is an upper bound there for a reason?", "No dependency is pinned"):
        assert words in rule["help"]["text"]
        assert words in rule["help"]["markdown"]
    assert f"[PKG003]({SITE}s/PKG003/)" in rule["help"]["markdown"]


def test_what_is_about_the_whole_repository_stands_at_a_real_file_and_says_so() -> None:
    (run,) = made(report(reviewed(short(entry(), WHOLE))))["runs"]
    (result,) = run["results"]
    place = result["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "README.md"
    assert place["region"]["startLine"] == 1
    assert "about the repository as a whole" in result["message"]["text"]


def test_what_could_not_be_read_is_told_by_the_tool() -> None:
    (run,) = made(report(reviewed(unread(entry("CI001", "should"), DARK))))["runs"]
    assert run["results"] == []
    (invocation,) = run["invocations"]
    assert invocation["executionSuccessful"] is True
    (notice,) = invocation["toolExecutionNotifications"]
    assert notice["level"] == "warning"
    assert notice["associatedRule"] == {"id": "CI001", "index": 0}
    assert "this is not YAML" in notice["message"]["text"]
    place = notice["locations"][0]["physicalLocation"]
    assert (place["artifactLocation"]["uri"], place["region"]["startLine"]) == (".github/workflows/ci.yml", 3)


def test_a_repository_that_cannot_be_read_is_a_run_that_failed() -> None:
    one = Reviewed("bare", "bare", fault=Finding("", message="this is a bare repository"))
    other = Reviewed("odd", "odd", mistake="pyproject.toml:3: unknown key `stag`\n    mend: did you mean `stage`?")
    first, second = made(report(one, other))["runs"]
    for run, words in ((first, "bare repository"), (second, "did you mean `stage`?")):
        (invocation,) = run["invocations"]
        assert invocation["executionSuccessful"] is False
        (notice,) = invocation["toolExecutionNotifications"]
        assert notice["level"] == "error"
        assert words in notice["message"]["text"]


def test_each_repository_is_a_run_of_its_own_category() -> None:
    told = report(*(reviewed(name=name) for name in ("price-2", "price", "price", "demand")))
    ids = [run["automationDetails"]["id"].split("/")[1] for run in made(told)["runs"]]
    assert ids == ["price-2", "price", "price-3", "demand"]


def test_a_folder_of_a_repository_is_named_from_its_root() -> None:
    (run,) = made(report(reviewed(short(entry(), FINDING), prefix="services/demand/")))["runs"]
    place = run["results"][0]["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "services/demand/pyproject.toml"


def test_the_gravest_five_thousand_are_kept() -> None:
    light = [Finding(f"a{number}.py", 1, 0, "a print") for number in range(3_000)]
    grave = [Finding(f"b{number}.py", 1, 0, "a pin") for number in range(3_000)]
    (run,) = made(report(reviewed(short(entry("LOG001", "should"), *light), short(entry(), *grave))))["runs"]
    levels = [result["level"] for result in run["results"]]
    assert levels == ["error"] * 3_000 + ["warning"] * 2_000
    (notice,) = run["invocations"][0]["toolExecutionNotifications"]
    assert notice["message"]["text"] == "1000 results more, beyond what GitHub takes."


def test_a_fingerprint_stays_when_a_line_moves_and_two_alike_are_two() -> None:
    def prints(*found: Finding) -> list[str]:
        (run,) = made(report(reviewed(short(entry(), *found))))["runs"]
        return [result["partialFingerprints"]["primaryLocationLineHash"] for result in run["results"]]

    one, other = Finding("a.py", 3, 1, "a print", "print(x)"), Finding("a.py", 30, 1, "a print", "print(x)")
    assert prints(one) == prints(other)
    assert len(set(prints(one, other))) == 2
    assert prints(one) != prints(Finding("b.py", 3, 1, "a print", "print(x)"))


@pytest.mark.parametrize(
    ("path", "address"),
    [
        ("src/a b.py", "src/a%20b.py"),
        ("100%/ä.py", "100%25/%C3%A4.py"),
        ("a\nb?#.py", "a%0Ab%3F%23.py"),
        ("c:/x.py", "c%3A/x.py"),
        ("x\udce9.py", "x%E9.py"),
    ],
)
def test_paths_are_percent_encoded(path: str, address: str) -> None:
    (run,) = made(report(reviewed(short(entry(), Finding(path, 1, 1, "so")))))["runs"]
    place = run["results"][0]["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == address
    assert unquote(address, errors="surrogateescape") == path


def test_braces_are_no_placeholders_and_brackets_no_links() -> None:
    (run,) = made(report(reviewed(short(entry(), Finding("a.py", 1, 1, "see {0} and [x](https://evil.example.com)")))))[
        "runs"
    ]
    assert run["results"][0]["message"]["text"] == "see {{0}} and [x] (https://evil.example.com)."


@settings(max_examples=25, deadline=None)
@given(st.lists(findings, min_size=1, max_size=2), hostile)
def test_whatever_a_repository_holds_the_log_is_valid(found: list[Finding], words: str) -> None:
    made(strange(found, words))


def test_a_repository_without_any_file() -> None:
    one = reviewed(short(entry(), WHOLE))
    assert one.review is not None
    from dataclasses import replace

    made(report(replace(one, review=replace(one.review, anchor=""))))
