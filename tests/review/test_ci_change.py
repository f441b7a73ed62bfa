"""CI001: some CI runs on every proposed change, whatever the system."""

from __future__ import annotations

from pathlib import Path

import pytest

from playbook.review.verdict import Answer

from .laying import verdict

CI = ".github/workflows/ci.yml"
JOBS = "jobs:\n  test:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: python -m pytest\n"
AZURE = "steps:\n  - script: python -m pytest\n"


def github(on: str, jobs: str = JOBS) -> dict[str, str]:
    return {CI: f"on: {on}\n{jobs}"}


@pytest.mark.parametrize(
    "files",
    [
        pytest.param(github("[pull_request, push]"), id="GitHub, a list"),
        pytest.param(github("pull_request"), id="GitHub, a word"),
        pytest.param(github("push"), id="GitHub, every push"),
        pytest.param(github("{pull_request: {branches: [main]}}"), id="GitHub, pull requests to main"),
        pytest.param(github("{pull_request: {types: [opened, synchronize]}}"), id="GitHub, types that count"),
        pytest.param(github("{push: {branches: ['**']}}"), id="GitHub, any branch"),
        pytest.param(github("{push: {branches-ignore: [gh-pages]}}"), id="GitHub, all branches but one"),
        pytest.param(
            {CI: "on: pull_request\njobs:\n  a: &a\n    runs-on: x\n    steps: &s [{run: make}]\n  b: *a\n"},
            id="anchors",
        ),
        pytest.param({".forgejo/workflows/ci.yml": f"on: [pull_request]\n{JOBS}"}, id="Forgejo"),
        pytest.param({".gitlab-ci.yml": "test:\n  script: pytest\n"}, id="GitLab, no rules"),
        pytest.param(
            {
                ".gitlab-ci.yml": "test:\n  script: pytest\n  rules:\n"
                "    - if: $CI_COMMIT_TAG\n      when: never\n"
                '    - if: $CI_PIPELINE_SOURCE == "merge_request_event"\n'
            },
            id="GitLab, a rule for merge requests",
        ),
        pytest.param({".gitlab-ci.yml": "test:\n  script: pytest\n  only: [merge_requests]\n"}, id="GitLab, only"),
        pytest.param(
            {".gitlab-ci.yml": "include: ci/test.yml\n", "ci/test.yml": "test:\n  script: pytest\n"},
            id="GitLab, include",
        ),
        pytest.param({"azure-pipelines.yml": AZURE}, id="Azure, no trigger is every push"),
        pytest.param({"azure-pipelines.yml": f"trigger: none\npr: [main]\n{AZURE}"}, id="Azure, pr"),
        pytest.param(
            {"bitbucket-pipelines.yml": "pipelines:\n  default:\n    - step:\n        script: [pytest]\n"},
            id="Bitbucket",
        ),
        pytest.param(
            {"bitbucket-pipelines.yml": "pipelines:\n  pull-requests:\n    '**':\n      - step: {script: [pytest]}\n"},
            id="Bitbucket, pull requests",
        ),
        pytest.param(
            {".circleci/config.yml": "jobs:\n  build:\n    docker: [{image: a:1}]\n    steps: [{run: pytest}]\n"},
            id="CircleCI",
        ),
        pytest.param(
            {"Jenkinsfile": "pipeline { stages { stage('t') { when { changeRequest() }\n sh 'pytest' } } }"},
            id="Jenkins",
        ),
        pytest.param(
            {".woodpecker.yml": "steps:\n  test:\n    image: python:3.12\n    commands: [pytest]\n"}, id="Woodpecker"
        ),
        pytest.param({".drone.yml": "kind: pipeline\nsteps:\n  - {image: a:1, commands: [pytest]}\n"}, id="Drone"),
        pytest.param({".buildkite/pipeline.yml": "steps:\n  - command: pytest\n"}, id="Buildkite"),
        pytest.param({".travis.yml": "script: pytest\n"}, id="Travis"),
    ],
)
def test_ci_runs_on_every_change(tmp_path: Path, files: dict[str, str]) -> None:
    assert verdict(tmp_path, "CI001", files).answer is Answer.HOLDS


