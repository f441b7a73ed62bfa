"""GitLab CI: jobs with what they extend and include, as far as it is in the repository."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from fnmatch import fnmatchcase
from itertools import islice

from playbook.review.readers.ci.common import MAX_STEPS, each, root_of, script_steps
from playbook.review.readers.ci.gitlab_rules import SCENES, runs_in
from playbook.review.readers.ci.model import Container, Pipeline, Step
from playbook.review.readers.yaml import Node
from playbook.review.repository import Repository
from playbook.review.verdict import Finding, UnreadError

SYSTEM = "GitLab CI"
FILE = ".gitlab-ci.yml"
MAX_FILES = 50
MAX_PARENTS = 10
_GLOBAL = frozenset(
    {"default", "include", "stages", "variables", "workflow", "spec", "types"}
    | {"image", "services", "cache", "before_script", "after_script"}
)
_TAKEN = frozenset(
    {"script", "before_script", "after_script", "rules", "only", "except", "when", "environment", "stage", "image"}
)
_VARIABLE = re.compile(r"\$(?:\{(\w+)\}|(\w+))")

Jobs = dict[str, tuple[str, Node]]
"""Top-level keys: the file in which each stands, and its value."""


def read(repository: Repository) -> Iterator[Pipeline]:
    """Give the pipeline of .gitlab-ci.yml."""
    return each(repository, SYSTEM, repository.at(FILE), _pipeline)


def _pipeline(repository: Repository, path: str) -> Pipeline:
    unread: list[Finding] = []
    table = _merged(repository, path, unread)
    workflow = table["workflow"][1] if "workflow" in table else None
    scenes = [scene for scene in SCENES if runs_in(workflow, scene, workflow=True)]
    strict = bool(workflow and workflow.get("rules"))
    steps: list[Step] = []
    images: list[Container] = []
    on_change = False
    for name, (file, node) in table.items():
        if name not in ("default", "image", "services") and (name in _GLOBAL or not node.keys):
            continue
        images += _images(table, file, name, node)
        if name in _GLOBAL or name.startswith("."):
            continue
        job = _extended(table, name)
        plain = Node({key: value for key, (_, value) in job.items()}, node.line, node.column)
        runs = any(runs_in(plain, scene, default=strict or not scene.merge) for scene in scenes)
        on_change = on_change or runs
        steps += islice(_steps(repository, table, name, job, runs), max(0, MAX_STEPS - len(steps)))
    why = "runs on merge requests or on every push" if on_change else "has no job for merge requests or for every push"
    decided: bool | None = True if on_change else (None if unread else False)
    line = workflow.line if workflow else 0
    return Pipeline(SYSTEM, path, decided, why, tuple(steps), tuple(images), tuple(unread), line=line)


def _merged(repository: Repository, path: str, unread: list[Finding]) -> Jobs:
    """Give the top-level keys of the file and of the local ones it includes; what is elsewhere goes to `unread`."""
    table: Jobs = {}
    waiting, seen = [path], {path}
    while waiting:
        file = waiting.pop()
        try:
            root = root_of(repository, file)
        except UnreadError as error:
            if file == path:
                raise
            unread.append(error.finding)
            continue
        for key, node in root.keys.items():
            table.setdefault(key, (file, node))
        children = [root.get("include"), *(job.get("trigger", "include") for job in root.keys.values())]
        for name in _included(repository, file, children, unread):
            if name not in seen and len(seen) < MAX_FILES:
                seen.add(name)
                waiting.append(name)
    return table


def _included(repository: Repository, file: str, includes: list[Node | None], unread: list[Finding]) -> Iterator[str]:
    for item in (item for node in includes if node is not None for item in ([node] if node.keys else node.items)):
        local = item if item.text else item.get("local")
        if local is None or "://" in local.text:
            what = next((f"`{key}: {value.text}`" for key, value in item.keys.items() if value.text), item.text)
            unread.append(Finding(file, item.line, 0, f"what {what} brings is outside the repository: look there"))
            continue
        found = _local(repository, local.text.lstrip("/"))
        yield from found
        if not found:
            why = f"`{local.text}` is included, but is not in the repository as written: look where it comes from"
            unread.append(Finding(file, local.line, 0, why))


def _local(repository: Repository, name: str) -> list[str]:
    if "*" in name:
        return [path for path in repository.suffixed(".yml", ".yaml") if fnmatchcase(path, name.replace("**", "*"))]
    return repository.at(name)


def _extended(table: Jobs, name: str) -> Jobs:
    """Give the keys of the job, with those it takes over through `extends`, each with its file."""
    file, node = table[name]
    keys: Jobs = {key: (file, value) for key, value in node.keys.items()}
    waiting, seen = [node], {name}
    while waiting and len(seen) <= MAX_PARENTS:
        parents = waiting.pop().get("extends")
        for parent in reversed(parents.items if parents else []):
            if parent.text in table and parent.text not in seen:
                seen.add(parent.text)
                above, there = table[parent.text][1], table[parent.text][0]
                for key in above.keys.keys() & _TAKEN:
                    keys.setdefault(key, (there, above.keys[key]))
                waiting.append(above)
    return keys


def _steps(repository: Repository, table: Jobs, name: str, job: Jobs, runs: bool) -> Iterator[Step]:
    stage = job["stage"][1].text if "stage" in job else ""
    place = job["environment"][1].text or "an environment" if "environment" in job else ""
    if not place and re.search(r"deploy|release|publish", stage):
        place = stage
    default = table.get("default")
    for key in ("before_script", "script", "after_script"):
        found = job.get(key)
        if found is None and key != "script":
            found = table.get(key)
            if default is not None and (inner := default[1].get(key)) is not None:
                found = (default[0], inner)
        for path, node in _references(table, found):
            for step in script_steps(repository, path, node, name, runs=runs, environment=place):
                yield replace(step, path="" if path == FILE else path)


def _references(table: Jobs, found: tuple[str, Node] | None) -> Iterator[tuple[str, Node]]:
    """Give the scripts in place of `!reference [.job, script]`, and all others as they are."""
    waiting = [found] if found is not None else []
    budget = MAX_STEPS
    while waiting and budget:
        path, node = waiting.pop()
        budget -= 1
        if node.tag == "!reference":
            words = [item.text for item in node.items]
            if words and words[0] in table and (value := table[words[0]][1].get(*words[1:])) is not None:
                waiting.append((table[words[0]][0], value))
        elif isinstance(node.value, list):
            waiting.extend((path, item) for item in reversed(node.value))
        else:
            yield path, node


def _images(table: Jobs, file: str, name: str, node: Node) -> Iterator[Container]:
    """Give the images of a job, of `default`, and of `image` and `services` at the top."""
    image = node if name == "image" else node.get("image")
    services = node if name == "services" else node.get("services")
    for item in (image, *(services.items if services else ())):
        value = item if item is None or item.text else item.get("name")
        if value is not None and value.text:
            yield Container(_filled(value.text, table), value.line, name, "" if file == FILE else file)


def _filled(text: str, table: Jobs) -> str:
    """Put in the global variables of the file."""
    variables = table["variables"][1] if "variables" in table else None

    def value(match: re.Match[str]) -> str:
        node = variables.get(match.group(1) or match.group(2)) if variables else None
        inner = node if node is None or node.text else node.get("value")
        return inner.text if inner is not None and inner.text else match.group()

    return _VARIABLE.sub(value, text)
