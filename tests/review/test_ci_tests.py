"""CI002: CI runs the tests, by itself or through what it leads to in the repository."""

from __future__ import annotations

from pathlib import Path

import pytest

from playbook.review.verdict import Answer

from .laying import verdict

CI = ".github/workflows/ci.yml"


def ci(run: str, on: str = "pull_request", more: str = "") -> dict[str, str]:
    lines = "".join(f"          {line}\n" for line in run.split("\n"))
    return {CI: f"on: {on}\njobs:\n  test:\n    runs-on: x\n{more}    steps:\n      - run: |\n{lines}"}


@pytest.mark.parametrize(
    "run",
    [
        *("pytest", "python -m pytest -q", "uv run --frozen pytest", "poetry run coverage run -m pytest", "hatch test"),
        *("python -m unittest discover", "cd app && pytest | tee log", "bash -c 'pytest -x'", "python manage.py test"),
        *("docker run --rm -v a:b image:1 pytest", "tox -- pytest", "xvfb-run -a pytest", "python tests/run_tests.py"),
        *(
            "cargo test",
            "mvn -B verify",
            "npx jest",
            "Rscript -e 'testthat::test_local()'",
            "go test ./...",
            "dbt test",
        ),
        *(
            "python -m pumps.tests.all",
            "if true; then pytest; fi",
            "pip install . \\\n  && pytest",
            "conda run -n a pytest",
        ),
    ],
)
def test_a_line_of_ci_runs_tests(tmp_path: Path, run: str) -> None:
    assert verdict(tmp_path, "CI002", ci(run)).answer is Answer.HOLDS


@pytest.mark.parametrize(
    "run",
    [
        *(
            "pip install pytest",
            "pytest --version",
            "pytest --collect-only",
            "echo pytest",
            "# pytest",
            "ruff check tests",
        ),
        *("mvn package -DskipTests", "test -f pyproject.toml", "tox config", "python -c 'import pytest'", "npm ci"),
        *("cat <<END\npytest\nEND", "twine check dist/*", "cargo build", "docker run image:1 mypy tests"),
    ],
)
def test_a_line_of_ci_runs_no_tests(tmp_path: Path, run: str) -> None:
    found = verdict(tmp_path, "CI002", ci(run))
    assert found.answer is Answer.FALLS_SHORT
    assert [item.path for item in found.findings] == [CI]


@pytest.mark.parametrize(
    ("run", "files", "place"),
    [
        pytest.param(
            "make check",
            {"Makefile": "RUN = python -m\ncheck: test\ntest:\n\t@$(RUN) pytest\n"},
            "Makefile:4",
            id="make",
        ),
        pytest.param("make", {"Makefile": ".PHONY: all\nall:\n\tpytest\n"}, "Makefile:3", id="make, the first target"),
        pytest.param(
            "make -C app test", {"app/Makefile": "test:\n\tpytest\n"}, "app/Makefile:2", id="make, another folder"
        ),
        pytest.param("cd app\nmake test", {"app/Makefile": "test:\n\tpytest\n"}, "app/Makefile:2", id="make after cd"),
        pytest.param("just test", {"justfile": "lint:\n  ruff\ntest: lint\n  pytest\n"}, "justfile:4", id="just"),
        pytest.param("tox -e py", {"tox.ini": "[testenv]\ncommands =\n  pytest {posargs}\n"}, "tox.ini:3", id="tox"),
        pytest.param(
            "tox -e unit",
            {"pyproject.toml": '[tool.tox]\nenv_run_base = {}\n[tool.tox.env.unit]\ncommands = [["pytest"]]\n'},
            "pyproject.toml:4",
            id="tox in TOML",
        ),
        pytest.param(
            "uvx nox -s tests-3.12",
            {"noxfile.py": "import nox\n@nox.session\ndef tests(session):\n    session.run('pytest', '-q')\n"},
            "noxfile.py:4",
            id="nox",
        ),
        pytest.param("inv test", {"tasks.py": "@task\ndef test(c):\n    c.run('pytest')\n"}, "tasks.py:3", id="invoke"),
        pytest.param(
            "hatch run dev:check",
            {"pyproject.toml": '[tool.hatch.envs.dev.scripts]\ncheck = ["pytest"]\n'},
            "pyproject.toml:2",
            id="hatch",
        ),
        pytest.param(
            "uv run poe t", {"pyproject.toml": '[tool.poe.tasks]\nt.cmd = "pytest"\n'}, "pyproject.toml:2", id="poe"
        ),
        pytest.param(
            "pdm run all",
            {"pyproject.toml": '[tool.pdm.scripts]\nall = {composite = ["t"]}\nt = "pytest"\n'},
            "pyproject.toml:3",
            id="pdm",
        ),
        pytest.param("mise run test", {"mise.toml": '[tasks.test]\nrun = "pytest"\n'}, "mise.toml:1", id="mise"),
        pytest.param("npm test", {"package.json": '{"scripts": {\n"test": "jest"}}\n'}, "package.json:2", id="npm"),
        pytest.param("./ci/run", {"ci/run": "#!/bin/sh\nset -e\npytest\n"}, "ci/run:3", id="a script"),
        pytest.param(
            "python ci.py", {"ci.py": "import subprocess\nsubprocess.run(['pytest'])\n"}, "ci.py:2", id="Python"
        ),
        pytest.param(
            "./ci/run",
            {"ci/run": "#!/bin/sh\nmake t\n", "Makefile": "t:\n\ttox\n", "tox.ini": "[testenv]\ncommands = pytest\n"},
            "tox.ini:2",
            id="three levels",
        ),
        pytest.param(
            "docker build .", {"Dockerfile": "FROM a:1\nRUN python -m pytest\n"}, "Dockerfile:2", id="an image"
        ),
        pytest.param(
            "docker compose up",
            {"compose.yml": "services:\n  test:\n    build: .\n    command: pytest\n"},
            "compose.yml:4",
            id="compose",
        ),
        pytest.param(
            "az ml job create -f job.yml",
            {"job.yml": "name: a\ncommand: pytest tests\n"},
            "job.yml:2",
            id="a job that is handed over",
        ),
    ],
)
def test_ci_leads_to_the_tests(tmp_path: Path, run: str, files: dict[str, str], place: str) -> None:
    found = verdict(tmp_path, "CI002", {**ci(run), **files})
    assert found.answer is Answer.HOLDS
    assert found.reason.startswith(place)


