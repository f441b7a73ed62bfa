"""CI of any origin: long, deep and circular files end soon, and in an answer."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from playbook.review.checks import CHECKS
from playbook.review.repository import Repository
from playbook.review.run import ask

from .laying import lay

CI = ".github/workflows/ci.yml"
SECONDS = 6
"""Generous: each takes a second at most on an idle machine; without its limit, minutes."""

CHECKED = ("CI001", "CI002", "CI004", "CI005", "DEP001")


def ci(run: str) -> dict[str, str]:
    return {CI: f"on: pull_request\njobs:\n  t:\n    runs-on: x\n    steps:\n      - run: {run}\n"}


def layers() -> str:
    more = "".join(f".l{i}: &l{i} [{', '.join([f'*l{i - 1}'] * 7)}]\n" for i in range(1, 20))
    return f".l0: &l0 [x, x, x, x, x, x]\n{more}b:\n  script: *l19\n"


@pytest.mark.parametrize(
    "files",
    [
        pytest.param({**ci("make"), "Makefile": "a" + " " * 200_000 + "b\n"}, id="spaces"),
        pytest.param(
            {**ci("make t"), "Makefile": "X = " + "$(X)" * 60_000 + "\nt:\n\t$(X)\n"}, id="a variable in itself"
        ),
        pytest.param(
            {
                **ci("bash a.sh"),
                "a.sh": "".join(f"make t{i}\n" for i in range(20_000)),
                "Makefile": "%: a\n\tx\n" * 9_000,
            },
            id="many targets",
        ),
        pytest.param({"Jenkinsfile": "sh '''" * 40_000}, id="open strings"),
        pytest.param({"Jenkinsfile": "\n" * 290_000 + "/*"}, id="empty lines"),
        pytest.param({".gitlab-ci.yml": layers()}, id="aliases of aliases"),
        pytest.param(
            {".gitlab-ci.yml": "a:\n  script: [!reference [a, script], !reference [a, script]]\n"}, id="circles"
        ),
        pytest.param(
            {".gitlab-ci.yml": "".join(f"j{i}: {{extends: j{(i + 1) % 900}}}\n" for i in range(900))}, id="parents"
        ),
        pytest.param({".taskcluster.yml": "tasks: &t\n- then: *t\n  command: *t\n"}, id="tasks in themselves"),
        pytest.param({".taskcluster.yml": layers().replace("script", "command")}, id="tasks of aliases"),
        pytest.param({"ci/a.yaml": "steps:\n" + "  - name: gcr.io/a\n" * 9_000}, id="many builders"),
        pytest.param({CI: "on: push\njobs: &j\n  t: *j\n"}, id="a job in itself"),
        pytest.param({CI: "on: push\njobs: {t: {if: " + "(" * 90_000 + ", runs-on: x, steps: []}}\n"}, id="brackets"),
        pytest.param(
            {
                **ci("tox -e " + ",".join(f"e{i}" for i in range(400))),
                "tox.ini": "".join(
                    f"[testenv:{{{','.join(f'a{i}' for i in range(90))}}}-{{x,y}}{k}]\n" for k in range(500)
                ),
            },
            id="environments",
        ),
        pytest.param(
            {
                **ci("docker compose up"),
                "compose.yml": "services:\n" + "".join(f"  s{i}: {{build: .}}\n" for i in range(2_000)),
                "Dockerfile": "FROM a:1\n" + "RUN x\n" * 2_000,
            },
            id="services",
        ),
        pytest.param({**ci("bash a.sh"), "a.sh": "cd x\n" * 40_000, **{f"f{i}": "" for i in range(300)}}, id="folders"),
        pytest.param(ci("bash -c '" * 2_000), id="shells in shells"),
        pytest.param(ci("token" * 200_000), id="a long word"),
        pytest.param(
            {CI: "on: pull_request\njobs:\n  t:\n    steps:\n" + "      - rum: x\n" * 9_000}, id="many faults"
        ),
    ],
)
def test_it_ends_soon(tmp_path: Path, files: dict[str, str]) -> None:
    repository = Repository(lay(tmp_path, files))
    begun = time.perf_counter()
    for standard in CHECKED:
        assert ask(CHECKS[standard], repository).answer
    assert time.perf_counter() - begun < SECONDS


def test_a_file_that_is_too_long_to_follow_is_no_pass(tmp_path: Path) -> None:
    files = {**ci("make test"), "Makefile": "test:\n" + "\ttrue\n" * 60_000}
    found = ask(CHECKS["CI002"], Repository(lay(tmp_path, files)))
    assert [item.path for item in found.unread] == ["Makefile"]
