"""What the solution is there for: whether it trains, serves and deploys."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from playbook.review.readers.source import deploys, serves, trains
from playbook.review.repository import Repository

from .laying import lay

Files = Mapping[str, str | bytes]
PROJECT = '[build-system]\nrequires = ["hatchling"]\n\n[project]\nname = "pump-hours"\n'
PACKAGE = {"pyproject.toml": PROJECT, "src/pumps/__init__.py": ""}
FIT = "import joblib\nfrom sklearn.linear_model import Ridge\n\njoblib.dump(Ridge().fit(x, y), 'out')\n"


def repository(folder: Path, files: Files) -> Repository:
    return Repository(lay(folder, files))


@pytest.mark.parametrize(
    ("files", "found"),
    [
        pytest.param({"src/pumps/train.py": FIT}, ["src/pumps/train.py"], id="fits-and-keeps"),
        pytest.param({"src/pumps/job.py": f"{FIT}if __name__ == '__main__': ..."}, ["src/pumps/job.py"], id="main"),
        pytest.param({"src/pumps/job.py": FIT}, [], id="nothing-runs-it"),
        pytest.param(
            {"src/pumps/train.py": FIT.replace("sklearn", "pumps.own")}, ["src/pumps/train.py"], id="own-model"
        ),
        pytest.param({"src/pumps/train.py": "import gym\nbody.fit(suit)\n"}, [], id="another-fit"),
        pytest.param({"src/pumps/train.py": f"{FIT}class Own:\n    def fit(self, x): ...\n"}, [], id="defines-fit"),
        pytest.param({"examples/train.py": FIT, "docs/train.py": FIT, "tests/train.py": FIT}, [], id="not-source"),
        pytest.param(
            {"src/pumps/job.py": "import boto3\nclient.create_training_job(a)\n"}, ["src/pumps/job.py"], id="cloud"
        ),
        pytest.param({"src/pumps/job.py": "WORDS = ['create_training_job(']\n"}, [], id="cloud-in-a-text"),
        pytest.param({"dvc.yaml": "stages:\n  train:\n    cmd: x\n"}, ["dvc.yaml"], id="dvc-stage"),
        pytest.param(
            {
                "pyproject.toml": f'{PROJECT}classifiers = ["Topic :: Scientific/Engineering"]\n',
                "src/pumps/train.py": FIT,
            },
            [],
            id="library",
        ),
        pytest.param(
            {
                "pyproject.toml": f'{PROJECT}classifiers = ["Topic :: Scientific/Engineering"]\n',
                "model/pyproject.toml": PROJECT.replace("pump-hours", "model"),
                "model/src/model/__init__.py": "",
                "model/src/model/train.py": FIT,
            },
            ["model/src/model/train.py"],
            id="beside-a-library",
        ),
        pytest.param(
            {"src/pumps/train.py": "model = train(x)\njoblib.dump(model, f)\nif __name__ == '__main__': ..."},
            ["src/pumps/train.py"],
            id="own-training",
        ),
        pytest.param({"src/pumps/a.py": "model = train(x)\njoblib.dump(model, f)\n"}, [], id="another-train"),
    ],
)
def test_training_is_told_from_a_library_that_fits(tmp_path: Path, files: Files, found: list[str]) -> None:
    assert list(trains(repository(tmp_path, {**PACKAGE, **files}))) == found


APP = """
import fastapi
import joblib
model = joblib.load('m')
@app.post('/predict')
def predict(x): return model.predict(x)
"""


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param(APP, True, id="application"),
        pytest.param(APP.replace("joblib", "pumps.model"), True, id="own-model"),
        pytest.param("import fastapi\n@app.get('/hours')\ndef hours(): ...\n", False, id="no-model"),
        pytest.param(
            "import joblib\nmodel = joblib.load('m')\ndef run(x): return model.predict(x)\n", True, id="handler"
        ),
        pytest.param("def predict(x): ...\n", False, id="no-application"),
        pytest.param("import joblib\ndef init(): joblib.load('m')\n\ndef run(x): return f(x)\n", True, id="contract"),
        pytest.param("import joblib\njoblib.load('m')\ndef run(x): return f(x)\n", False, id="half-a-contract"),
    ],
)
def test_serving_needs_a_model_and_who_answers(tmp_path: Path, text: str, found: bool) -> None:
    assert bool(serves(repository(tmp_path, {**PACKAGE, "src/pumps/api.py": text}))) is found


@pytest.mark.parametrize(
    ("path", "text", "found"),
    [
        pytest.param("Dockerfile", "FROM python:3.12", True, id="image"),
        pytest.param("docker/Dockerfile.dev", "FROM python:3.12", False, id="image-for-the-desk"),
        pytest.param(".devcontainer/Dockerfile", "FROM python:3.12", False, id="devcontainer"),
        pytest.param("tests/Dockerfile", "FROM python:3.12", False, id="image-of-a-test"),
        pytest.param("docker-compose.yml", "services: {}", False, id="compose"),
        pytest.param("jobs/night.yaml", "apiVersion: batch/v1\nkind: CronJob\n", True, id="kubernetes"),
        pytest.param("config/night.yaml", "kind: Job\n", False, id="other-yaml"),
        pytest.param("databricks.yml", "bundle: {}", True, id="platform"),
        pytest.param("infra/main.tf", "", True, id="terraform"),
        pytest.param(".github/workflows/cd.yml", "- run: helm upgrade pumps chart", True, id="ci-deploys"),
        pytest.param(".github/workflows/ci.yml", "- run: pytest", False, id="ci-tests"),
    ],
)
def test_deploying_is_told_from_local_work(tmp_path: Path, path: str, text: str, found: bool) -> None:
    assert bool(deploys(repository(tmp_path, {path: text}))) is found
