"""What is deployed from here: one answer for PKG004, DAT001 and DEP001."""

from __future__ import annotations

from pathlib import Path

import pytest

from playbook.review.readers.source import deploys
from playbook.review.repository import Repository
from playbook.review.verdict import Answer

from .laying import lay, verdict

IMAGE = "FROM python:3.12\nRUN pip install pandas\n"
LIBRARY = {
    "pyproject.toml": '[project]\nname = "heat"\nclassifiers = ["Topic :: Scientific/Engineering"]\n',
    "src/heat/__init__.py": "",
}
PUSHES = "on: push\njobs:\n  images:\n    runs-on: x\n    steps:\n      - run: docker push registry/heat:1\n"
FORECAST = """import joblib
from fastapi import FastAPI
app, model = FastAPI(), joblib.load("m")
@app.post("/predict")
def predict(x): return model.predict(x)
"""


@pytest.mark.parametrize(
    ("path", "found"),
    [
        pytest.param("app/Dockerfile", True, id="image"),
        pytest.param(".docker/Dockerfile", True, id="hidden-folder-of-images"),
        pytest.param("new/{{ cookiecutter.name }}/Dockerfile", False, id="placeholder"),
        pytest.param("template/{{.root}}/.gitlab/docker/Dockerfile.tmpl", False, id="template-of-a-template"),
        pytest.param("deploy/Dockerfile.j2", False, id="template-by-its-suffix"),
        pytest.param("templates/online/Dockerfile", False, id="folder-of-templates"),
        pytest.param("docs/Dockerfile", False, id="documentation"),
        pytest.param("Dockerfile.codespace", False, id="codespace"),
        pytest.param("codespaces/Dockerfile", False, id="folder-of-codespaces"),
        pytest.param("codespace.Dockerfile", False, id="codespace-before-it"),
        pytest.param("Dockerfile.testing", False, id="for-testing"),
    ],
)
def test_an_image_of_the_solution_is_deployed(tmp_path: Path, path: str, found: bool) -> None:
    assert bool(deploys(Repository(lay(tmp_path, {path: IMAGE})))) is found


def test_the_templates_of_a_chart_are_deployed(tmp_path: Path) -> None:
    files = {"charts/heat/templates/deployment.yaml": "apiVersion: apps/v1\nkind: Deployment\n"}
    assert deploys(Repository(lay(tmp_path, files))) == tuple(files)


@pytest.mark.parametrize(
    ("files", "found"),
    [
        pytest.param({}, False, id="nothing-pushes-it"),
        pytest.param({".github/workflows/cd.yml": PUSHES}, True, id="ci-pushes-it"),
        pytest.param({"deploy/heat.yaml": "image: heat\n"}, True, id="something-else-deploys-it"),
        pytest.param(
            {"src/heat/app.py": FORECAST, "Dockerfile": IMAGE + 'CMD ["uvicorn", "heat.app:app"]\n'},
            True,
            id="it-serves-a-module-of-the-package",
        ),
        pytest.param(
            {"serving/app.py": FORECAST, "Dockerfile": IMAGE + "CMD python serving/app.py\n"},
            True,
            id="it-serves-a-script",
        ),
        pytest.param({"src/heat/app.py": FORECAST}, False, id="nothing-runs-what-could-serve"),
    ],
)
def test_the_image_of_a_library_shows_how_to_use_it(tmp_path: Path, files: dict[str, str], found: bool) -> None:
    whole = {**LIBRARY, "Dockerfile": IMAGE, **files}
    assert ("Dockerfile" in deploys(Repository(lay(tmp_path, whole)))) is found
    assert (verdict(tmp_path, "PKG004", {}).answer is Answer.FALLS_SHORT) is found


@pytest.mark.parametrize("standard", ["DAT001", "PKG004", "DEP001"])
def test_what_a_template_makes_is_deployed_elsewhere(tmp_path: Path, standard: str) -> None:
    files = {
        "cookiecutter.json": "{}",
        "hooks/__init__.py": "",
        "hooks/pre_gen_project.py": "x = 1\n",
        "{{.root}}/Dockerfile.tmpl": IMAGE,
        "templates/online/app.py": FORECAST,
        "environment.yml": "dependencies: [pandas]\n",
        "src/heat/__init__.py": "",
    }
    assert verdict(tmp_path, standard, files).answer is Answer.NOT_APPLICABLE


def test_only_the_published_package_is_asked_less(tmp_path: Path) -> None:
    trains = "import joblib, sklearn\njoblib.dump(sklearn.Ridge().fit(x, y), 'm')\n"
    files = {f"lib/{path}": text for path, text in LIBRARY.items()}
    files |= {"model/__init__.py": "", "model/train.py": trains, "lib/src/heat/train.py": trains}
    assert [item.path for item in verdict(tmp_path, "DAT001", files).findings] == ["model/train.py"]


def test_a_library_that_pushes_its_image_learned_from_no_data(tmp_path: Path) -> None:
    files = {**LIBRARY, "Dockerfile": IMAGE, ".github/workflows/cd.yml": PUSHES}
    found = verdict(tmp_path, "DAT001", files)
    assert (found.answer, found.reason) == (
        Answer.NOT_APPLICABLE,
        "this is a library: no data is learned from here",
    )


@pytest.mark.parametrize(
    ("path", "run", "found"),
    [
        pytest.param("infra/connect.yml", "az configure --defaults workspace=heat", False, id="steps-of-a-template"),
        pytest.param("infra/up.yml", "az ml online-endpoint create --file a.yml", True, id="steps-that-deploy"),
        pytest.param("azure-pipelines/up.yml", "az ml online-endpoint create --file a.yml", True, id="in-ci"),
    ],
)
def test_steps_of_ci_in_a_folder_for_deployment(tmp_path: Path, path: str, run: str, found: bool) -> None:
    files = {path: f"parameters: []\nsteps:\n- script: {run}\n"}
    assert bool(deploys(Repository(lay(tmp_path, files)))) is found


def test_a_pipeline_of_azure_deploys_wherever_it_lies(tmp_path: Path) -> None:
    files = {"ops/go.yml": "trigger: none\nsteps:\n- script: kubectl apply -f a.yml\n"}
    assert deploys(Repository(lay(tmp_path, files))) == ("ops/go.yml",)
