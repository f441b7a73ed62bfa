"""CI005: CI installs from the lock file."""

from __future__ import annotations

from pathlib import Path

import pytest

from playbook.review.verdict import Answer

from .laying import verdict

CI = ".github/workflows/ci.yml"
UV = {"uv.lock": "version = 1\n"}
PINNED = {"requirements.txt": "numpy==2.1.3\npandas==2.2.3\n"}


def ci(*runs: str) -> dict[str, str]:
    return {
        CI: "on: push\njobs:\n  t:\n    runs-on: x\n    steps:\n" + "".join(f"      - run: {run}\n" for run in runs)
    }


@pytest.mark.parametrize(
    ("run", "files"),
    [
        pytest.param("uv sync --locked", UV, id="uv sync"),
        pytest.param("uv run pytest", UV, id="uv run"),
        pytest.param("poetry install --no-root", {"poetry.lock": "[metadata]\n"}, id="Poetry"),
        pytest.param("python -m poetry install", {"poetry.lock": "[metadata]\n"}, id="Poetry as a module"),
        pytest.param("pdm sync", {"pdm.lock": "[metadata]\n"}, id="pdm"),
        pytest.param("pipenv install --deploy", {"Pipfile.lock": "{}"}, id="pipenv"),
        pytest.param("pip install -r requirements.txt", PINNED, id="pinned requirements"),
        pytest.param("python -m pip install --requirement=requirements.txt .", PINNED, id="beside the project"),
        pytest.param("uv pip sync requirements.txt", PINNED, id="uv pip sync"),
        pytest.param("pip-sync", PINNED, id="pip-sync"),
        pytest.param("pip install -c requirements.txt .", PINNED, id="as constraints"),
        pytest.param(
            "pip install -r requirements-dev.txt",
            {**PINNED, "requirements-dev.txt": "-r requirements.txt\npytest\n"},
            id="included",
        ),
        pytest.param(
            "pip install -r requirements/$KIND.txt", {"requirements/gpu.txt": "numpy==2.1.3\n"}, id="a variable"
        ),
        pytest.param(
            "cd app && pip install -r requirements.txt", {"app/requirements.txt": "numpy==2.1.3\n"}, id="after cd"
        ),
        pytest.param("micromamba create -f conda-lock.yml", {"conda-lock.yml": "version: 1\n"}, id="conda"),
        pytest.param("make test", {**UV, "Makefile": "test:\n\tuv sync\n\tpytest\n"}, id="make"),
        pytest.param(
            "tox",
            {**PINNED, "tox.ini": "[testenv]\ndeps = -r{toxinidir}/requirements.txt\ncommands = pytest\n"},
            id="tox",
        ),
        pytest.param(
            "nox",
            {**UV, "noxfile.py": "@nox.session\ndef t(session):\n    session.run_install('uv', 'sync')\n"},
            id="nox",
        ),
        pytest.param(
            "docker build .",
            {"app/requirements.txt": "numpy==2.1.3\n", "Dockerfile": "FROM a:1\nRUN pip install -r requirements.txt\n"},
            id="an image",
        ),
    ],
)
def test_ci_installs_from_the_lock(tmp_path: Path, run: str, files: dict[str, str]) -> None:
    assert verdict(tmp_path, "CI005", {**ci(run), **files}).answer is Answer.HOLDS


@pytest.mark.parametrize(
    ("runs", "files", "lines"),
    [
        pytest.param(["pip install ."], UV, [6], id="the project alone"),
        pytest.param(["pip install -e .[test] pytest"], PINNED, [6], id="an extra"),
        pytest.param(
            ["pip install pytest", "pip install -r requirements.in"],
            {**PINNED, "requirements.in": "numpy\n"},
            [7],
            id="ranges",
        ),
        pytest.param(["uv pip install -e ."], UV, [6], id="uv pip"),
        pytest.param(
            ["conda env create -f environment.yml"], {**PINNED, "environment.yml": "name: a\n"}, [6], id="conda"
        ),
        pytest.param(["uv run --no-project pytest", "pip install ."], UV, [7], id="outside the project"),
        pytest.param(["uv sync", "pip install ."], PINNED, [7], id="another tool's lock"),
    ],
)
def test_ci_installs_without_the_lock(tmp_path: Path, runs: list[str], files: dict[str, str], lines: list[int]) -> None:
    found = verdict(tmp_path, "CI005", {**ci(*runs), **files})
    assert found.answer is Answer.FALLS_SHORT
    assert [(item.path, item.line) for item in found.findings] == [(CI, line) for line in lines]
    assert next(iter(files)) in found.findings[0].message


@pytest.mark.parametrize(
    ("files", "reason"),
    [
        pytest.param(UV, "no CI", id="no CI"),
        pytest.param({**ci("pip install ."), "requirements.txt": "numpy>=2\n"}, "no lock", id="no lock"),
        pytest.param(
            {**ci("pip install ."), "requirements-docs.txt": "mkdocs==1.6.1\n"}, "docs", id="a lock of the docs"
        ),
        pytest.param({**ci("ruff check", "pip install ruff"), **UV}, "installs nothing", id="tools alone"),
        pytest.param(
            {
                **ci("pip install -r requirement/main.txt"),
                "requirement/main.txt": "numpy>=2\n",
                "requirement/dev.txt": "black==24.1.0\n",
            },
            "tools",
            id="a lock of the developers' tools",
        ),
    ],
)
def test_it_does_not_apply(tmp_path: Path, files: dict[str, str], reason: str) -> None:
    found = verdict(tmp_path, "CI005", files)
    assert found.answer is Answer.NOT_APPLICABLE
    assert reason in found.reason


