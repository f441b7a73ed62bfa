"""Taskcluster, whose tasks stand between conditions, and Cloud Build, whose files have any name."""

from __future__ import annotations

from pathlib import Path

import pytest

from playbook.review.readers.ci import commands, pipelines
from playbook.review.repository import Repository
from playbook.review.verdict import Answer

from .laying import lay, verdict

TASKS = ".taskcluster.yml"
PULL = """version: 1
policy: {pullRequests: public}
tasks:
  $let: {head: main}
  in:
    - $if: 'tasks_for[:19] == "github-pull-request"'
      then:
        payload:
          image: python
          command:
            - /bin/bash
            - -cx
            - "git clone ${repository} &&
               cd pumps &&
               uv sync --locked &&
               uv run pytest"
        metadata: {name: tests}
"""
UV = {"uv.lock": "version = 1\n", "tests/test_a.py": "def test_a(): pass\n"}


@pytest.mark.parametrize("standard", ["CI001", "CI002", "CI005"])
def test_taskcluster_checks_each_pull_request(tmp_path: Path, standard: str) -> None:
    found = verdict(tmp_path, standard, {TASKS: PULL, **UV})
    assert found.answer is Answer.HOLDS
    assert found.reason.startswith(TASKS)


def test_an_image_of_taskcluster_is_pinned(tmp_path: Path) -> None:
    found = verdict(tmp_path, "CI004", {TASKS: PULL})
    assert [(item.path, item.line) for item in found.findings] == [(TASKS, 9)]


@pytest.mark.parametrize(
    ("text", "on_change"),
    [
        pytest.param("version: 1\ntasks: [{payload: {command: [pytest]}}]\n", True, id="no-condition"),
        pytest.param("version: 0\ntasks: [{extra: {github: {events: [pull_request.opened]}}}]\n", True, id="version-0"),
        pytest.param("tasks: [{$if: 'tasks_for == \"github-push\"', then: {}}]\n", None, id="a-push-of-some-kind"),
        pytest.param("tasks: [{$if: 'tasks_for == \"github-release\"', then: {}}]\n", None, id="a-release"),
        pytest.param("tasks: [\n", None, id="no-yaml"),
    ],
)
def test_what_starts_taskcluster(tmp_path: Path, text: str, on_change: bool | None) -> None:
    assert [item.on_change for item in pipelines(Repository(lay(tmp_path, {TASKS: text})))] == [on_change]


@pytest.mark.parametrize(
    ("command", "found"),
    [
        pytest.param("[pytest, -q]", ["pytest -q"], id="arguments"),
        pytest.param("[[bash, -lc, 'make a'], [pytest]]", ["make a", "pytest"], id="lists"),
        pytest.param("['pip install .', 'pytest -q']", ["pip install .", "pytest -q"], id="lines"),
        pytest.param("[bash]", ["bash"], id="a-shell-alone"),
        pytest.param("{$eval: lines}", [], id="an-expression"),
    ],
)
def test_commands_of_taskcluster(tmp_path: Path, command: str, found: list[str]) -> None:
    files = {TASKS: f"tasks: [{{payload: {{command: {command}}}}}]\n"}
    assert [item.text for item in commands(Repository(lay(tmp_path, files)))] == found


def test_a_task_for_releases_alone_does_not_count(tmp_path: Path) -> None:
    late = PULL.replace("command:", "commands:").rstrip()
    late += "\n    - {$if: 'tasks_for == \"github-release\"', then: {payload: {command: [pytest]}}}\n"
    assert verdict(tmp_path, "CI002", {TASKS: late, **UV}).answer is Answer.FALLS_SHORT


def test_tasks_that_are_made_by_a_task_could_not_be_read(tmp_path: Path) -> None:
    text = "version: 1\ntasks:\n- payload:\n    command: [bash, -c, taskgraph decision]\n"
    found = verdict(tmp_path, "CI002", {TASKS: text, **UV})
    assert [(item.path, item.line) for item in found.unread] == [(TASKS, 4)]


BUILD = (
    "steps:\n  - id: a\n    name: python:3.12\n    entrypoint: /bin/sh\n    args:\n    - -c\n    - |\n      make test\n"
)
MAKE = {"Makefile": "test:\n\tpytest\n", "model/Makefile": "test:\n\ttrue\n"}


@pytest.mark.parametrize(
    ("path", "text", "found"),
    [
        pytest.param("cloudbuild/pr-checks.yaml", BUILD, True, id="by-its-folder"),
        pytest.param("ci/cloudbuild/checks.yaml", f"---\n{BUILD}", True, id="by-a-folder-below"),
        pytest.param("checks.yaml", f"{BUILD}options: {{logging: CLOUD_LOGGING_ONLY}}\n", True, id="by-an-option"),
        pytest.param("checks.yaml", f"{BUILD}tags: ['${{_KIND}}']\n", True, id="by-a-substitution"),
        pytest.param("checks.yaml", BUILD, False, id="by-nothing"),
        pytest.param("cloudbuild/a.yaml", BUILD.replace("id: a", "uses: a"), False, id="keys-of-another-system"),
        pytest.param("cloudbuild/a.yaml", "steps:\n  - run: pytest\n", False, id="no-builder"),
    ],
)
def test_a_file_of_cloud_build_is_known_by_what_it_says(tmp_path: Path, path: str, text: str, found: bool) -> None:
    read = verdict(tmp_path, "CI002", {path: text, **MAKE})
    assert (read.answer is Answer.HOLDS) is found


