"""CI004: what CI downloads and runs is pinned."""

from __future__ import annotations

from pathlib import Path

import pytest

from playbook.review.verdict import Answer

from .laying import verdict

CI = ".github/workflows/ci.yml"
SHA = "11bd71901bbe5b1630ceea73d27597364c9af683"


def uses(*names: str, more: str = "") -> dict[str, str]:
    steps = "".join(f"      - uses: {name}\n" for name in names)
    return {CI: f"on: push\njobs:\n  t:\n    runs-on: x\n{more}    steps:\n{steps}"}


@pytest.mark.parametrize(
    "files",
    [
        pytest.param(uses("actions/checkout@v5", "github/codeql-action/init@v3"), id="GitHub's own"),
        pytest.param(uses(f"astral-sh/setup-uv@{SHA}  # v7"), id="a commit"),
        pytest.param(uses("./.github/actions/own", "$/.github/actions/own"), id="of the repository"),
        pytest.param(uses("docker://alpine:3.20"), id="an image"),
        pytest.param(uses("actions/checkout@v5", more="    container: python:3.12\n"), id="a container"),
        pytest.param({".gitlab-ci.yml": "image: python:3.12\nt: {script: [a]}\n"}, id="GitLab"),
        pytest.param({".gitlab-ci.yml": "image: $CI_REGISTRY_IMAGE:$TAG\nt: {script: [a]}\n"}, id="a tag by variable"),
        pytest.param(
            {".gitlab-ci.yml": "variables: {I: 'python:3.12'}\nt: {image: $I, script: [a]}\n"},
            id="an image by variable",
        ),
        pytest.param({".gitlab-ci.yml": f"image: python@sha256:{'a' * 64}\nt: {{script: [a]}}\n"}, id="a digest"),
        pytest.param({"cloudbuild.yaml": "steps: [{name: 'python:3.12', args: [a]}]\n"}, id="Cloud Build"),
        pytest.param(
            {".circleci/config.yml": "jobs: {build: {machine: {image: default}, steps: []}}\n"}, id="a machine"
        ),
        pytest.param({"azure-pipelines.yml": "pool: {vmImage: ubuntu-latest}\nsteps: [{script: a}]\n"}, id="an agent"),
    ],
)
def test_it_is_pinned(tmp_path: Path, files: dict[str, str]) -> None:
    assert verdict(tmp_path, "CI004", files).answer is Answer.HOLDS


@pytest.mark.parametrize(
    ("files", "places"),
    [
        pytest.param(
            uses("astral-sh/setup-uv@v7", f"a/b@{SHA}", "c/d/e@main"), [(CI, 6), (CI, 8)], id="tags and branches"
        ),
        pytest.param(uses("a/b@11bd719"), [(CI, 6)], id="a short commit"),
        pytest.param(uses("docker://alpine"), [(CI, 6)], id="an action that is an image"),
        pytest.param(
            uses(
                "actions/checkout@v5",
                more="    container: python\n    services:\n      db: {image: 'postgres:latest'}\n",
            ),
            [(CI, 5), (CI, 7)],
            id="a container and a service",
        ),
        pytest.param(
            uses(
                "actions/checkout@v5",
                more="    strategy: {matrix: {i: ['a:1', 'a:latest']}}\n    container: ${{ matrix.i }}\n",
            ),
            [(CI, 6)],
            id="a matrix",
        ),
        pytest.param(
            {CI: "on: push\njobs:\n  t: {uses: a/b/.github/workflows/c.yml@v1}\n"}, [(CI, 3)], id="a workflow of others"
        ),
        pytest.param(
            {**uses("./.github/actions/o"), ".github/actions/o/action.yml": "runs: {steps: [{uses: a/b@v1}]}\n"},
            [(".github/actions/o/action.yml", 1)],
            id="inside an action of the repository",
        ),
        pytest.param(
            {".gitlab-ci.yml": "t:\n  image: registry.example.com:5000/a\n  script: [a]\n"},
            [(".gitlab-ci.yml", 2)],
            id="GitLab",
        ),
        pytest.param(
            {".gitlab-ci.yml": "include: /c/t.yml\n", "c/t.yml": "t:\n  image: a:latest\n  script: [a]\n"},
            [("c/t.yml", 2)],
            id="include",
        ),
        pytest.param(
            {"azure-pipelines.yml": "container: 'a:latest'\nsteps: [{script: a}]\n"},
            [("azure-pipelines.yml", 1)],
            id="Azure",
        ),
        pytest.param(
            {"cloudbuild.yaml": "steps:\n- name: gcr.io/a/b\n  args: [c]\n"}, [("cloudbuild.yaml", 2)], id="Cloud Build"
        ),
        pytest.param(
            {"bitbucket-pipelines.yml": "image: python\npipelines: {}\n"},
            [("bitbucket-pipelines.yml", 1)],
            id="Bitbucket",
        ),
        pytest.param(
            {".circleci/config.yml": "jobs: {build: {docker: [{image: a}], steps: []}}\n"},
            [(".circleci/config.yml", 1)],
            id="CircleCI",
        ),
        pytest.param(
            {"Jenkinsfile": "pipeline { agent { docker { image 'a' } } }"}, [("Jenkinsfile", 1)], id="Jenkins"
        ),
        pytest.param(
            {".woodpecker.yml": "steps: [{image: a, commands: [b]}]\n"}, [(".woodpecker.yml", 1)], id="Woodpecker"
        ),
    ],
)
def test_it_can_change_by_itself(tmp_path: Path, files: dict[str, str], places: list[tuple[str, int]]) -> None:
    found = verdict(tmp_path, "CI004", files)
    assert found.answer is Answer.FALLS_SHORT
    assert [(item.path, item.line) for item in found.findings] == places


