"""Further systems, each told by where its scripts and images stand and by what starts it."""

from __future__ import annotations

import posixpath
import re
import shlex
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from playbook.review.readers.ci.common import dark, script_steps
from playbook.review.readers.ci.model import Container, Pipeline, Step
from playbook.review.readers.ci.woodpecker import drone_trigger, woodpecker_trigger
from playbook.review.readers.yaml import Node
from playbook.review.repository import Repository
from playbook.review.verdict import Finding, UnreadError

Trigger = Callable[[list[Node]], tuple[bool | None, str]]
MAX_NODES = 20_000
MAX_BYTES = 200_000


def _always(_: list[Node]) -> tuple[bool | None, str]:
    return True, "runs on every push, which is what the system does unless its settings say otherwise"


def _elsewhere(_: list[Node]) -> tuple[bool | None, str]:
    return None, "does not say what starts it; that is set in the system itself"


def _travis(documents: list[Node]) -> tuple[bool | None, str]:
    condition = documents[0].get("if") if documents else None
    if condition is not None and re.fullmatch(
        r"\s*(tag IS present|type\s*(=|IN)\s*\(?\s*(api|cron)\s*\)?)\s*", condition.text
    ):
        return False, f"runs only if `{condition.text}`"
    return True, "runs on every push and pull request"


def _zuul(documents: list[Node]) -> tuple[bool | None, str]:
    for document in documents:
        for item in document.items:
            if (project := item.get("project")) is not None and {"check", "gate"} & set(project.keys):
                return True, "has jobs for each proposed change"
    return None, "takes its jobs from templates that are outside the repository"


def _tekton(documents: list[Node]) -> tuple[bool | None, str]:
    for document in documents:
        event = document.get("metadata", "annotations", "pipelinesascode.tekton.dev/on-event")
        if event is not None and "pull_request" in event.text:
            return True, "runs on pull requests"
    return None, "does not say what starts it"


@dataclass(frozen=True, slots=True)
class _System:
    """`scripts` and `images` are the keys below which they stand; `built` are those whose lists are arguments."""

    name: str
    file: re.Pattern[str]
    scripts: frozenset[str]
    trigger: Trigger
    images: frozenset[str] = frozenset({"image"})
    built: bool = False


def _system(
    name: str, file: str, scripts: str, trigger: Trigger, images: str = "image", *, built: bool = False
) -> _System:
    return _System(name, re.compile(file), frozenset(scripts.split()), trigger, frozenset(images.split()), built)


_CLOUD = _system("Cloud Build", r"(?:.*/)?cloudbuild[\w.-]*\.(?:ya?ml|json)$", "script", _elsewhere, "", built=True)
_CLOUD_PLACES = re.compile(
    r"(?:[^/]+|(?:.*/)?(?:build|ci|cicd|ci-cd|deploy\w*|infra\w*|pipelines?|\.?cloud-?build)/[^/]+)\.ya?ml$"
)
_CLOUD_STEPS = re.compile(rb"^steps:\s*$", re.MULTILINE)
_CLOUD_FOLDER = re.compile(r"(?:^|/)\.?cloud-?build/[^/]+$")
_CLOUD_WORDS = re.compile(
    rb"cloud-builders|\bgcr\.io/|docker\.pkg\.dev/|\$\{?_[A-Z]|\$\{?(?:PROJECT_ID|COMMIT_SHA|SHORT_SHA|TAG_NAME)\b"
    rb"|\bCLOUD_LOGGING_ONLY\b"
)
_CLOUD_KEYS = frozenset(
    (
        *("name", "args", "env", "dir", "id", "waitFor", "entrypoint", "secretEnv", "volumes", "timeout", "script"),
        *("allowFailure", "allowExitCodes", "automapSubstitutions"),
    )
)
_SYSTEMS = (
    _system(
        "Travis CI",
        r"\.travis\.ya?ml$",
        "before_install install before_script script after_success after_script before_deploy",
        _travis,
        "",
    ),
    _system(
        "AppVeyor",
        r"\.?appveyor\.ya?ml$",
        "init install before_build build_script after_build before_test test_script after_test deploy_script "
        "cmd ps sh pwsh",
        _always,
        "",
    ),
    _CLOUD,
    _system("Buildkite", r"\.buildkite/[^/]*\.ya?ml$", "command commands", _always),
    _system("Woodpecker", r"\.woodpecker(?:\.ya?ml$|/.*\.ya?ml$)", "commands", woodpecker_trigger),
    _system("Drone", r"\.drone\.ya?ml$", "commands", drone_trigger),
    _system("Cirrus CI", r"\.cirrus\.ya?ml$", "script", _always),
    _system("Semaphore", r"\.semaphore/semaphore\.ya?ml$", "commands", _always),
    _system("AWS CodeBuild", r"(?:.*/)?buildspec[\w.-]*\.ya?ml$", "commands", _elsewhere),
    _system("SourceHut", r"\.builds?(?:\.ya?ml$|/[^/]+\.ya?ml$)", "tasks", _always, ""),
    _system("Zuul", r"\.?zuul(?:\.ya?ml$|\.d/.*\.ya?ml$)", "", _zuul, ""),
    _system("Tekton", r"\.tekton/.*\.ya?ml$", "script", _tekton),
    _system("Codefresh", r"(?:\.codefresh/)?codefresh\.ya?ml$", "commands", _elsewhere),
    _system("Bamboo", r"bamboo-specs/.*\.ya?ml$", "script scripts", _elsewhere),
)
_HINT = re.compile(r"\.ya?ml$|cloudbuild[\w.-]*\.json$")


