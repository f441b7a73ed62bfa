"""Bitbucket Pipelines."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

from playbook.review.readers.ci.common import MAX_STEPS, branches_any, each, inputs_of, root_of, script_steps
from playbook.review.readers.ci.model import Container, Pipeline, Step
from playbook.review.readers.yaml import Node
from playbook.review.repository import Repository
from playbook.review.verdict import Finding

SYSTEM = "Bitbucket Pipelines"
FILES = ("bitbucket-pipelines.yml", "bitbucket-pipelines.yaml")
_STARTS = ("default", "branches", "pull-requests", "tags", "custom")


def read(repository: Repository) -> Iterator[Pipeline]:
    """Give the pipeline of bitbucket-pipelines.yml."""
    return each(repository, SYSTEM, repository.at(*FILES), _pipeline)


def _pipeline(repository: Repository, path: str) -> Pipeline:
    root = root_of(repository, path)
    starts = root.get("pipelines") or Node({}, 1, 1)
    steps: list[Step] = []
    images = list(_images("", root))
    unread: list[Finding] = []
    for start in _STARTS:
        part = starts.get(start)
        groups = {start: part} if start == "default" else (part.keys if part else {})
        for name, group in groups.items():
            runs = start in ("default", "pull-requests") or (start == "branches" and "*" in name)
            if group is None:
                continue
            if (outside := group.get("import")) is not None:
                unread.append(
                    Finding(path, outside.line, 0, f"`{outside.text}` is imported from elsewhere: look there")
                )
            for step in islice(_each(group), max(0, MAX_STEPS - len(steps))):
                steps += _steps(repository, path, start if start == name else f"{start} {name}", step, runs)
                images += _images(name, step)
    for service in services.keys.values() if (services := root.get("definitions", "services")) else ():
        images += _images("", service)
    on_change, why = _triggers(starts)
    return Pipeline(SYSTEM, path, on_change, why, tuple(steps), tuple(images), tuple(unread), line=starts.line)


def _triggers(starts: Node) -> tuple[bool, str]:
    if starts.get("default") is not None:
        return True, "runs on every push"
    if starts.get("pull-requests") is not None:
        return True, "runs on pull requests"
    branches = starts.get("branches")
    names = Node([Node(name, 1, 1) for name in branches.keys], 1, 1) if branches else None
    if branches_any(names):
        return True, "runs on every push"
    return False, "has neither `default` nor `pull-requests`"


def _each(group: Node) -> Iterator[Node]:
    """Give the steps in order, also those of `parallel` and `stage`, each with its keys."""
    stack = [group]
    budget = 2_000
    while stack and budget:
        node = stack.pop()
        budget -= 1
        if isinstance(node.value, list):
            stack.extend(reversed(node.value))
        elif "step" in node.keys:
            yield node.keys["step"]
        else:
            stack.extend(child for key, child in node.keys.items() if key in ("parallel", "stage", "steps"))


def _steps(repository: Repository, path: str, job: str, step: Node, runs: bool) -> Iterator[Step]:
    name, where, trigger = step.get("name"), step.get("deployment"), step.get("trigger")
    runs = runs and not (trigger is not None and trigger.text == "manual")
    label = name.text if name else ""
    for key in ("script", "after-script"):
        node = step.get(key)
        for item in node.items if node else ():
            pipe = item.get("pipe")
            if pipe is not None:
                found = [Step("", pipe.text, pipe.line, job, inputs=inputs_of(item.get("variables")), on_change=runs)]
            else:
                found = script_steps(repository, path, item, job, runs=runs)
            for one in found:
                yield replace(one, name=label, environment=where.text if where else "")


def _images(job: str, node: Node) -> Iterator[Container]:
    image = node.get("image")
    value = image if image is None or image.text else image.get("name")
    if value is not None and value.text:
        yield Container(value.text, value.line, job)