def test_there_is_no_ci(tmp_path: Path) -> None:
    assert verdict(tmp_path, "CI004", {"Dockerfile": "FROM python\n"}).answer is Answer.NOT_APPLICABLE


def test_a_workflow_that_cannot_be_read_is_no_pass(tmp_path: Path) -> None:
    found = verdict(tmp_path, "CI004", {CI: "on: [push\n"})
    assert found.answer is Answer.UNREAD


OWN = uses("example-energy/actions/setup@main")
CONFIG = '[core]\n\tbare = false\n[remote "origin"]\n\turl = {}\n[branch "main"]\n\tremote = origin\n'


@pytest.mark.parametrize(
    "url",
    [
        "https://github.com/Example-Energy/pumps.git",
        "https://someone:token@github.com/example-energy/pumps",
        "git@github.com:example-energy/pumps.git",
        "ssh://git@github.com:22/example-energy/pumps.git",
    ],
)
def test_the_own_organisation_is_a_note(tmp_path: Path, url: str) -> None:
    for name in ("objects", "refs"):
        (tmp_path / ".git" / name).mkdir(parents=True)
    (tmp_path / ".git/HEAD").write_text("ref: refs/heads/main\n")
    (tmp_path / ".git/config").write_text(CONFIG.format(url))
    found = verdict(tmp_path, "CI004", OWN)
    assert found.answer is Answer.HOLDS
    assert "example-energy/actions/setup@main" in found.notes[0]


def test_the_metadata_names_the_organisation_where_git_does_not(tmp_path: Path) -> None:
    project = '[project]\nname = "a"\n[project.urls]\nSource = "https://github.com/example-energy/pumps/"\n'
    assert verdict(tmp_path, "CI004", {**OWN, "pyproject.toml": project}).answer is Answer.HOLDS
    assert verdict(tmp_path / "other", "CI004", OWN).answer is Answer.FALLS_SHORT


def test_what_looks_like_a_secret_is_not_shown(tmp_path: Path) -> None:
    files = {".gitlab-ci.yml": "t:\n  image: https://robot:hunter2hunter2@registry.example.com/a\n  script: [a]\n"}
    found = verdict(tmp_path, "CI004", files)
    assert "hunter2" not in found.findings[0].evidence + found.findings[0].message


@pytest.mark.parametrize(
    ("job", "reason"),
    [
        pytest.param("steps: [{run: make}]", "no third-party action and no image", id="neither"),
        pytest.param("container: a:1, steps: [{run: make}]", "each image has a version", id="an image"),
        pytest.param(
            f"steps: [{{uses: a/b@{'0' * 40}}}]", "each third-party action is pinned to a commit", id="an action"
        ),
    ],
)
def test_the_reason_says_what_there_is(tmp_path: Path, job: str, reason: str) -> None:
    files = {".github/workflows/ci.yml": f"on: push\njobs: {{t: {{runs-on: x, {job}}}}}\n"}
    assert verdict(tmp_path, "CI004", files).reason.endswith(reason)
