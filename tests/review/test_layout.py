"""REP001: what is said of where things lie."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from playbook.review.verdict import Answer

from .laying import verdict

TEST = "def test_hours():\n    assert hours() == 1\n"
NOTEBOOK = '{"cells": [], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}'
PACKAGE = {
    "pyproject.toml": '[build-system]\nrequires = ["hatchling"]\n[project]\nname = "pumps"\n',
    "src/pumps/__init__.py": "",
    "src/pumps/hours.py": "",
}


@pytest.mark.parametrize(
    "files",
    [
        pytest.param({}, id="package"),
        pytest.param({"tests/test_a.py": TEST, "notebooks/a.ipynb": NOTEBOOK, "deploy/a.tf": ""}, id="folders"),
        pytest.param({"src/pumps/tests/test_a.py": TEST}, id="tests-in-a-folder-of-the-package"),
        pytest.param(
            {
                "proj/pyproject.toml": PACKAGE["pyproject.toml"],
                "proj/src/my_pumps/__init__.py": "",
                "proj/my_pumps_tests/__init__.py": "",
                "proj/my_pumps_tests/test_a.py": TEST,
                "proj/my_pumps_tests/help/test_b.py": TEST,
            },
            id="a-package-of-tests",
        ),
        pytest.param({"run.py": ""}, id="one-script"),
        pytest.param({"setup.py": "", "conftest.py": "", "noxfile.py": "", "manage.py": ""}, id="what-tools-want"),
        pytest.param(
            {"Dockerfile": "", "compose.yaml": "", "dvc.yaml": "", "databricks.yml": ""}, id="deployment-at-root"
        ),
        pytest.param({"src/pumps/t_test.py": "def welch(): ...\n"}, id="named-like-a-test"),
        pytest.param({"src/pumps/testing/test_case.py": TEST}, id="testing-is-a-folder"),
        pytest.param({"values.yaml": "kind: Job\n"}, id="yaml-of-something-else"),
        pytest.param({"src/pumps/notebooks/a.ipynb": NOTEBOOK}, id="notebooks-in-a-folder-of-the-package"),
        pytest.param({"src/pumps/flow_analysis/a.ipynb": NOTEBOOK}, id="analyses-in-a-folder-of-the-package"),
    ],
)
def test_a_visible_layout_holds(tmp_path: Path, files: Mapping[str, str]) -> None:
    found = verdict(tmp_path, "REP001", {**PACKAGE, **files})
    assert (found.answer, found.findings) == (Answer.HOLDS, ())
    assert "`src/pumps`" in found.reason


def test_a_single_module_is_a_package(tmp_path: Path) -> None:
    assert verdict(tmp_path, "REP001", {"setup.py": "setup(name='pumps')", "pumps.py": ""}).answer is Answer.HOLDS


@pytest.mark.parametrize(
    ("files", "found"),
    [
        pytest.param({"a.ipynb": NOTEBOOK}, {"a.ipynb": "notebook"}, id="notebook"),
        pytest.param({"a.qmd": "# A"}, {"a.qmd": "notebook"}, id="quarto"),
        pytest.param({"a.py": "# Databricks notebook source\n"}, {"a.py": "notebook"}, id="databricks"),
        pytest.param({"test_a.py": TEST}, {"test_a.py": "test"}, id="test"),
        pytest.param({"a.py": "", "b.py": ""}, {"a.py": "one of 2 scripts", "b.py": "one of 2 scripts"}, id="scripts"),
        pytest.param({"main.tf": ""}, {"main.tf": "deployment file"}, id="terraform"),
        pytest.param(
            {"a.yaml": "apiVersion: apps/v1\nkind: Deployment\n"}, {"a.yaml": "deployment file"}, id="kubernetes"
        ),
        pytest.param({"src/pumps/a.ipynb": NOTEBOOK}, {"src/pumps/a.ipynb": "notebook"}, id="notebook-among-source"),
        pytest.param({"src/pumps/test_a.py": TEST}, {"src/pumps/test_a.py": "test"}, id="test-among-source"),
        pytest.param(
            {"src/pumps/tabs/a.ipynb": NOTEBOOK},
            {"src/pumps/tabs/a.ipynb": "notebook"},
            id="notebook-below-the-package",
        ),
        pytest.param(
            {"jobs/train.py": "", "jobs/test_train.py": TEST, "dvc.yaml": "cmd: python jobs/train.py"},
            {"jobs/test_train.py": "test"},
            id="test-among-scripts",
        ),
    ],
)
def test_what_lies_loose_is_named(tmp_path: Path, files: Mapping[str, str], found: Mapping[str, str]) -> None:
    answer = verdict(tmp_path, "REP001", {**PACKAGE, **files})
    assert answer.answer is Answer.FALLS_SHORT
    assert [finding.path for finding in answer.findings] == sorted(found)
    assert all(found[finding.path] in finding.message for finding in answer.findings)
    assert all("move it" in finding.message for finding in answer.findings)


def test_no_package_falls_short_as_a_whole(tmp_path: Path) -> None:
    answer = verdict(tmp_path, "REP001", {"scripts/train.py": ""})
    assert [(finding.path, "no package" in finding.message) for finding in answer.findings] == [("", True)]


@pytest.mark.parametrize(
    ("files", "why"),
    [
        pytest.param({"README.md": "", "pumps.R": ""}, "no Python", id="other-language"),
        pytest.param({"cookiecutter.json": "{}", "hooks/a.py": ""}, "template", id="template"),
        pytest.param(
            {"one/cookiecutter.json": "{}", "one/{{ name }}/a.py": "", "tests/test_a.py": TEST},
            "template",
            id="templates",
        ),
    ],
)
def test_it_does_not_apply(tmp_path: Path, files: Mapping[str, str], why: str) -> None:
    found = verdict(tmp_path, "REP001", files)
    assert found.answer is Answer.NOT_APPLICABLE
    assert why in found.reason