def test_a_workflow_of_others_may_use_the_lock(tmp_path: Path) -> None:
    files = {CI: "on: push\njobs: {t: {uses: a/b/.github/workflows/t.yml@v1}}\n", **UV}
    assert verdict(tmp_path, "CI005", files).answer is Answer.UNREAD


@pytest.mark.parametrize(
    ("step", "answer"),
    [
        pytest.param(
            "{uses: mamba-org/setup-micromamba@v2, with: {environment-file: conda-lock.yml}}", Answer.HOLDS, id="given"
        ),
        pytest.param(
            "{uses: actions/setup-python@v6, with: {cache-dependency-path: conda-lock.yml}}",
            Answer.NOT_APPLICABLE,
            id="a cache",
        ),
    ],
)
def test_an_action_installs_from_the_lock_that_it_is_given(tmp_path: Path, step: str, answer: Answer) -> None:
    files = {CI: f"on: push\njobs: {{t: {{runs-on: x, steps: [{step}]}}}}\n", "conda-lock.yml": "version: 1\n"}
    assert verdict(tmp_path, "CI005", files).answer is answer


def test_the_job_with_the_tests_is_the_one_that_counts(tmp_path: Path) -> None:
    jobs = "on: push\njobs:\n  docs: {runs-on: x, steps: [{run: uv sync}]}\n  t:\n    runs-on: x\n    steps:\n"
    found = verdict(tmp_path, "CI005", {CI: jobs + "      - run: pip install .\n      - run: pytest\n", **UV})
    assert found.answer is Answer.FALLS_SHORT
    assert [item.line for item in found.findings] == [7]
    found = verdict(tmp_path / "b", "CI005", {CI: jobs + "      - run: uv sync\n      - run: pytest\n", **UV})
    assert found.answer is Answer.HOLDS
    assert ":7 " in found.reason


BUILDS = {
    CI: "on: push\njobs:\n  b:\n    runs-on: x\n    defaults: {run: {working-directory: ./b}}\n"
    "    steps:\n      - run: docker build .\n",
    "a/requirements.txt": "numpy==2.1.3\n",
}


def image(install: str) -> str:
    return f"FROM a:1\nCOPY . .\nRUN {install}\n"


@pytest.mark.parametrize(
    ("files", "answer"),
    [
        pytest.param(
            {"b/Dockerfile": image("pip install -r fast.txt"), "b/fast.txt": "fastapi\n"},
            Answer.NOT_APPLICABLE,
            id="the lock of a neighbour",
        ),
        pytest.param(
            {"b/Dockerfile": image("pip install -r requirements.txt"), "b/requirements.txt": "fastapi\n"},
            Answer.NOT_APPLICABLE,
            id="the lock of a neighbour with the same name",
        ),
        pytest.param(
            {
                "b/Dockerfile": image("pip install -r requirements.txt"),
                "b/requirements.txt": "fastapi\n",
                "requirements.txt": "numpy==2.1.3\n",
            },
            Answer.NOT_APPLICABLE,
            id="a file of its own below the lock of the same name",
        ),
        pytest.param(
            {"b/Dockerfile": image("pip install ."), "b/requirements/base.txt": "fastapi==0.115.0\n"},
            Answer.FALLS_SHORT,
            id="a lock in a folder of requirements",
        ),
        pytest.param(
            {"b/Dockerfile": image("uv sync"), "uv.lock": "version = 1\n"}, Answer.HOLDS, id="the lock above it"
        ),
        pytest.param(
            {
                "b/docker/Dockerfile": image("pip install -r requirements.txt"),
                **ci("docker build -f b/docker/Dockerfile ."),
            },
            Answer.HOLDS,
            id="copied from elsewhere",
        ),
    ],
)
def test_a_lock_speaks_for_its_own_project(tmp_path: Path, files: dict[str, str], answer: Answer) -> None:
    assert verdict(tmp_path, "CI005", {**BUILDS, **files}).answer is answer


@pytest.mark.parametrize(
    ("run", "files", "answer"),
    [
        pytest.param("cd b && pip install .", {}, Answer.NOT_APPLICABLE, id="a folder beside it"),
        pytest.param("pip install -e ./b", {}, Answer.NOT_APPLICABLE, id="a project beside it"),
        pytest.param(
            "pip install -r b/fast.txt", {"b/fast.txt": "fastapi\n"}, Answer.NOT_APPLICABLE, id="a file beside"
        ),
        pytest.param("pip install -e ./a", {}, Answer.FALLS_SHORT, id="the project of the lock"),
        pytest.param("pip install .", {}, Answer.FALLS_SHORT, id="from above"),
    ],
)
def test_an_installation_is_asked_about_its_own_lock(
    tmp_path: Path, run: str, files: dict[str, str], answer: Answer
) -> None:
    found = verdict(tmp_path, "CI005", {**ci(run), "a/requirements.txt": "numpy==2.1.3\n", **files})
    assert found.answer is answer


def test_only_a_pipeline_with_tests_tests_other_versions(tmp_path: Path) -> None:
    assert "CI runs other versions" in verdict(tmp_path, "CI005", {**ci("pip install ."), **UV}).findings[0].message
    files = {**ci("pip install .", "pytest"), **UV}
    assert "CI tests other versions" in verdict(tmp_path / "b", "CI005", files).findings[0].message
