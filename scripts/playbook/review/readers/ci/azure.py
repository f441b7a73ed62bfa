"""Azure Pipelines: steps wherever stages, jobs, templates and `${{ if }}` put them."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from operator import itemgetter

from playbook.review.readers.ci.azure_triggers import triggers
from playbook.review.readers.ci.common import dark, folder_of, inputs_of, root_of, script_line
from playbook.review.readers.ci.model import Container, Pipeline, Step
from playbook.review.readers.origin import remote
from playbook.review.readers.project import aside
from playbook.review.readers.yaml import Node
from playbook.review.repository import Repository
from playbook.review.verdict import Finding, UnreadError

SYSTEM = "Azure Pipelines"
MAX_FILES = 50
MAX_USED = 500
MAX_BYTES = 200_000
"""Of a file that only its shape tells."""
_NAMED = re.compile(
    r"(?:.*/)?\.?(?:azure[-_.]?pipelines?[^/]*|[^/]*[-_.]azure-pipelines?|vsts-ci)\.ya?ml$", re.IGNORECASE
)
_FOLDER = re.compile(r"\.?(?:azure[-_]?(?:pipelines?|devops|ci)?|pipelines|ado|devops)/.*\.ya?ml$", re.IGNORECASE)
_HINT = re.compile(r"^(?:trigger|pr|pool|stages|jobs|steps|extends|schedules)[ ]*:", re.MULTILINE)
_WORKS = re.compile(rb"^(?:stages|jobs|steps|extends)[ ]*:", re.MULTILINE)
_STARTS = re.compile(rb"^(?:trigger|pr|pool|schedules)[ ]*:|\bvmImage[ ]*:", re.MULTILINE)
_ITEMS = frozenset(
    {"stage", "job", "deployment", "template", "task", "script", "bash", "pwsh", "powershell"}
    | {"checkout", "download", "publish", "getPackage"}
)
"""What an item of stages, jobs or steps begins with."""
_TOP = frozenset({"trigger", "pr", "schedules", "pool"})
_WORK = frozenset({"stages", "jobs", "steps", "extends"})
_SCRIPTS = ("script", "bash", "pwsh", "powershell")
_INLINE = ("script", "inlineScript", "InlineScript")
_FILES = ("scriptPath", "filePath", "ScriptPath")


def read(repository: Repository) -> Iterator[Pipeline]:
    """Give a pipeline for each file that starts one; templates are part of the file that uses them."""
    read_files = [
        _File(repository, path) for path in repository.suffixed(".yml", ".yaml") if is_pipeline(repository, path)
    ]
    used = _used(repository, read_files)
    for file in read_files:
        if file.error is not None:
            yield dark(SYSTEM, file.path, file.error)
        elif file.starts and file.path not in used:
            yield _pipeline(repository, file)


def is_pipeline(repository: Repository, path: str) -> bool:
    """Tell whether a file may be a pipeline or a template of one: by its name or folder, else by its shape.

    Azure DevOps takes any path, which is set there.
    """
    if _NAMED.match(path) or _FOLDER.match(path):
        return bool(_HINT.search(_text(repository, path)))
    if path.startswith(".") or aside(path):
        return False
    try:
        data = repository.data(path) if repository.size(path) <= MAX_BYTES else b""
        return bool(_WORKS.search(data) and _STARTS.search(data)) and _shaped(root_of(repository, path))
    except UnreadError:
        return False


def _shaped(root: Node) -> bool:
    """Tell whether the work is written as in Azure alone: in GitLab `stages` are names, in GitHub `jobs` a mapping."""
    if root.get("extends", "template") is not None:
        return True
    work = next((node for key in ("stages", "jobs", "steps") if (node := root.get(key)) is not None), None)
    items = [item for item in work.items if item.keys] if work is not None else []
    return bool(items) and "kind" not in root.keys and all(_is_work(item) for item in items)


def _is_work(item: Node) -> bool:
    return any(key in _ITEMS or key.startswith("${{") for key in item.keys)


def _used(repository: Repository, files: list[_File]) -> set[str]:
    """Give the templates that the files use, and those that these use in turn."""
    used: set[str] = set()
    waiting = list(files)
    while waiting and len(used) < MAX_USED:
        new = waiting.pop().local.keys() - used
        used |= new
        waiting += [_File(repository, path) for path in sorted(new)]
    return used


def _text(repository: Repository, path: str) -> str:
    try:
        return repository.text(path)
    except UnreadError:
        return "steps:"  # it is asked again, and then says why


@dataclass(frozen=True, slots=True)
class _Spot:
    """A mapping, the job that it is in, and where that job deploys to."""

    node: Node
    job: str
    environment: str


class _File:
    def __init__(self, repository: Repository, path: str, job: str = "", environment: str = "") -> None:
        self.path = path
        self.root: Node | None = None
        self.error: UnreadError | None = None
        self.local: dict[str, _Spot] = {}
        """The templates of the repository that it uses, each with the place that uses it."""
        self.unread: list[Finding] = []
        self.spots: list[_Spot] = []
        try:
            self.root = root_of(repository, path)
        except UnreadError as error:
            self.error = error
            return
        self.spots = list(_spots(_Spot(self.root, job, environment)))
        for spot in self.spots:
            self._template(repository, spot)

    def _template(self, repository: Repository, spot: _Spot) -> None:
        name = spot.node.get("template")
        if name is None or not name.text:
            return
        local, _, elsewhere = name.text.partition("@")
        folder = "" if local.startswith("/") else posixpath.dirname(self.path)
        path = posixpath.normpath(posixpath.join(folder, local.lstrip("/")))
        if repository.at(path) and elsewhere in ("", "self"):
            if spot.environment or path not in self.local:
                self.local[path] = spot
        else:
            why = f"the template `{name.text}` is outside the repository: look there"
            self.unread.append(Finding(self.path, name.line, 0, why))

    @property
    def starts(self) -> bool:
        """Whether this is a pipeline and not a template: it has a trigger or a pool, or work without parameters."""
        keys = set(self.root.keys) if self.root else set()
        return bool(keys & _WORK) and (bool(keys & _TOP) or "parameters" not in keys)


def _spots(root: _Spot) -> Iterator[_Spot]:
    seen: set[int] = set()
    stack = [root]
    while stack:
        spot = stack.pop()
        if id(spot.node) in seen:
            continue
        seen.add(id(spot.node))
        below = spot.node.value if isinstance(spot.node.value, list) else list(spot.node.keys.values())
        if spot.node.keys:
            spot = _named(spot)
            yield spot
        stack.extend(_Spot(item, spot.job, spot.environment) for item in reversed(below))


def _named(spot: _Spot) -> _Spot:
    job, place = spot.job, spot.environment
    for key in ("job", "deployment", "stage"):
        if (node := spot.node.get(key)) is not None and node.text:
            job = node.text
            if key == "deployment":
                place = f"deployment {job}"
            break
    return _Spot(spot.node, job, place)


def _pipeline(repository: Repository, first: _File) -> Pipeline:
    steps: list[Step] = []
    images: list[Container] = []
    unread: list[Finding] = []
    waiting, seen = [first], {(first.path, False)}
    while waiting:
        file = waiting.pop(0)
        unread += [file.error.finding] if file.error else file.unread
        beside = "" if file.path == first.path else file.path
        for spot in file.spots:
            steps += _steps(repository, file.path, beside, spot)
            images += _images(spot, beside)
        for path, spot in sorted(file.local.items(), key=itemgetter(0)):
            key = (path, bool(spot.environment))  # once where it deploys, once where it does not
            if key not in seen and len(seen) < MAX_FILES:
                seen.add(key)
                waiting.append(_File(repository, path, spot.job, spot.environment))
    root = first.root or Node({}, 1, 1)
    on_change, why, notes = triggers(root, "github.com" in remote(repository.root))
    trigger = root.get("pr") or root.get("trigger")
    line = trigger.line if trigger else 1
    return Pipeline(SYSTEM, first.path, on_change, why, tuple(steps), tuple(images), tuple(unread), notes, line)


def _steps(repository: Repository, path: str, beside: str, spot: _Spot) -> Iterator[Step]:
    node = spot.node
    name, where = node.get("displayName"), node.get("workingDirectory")
    base = Step(
        "",
        "",
        node.line,
        spot.job,
        folder_of(where.text) if where else "",
        name.text if name else "",
        environment=spot.environment,
        path=beside,
    )
    if (task := node.get("task")) is not None and task.text:
        yield _task(repository, path, spot, replace(base, uses=task.text, line=task.line))
        return
    for key in _SCRIPTS:
        if (script := node.get(key)) is not None and script.text and not set(node.keys) & {"targetType", *_FILES}:
            yield replace(base, command=script.text, line=script_line(repository, path, script))


def _task(repository: Repository, path: str, spot: _Spot, base: Step) -> Step:
    given = spot.node.get("inputs")
    inputs = given.keys if given else {}
    base = replace(base, inputs=inputs_of(given, spot.node.get("env")))
    if folder := next((inputs[key].text for key in ("workingDirectory", "cwd") if key in inputs), ""):
        base = replace(base, folder=folder_of(folder))
    if script := next((inputs[key] for key in _INLINE if key in inputs and inputs[key].text), None):
        return replace(base, command=script.text, line=script_line(repository, path, script))
    if file := next((inputs[key] for key in _FILES if key in inputs and inputs[key].text), None):
        start = "python" if file.text.endswith(".py") else "bash"
        arguments = inputs["arguments"].text if "arguments" in inputs else ""
        return replace(base, command=f"{start} {folder_of(file.text)} {arguments}".strip(), line=file.line)
    return base


def _images(spot: _Spot, beside: str) -> Iterator[Container]:
    container = spot.node.get("container")
    if container is not None:
        image = container if container.text else container.get("image")
        if image is not None and re.search(r"[/:.]", image.text):  # a plain word names one of `resources`
            yield Container(image.text, image.line, spot.job, beside)
    resources = spot.node.get("resources", "containers")
    for item in resources.items if resources else ():
        if (image := item.get("image")) is not None and image.text:
            yield Container(image.text, image.line, "", beside)