@pytest.mark.parametrize(
    ("run", "files"),
    [
        pytest.param("make lint", {"Makefile": "lint:\n\truff check\ntest:\n\tpytest\n"}, id="another target"),
        pytest.param(
            "tox -e lint", {"tox.ini": "[testenv]\ncommands =\n  lint: ruff\n  py: pytest\n"}, id="another factor"
        ),
        pytest.param(
            "nox -s lint",
            {"noxfile.py": "import nox\n@nox.session\ndef tests(session):\n    session.run('pytest')\n"},
            id="another session",
        ),
        pytest.param(
            "poe lint", {"pyproject.toml": '[tool.poe.tasks]\nlint = "ruff"\nt = "pytest"\n'}, id="another task"
        ),
    ],
)
def test_what_ci_does_not_lead_to_does_not_count(tmp_path: Path, run: str, files: dict[str, str]) -> None:
    assert verdict(tmp_path, "CI002", {**ci(run), **files}).answer is Answer.FALLS_SHORT


STEP = "on: pull_request\njobs:\n  t:\n    runs-on: x\n    steps:\n      - uses: "


@pytest.mark.parametrize(
    ("files", "answer"),
    [
        pytest.param({CI: STEP + "fedora-python/tox-github-action@v40\n"}, Answer.HOLDS, id="an action that tests"),
        pytest.param(
            {CI: STEP + "nick-fields/retry@v3\n        with: {command: pytest}\n"},
            Answer.HOLDS,
            id="a command for an action",
        ),
        pytest.param(
            {CI: STEP + "astral-sh/ruff-action@v3\n        with: {src: tests}\n"},
            Answer.FALLS_SHORT,
            id="a folder for a linter",
        ),
        pytest.param(
            {CI: STEP + "astral-sh/ruff-action@v3\n        with: {args: tests examples}\n"},
            Answer.FALLS_SHORT,
            id="folders as arguments",
        ),
        pytest.param(
            {CI: STEP + "actions/setup-tools@v1\n        with: {packages: pytest coverage}\n"},
            Answer.FALLS_SHORT,
            id="packages that an action installs",
        ),
        pytest.param(
            {CI: STEP + "reactivecircus/android-emulator-runner@v2\n        with: {testCommand: pytest -q}\n"},
            Answer.HOLDS,
            id="a command by the end of its name",
        ),
        pytest.param(
            {
                CI: "on: pull_request\njobs:\n  t:\n    uses: other/.github/.github/workflows/ci.yml@main\n"
                "    with: {tests_folder: tests}\n"
            },
            Answer.UNREAD,
            id="a folder for somebody else's workflow",
        ),
        pytest.param({CI: STEP + "dorny/test-reporter@v2\n"}, Answer.FALLS_SHORT, id="an action that reports"),
        pytest.param(
            {
                CI: STEP + "./.github/actions/t\n",
                ".github/actions/t/action.yml": "runs:\n  using: composite\n  steps: [{run: pytest, shell: bash}]\n",
            },
            Answer.HOLDS,
            id="an action of the repository",
        ),
        pytest.param(
            {
                CI: STEP + "$/.github/actions/t\n",
                ".github/actions/t/action.yml": "runs:\n  using: composite\n  steps: [{run: pytest, shell: bash}]\n",
            },
            Answer.HOLDS,
            id="of the repository at this commit",
        ),
        pytest.param(
            {
                CI: "on: pull_request\njobs: {t: {uses: ./.github/workflows/t.yml}}\n",
                ".github/workflows/t.yml": "on: workflow_call\njobs: {t: {runs-on: x, steps: [{run: pytest}]}}\n",
            },
            Answer.HOLDS,
            id="a workflow of the repository",
        ),
        pytest.param(
            {CI: "on: pull_request\njobs: {t: {uses: a/b/.github/workflows/t.yml@v1}}\n"},
            Answer.UNREAD,
            id="a workflow of others",
        ),
        pytest.param(
            {".gitlab-ci.yml": "include: {remote: 'https://example.com/t.yml'}\n"}, Answer.UNREAD, id="include"
        ),
        pytest.param(
            {".gitlab-ci.yml": ".t: {script: [pytest]}\nt: {extends: .t}\n"}, Answer.HOLDS, id="GitLab, extends"
        ),
        pytest.param(
            {".gitlab-ci.yml": ".t: {script: [pytest]}\nt: {script: [!reference [.t, script]]}\n"},
            Answer.HOLDS,
            id="GitLab, reference",
        ),
        pytest.param(
            {"azure-pipelines.yml": "steps:\n- template: t/a.yml\n", "t/a.yml": "steps:\n- bash: pytest\n"},
            Answer.HOLDS,
            id="Azure, template",
        ),
        pytest.param(
            {"azure-pipelines.yml": "steps:\n- template: a.yml@other\n"}, Answer.UNREAD, id="Azure, others' template"
        ),
        pytest.param(
            {"cloudbuild.yaml": "steps:\n- name: python:3.12\n  entrypoint: pytest\n  args: [tests]\n"},
            Answer.HOLDS,
            id="Cloud Build",
        ),
        pytest.param(
            {"Jenkinsfile": "// sh 'pytest'\nnode { sh 'ruff check' }\n"}, Answer.FALLS_SHORT, id="Jenkins, a comment"
        ),
        pytest.param({"Jenkinsfile": 'node { sh """\n  set -e\n  pytest\n""" }\n'}, Answer.HOLDS, id="Jenkins"),
        pytest.param({}, Answer.FALLS_SHORT, id="no CI"),
    ],
)
def test_other_ways_to_run_tests(tmp_path: Path, files: dict[str, str], answer: Answer) -> None:
    assert verdict(tmp_path, "CI002", files).answer is answer


