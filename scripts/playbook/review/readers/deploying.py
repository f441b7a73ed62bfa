"""With what the repository deploys: images, manifests, platform files, and CI jobs that hand something over."""

from __future__ import annotations

import re

from playbook.review.readers.roots import ASIDE
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
_LOCAL = re.compile(
    r"(?:^|/)\.(?:devcontainer|gitpod)|(?:^|/)(?:devtools|dev(?:[-_]\w+)?|local|testing|ci|mock\w*)/"
    r"|(?:docker|container)file.*[._-](?:dev|develop|tests?|ci|docs?|local|debug|playwright|e2e)$"
    r"|(?:^|/|[._-])(?:dev|develop|tests?|ci|docs?|local|debug)[._-](?:docker|container)file$"
)
"""An image or a manifest for work at the desk, for tests or for documentation."""
_FOLDER = re.compile(
    r"^(?:deploy|deployment|k8s|kubernetes|helm|terraform|infra|infrastructure)/.*\.(?:ya?ml|tf|bicep|sh)$"
)


def deploys(repository: Repository) -> tuple[str, ...]:
    """Give the images, manifests and pipelines with which something is deployed from here. Compose is local work."""
    return repository.once("deploys", lambda: tuple(path for path in repository.files if _deploys(repository, path)))


def _deploys(repository: Repository, path: str) -> bool:
    lower = path.lower()
    *folders, name = lower.split("/")
    if _LOCAL.search(lower) or not ASIDE.isdisjoint(set(folders) - _KEPT):
        return False
    if name in _PLATFORM or name.endswith(".tf") or _FOLDER.match(lower):
        return True
    if "dockerfile" in name or "containerfile" in name:
        return not name.endswith((".md", ".py", ".dockerignore"))
    return (name.endswith((".yml", ".yaml")) or name == "jenkinsfile") and _manifest(repository, path)


def _manifest(repository: Repository, path: str) -> bool:
    """Tell whether a YAML file describes what runs on Kubernetes, or is a CI file with a command that deploys."""
    try:
        data = repository.data(path) if repository.size(path) < MAX_BYTES else b""
    except UnreadError:
        return False
    if b"apiVersion:" in data and _KIND.search(data):
        return True
    ci = path.lower().startswith(_CI) or path.lower().endswith("jenkinsfile")
    return ci and bool(_DEPLOYS.search(data.decode("utf-8", "replace")))