@pytest.mark.parametrize(
    ("files", "place", "word"),
    [
        pytest.param({}, ("", 0), "no CI", id="nothing"),
        pytest.param(github("\n  push:\n    branches: [main]"), (CI, 2), "after the merge", id="GitHub, main alone"),
        pytest.param(github("{push: {branches: ['release/**']}}"), (CI, 1), "after the merge", id="GitHub, releases"),
        pytest.param(github("{push: {tags: ['v*']}}"), (CI, 1), "after the merge", id="GitHub, tags"),
        pytest.param(github("[workflow_dispatch, schedule]"), ("", 0), "`schedule`", id="GitHub, by hand"),
        pytest.param(github("{pull_request: {types: [closed]}}"), ("", 0), "no CI", id="GitHub, closed requests"),
        pytest.param(
            github("pull_request", "jobs:\n  label:\n    runs-on: x\n    steps: [{uses: actions/labeler@v5}]\n"),
            ("", 0),
            "no CI",
            id="GitHub, labels alone",
        ),
        pytest.param(
            github("{pull_request: {paths: ['docs/**']}, push: {branches: [main]}}"),
            ("", 0),
            "no CI",
            id="GitHub, docs alone",
        ),
        pytest.param(
            {".gitlab-ci.yml": "test:\n  script: pytest\n  only: [main]\n"},
            (".gitlab-ci.yml", 0),
            "rule",
            id="GitLab, main",
        ),
        pytest.param(
            {".gitlab-ci.yml": "workflow: {rules: [{if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH}]}\nt: {script: a}\n"},
            (".gitlab-ci.yml", 1),
            "rule",
            id="GitLab, workflow",
        ),
        pytest.param(
            {".gitlab-ci.yml": "test:\n  script: a\n  when: manual\n"}, (".gitlab-ci.yml", 0), "", id="GitLab, manual"
        ),
        pytest.param({"azure-pipelines.yml": f"trigger: none\npr: none\n{AZURE}"}, ("", 0), "pr: none", id="Azure"),
        pytest.param(
            {"bitbucket-pipelines.yml": "pipelines:\n  branches:\n    main:\n      - step: {script: [pytest]}\n"},
            ("", 0),
            "neither",
            id="Bitbucket, main",
        ),
        pytest.param(
            {
                ".circleci/config.yml": "workflows:\n  w:\n    jobs:\n      - t: {filters: {branches: {only: main}}}\n"
                "jobs:\n  t:\n    steps: [{run: pytest}]\n"
            },
            (".circleci/config.yml", 2),
            "filter",
            id="CircleCI, main",
        ),
        pytest.param(
            {".woodpecker.yml": "when: {event: tag}\nsteps: [{image: a:1, commands: [b]}]\n"},
            ("", 0),
            "when",
            id="Woodpecker",
        ),
        pytest.param({".circleci/config.yml": "# jobs:\n#   build:\n"}, ("", 0), "there is no CI", id="switched off"),
    ],
)
def test_ci_runs_too_late_or_not_at_all(
    tmp_path: Path, files: dict[str, str], place: tuple[str, int], word: str
) -> None:
    found = verdict(tmp_path, "CI001", files)
    assert found.answer is Answer.FALLS_SHORT
    assert [(item.path, item.line) for item in found.findings] == [place]
    assert word in found.findings[0].message


@pytest.mark.parametrize(
    ("files", "place"),
    [
        pytest.param({"Jenkinsfile": "node {\n  sh 'pytest'\n}\n"}, ("Jenkinsfile", 1), id="Jenkins"),
        pytest.param(
            {"cloudbuild.yaml": "steps:\n- name: python:3.12\n  args: [pytest]\n"},
            ("cloudbuild.yaml", 1),
            id="Cloud Build",
        ),
        pytest.param(
            {"build/test.yaml": "steps:\n- name: gcr.io/cloud-builders/gcloud\n"},
            ("build/test.yaml", 1),
            id="its other names",
        ),
        pytest.param(
            {"azure-pipelines.yml": f"trigger: [main]\n{AZURE}"}, ("azure-pipelines.yml", 1), id="a branch policy"
        ),
        pytest.param(
            {".gitlab-ci.yml": "include:\n  - project: a/b\n    file: c.yml\n"}, (".gitlab-ci.yml", 2), id="include"
        ),
        pytest.param({CI: "on: [pull_request\njobs: {}\n"}, (CI, 2), id="no YAML"),
    ],
)
def test_what_starts_ci_is_outside_the_repository(
    tmp_path: Path, files: dict[str, str], place: tuple[str, int]
) -> None:
    found = verdict(tmp_path, "CI001", files)
    assert found.answer is Answer.UNREAD
    assert [(item.path, item.line) for item in found.unread] == [place]


def test_another_pipeline_that_runs_closes_what_is_open(tmp_path: Path) -> None:
    files = {"Jenkinsfile": "node { sh 'pytest' }", **github("pull_request")}
    assert verdict(tmp_path, "CI001", files).answer is Answer.HOLDS


def test_azure_runs_pull_requests_of_github_by_itself(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git/HEAD").write_text("ref: refs/heads/main\n")
    (tmp_path / ".git/objects").mkdir()
    (tmp_path / ".git/refs").mkdir()
    (tmp_path / ".git/config").write_text('[remote "origin"]\n\turl = git@github.com:example-energy/pumps.git\n')
    found = verdict(tmp_path, "CI001", {"azure-pipelines.yml": f"trigger: [main]\n{AZURE}"})
    assert found.answer is Answer.HOLDS


def test_a_limit_to_paths_is_noted(tmp_path: Path) -> None:
    found = verdict(tmp_path, "CI001", github("{pull_request: {paths: ['src/**']}}"))
    assert found.answer is Answer.HOLDS
    assert "`src/**`" in found.notes[0]