LINT = {".github/workflows/lint.yml": "on: pull_request\njobs: {t: {runs-on: x, steps: [{run: ruff check}]}}\n"}


def test_tests_at_night_alone_fall_short_where_they_stand(tmp_path: Path) -> None:
    found = verdict(tmp_path, "CI002", {**LINT, **ci("pytest", "{schedule: [{cron: '0 1 * * *'}]}")})
    assert found.answer is Answer.FALLS_SHORT
    assert [(item.path, item.line) for item in found.findings] == [(CI, 7)]
    assert found.findings[0].evidence == "pytest"


def test_tests_that_a_condition_keeps_from_changes_do_not_count(tmp_path: Path) -> None:
    late = ci("pytest", more="    if: github.ref == 'refs/heads/main'\n")
    assert verdict(tmp_path, "CI002", {**LINT, **late}).answer is Answer.FALLS_SHORT


def test_tests_after_the_merge_are_told_by_another_standard(tmp_path: Path) -> None:
    found = verdict(tmp_path, "CI002", ci("pytest", "{push: {branches: [main]}}"))
    assert found.answer is Answer.HOLDS
    assert "CI001" in found.notes[0]


@pytest.mark.parametrize(
    ("checkout", "answer"),
    [
        pytest.param("{repository: a/plug-in, path: other}", Answer.FALLS_SHORT, id="another repository"),
        pytest.param("{repository: '${{ github.repository }}', path: other}", Answer.HOLDS, id="this repository"),
        pytest.param("{path: other}", Answer.HOLDS, id="this repository elsewhere"),
    ],
)
def test_tests_in_the_checkout_of_another_repository_do_not_count(
    tmp_path: Path, checkout: str, answer: Answer
) -> None:
    steps = f"      - uses: actions/checkout@v4\n        with: {checkout}\n"
    steps += "      - run: pytest\n        working-directory: ./other\n"
    files = {CI: f"on: pull_request\njobs:\n  t:\n    runs-on: x\n    steps:\n{steps}"}
    assert verdict(tmp_path, "CI002", files).answer is answer
