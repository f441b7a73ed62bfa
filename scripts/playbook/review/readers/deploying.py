"""With what the repository deploys: images, manifests, platform files, and CI jobs that hand something over.

This is the one answer to "is anything deployed from here": what lies beside the solution, what a template makes, what
is for the desk, and the image that shows how to use a library are left out here, so that no check has to.
"""

from __future__ import annotations

import re

from playbook.review.readers.images import is_dockerfile
from playbook.review.readers.project import aside
from playbook.review.readers.roots import ASIDE, roots
from playbook.review.repository import Repository
from playbook.review.verdict import UnreadError

MAX_BYTES = 200_000
_PLATFORM = frozenset(
    (
        *("chart.yaml", "kustomization.yaml", "skaffold.yaml", "procfile", "fly.toml", "render.yaml", "app.yaml"),
        *("serverless.yml", "serverless.yaml", "databricks.yml", "databricks.yaml", "samconfig.toml", "bentofile.yaml"),
    )
)
"""Files that say to a platform what to run, in lower case."""
_CI = (".github/workflows/", ".gitlab", ".circleci/", "azure-pipelines", ".azure", "bitbucket-pipelines", "cloudbuild")
_KEPT = {"build", "tools", "scripts", "ci"}
_KIND = re.compile(
    rb"^kind:\s*[\"']?(?:Deployment|StatefulSet|DaemonSet|CronJob|Job|Rollout|InferenceService|Workflow)\b",
    re.MULTILINE,
)
_DEPLOYS = re.compile(
    r"\bkubectl (?:apply|set image|rollout)\b|\bhelm upgrade\b|\bterraform apply\b|\bdatabricks bundle deploy\b"
    r"|\bgcloud (?:run|app|functions) deploy\b"
    r"|\baz (?:webapp|containerapp|functionapp|ml)\b[^\n]{0,120}\b(?:deploy|update|create)"
    r"|\bserverless deploy\b|\bsls deploy\b|\bsam deploy\b|\bcdk deploy\b|\baws (?:ecs|lambda) update"
    r"|\bfly(?:ctl)? deploy\b"
)
_STEPS = re.compile(rb"^(?:steps|jobs|stages)[ ]*:", re.MULTILINE)
_LOCAL = re.compile(
    r"(?:^|/)\.(?:devcontainer|gitpod)|(?:^|/)(?:devtools|dev(?:[-_]\w+)?|local|testing|ci|mock\w*|codespaces?)/"
    r"|(?:docker|container)file.*[._-](?:dev|develop|testing|tests?|ci|docs?|local|debug|playwright|e2e|codespaces?)$"
    r"|^\.github/workflows/(?:.*[._-])?tests?[._-]"
    r"|(?:^|/|[._-])(?:dev|develop|testing|tests?|ci|docs?|local|debug|codespaces?)[._-](?:docker|container)file$"
)
"""An image or a manifest for work at the desk, for tests or for documentation."""
_MADE = re.compile(r"\{\{|\{%|\.(?:tmpl|tpl|template|j2|jinja2?|mustache|erb)$")
"""A file of a template: it belongs to what somebody makes of it."""
_HIDDEN = frozenset({".docker", ".deploy", ".deployment", ".k8s", ".kubernetes", ".helm", ".infra"})
"""Hidden folders that hold what is deployed all the same."""
_FOLDER = re.compile(
    r"^(?:deploy|deployment|k8s|kubernetes|helm|terraform|infra|infrastructure)/.*\.(?:ya?ml|tf|bicep|sh)$"
)


def deploys(repository: Repository) -> tuple[str, ...]:
    """Give the images, manifests and pipelines with which something is deployed from here. Compose is local work.

    A published library is used elsewhere: its images show how, unless CI pushes them or something is trained or served.
    """
    return repository.once("deploys", lambda: _of_a_solution(repository, deployment_files(repository)))


def deployment_files(repository: Repository) -> tuple[str, ...]:
    """Give the files with which something can be deployed, whether or not it is a library's."""
    return repository.once(
        "deployment files", lambda: tuple(path for path in repository.files if _deploys(repository, path))
    )


def of_library(repository: Repository) -> bool:
    """Tell whether every package is one that is published for others to build on."""
    from playbook.review.readers.purpose import libraries

    published = libraries(repository)
    return bool(published) and all(root.name in published for root in roots(repository))


def _of_a_solution(repository: Repository, files: tuple[str, ...]) -> tuple[str, ...]:
    if not files or not all(map(is_dockerfile, files)) or not of_library(repository):
        return files
    from playbook.review.readers.ci.deploying import pushes_images
    from playbook.review.readers.purpose import serves, trains

    return files if trains(repository) or serves(repository) or pushes_images(repository) else ()


def _deploys(repository: Repository, path: str) -> bool:
    lower = path.lower()
    *folders, name = lower.split("/")
    if _LOCAL.search(lower) or _MADE.search(lower) or not ASIDE.isdisjoint(set(folders) - _KEPT):
        return False
    if _beside(lower):
        return False
    if name in _PLATFORM or name.endswith(".tf") or is_dockerfile(path):
        return True
    if _FOLDER.match(lower) and not _steps_alone(repository, path):
        return True
    return (name.endswith((".yml", ".yaml")) or name == "jenkinsfile") and _manifest(repository, path)


def _beside(path: str) -> bool:
    """Tell whether it lies beside the solution; CI and some hidden folders do not, nor do the templates of a chart."""
    if path.startswith(_CI):
        return False
    *folders, name = path.split("/")
    passing = _HIDDEN | {"templates"} if name.endswith((".yml", ".yaml")) else _HIDDEN
    return aside("/".join([*(folder for folder in folders if folder not in passing), name]))


def _steps_alone(repository: Repository, path: str) -> bool:
    """Tell whether a YAML file holds steps of CI, which deploy nothing by where they lie."""
    try:
        if not path.endswith((".yml", ".yaml")) or repository.size(path) >= MAX_BYTES:
            return False
        data = repository.data(path)
    except UnreadError:
        return False
    return b"apiVersion:" not in data and bool(_STEPS.search(data))


def _of_ci(repository: Repository, path: str) -> bool:
    if path.lower().startswith(_CI) or path.lower().endswith("jenkinsfile"):
        return True
    from playbook.review.readers.ci.azure import is_pipeline

    lies_there = _FOLDER.match(path.lower())
    return _steps_alone(repository, path) and bool(lies_there or is_pipeline(repository, path))


def _manifest(repository: Repository, path: str) -> bool:
    """Tell whether a YAML file describes what runs on Kubernetes, or is a CI file with a command that deploys."""
    try:
        data = repository.data(path) if repository.size(path) < MAX_BYTES else b""
    except UnreadError:
        return False
    if b"apiVersion:" in data and _KIND.search(data):
        return True
    return bool(_DEPLOYS.search(data.decode("utf-8", "replace"))) and _of_ci(repository, path)
