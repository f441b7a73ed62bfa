"""What the solution does: whether its source trains a model, and whether it serves one.

A library that others install is neither, however often it calls `fit`. Of scripts beside one only those that an image
or a pipeline runs are asked; other packages of the repository are asked as always.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from playbook.review.readers.deploying import deployment_files
from playbook.review.readers.imports import imports
from playbook.review.readers.modules import Module, source
from playbook.review.readers.project import aside
from playbook.review.readers.roots import ASIDE, roots
from playbook.review.readers.scripts import scripts
from playbook.review.repository import Repository
from playbook.review.verdict import UnreadError

_LEARNS = re.compile(
    r"sklearn|xgboost|lightgbm|catboost|torch|tensorflow|keras|lightning|pytorch_lightning|transformers|statsmodels"
    r"|prophet|neuralprophet|pmdarima|darts|sktime|fastai|flax|optax|h2o|autogluon|flaml|tpot|implicit|surprise|trl"
    r"|pyspark|snowflake|cuml|river|pycaret|interpret|ngboost|skforecast|statsforecast|mlforecast|setfit|mlflow"
    r"|sentence_transformers|sagemaker"
)
_FITS = (".fit(", ".train(", ".partial_fit(", ".backward(")
_JOBS = ("CustomTrainingJob(", "CustomContainerTrainingJob(", "CustomPythonPackageTrainingJob(", "create_training_job(")
_CLOUDS = re.compile(r"google|vertexai|boto3|botocore|sagemaker|azure|azureml")
_KEEPS = (
    *(
        "joblib.dump(",
        "pickle.dump(",
        "dill.dump(",
        "skops.io.dump(",
        "torch.save(",
        " dump(",
        ".save(",
        "save_weights(",
    ),
    *(
        "save_model",
        "save_pretrained(",
        "save_pipeline(",
        "log_model(",
        "autolog(",
        "register_model(",
        "ModelCheckpoint(",
    ),
)
_KEEPS_MODEL = ("joblib.dump(", "torch.save(", "save_model", "save_pretrained(", "log_model(", "register_model(")
_TRAIN = re.compile(r"(?<!def )\b(?:train|fit)(?:_model)?\(")
_CONTRACT = ("\ndef init(", "\ndef run(")
"""The two functions by which Azure ML starts and asks a model."""
_ROUTES = re.compile(
    r"fastapi|flask|gradio|streamlit|bentoml|litserve|starlette|sanic|quart|django|falcon|bottle|aiohttp|dash|shiny"
    r"|ray|grpc|kserve|mlserver|seldon_core|panel|chainlit"
)
_STORED = (
    *("joblib.load(", "torch.load(", "skops.io.load(", "onnx.load(", "model.load(", "models.load(", "load_model("),
    *(".from_pretrained(", "InferenceSession(", "load_from_checkpoint("),
)
_LOADED = (*_STORED, "pickle.load(", "cloudpickle.load(", "dill.load(", "pipeline(", "load_pipeline(", "load_models(")
_PREDICTS = (".predict(", ".predict_proba(", "def predict", "/predict")
_SCORES = ("def score(", "def infer", "def forecast(")
_ANSWERS = re.compile(r"\.predict(?:_proba)?\(|\b(?:model|net|pipe|pipeline|session)(?:\.run)?\(")
_HANDLES = re.compile(r"^def (?:run|handler|lambda_handler|predict_fn|model_fn|transform_fn)\(", re.MULTILINE)
_SCORED_BY = re.compile(
    r"(^|_)(predict|prediction|predictions|score|scoring|inference|infer|forecast|serve|serving)(_|$)"
)
_MAIN = re.compile(r"^if __name__ ?==", re.MULTILINE)
_STAGE = re.compile(r"^[ \t]+(?:\w{1,60}_)?train(?:ing)?(?:_\w+)?:", re.MULTILINE)
_PUBLISHED = re.compile(r"\b(?:Development Status|Intended Audience|Topic|Framework) :: ")
_TRAINED_BY = re.compile(r"(^|_)(train|trainer|training|fit|retrain|finetune|fine_tune)(_|$)")

_Says = Callable[[Repository, Module, set[str]], bool]


def trains(repository: Repository) -> tuple[str, ...]:
    """Give the paths that say that a model is trained here; none: it is not. A library that defines `fit` is none."""
    return repository.once("trains", lambda: (*_stages(repository), *_each(repository, _trains)))


def serves(repository: Repository) -> tuple[str, ...]:
    """Give the paths that say that a model is served here: an application, a handler or a batch next to a model."""
    return repository.once("serves", lambda: tuple(_each(repository, _serves)))


def _stages(repository: Repository) -> Iterator[str]:
    """Give the pipeline files with a stage that trains."""
    for path in repository.named("dvc.yaml", "MLproject"):
        try:
            if (
                ASIDE.isdisjoint(path.lower().split("/")[:-1])
                and not aside(path)
                and _STAGE.search(repository.text(path))
            ):
                yield path
        except UnreadError:
            continue


def _each(repository: Repository, says: _Says) -> Iterator[str]:
    published = libraries(repository)
    run = {item.path for item in scripts(repository) if item.by != "ci"} if published else set()
    asked = [
        module
        for module in source(repository)
        if (module.path in run if module.package in published else module.run_by != "ci") and not aside(module.path)
    ]
    own = {module.name.partition(".")[0] for module in source(repository)}
    for module in asked:
        try:
            if says(repository, module, own):
                yield module.path
        except UnreadError:
            continue


def libraries(repository: Repository) -> set[str]:
    """Give the packages that are published for others to build on: their metadata sorts them into a catalogue."""
    found: set[str] = set()
    for root in roots(repository):
        for name in ("pyproject.toml", "setup.cfg", "setup.py"):
            for path in repository.at(f"{root.project}/{name}" if root.project else name):
                try:
                    found.update([root.name] if _PUBLISHED.search(repository.text(path)) else [])
                except UnreadError:
                    continue
    return found


def _has(text: str, words: tuple[str, ...]) -> bool:
    """Tell whether one of the words is there: much faster than an expression, which then looks more closely."""
    return any(word in text for word in words)


def _trains(repository: Repository, module: Module, own: set[str]) -> bool:
    text = repository.text(module.path)
    if _has(text, _JOBS):
        return any(_CLOUDS.fullmatch(item.top) for item in imports(repository, module.path))
    named = bool(_TRAINED_BY.search(module.name.rpartition(".")[2]))
    if named and _has(text, _KEEPS_MODEL) and _TRAIN.search(text) and (module.run_by or _MAIN.search(text)):
        return True
    if not _has(text, _FITS) or " def fit(" in text:
        return False
    runs = bool(module.run_by) or bool(_MAIN.search(text)) or named
    if not (runs and (named or _has(text, _KEEPS))):
        return False
    tops = {item.top for item in imports(repository, module.path)}
    learns = any(_LEARNS.fullmatch(top) for top in tops - own)
    return learns or (named and bool(tops & own))


def _serves(repository: Repository, module: Module, own: set[str]) -> bool:
    text = repository.text(module.path)
    if _has(text, _STORED) and all(part in text for part in _CONTRACT):
        return True
    if _has(text, _STORED) and not _has(text, _FITS) and _ANSWERS.search(text):
        named = bool(_SCORED_BY.search(module.name.rpartition(".")[2]))
        runs = bool(module.run_by) or bool(_MAIN.search(text))
        if _HANDLES.search(text) or (named and runs) or deployment_files(repository):
            return True
    if not _has(text, _PREDICTS) and not (_has(text, _SCORES) and _has(text, _LOADED)):
        return False
    tops = {item.top for item in imports(repository, module.path)}
    routes = any(_ROUTES.fullmatch(top) for top in tops - own)
    return routes and (_has(text, _LOADED) or bool(tops & own))
