"""What the solution does: whether its source trains a model, serves one, and whether the repository deploys."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from playbook.review.readers.imports import imports
from playbook.review.readers.modules import Module, source
from playbook.review.readers.roots import ASIDE
from playbook.review.repository import Repository
from playbook.review.verdict import UnreadError

_LEARNS = re.compile(
    r"sklearn|xgboost|lightgbm|catboost|torch|tensorflow|keras|lightning|pytorch_lightning|transformers|statsmodels"
    r"|prophet|neuralprophet|pmdarima|darts|sktime|fastai|flax|optax|h2o|autogluon|flaml|tpot|implicit|surprise|trl"
    r"|pyspark|snowflake|cuml|river|pycaret|interpret|ngboost|skforecast|statsforecast|mlforecast|setfit|mlflow"
    r"|sentence_transformers|sagemaker"
)
_FITS = re.compile(
    r"\.(?:fit|fit_transform|train|partial_fit|backward|update)\(|\b(?:xgb|lgb|xgboost|lightgbm)\.train\("
)
_KEEPS = re.compile(
    r"\b(?:joblib|pickle|cloudpickle|dill|torch|skops)\.(?:io\.)?(?:dump|save)\b|\bdump\(|\.save_model\(|\.save_pretrained\("
    r"|\blog_model\(|\bautolog\(|\bregister_model\(|\.save\(|\bModelCheckpoint\(|\bsave_\w*model|\bsave_weights\("
)
_DEFINES_FIT = re.compile(r"^[ \t]+def fit\(", re.MULTILINE)
_ROUTES = re.compile(
    r"fastapi|flask|gradio|streamlit|bentoml|litserve|starlette|sanic|quart|django|falcon|bottle|aiohttp|dash|shiny"
    r"|ray|grpc|kserve|mlserver|seldon_core|panel|chainlit"
)
_LOADED = re.compile(
    r"\b(?:joblib|pickle|cloudpickle|dill|torch|skops)\.(?:io\.)?load\b|\bload_model\(|\bload_\w*model\w*\(|\.from_pretrained\("
    r"|\bInferenceSession\(|\bpipeline\(|\bload_from_checkpoint\(|\bload_pipeline\("
)
_PREDICTS = re.compile(r"\.predict(?:_proba|_one|_batch)?\(|\bdef (?:predict|score|infer\w*|forecast)\b|/predict\b")
_MAIN = re.compile(r"^if __name__ ?==", re.MULTILINE)
_TRAINED_BY = re.compile(r"(^|_)(train|training|fit|retrain|finetune|fine_tune)(_|$)")

_MANIFESTS = {"chart.yaml", "serverless.yml", "serverless.yaml", "procfile", "fly.toml", "render.yaml", "app.yaml"}
_BUNDLES = {
    "databricks.yml",
    "databricks.yaml",
    "skaffold.yaml",
    "samconfig.toml",
    "bentofile.yaml",
    "kustomization.yaml",
}
_KIND = re.compile(
    rb"^kind:\s*[\"']?(?:Deployment|StatefulSet|DaemonSet|CronJob|Job|Rollout|InferenceService|Workflow)\b",
    re.MULTILINE,
)
_DEPLOYS = re.compile(
    r"\bkubectl (?:apply|set image|rollout)\b|\bhelm upgrade\b|\bterraform apply\b|\bdatabricks bundle deploy\b"
    r"|\bgcloud (?:run|app|functions) deploy\b"
    r"|\baz (?:webapp|containerapp|functionapp|ml)\b[^\n]*\b(?:deploy|update|create)"
    r"|\bserverless deploy\b|\bsls deploy\b|\bsam deploy\b|\bcdk deploy\b|\baws (?:ecs|lambda) update"
    r"|\bfly(?:ctl)? deploy\b"
)
_NOT_DEPLOYED = re.compile(
    r"(^|/)\.devcontainer/|(^|/)\.github/(?!workflows)|[._-](?:dev|test|tests|ci|docs?)$", re.IGNORECASE
)

_Says = Callable[[Repository, Module, set[str]], bool]


def trains(repository: Repository) -> tuple[str, ...]:
    """Give the paths that say that a model is trained here; none: it is not. A library that defines `fit` is none."""
    return repository.once("trains", lambda: tuple(_each(repository, _trains)))


def serves(repository: Repository) -> tuple[str, ...]:
    """Give the paths that say that a model is served here: an application next to a loaded model."""
    return repository.once("serves", lambda: tuple(_each(repository, _serves)))


def deploys(repository: Repository) -> tuple[str, ...]:
    """Give the images, manifests and pipelines with which something is deployed from here. Compose is local work."""
    return repository.once("deploys", lambda: tuple(sorted(set(_deploys(repository)))))


def _each(repository: Repository, says: _Says) -> Iterator[str]:
    own = {module.package.partition(".")[0] for module in source(repository)}
    for module in source(repository):
        try:
            if says(repository, module, own):
                yield module.path
        except UnreadError:
            continue


def _trains(repository: Repository, module: Module, own: set[str]) -> bool:
    text = repository.text(module.path)
    if not _FITS.search(text) or _DEFINES_FIT.search(text):
        return False
    named = bool(_TRAINED_BY.search(module.name.rpartition(".")[2]))
    runs = bool(module.run_by) or bool(_MAIN.search(text)) or named
    if not (runs and (named or _KEEPS.search(text))):
        return False
    tops = {item.top for item in imports(repository, module.path)}
    learns = any(_LEARNS.fullmatch(top) for top in tops - own)
    return learns or (named and bool(tops & own))


def _serves(repository: Repository, module: Module, own: set[str]) -> bool:
    text = repository.text(module.path)
    if not _PREDICTS.search(text):
        return False
    tops = {item.top for item in imports(repository, module.path)}
    routes = any(_ROUTES.fullmatch(top) for top in tops - own)
    return routes and bool(_LOADED.search(text) or tops & own)


def _deploys(repository: Repository) -> Iterator[str]:
    for path in repository.files:
        *folders, name = path.lower().split("/")
        if not ASIDE.isdisjoint(set(folders) - {"build", "tools", "scripts", "ci"}) or _NOT_DEPLOYED.search(path):
            continue
        if name in _MANIFESTS | _BUNDLES or name.endswith(".tf") or "dockerfile" in name or "containerfile" in name:
            if not name.endswith((".md", ".py", ".dockerignore")):
                yield path
        elif (name.endswith((".yml", ".yaml")) or name == "jenkinsfile") and _manifest(repository, path):
            yield path


def _manifest(repository: Repository, path: str) -> bool:
    """Tell whether a YAML file describes what runs on Kubernetes, or is a CI file with a command that deploys."""
    try:
        data = repository.data(path) if repository.size(path) < 200_000 else b""
    except UnreadError:
        return False
    if b"apiVersion:" in data and _KIND.search(data):
        return True
    ci = path.startswith((".github/workflows/", ".gitlab", ".circleci/", "azure", ".azure", "bitbucket", "cloudbuild"))
    return (ci or path.lower().endswith("jenkinsfile")) and bool(_DEPLOYS.search(data.decode("utf-8", "replace")))
