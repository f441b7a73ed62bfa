"""The JSON: its published schema, and its use as a baseline."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from playbook.review.reports import json as as_json
from playbook.review.reports.baseline import BaselineError, read_baseline
from playbook.review.reports.report import Report, Reviewed
from playbook.review.run import fingerprint
from playbook.review.verdict import Finding
from tests.review.reporting import FINDING, entry, findings, hostile, report, reviewed, short, strange, usual

SCHEMA = json.loads(as_json.SCHEMA.read_text(encoding="utf-8"))
VALIDATOR = Draft202012Validator(SCHEMA, format_checker=Draft202012Validator.FORMAT_CHECKER)


def made(told: Report) -> dict[str, Any]:
    """Give the JSON of a report, which meets its schema."""
    data: dict[str, Any] = json.loads(as_json.text(told))
    assert [error.message for error in VALIDATOR.iter_errors(data)] == []
    return data


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(SCHEMA)


def test_the_schema_lets_nothing_else_in() -> None:
    for part in (SCHEMA, *SCHEMA["$defs"].values()):
        if "properties" in part and part is not SCHEMA["$defs"]["place"]:
            assert part.get("additionalProperties", part.get("unevaluatedProperties")) is False
    data = made(usual())
    data["repositories"][0]["results"][0]["findings"][0]["more"] = 1
    assert list(VALIDATOR.iter_errors(data))


def test_a_usual_report() -> None:
    data = made(usual())
    (one,) = data["repositories"]
    assert data["$schema"] == "https://playbook.example.com/review.schema.json"
    assert (one["name"], one["answer"], one["stage"], one["date"]) == (
        "demand",
        "falls short",
        "everyone",
        "2026-11-23",
    )
    assert one["counts"] == {"holds": 2, "falls short": 3, "not applicable": 1, "could not be read": 1}
    assert one["for_people"] == ["CI003"]
    result = one["results"][0]
    assert result["findings"] == [
        {
            "path": "pyproject.toml",
            "line": 12,
            "column": 3,
            "message": FINDING.message,
            "evidence": FINDING.evidence,
            "fingerprint": fingerprint("PKG003", FINDING),
        }
    ]
    assert result["unread"][0]["path"] == ".github/workflows/ci.yml"
    assert one["results"][-1]["excepted"][0]["until"] == "2027-03-01"


@pytest.mark.parametrize(
    ("one", "answer"),
    [
        pytest.param(Reviewed("a", "a", mistake="x"), "settings are not right", id="settings"),
        pytest.param(Reviewed("a", "a", fault=Finding("", message="x")), "could not be read", id="fault"),
        pytest.param(reviewed(), "holds", id="nothing"),
    ],
)
def test_the_answer_of_a_repository(one: Reviewed, answer: str) -> None:
    assert made(report(one))["repositories"][0]["answer"] == answer


@settings(max_examples=40, deadline=None)
@given(st.lists(findings, min_size=1, max_size=3), hostile)
def test_whatever_a_repository_holds_the_schema_is_met(found: list[Finding], words: str) -> None:
    made(strange(found, words))


def test_a_baseline_knows_also_what_is_not_named(tmp_path: Path) -> None:
    many = [Finding("a.py", number, 1, "a print", f"print({number})") for number in range(1, 31)]
    file = tmp_path / "baseline.json"
    told = report(reviewed(short(entry(), *many)))
    file.write_text(as_json.text(told), encoding="utf-8")
    assert len(made(told)["repositories"][0]["results"][0]["findings"]) == 11
    known = read_baseline(file).of("demand", False)
    assert known == {fingerprint("PKG003", finding) for finding in many}


def test_a_baseline_keeps_repositories_apart(tmp_path: Path) -> None:
    file = tmp_path / "baseline.json"
    other = Finding("b.py", 1, 1, "so")
    told = report(reviewed(short(entry(), FINDING)), reviewed(short(entry(), other), name="price"))
    file.write_text(as_json.text(told), encoding="utf-8")
    baseline = read_baseline(file)
    assert baseline.of("demand", True) == {fingerprint("PKG003", FINDING)}
    assert baseline.of("price", False) == {fingerprint("PKG003", other)}
    assert baseline.of("another", True) == frozenset()


def test_one_repository_is_the_one_whatever_its_folder(tmp_path: Path) -> None:
    file = tmp_path / "baseline.json"
    file.write_text(as_json.text(report(reviewed(short(entry(), FINDING)))), encoding="utf-8")
    baseline = read_baseline(file)
    assert baseline.of("checked-out-elsewhere", True) == {fingerprint("PKG003", FINDING)}
    assert baseline.of("checked-out-elsewhere", False) == frozenset()


@pytest.mark.parametrize(
    ("content", "what"),
    [
        pytest.param(b'{\n  "format": 1,\n}', ":3: this is not JSON", id="no JSON"),
        pytest.param(b"\xff\xfe", "this is not JSON", id="no text"),
        pytest.param(b"[" * 200_000, "this is not JSON", id="too deep"),
        pytest.param(b"[]", "no report of `playbook review` in format 1", id="a list"),
        pytest.param(b'{"format": 2, "repositories": []}', "no report of `playbook review` in format 1", id="newer"),
        pytest.param(b'{"format": 1, "repositories": {}}', "no report of `playbook review` in format 1", id="no list"),
        pytest.param(b'{"format": 1, "repositories": [1]}', "no `name` or no `fingerprints`", id="no entry"),
        pytest.param(b'{"format": 1, "repositories": [{"name": "a"}]}', "no `fingerprints`", id="no prints"),
        pytest.param(
            b'{"format": 1, "repositories": [{"name": "a", "fingerprints": [1]}]}', "no `fingerprints`", id="numbers"
        ),
    ],
)
def test_what_is_no_baseline_is_refused(tmp_path: Path, content: bytes, what: str) -> None:
    file = tmp_path / "baseline.json"
    file.write_bytes(content)
    with pytest.raises(BaselineError) as caught:
        read_baseline(file)
    assert str(caught.value).startswith(str(file))
    assert what in str(caught.value)
    assert "\n    mend: make one: playbook review --format json --output" in str(caught.value)
