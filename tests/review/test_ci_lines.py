"""The readers below the checks of CI: shell lines, what they start, conditions, and where a command stands."""

from __future__ import annotations

from pathlib import Path

import pytest

from playbook.review.readers.ci import commands, pipelines
from playbook.review.readers.ci.conditions import evaluate
from playbook.review.readers.ci.evidence import shown
from playbook.review.readers.ci.shell import logical_lines
from playbook.review.readers.ci.wrappers import programs
from playbook.review.repository import Repository

from .laying import lay

CI = ".github/workflows/ci.yml"


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("cd app && FOO=1 pytest -q | tee log", [["cd", "app"], ["pytest", "-q"], ["tee", "log"]]),
        ("uv run --with 'pytest==8' --frozen pytest", [["pytest"]]),
        ("sudo -E env A=1 timeout 60 pytest", [["pytest"]]),
        ("python -W error -m pytest # -x", [["pytest"]]),
        ("coverage run --source a -m pytest", [["pytest"]]),
        ("coverage run manage.py test", [["python", "manage.py", "test"]]),
        ("poetry -C app run python -m tox", [["tox"]]),
        ("hatch run +py=3.12 dev:check", [["check"]]),
        ("docker run --rm -v $(pwd):/a image:1 bash -c 'make a; make b'", [["make", "a"], ["make", "b"]]),
        ("docker compose -f a.yml run --rm app pytest", [["pytest"]]),
        ("echo \"a && b\" ; echo 'c; d'", [["echo", "a && b"], ["echo", "c; d"]]),
        ("pytest ${{ matrix.fast && '-x' || '' }} -q", [["pytest", "${{ matrix.fast && '-x' || '' }}", "-q"]]),
        ("pipx run --spec nox==2024 nox -s a", [["nox", "-s", "a"]]),
        ('echo "open', [["echo", '"open']]),
    ],
)
def test_a_line_starts_these_programs(line: str, found: list[list[str]]) -> None:
    assert list(programs(line)) == found


def test_logical_lines_keep_their_place() -> None:
    text = "# set up\npip install \\\n  -r a.txt\n\ncat <<END\nno line\nEND\nssh host <<EOF\nmake\nEOF\npytest"
    assert list(logical_lines(text)) == [
        (1, "pip install -r a.txt"),
        (4, "cat <<END"),
        (7, "ssh host <<EOF"),
        (8, "make"),
        (10, "pytest"),
    ]


@pytest.mark.parametrize(
    ("text", "truth"),
    [
        ("github.event_name == 'push'", True),
        ("${{ github.event_name != 'push' }}", False),
        ("startsWith(github.ref, 'refs/tags/')", False),
        ("github.event_name == 'schedule' || github.ref == 'refs/heads/main'", True),
        ("!(github.event_name == 'push') && always()", False),
        ("failure()", False),
        ("secrets.TOKEN != ''", None),
        ("secrets.TOKEN != '' && github.event_name == 'tag'", False),
        ("contains(fromJSON(vars.X), github.ref)", None),
        ("github.event_name ==", None),
        ("(" * 500, None),
        ("github.ref == 'x" * 400, None),
    ],
)
def test_conditions_have_three_values(text: str, truth: bool | None) -> None:
    assert evaluate(text, {"github.event_name": "push", "github.ref": "refs/heads/main"}) is truth


@pytest.mark.parametrize(
    ("text", "truth"),
    [
        ('$CI_COMMIT_BRANCH == "main"', False),
        ("$CI_COMMIT_BRANCH =~ /^a-/", True),
        ("$CI_COMMIT_BRANCH !~ /^release/i", True),
        ("$CI_COMMIT_TAG", False),
        ("${CI_COMMIT_TAG} == null", True),
        ("$UNKNOWN", None),
        ("$CI_COMMIT_BRANCH =~ /" + "(.*)" * 20 + "x/", None),
        ("$CI_COMMIT_BRANCH =~ /(/", None),
    ],
)
def test_conditions_of_gitlab(text: str, truth: bool | None) -> None:
    assert evaluate(text, {"CI_COMMIT_BRANCH": "a-change", "CI_COMMIT_TAG": None}) is truth


def test_a_command_says_where_it_stands_and_what_led_there(tmp_path: Path) -> None:
    workflow = (
        "on: push\ndefaults: {run: {working-directory: app}}\njobs:\n  t:\n    runs-on: x\n"
        "    strategy: {matrix: {env: [a, b]}}\n    steps:\n      - run: |\n"
        "          true\n          make ${{ matrix.env }}\n"
    )
    files = {
        CI: workflow,
        "app/Makefile": "a:\n\techo a\nb:\n\t@cd .. && ./b.sh\n",
        "b.sh": "#!/bin/sh\necho b\n",
    }
    found = commands(Repository(lay(tmp_path, files)))
    assert [(item.path, item.line, item.text, item.via) for item in found] == [
        (CI, 9, "true", ""),
        (CI, 10, "make a", ""),
        ("app/Makefile", 2, "echo a", "make a"),
        (CI, 10, "make b", ""),
        ("app/Makefile", 4, "cd .. && ./b.sh", "make b"),
        ("b.sh", 2, "echo b", "make b"),
    ]
    assert {(item.pipeline, item.job, item.folder) for item in found[:3]} == {(CI, "t", "app")}


def test_a_pipeline_says_what_it_starts_and_pulls(tmp_path: Path) -> None:
    text = (
        "image: python:3.12\nt:\n  services: [{name: 'postgres:16'}]\n"
        "  script:\n    - >\n      pytest\n      -q\n  environment: live\n"
    )
    (found,) = pipelines(Repository(lay(tmp_path, {".gitlab-ci.yml": text})))
    assert (found.system, found.path, found.on_change) == ("GitLab CI", ".gitlab-ci.yml", True)
    assert [(image.image, image.line) for image in found.images] == [("python:3.12", 1), ("postgres:16", 3)]
    assert [(step.command, step.line, step.job, step.environment) for step in found.steps] == [
        ("pytest -q\n", 6, "t", "live")
    ]


@pytest.mark.parametrize(
    "text",
    [
        "curl -u me:hunter2hunter https://example.com",
        "docker login --password hunter2hunter",
        "export API_KEY=hunter2hunter",
        "pip install --index-url https://me:hunter2hunter@example.com/simple",
    ],
)
def test_what_may_be_a_secret_is_left_out(text: str) -> None:
    assert "hunter2" not in shown(text)
    assert shown("x --token $TOKEN") == "x --token $TOKEN"