def test_the_folder_of_a_step_of_cloud_build_is_below_its_workspace(tmp_path: Path) -> None:
    text = BUILD.replace("id: a", "dir: /workspace/model")
    assert verdict(tmp_path, "CI002", {"cloudbuild/a.yaml": text, **MAKE}).answer is Answer.FALLS_SHORT


def test_of_a_long_line_the_command_that_tests_is_shown(tmp_path: Path) -> None:
    found = verdict(tmp_path, "CI002", {TASKS: PULL, **UV})
    assert found.reason == f"{TASKS}:13 runs `pytest`"


AGENT = "pool: {vmImage: ubuntu-22.04}\n"
ADO = "mlops/devops-pipelines/unit-test.yml"


@pytest.mark.parametrize("standard", ["CI001", "CI002"])
@pytest.mark.parametrize(
    "text",
    [
        pytest.param("trigger: {paths: {include: [src/*]}}\nsteps:\n- script: pytest\n", id="a-trigger"),
        pytest.param(f"{AGENT}stages :\n- stage: t\n  jobs:\n  - job: t\n    steps: [{{bash: pytest}}]\n", id="a-pool"),
        pytest.param(f"jobs:\n- job: t\n  {AGENT}  steps:\n  - bash: pytest\n", id="an-agent-of-a-job"),
    ],
)
def test_azure_pipelines_lie_anywhere(tmp_path: Path, standard: str, text: str) -> None:
    found = verdict(tmp_path, standard, {ADO: text})
    assert found.answer is Answer.HOLDS
    assert found.reason.startswith(ADO)


@pytest.mark.parametrize(
    ("path", "text"),
    [
        pytest.param("ci/steps.yml", "steps:\n- script: pytest\n", id="steps-alone"),
        pytest.param("ci/stages.yml", "stages: [test]\npr:\n  script: pytest\n", id="GitLab"),
        pytest.param("ci/jobs.yml", "pr: 1\njobs:\n  test: {steps: [{script: pytest}]}\n", id="jobs-by-name"),
        pytest.param("ci/drone.yml", "kind: pipeline\ntrigger: {}\nsteps:\n- {image: a:1, script: b}\n", id="Drone"),
        pytest.param("docs/a.yml", f"{AGENT}steps:\n- script: pytest\n", id="documentation"),
        pytest.param("templates/a.yml", f"{AGENT}steps:\n- script: pytest\n", id="templates"),
        pytest.param("ci/a.yml", f"{AGENT}steps: [\n", id="no-yaml"),
        pytest.param(
            "ci/t.yml", f"parameters: []\njobs:\n- job: t\n  {AGENT}  steps: [{{script: a}}]\n", id="a-template"
        ),
    ],
)
def test_what_is_no_pipeline_of_azure(tmp_path: Path, path: str, text: str) -> None:
    assert not pipelines(Repository(lay(tmp_path, {path: text})))


def test_a_template_of_a_template_is_no_pipeline(tmp_path: Path) -> None:
    files = {
        "ops/go.yml": f"trigger: none\n{AGENT}stages:\n- template: stages.yml\n",
        "ops/stages.yml": "stages:\n- stage: a\n  jobs:\n  - template: jobs.yml\n",
        "ops/jobs.yml": f"jobs:\n- job: a\n  {AGENT}  steps: [{{script: a}}]\n",
    }
    assert [item.path for item in pipelines(Repository(lay(tmp_path, files)))] == ["ops/go.yml"]


@pytest.mark.parametrize(
    ("trigger", "on_change"),
    [
        ("{paths: {include: [src/*]}}", True),
        ("{branches: {exclude: [old]}}", True),
        ("{branches: {exclude: ['*']}, tags: {include: [v*]}}", None),
        ("{branches: {include: ['*']}}", True),
        ("{branches: {include: [main]}, paths: {include: [src/*]}}", None),
        ("{tags: {include: [v*]}}", None),
        ("[main]", None),
        ("none", None),
    ],
)
def test_what_starts_azure_pipelines(tmp_path: Path, trigger: str, on_change: bool | None) -> None:
    files = {"azure-pipelines.yml": f"trigger: {trigger}\nsteps:\n- script: pytest\n"}
    assert [item.on_change for item in pipelines(Repository(lay(tmp_path, files)))] == [on_change]


def test_a_limit_of_azure_to_paths_is_noted(tmp_path: Path) -> None:
    found = verdict(tmp_path, "CI001", {ADO: "trigger: {paths: {include: [src/*]}}\nsteps:\n- script: pytest\n"})
    assert "`src/*`" in found.notes[0]


def test_no_trigger_of_azure_names_no_branches(tmp_path: Path) -> None:
    found = verdict(tmp_path, "CI001", {ADO: "trigger:\n- none\nsteps:\n- script: pytest\n"})
    assert "`trigger: none`" in found.unread[0].message