def read(repository: Repository) -> Iterator[Pipeline]:
    """Give the pipelines of all these systems, and of TeamCity, whose Kotlin is not read."""
    for path in repository.files:
        if path.startswith(".teamcity/") and path.endswith("settings.kts"):
            why = UnreadError(path, "TeamCity's settings are a program: look at what it builds")
            yield dark("TeamCity", path, why)
        if _HINT.search(path):
            system = next((system for system in _SYSTEMS if system.file.match(path)), None)
            if system is None and _CLOUD_PLACES.match(path) and _builds(repository, path):
                system = _CLOUD
            if system is not None:
                yield _pipeline(repository, path, system)


def _builds(repository: Repository, path: str) -> bool:
    """Tell whether a YAML file of any name is one of Cloud Build, whose triggers name the file elsewhere."""
    try:
        data = repository.data(path) if repository.size(path) <= MAX_BYTES else b""
        if not _CLOUD_STEPS.search(data) or not (_CLOUD_FOLDER.search(path) or _CLOUD_WORDS.search(data)):
            return False
        documents: list[Node] = repository.yaml(path)
    except UnreadError:
        return False
    steps = documents[0].get("steps") if documents else None
    items = steps.items if steps else []
    return bool(items) and all(item.get("name") and item.keys.keys() <= _CLOUD_KEYS for item in items)


def _pipeline(repository: Repository, path: str, system: _System) -> Pipeline:
    try:
        documents: list[Node] = repository.yaml(path)
    except UnreadError as error:
        return dark(system.name, path, error)
    steps: list[Step] = []
    images: list[Container] = []
    for document in documents:
        for key, node, job in _entries(document):
            if key in system.scripts or (system.name == "Cirrus CI" and key.endswith("_script")):
                steps += script_steps(repository, path, node, job)
            elif key in system.images and node.text:
                images.append(Container(node.text, node.line, job))
        if system.built:
            for image, step in _built(document):
                images.append(image)
                steps += [step] if step else []
    on_change, why = system.trigger(documents)
    dark_part = (
        [Finding(path, 1, 0, "what its jobs do is outside the repository: look there")] if not system.scripts else []
    )
    return Pipeline(system.name, path, on_change, why, tuple(steps), tuple(images), tuple(dark_part))


def _entries(document: Node) -> Iterator[tuple[str, Node, str]]:
    """Give every key of the document with its value and the last name above it; what is below a script is left out."""
    stack: list[tuple[Node, str]] = [(document, "")]
    seen: set[int] = set()
    while stack and len(seen) < MAX_NODES:
        node, job = stack.pop()
        if id(node) in seen:
            continue
        seen.add(id(node))
        if isinstance(node.value, list):
            stack.extend((item, job) for item in reversed(node.value))
        elif isinstance(node.value, dict):
            said = node.get("name") or node.get("label")
            here = said.text if said is not None and said.text else job
            for key, value in node.value.items():
                yield key, value, here
            stack.extend((value, here or key) for key, value in reversed(node.value.items()))


def _built(document: Node) -> Iterator[tuple[Container, Step | None]]:
    """Give the steps of Cloud Build: a builder, which is an image, with arguments, such as `docker push …`."""
    steps = document.get("steps")
    for step in steps.items if steps else ():
        builder, start, arguments, label = (step.get(key) for key in ("name", "entrypoint", "args", "id"))
        if builder is None:
            continue
        job = label.text if label else ""
        image = Container(builder.text, builder.line, job)
        words = [item.text for item in arguments.items] if arguments else []
        program = start.text if start else _program(builder.text)
        if arguments is None or not words:
            yield image, None
        elif posixpath.basename(program) in ("bash", "sh") and len(words) > 1 and words[0].endswith("c"):
            yield image, Step(words[1], "", arguments.items[1].line, job, _folder(step))
        else:
            yield image, Step(shlex.join([program, *words]), "", arguments.line, job, _folder(step))


def _program(builder: str) -> str:
    """Give the program that the image of a builder starts: `gcr.io/cloud-builders/docker` is docker."""
    name = builder.partition("@")[0].rpartition("/")[2].partition(":")[0]
    return {"cloud-sdk": "gcloud", "google-cloud-cli": "gcloud", "gcloud-slim": "gcloud"}.get(name, name)


def _folder(step: Node) -> str:
    where = step.get("dir")
    return where.text.removeprefix("/workspace").strip("/") if where else ""
