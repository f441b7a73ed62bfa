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
        pytest.param(
            {
                CD: STEP
                + "a/b@v1\n      - name: upload forecast to the hub\n        run: ./go\n"
                + "        env: {T: '${{ secrets.T }}'}\n"
            },
            id="a step that uploads with a credential",
        ),
        pytest.param({"run.py": "", "README.md": "```bash\npython run.py --deploy\n```\n"}, id="an option"),
        pytest.param(
            {"app/run.py": "", "app/README.md": "    $ uv run python run.py -c a.yml promoting-pipeline\n"},
            id="an argument, beside the README",
        ),
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
        pytest.param(
            {"deploy.py": "if __name__ == '__main__':\n    go()\n"}, ("deploy.py", 1), id="a script of Python"
        ),
        pytest.param(
            {"app/steps/promote.py": "@step\ndef promote(): ...\n"}, ("", 0), id="a module that others import"
        ),
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
        pytest.param(
            {
                CD: STEP
                + "a/b@v1\n      - name: Upload test results\n        run: ./go\n        env: {T: '${{ secrets.T }}'}\n"
            },
            id="an upload for those who look",
        ),
        pytest.param({CD: STEP + "a/b@v1\n      - name: Upload it\n        run: ./go\n"}, id="an upload to nowhere"),
        pytest.param({"run.py": "", "README.md": "python run.py --deploy-locally\n"}, id="to one's own machine"),
        pytest.param({"README.md": "    python run.py --deploy\n"}, id="a script that is not there"),
        pytest.param({"run.py": "", "README.md": "So python run.py --deploy does it.\n"}, id="a command in no block"),
        pytest.param({"docker-compose.yml": "services: {a: {build: .}}\n"}, id="compose for local work"),
    ],
)
def test_what_is_no_deployment(tmp_path: Path, files: dict[str, str]) -> None:
    assert verdict(tmp_path, "DEP001", {**IMAGE, **files}).answer is Answer.FALLS_SHORT


def test_a_library_has_nothing_to_deploy(tmp_path: Path) -> None:
    files = {"pyproject.toml": '[project]\nname = "a"\nversion = "1"\n', "src/a/__init__.py": "", **cd("make test")}
    assert verdict(tmp_path, "DEP001", files).answer is Answer.NOT_APPLICABLE


def test_a_library_that_publishes_on_a_trigger_holds(tmp_path: Path) -> None:
    files = {"pyproject.toml": '[project]\nname = "a"\nversion = "1"\n', "src/a/__init__.py": "", **cd("uv publish")}
    assert verdict(tmp_path, "DEP001", files).answer is Answer.HOLDS


CALL = "jobs:\n  release:\n    uses: a/b/.github/workflows/w.yml@main\n"


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        pytest.param(f"on: {{push: {{tags: [v*]}}}}\n{CALL}", Answer.UNREAD, id="on tags"),
        pytest.param(f"on: pull_request\n{CALL}", Answer.UNREAD, id="by its name"),
        pytest.param(f"on: pull_request\n{CALL.replace('release', 'lint')}", Answer.FALLS_SHORT, id="a check"),
        pytest.param(
            f"on: {{push: {{tags: [v*]}}}}\n{CALL.replace('release', 'docs')}", Answer.FALLS_SHORT, id="documentation"
        ),
    ],
)
def test_a_workflow_outside_the_repository_may_deploy(tmp_path: Path, text: str, answer: Answer) -> None:
    found = verdict(tmp_path, "DEP001", {**IMAGE, ".github/workflows/w.yml": text})
    assert found.answer is answer
    assert [(item.path, item.line) for item in found.unread] == (
        [(".github/workflows/w.yml", 4)] if answer is Answer.UNREAD else []
    )


def test_templates_outside_the_repository_leave_it_open(tmp_path: Path) -> None:
    files = {**IMAGE, "azure-pipelines.yml": "steps: [{template: deploy.yml@shared}]\n"}
    found = verdict(tmp_path, "DEP001", files)
    assert found.answer is Answer.UNREAD
    assert found.unread[0].path == "azure-pipelines.yml"


def test_an_environment_is_named(tmp_path: Path) -> None:
    found = verdict(
        tmp_path, "DEP001", cd("./go", more="    environment:\n      name: production\n      url: https://a.example\n")
    )
    assert found.answer is Answer.HOLDS
    assert "the environment production" in found.reason
