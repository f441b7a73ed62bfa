"""CI001: a workflow that GitHub refuses does not run, and what only looks odd does not count as refused."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from playbook.review.verdict import Answer

from .laying import verdict

CI = ".github/workflows/ci.yml"
WHOLE = """\
on: [pull_request]
jobs:
  test:
    runs-on: ubuntu-24.04
    steps:
      - run: python -m pytest
"""


@pytest.mark.parametrize(
    ("text", "line", "word"),
    [
        pytest.param(WHOLE.replace("steps", "stpes"), 5, "`stpes`", id="a key of a job"),
        pytest.param(WHOLE + "        comand: x\n", 7, "`comand`", id="a key of a step"),
        pytest.param(WHOLE + "job: {}\n", 7, "`job`", id="a key at the top"),
        pytest.param(WHOLE.replace("    runs-on: ubuntu-24.04\n", ""), 4, "`runs-on` is missing", id="no machine"),
        pytest.param(WHOLE + "        uses: actions/checkout@v5\n", 6, "not both", id="run and uses"),
        pytest.param(WHOLE + "        run: python -m pytest\n", 7, "stands twice", id="a key twice"),
        pytest.param(WHOLE + "      - uses: a/b@v1\n        shell: bash\n", 7, "`shell`", id="a shell for an action"),
        pytest.param(WHOLE.replace("  test:", "  1 test:"), 3, "`1 test`", id="a name of a job"),
        pytest.param(WHOLE + "      - python -m pytest\n", 7, "a text stands", id="a step without a key"),
        pytest.param(
            WHOLE.replace("  test:", "  test: &t") + "  more:\n    <<: *t\n",
            8,
            "`<<`",
            id="a merge key, which GitHub does not know",
        ),
    ],
)
def test_github_refuses_it(tmp_path: Path, text: str, line: int, word: str) -> None:
    found = verdict(tmp_path, "CI001", {CI: text})
    assert found.answer is Answer.FALLS_SHORT
    assert [item.line for item in found.findings if word in item.message] == [line]
    assert all("GitHub refuses this workflow" in item.message for item in found.findings)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(WHOLE + "        env:\n", id="an empty mapping"),
        pytest.param(WHOLE + "        name: 3.10\n", id="a number as a name"),
        pytest.param(WHOLE + "        timeout-minutes: ${{ matrix.minutes }}\n", id="an expression"),
        pytest.param(WHOLE + "        if: 'true'\n", id="a text that looks like a truth value"),
        pytest.param(
            WHOLE.replace("[pull_request]", "{pull_request: {branches: main}}"), id="one branch without a list"
        ),
        pytest.param(WHOLE + "    strategy: {fail-fast: false}\n", id="a strategy without a matrix"),
        pytest.param(WHOLE + "permissions:\n  something-new: read\n", id="a permission that is newer than the schema"),
        pytest.param(WHOLE.replace("[pull_request]", "[pull_request, something_new]"), id="an event that is newer"),
        pytest.param(
            WHOLE.replace("    steps:", "    steps: &s") + "  more:\n    runs-on: x\n    steps: *s\n", id="anchors"
        ),
    ],
)
def test_github_takes_it(tmp_path: Path, text: str) -> None:
    assert verdict(tmp_path, "CI001", {CI: text}).answer is Answer.HOLDS


def test_a_refused_workflow_beside_a_good_one_is_a_note(tmp_path: Path) -> None:
    files = {".github/workflows/test.yml": WHOLE.replace("steps", "stpes"), ".github/workflows/zz.yml": WHOLE}
    found = verdict(tmp_path, "CI001", files)
    assert found.answer is Answer.HOLDS
    assert "zz.yml" in found.reason
    assert "test.yml:5" in found.notes[0]


@pytest.mark.parametrize("missing", ["jsonschema", "check_jsonschema"])
def test_without_the_schema_it_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, missing: str) -> None:
    from playbook.review.readers.ci import schema

    if missing == "jsonschema":
        monkeypatch.setitem(sys.modules, "jsonschema", None)
    else:
        monkeypatch.setattr(schema, "_schema", lambda: None)
    found = verdict(tmp_path, "CI001", {CI: WHOLE})
    assert found.answer is Answer.UNREAD
    assert "is not installed" in found.unread[0].message


def test_forgejo_is_not_measured_by_the_schema_of_github(tmp_path: Path) -> None:
    text = WHOLE + "enable-email-notifications: true\n"
    assert verdict(tmp_path, "CI001", {".forgejo/workflows/ci.yml": text}).answer is Answer.HOLDS
