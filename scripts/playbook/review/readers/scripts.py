"""Scripts of the repository that something runs: images, pipeline files and CI, by what stands in their text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from playbook.review.readers.images import is_dockerfile
from playbook.review.repository import Repository
from playbook.review.verdict import UnreadError

By = Literal["image", "pipeline", "ci"]

_PATH = re.compile(r"(?<![\w./-])[\w./-]+\.py\b")
_RUNS = re.compile(r"(?:\bpython[\d.]*|\bspark-submit|\bstreamlit run|\btorchrun|\baccelerate launch)\b([^\n|;&]*)")
_FILE = re.compile(r"\b(?:python_file|entry_?script|scoring_script):[ \t]*[\"']?([\w./-]+\.py)\b", re.IGNORECASE)
_HANDLER = re.compile(r"^[ \t]*handler:[ \t]*[\"']?([A-Za-z_][\w./-]*)\.\w+", re.MULTILINE | re.IGNORECASE)
_CALLED = re.compile(r"^[ \t]*CMD[ \t]*\[[ \t]*\"([A-Za-z_][\w.]*)\.\w+\"[ \t]*\]", re.MULTILINE)
"""What a platform calls in an image: a function, by module and name."""
_DEPLOYS = re.compile(r"infer|deploy|endpoint|scor|batch|online|parallel|pipeline|job|component|config|step")
"""Words in the names of files that may say what is deployed, wherever they lie."""
_STARTS = re.compile(r"^[ \t]*(?:CMD|ENTRYPOINT)\b[^\n]*", re.MULTILINE)
_MODULE = re.compile(r"-m[\"', ]+([A-Za-z_][\w.]*)")
_SERVED = re.compile(r"\b(?:uvicorn|gunicorn|hypercorn|celery)\b[^\n]{0,200}?([A-Za-z_][\w.]{0,100}):\w")

_PIPELINES = ("dvc.yaml", "mlproject", "databricks.yml", "databricks.yaml", "snakefile", "metaflow.yml", "kedro.yml")
_IMAGES = ("procfile", "serverless.yml", "serverless.yaml", "app.yaml", "fly.toml", "render.yaml")
_HANDLERS = ("serverless.yml", "serverless.yaml", "template.yml", "template.yaml", "sam.yml", "sam.yaml")
"""Files in which `handler` names a function: of Serverless and of AWS SAM."""
_CI_FOLDERS = (".github/", ".gitlab/", ".circleci/", ".azure", ".buildkite/", ".woodpecker/", ".devcontainer/")
_CI = (".gitlab-ci.yml", "azure-pipelines.yml", "bitbucket-pipelines.yml", "jenkinsfile", "cloudbuild.yaml")
_JOBS = re.compile(
    r"(?:^|/)(?:pipelines?|jobs|workflows|resources|k8s|kubernetes|helm|manifests|deploy|deployments?|argo|azureml|aml)/"
)
"""Folders in which YAML says what a platform runs."""
_DAG = re.compile(rb"^(?:from|import) (?:airflow|dagster|prefect|metaflow|zenml|kfp|flytekit)\b", re.MULTILINE)
_LONGEST = 1000
"""Characters of a path that is looked for: no system has longer ones that mean anything here."""
_DAG_FOLDERS = {"dags", "dag", "flows", "pipelines", "airflow"}


@dataclass(frozen=True, slots=True)
class Run:
    """A script, what kind of file runs it, and which one."""

    path: str
    by: By
    file: str


def scripts(repository: Repository) -> tuple[Run, ...]:
    """Give the scripts that images, pipelines and CI run, each once: pipelines first, CI last."""
    return repository.once("scripts", lambda: tuple(_scripts(repository)))


def _scripts(repository: Repository) -> Iterator[Run]:
    names = _names(repository)
    seen: set[str] = set()
    for by, file in _runners(repository):
        try:
            text = repository.text(file)
        except UnreadError:
            continue
        for word in _mentioned(text, by, file):
            path = _resolve(repository, names, word, file)
            if path and path not in seen:
                seen.add(path)
                yield Run(path, by, file)
    for path in _dags(repository):
        if path not in seen:
            yield Run(path, "pipeline", path)


def _names(repository: Repository) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for path in repository.suffixed(".py"):
        found.setdefault(path.rpartition("/")[2], []).append(path)
    return found


def _runners(repository: Repository) -> Iterator[tuple[By, str]]:
    documents = repository.suffixed(".yml", ".yaml")
    automated = [path for path in documents if path.startswith(_CI_FOLDERS)]
    for path in (*repository.named(*_PIPELINES), *repository.suffixed(".smk")):
        yield "pipeline", path
    beside = {path.rpartition("/")[0] for path in repository.suffixed(".py")}
    for path in documents:
        folder, _, name = path.lower().rpartition("/")
        if path.startswith(_CI_FOLDERS):
            continue
        if _JOBS.search(path.lower()) or (_DEPLOYS.search(name) and path.rpartition("/")[0] in beside and folder):
            yield "pipeline", path
    for name, paths in repository.by_name.items():
        if is_dockerfile(name) or (name.startswith("compose.") and name.endswith((".yml", ".yaml"))):
            yield from (("image", path) for path in paths)
    for path in sorted({*repository.named(*_IMAGES), *repository.named(*_HANDLERS)}):
        yield "image", path
    for path in (*automated, *repository.named(*_CI)):
        yield "ci", path


def _mentioned(text: str, by: By, file: str) -> Iterator[str]:
    """Give the scripts that the text of a file names: what a command runs, and in a pipeline's own file any path."""
    if file.rpartition("/")[2].lower() in _PIPELINES or file.endswith(".smk"):
        yield from _PATH.findall(text)
    yield from _FILE.findall(text)
    if by == "image":
        handled = _HANDLER if file.rpartition("/")[2].lower() in _HANDLERS else _CALLED
        yield from (f"{word.replace('.', '/')}.py" for word in handled.findall(text))
        yield from (word for line in _STARTS.findall(text) for word in _PATH.findall(line))
    for run in _RUNS.finditer(text):
        module = _MODULE.search(run[1])
        if module:
            yield f"{module[1].replace('.', '/')}.py"
            yield f"{module[1].replace('.', '/')}/__main__.py"
        else:
            yield from _PATH.findall(run[1])[:1]
    yield from (f"{match[1].replace('.', '/')}.py" for match in _SERVED.finditer(text))


def _resolve(repository: Repository, names: dict[str, list[str]], word: str, file: str) -> str:
    """Give the file that `word` means: beside the file, from the root, or the only one that ends so."""
    if len(word) > _LONGEST:
        return ""
    tail = re.sub(r"^(?:\.{0,2}/)+", "", word)
    folder = file.rpartition("/")[0]
    beside = repository.at(*([f"{folder}/{tail}"] if folder else []), tail)
    if beside:
        return beside[0]
    parts = tail.split("/")
    candidates = names.get(parts[-1], [])
    for start in range(len(parts)):
        ends = "/" + "/".join(parts[start:])
        found = [path for path in candidates if f"/{path}".endswith(ends)]
        if len(found) == 1:
            return found[0]
        if found:
            return ""
    return ""


def _dags(repository: Repository) -> Iterator[str]:
    for path in repository.suffixed(".py"):
        if _DAG_FOLDERS.isdisjoint(path.lower().split("/")[:-1]):
            continue
        try:
            if _DAG.search(repository.head(path, 8192)):
                yield path
        except UnreadError:
            continue
