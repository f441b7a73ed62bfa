"""DAT001: what is said of the versions of code and data."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from playbook.review.readers.source import deploys
from playbook.review.repository import Repository
from playbook.review.verdict import Answer

from .laying import verdict

TRAINS = {
    "pyproject.toml": '[build-system]\nrequires = ["hatchling"]\n[project]\nname = "heat"\n',
    "src/heat/__init__.py": "",
    "src/heat/train.py": "import joblib\nimport sklearn\njoblib.dump(sklearn.Ridge().fit(x, y), 'out')\n",
}
COMMIT = "4d8f2b61c0a7e93586d1f4a2b7c90e3d5a618f2c"


@pytest.mark.parametrize(
    "files",
    [
        pytest.param({"dvc.lock": "schema: '2.0'\n"}, id="dvc-lock"),
        pytest.param({"data/heat.csv.dvc": "outs:\n- md5: 22a1a2931c8370d3\n"}, id="dvc-pointer"),
        pytest.param({"deployments/1.json": f'{{"code": "{COMMIT}", "data": {{"version": 412}}}}'}, id="json"),
        pytest.param({"deployments/1.yml": f"code: {COMMIT}\ndata: {{table: heat, version: 412}}\n"}, id="yaml"),
        pytest.param({"deployments/1.yml": f"code: {COMMIT}\ndata: heat-2026-11-01, revision 3\n"}, id="yaml-in-words"),
        pytest.param(
            {"releases/1.toml": f'commit = "{COMMIT}"\n[data]\nsha256 = "b1946ac92492d2347c6235b4"\n'}, id="toml"
        ),
        pytest.param({"docs/deployments.md": f"- Commit: `{COMMIT}`\n- Data: snapshot 88\n"}, id="markdown"),
        pytest.param({"model_card.md": f"| Code | {COMMIT[:8]} |\n| Dataset version | 12 |\n"}, id="model-card"),
        pytest.param({"src/heat/log.py": "log({'git_sha': sha, 'data_sha256': digest})\n"}, id="code"),
        pytest.param({"src/heat/log.py": "mlflow.log_input(data)\nmlflow.start_run()\n"}, id="tracking-with-data"),
        pytest.param(
            {
                "src/heat/log.py": "record['table_version'] = version\n",
                ".github/workflows/w.yml": "run: heat --code $GITHUB_SHA",
            },
            id="code-from-ci",
        ),
        pytest.param(
            {
                "src/heat/log.py": "record['table_version'] = version\n",
                "ops/train.yml": "trigger: none\nsteps:\n- script: heat --code $(Build.SourceVersion)\n",
            },
            id="code-from-a-pipeline-of-any-name",
        ),
        pytest.param(
            {"src/heat/log.py": "class Record:\n    git_sha: str\n    data_version: str\n"}, id="fields-of-a-record"
        ),
        pytest.param(
            {"src/heat/log.py": "from azureml.core import Run\nRun.get_context().tag('dataset_id', value=d.id)\n"},
            id="a-run-with-the-registered-data",
        ),
        pytest.param(
            {"src/heat/log.py": "save(data_sha256=digest, code=subprocess.run(['git', 'rev-parse', 'HEAD']))\n"},
            id="keywords-and-git",
        ),
        pytest.param(
            {
                "src/heat/log.py": "mlflow.log_param('dataset_version', 4)\n",
                "src/heat/run.py": "import heat.log\nmlflow.start_run()\n",
            },
            id="a-run-in-the-module-beside-it",
        ),
    ],
)
def test_a_record_of_both_holds(tmp_path: Path, files: Mapping[str, str]) -> None:
    found = verdict(tmp_path, "DAT001", {**TRAINS, **files})
    assert (found.answer, found.findings) == (Answer.HOLDS, ())
    assert found.reason


@pytest.mark.parametrize(
    "files",
    [
        pytest.param({}, id="nothing"),
        pytest.param({"deployments/1.json": f'{{"code": "{COMMIT}", "build": 412}}'}, id="a-build-is-no-data"),
        pytest.param({"deployments/1.json": f'{{"code": "{COMMIT}", "data": "heat.csv"}}'}, id="a-name-is-no-version"),
        pytest.param({"deployments/1.json": '{"data": {"version": 412}}'}, id="no-code"),
        pytest.param({"deployments/1.json": f'{{"code": "{COMMIT}", "data": '}, id="broken"),
        pytest.param({"config/1.json": f'{{"code": "{COMMIT}", "data": {{"version": 412}}}}'}, id="no-record"),
        pytest.param({"tests/deployments/1.json": f'{{"code": "{COMMIT}", "data": {{"version": 4}}}}'}, id="of-a-test"),
        pytest.param({"src/heat/log.py": "mlflow.start_run()\nmlflow.autolog()\n"}, id="a-run-alone"),
        pytest.param({"src/heat/log.py": "record['table_version'] = version\n"}, id="data-alone"),
        pytest.param({"src/heat/log.py": "record['git_sha'] = sha\n"}, id="code-alone"),
        pytest.param(
            {"src/heat/log.py": "# the launcher adds --snapshot_id\nrecord['git_sha'] = sha\n"}, id="a-comment"
        ),
        pytest.param(
            {"src/heat/log.py": "get('https://a.b/data_revisions/project.data_revision')\nrecord['git_sha'] = sha\n"},
            id="an-address",
        ),
        pytest.param(
            {"src/heat/log.py": "record['table_version'] = version\napply(record, commit=True)\n"}, id="a-switch"
        ),
        pytest.param(
            {"src/heat/log.py": "record['table_version'] = version\napply(record, commit=commit)\n"},
            id="a-commit-of-a-database",
        ),
        pytest.param(
            {"src/heat/log.py": "parser.add_argument('--data_version')\nrecord['git_sha'] = sha\n"}, id="an-option"
        ),
        pytest.param(
            {
                "src/heat/log.py": "record['table_version'] = version\n",
                "src/heat/vcs.py": "def diff(commit_hash): return commit_hash\n",
            },
            id="a-commit-of-something-else",
        ),
        pytest.param(
            {
                "src/heat/log.py": "record['table_version'] = version\n",
                "other/train.py": "record['git_sha'] = sha\n",
                "Makefile": "run:\n\tpython other/train.py\n",
            },
            id="the-commit-of-another-project",
        ),
        pytest.param(
            {"src/heat/log.py": "import azureml\nrecord['table_version'] = version\n"}, id="a-tracker-that-is-imported"
        ),
        pytest.param(
            {"azure-pipelines.yml": "jobs:\n- job: data_snapshot\n  steps:\n  - script: echo $(Build.SourceVersion)\n"},
            id="the-name-of-a-job",
        ),
        pytest.param(
            {"Makefile": "all:\n\techo $(INPUT_BASE_VERSION) $$(git rev-parse HEAD)\n"}, id="an-input-of-a-job"
        ),
        pytest.param({"models/heat.dvc": "outs:\n- md5: 22a1a2931c8370d3\n"}, id="a-model-is-no-data"),
    ],
)
def test_without_a_record_of_both_it_falls_short(tmp_path: Path, files: Mapping[str, str]) -> None:
    found = verdict(tmp_path, "DAT001", {**TRAINS, **files})
    assert found.answer is Answer.FALLS_SHORT
    assert [(item.path, "trains a model" in item.message) for item in found.findings] == [("src/heat/train.py", True)]


def test_what_is_deployed_needs_a_record_too(tmp_path: Path) -> None:
    found = verdict(tmp_path, "DAT001", {"Dockerfile": "FROM python:3.12\n", "pumps/__init__.py": ""})
    assert [(item.path, "this deploys" in item.message) for item in found.findings] == [("Dockerfile", True)]


def test_a_tracker_that_is_the_product_records_no_deployment(tmp_path: Path) -> None:
    files = {"Dockerfile": "FROM python:3.12\n", "pumps/__init__.py": ""}
    files["pumps/tracking.py"] = "def log(frame):\n    mlflow.start_run()\n    mlflow.log_input(frame)\n"
    assert verdict(tmp_path, "DAT001", files).answer is Answer.FALLS_SHORT


def test_the_place_is_what_tells_most_of_the_deployment(tmp_path: Path) -> None:
    files = {
        ".github/workflows/rest-tests.yml": "- run: kubectl apply -f a.yml\n",
        ".github/workflows/cd.yml": "- run: kubectl apply -f a.yml\n",
        "infra/main.tf": "",
        "pumps/Dockerfile": "FROM python:3.12\n",
        "pumps/__init__.py": "",
    }
    assert [item.path for item in verdict(tmp_path, "DAT001", files).findings] == ["pumps/Dockerfile"]
    assert ".github/workflows/rest-tests.yml" not in deploys(Repository(tmp_path))


LIBRARY = {
    "pyproject.toml": '[project]\nname = "heat"\nclassifiers = ["Topic :: Scientific/Engineering"]\n',
    "src/heat/__init__.py": "",
}


@pytest.mark.parametrize(
    "files",
    [
        pytest.param({"src/heat/__init__.py": ""}, id="nothing"),
        pytest.param({**LIBRARY, "src/heat/train.py": TRAINS["src/heat/train.py"]}, id="library"),
        pytest.param({**LIBRARY, "Dockerfile": "FROM python:3.12\n"}, id="library-with-an-image"),
        pytest.param({"docker-compose.yml": "services: {}\n"}, id="local-work"),
    ],
)
def test_it_does_not_apply(tmp_path: Path, files: Mapping[str, str]) -> None:
    assert verdict(tmp_path, "DAT001", files).answer is Answer.NOT_APPLICABLE
