"""DEP001: a deployment is one automated step."""

from __future__ import annotations

from pathlib import Path

import pytest

from playbook.review.verdict import Answer

from .laying import verdict

CD = ".github/workflows/deploy.yml"
IMAGE = {"Dockerfile": "FROM python:3.12\nCMD python -m pumps\n"}


def cd(run: str, job: str = "release", more: str = "") -> dict[str, str]:
    return {CD: f"on: push\njobs:\n  {job}:\n    runs-on: x\n{more}    steps:\n      - run: {run}\n"}


@pytest.mark.parametrize(
    "run",
    [
        *(
            "docker push registry/pumps:1",
            "docker buildx build --push -t a:1 .",
            "kubectl apply -f k8s/",
            "helm upgrade a b",
        ),
        *(
            "twine upload dist/*",
            "uv publish",
            "terraform apply -auto-approve",
            "gcloud run deploy pumps",
            "sam deploy",
        ),
        *(
            "az ml online-deployment create -f a.yml",
            "aws s3 sync out s3://forecasts",
            "databricks bundle deploy -t prod",
        ),
        *(
            "aws ecs update-service --service a",
            "ssh host 'docker compose up -d'",
            "rsync -a out/ me@host:/srv",
            "make deploy",
        ),
        *(
            "./scripts/deploy.sh production",
            "python scripts/publish_forecast.py",
            "bash release.sh",
            "vendor service rollout -f a.yml",
        ),
    ],
)
def test_ci_deploys(tmp_path: Path, run: str) -> None:
    found = verdict(tmp_path, "DEP001", {**IMAGE, **cd(run)})
    assert found.answer is Answer.HOLDS
    assert found.reason.startswith(f"{CD}:6 ")


@pytest.mark.parametrize(
    "run",
    [
        *(
            "docker build .",
            "docker compose up -d",
            "kubectl get pods",
            "terraform plan",
            "echo deploy",
            "twine check dist/*",
        ),
        *(
            "mkdocs gh-deploy",
            "aws s3 cp s3://inbox/a.csv .",
            "helm lint",
            "python tests/deploy_test.py",
            "gh release list",
        ),
        *("pip install deploy", "twine upload -r testpypi dist/*", "git push", "make test"),
    ],
)
def test_ci_does_not_deploy(tmp_path: Path, run: str) -> None:
    found = verdict(tmp_path, "DEP001", {**IMAGE, **cd(run, "build")})
    assert found.answer is Answer.FALLS_SHORT
    assert [(item.path, item.line) for item in found.findings] == [("", 0)]
    assert "Dockerfile" in found.findings[0].message


ONCE = "jobs:\n- deployment: a\n  strategy: {runOnce: {deploy: {steps: ["
STEP = "on: push\njobs:\n  release:\n    runs-on: x\n    steps:\n      - uses: "


@pytest.mark.parametrize(
    "files",
    [
        pytest.param(
            {CD: STEP + "docker/build-push-action@v6\n        with: {push: true}\n"}, id="an action with push"
        ),
        pytest.param({CD: STEP + "pypa/gh-action-pypi-publish@release/v1\n"}, id="an action that publishes"),
        pytest.param(cd("./go", more="    environment: production\n"), id="an environment"),
        pytest.param({".gitlab-ci.yml": "deploy:\n  environment: production\n  script: ./go\n"}, id="GitLab"),
        pytest.param({"azure-pipelines.yml": ONCE + "{script: ./go}]}}}\n"}, id="Azure"),
        pytest.param(
            {
                "azure-pipelines.yml": ONCE + "{template: t.yml}]}}}\n",
                "t.yml": "steps: [{script: ./go}]\n",
            },
            id="Azure, a template",
        ),
        pytest.param(
            {"bitbucket-pipelines.yml": "pipelines: {default: [{step: {deployment: staging, script: [./go]}}]}\n"},
            id="Bitbucket",
        ),
        pytest.param({"Jenkinsfile": "node { stage('Deploy') { sh './go' } }"}, id="Jenkins"),
        pytest.param(
            {"cloudbuild.yaml": "steps: [{name: gcr.io/cloud-builders/docker, args: [push, a]}]\n"}, id="Cloud Build"
        ),
        pytest.param({"Makefile": "deploy:\n\t./go\n", "README.md": "Run `make deploy`.\n"}, id="a documented target"),
        pytest.param(
            {"justfile": "release:\n  ./go\n", "docs/deployment.md": "    just release\n"}, id="a documented recipe"
        ),
        pytest.param(
            {"scripts/deploy.sh": "./go\n", "README.md": "Run `scripts/deploy.sh`.\n"}, id="a documented script"
        ),
        pytest.param(
            {"pyproject.toml": '[tool.poe.tasks]\nlive = "helm upgrade a b"\n', "README.md": "`poe live`\n"},
            id="a documented task",
        ),
    ],
)
def test_other_ways_to_deploy(tmp_path: Path, files: dict[str, str]) -> None:
    assert verdict(tmp_path, "DEP001", {**IMAGE, **files}).answer is Answer.HOLDS


@pytest.mark.parametrize(
    ("files", "place"),
    [
        pytest.param({"Makefile": "test:\n\tpytest\ndeploy:\n\t./go\n"}, ("Makefile", 4), id="a target"),
        pytest.param(
            {"Makefile": "deploy:\n\t./go\n", "README.md": "make deploy-docs\n"}, ("Makefile", 2), id="another word"
        ),
        pytest.param({"scripts/deploy.sh": "./go\n"}, ("scripts/deploy.sh", 1), id="a script"),
    ],
)
def test_what_nobody_wrote_down_falls_short(tmp_path: Path, files: dict[str, str], place: tuple[str, int]) -> None:
    found = verdict(tmp_path, "DEP001", {**IMAGE, **files})
    assert found.answer is Answer.FALLS_SHORT
    assert [(item.path, item.line) for item in found.findings] == [place]


@pytest.mark.parametrize(
    "files",
    [
        pytest.param(
            {CD: STEP + "docker/build-push-action@v6\n        with: {push: false}\n"}, id="an image for tests"
        ),
        pytest.param({CD: STEP.replace("release", "docs") + "actions/deploy-pages@v4\n"}, id="documentation"),
        pytest.param({"tests/deploy.sh": "./go\n"}, id="a script of the tests"),
        pytest.param({"docker-compose.yml": "services: {a: {build: .}}\n"}, id="compose for local work"),
    ],
)
def test_what_is_no_deployment(tmp_path: Path, files: dict[str, str]) -> None:
    assert verdict(tmp_path, "DEP001", {**IMAGE, **files}).answer is Answer.FALLS_SHORT


def test_a_library_has_nothing_to_deploy(tmp_path: Path) -> None:
    files = {"pyproject.toml": '[project]\nname = "a"\nversion = "1"\n', "src/a/__init__.py": "", **cd("make test")}
    assert verdict(tmp_path, "DEP001", files).answer is Answer.NOT_APPLICABLE


def test_templates_outside_the_repository_leave_it_open(tmp_path: Path) -> None:
    files = {**IMAGE, "azure-pipelines.yml": "steps: [{template: deploy.yml@shared}]\n"}
    found = verdict(tmp_path, "DEP001", files)
    assert found.answer is Answer.UNREAD
    assert found.unread[0].path == "azure-pipelines.yml"
