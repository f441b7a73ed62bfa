"""GitHub Actions (and Gitea's and Forgejo's, which read the same files): workflows and composite actions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

from playbook.review.readers.ci.common import (
    MAX_STEPS,
    branches_any,
    dark,
    folder_of,
    inputs_of,
    limits,
    root_of,
    script_line,
)
from playbook.review.readers.ci.conditions import Value, evaluate
from playbook.review.readers.ci.model import Container, Pipeline, Step
from playbook.review.readers.yaml import Node
from playbook.review.repository import Repository
from playbook.review.verdict import UnreadError

SYSTEM = "GitHub Actions"
_WORKFLOW = re.compile(r"\.(?:github|gitea|forgejo)/workflows/[^/]+\.ya?ml$")
_PROPOSED = frozenset({"opened", "synchronize", "reopened"})
_PULL: dict[str, Value] = {
    "github.event_name": "pull_request",
    "github.ref": "refs/pull/7/merge",
    "github.ref_name": "7/merge",
    "github.ref_type": "branch",
    "github.base_ref": "main",
    "github.event.pull_request": "a pull request",
    "github.event.schedule": None,
    "github.event.release": None,
    "github.event.inputs": None,
}
_PUSH: dict[str, Value] = {
    "github.event_name": "push",
    "github.ref": "refs/heads/a-change",
    "github.ref_name": "a-change",
    "github.ref_type": "branch",
    "github.base_ref": None,
    "github.head_ref": None,
    "github.event.pull_request": None,
    "github.event.schedule": None,
    "github.event.release": None,
    "github.event.inputs": None,
}


def read(repository: Repository) -> Iterator[Pipeline]:
    """Give a pipeline for each workflow."""
    for path in repository.suffixed(".yml", ".yaml"):
        if _WORKFLOW.match(path):
            yield workflow(repository, path)


def workflow(repository: Repository, path: str) -> Pipeline:
    """Give the pipeline of the workflow at `path`."""
    try:
        root = root_of(repository, path)
    except UnreadError as error:
        return dark(SYSTEM, path, error)
    trigger = root.get("on")
    runs, why, notes = triggers(trigger)
    steps: list[Step] = []
    images: list[Container] = []
    jobs = root.get("jobs")
    for name, job in (jobs.keys if jobs else {}).items():
        steps += islice(_job_steps(repository, path, name, job, root), max(0, MAX_STEPS - len(steps)))
        images += _images(name, job)
    return Pipeline(
        SYSTEM, path, runs, why, tuple(steps), tuple(images), notes=notes, line=trigger.line if trigger else 1
    )


def action_steps(repository: Repository, path: str, job: str) -> tuple[Step, ...]:
    """Give the steps of the composite action at `path`. Raises UnreadError."""
    steps = root_of(repository, path).get("runs", "steps")
    return tuple(_step(repository, path, job, step, "") for step in (steps.items if steps else ()))


def triggers(node: Node | None) -> tuple[bool, str, tuple[str, ...]]:
    """Tell from `on:` whether it runs for every proposed change, why, and what to note."""
    if node is None:
        return False, "has no `on:`", ()
    events: dict[str, Node | None] = dict(node.keys) or {item.text: None for item in node.items}
    for name in ("pull_request", "pull_request_target"):
        if name in events and _proposed(events[name]):
            return True, f"runs on `{name}`", _limits(events[name], name)
    if "push" in events:
        if _any_branch(events["push"]):
            return True, "runs on every push", _limits(events["push"], "push")
        if set(events) <= {"push", "workflow_dispatch", "workflow_call"}:
            return False, "runs only after a push to the branches or tags that it names", ()
    return False, f"runs only on {', '.join(f'`{name}`' for name in events)}", ()


def _proposed(event: Node | None) -> bool:
    types = event.get("types") if event else None
    return types is None or not types.items or bool({item.text for item in types.items} & _PROPOSED)


def _any_branch(event: Node | None) -> bool:
    if event is None or not event.keys:
        return True
    if (branches := event.get("branches")) is not None:
        return branches_any(branches)
    return "branches-ignore" in event.keys or not {"tags", "tags-ignore"} & set(event.keys)


def _limits(event: Node | None, name: str) -> tuple[str, ...]:
    return limits(event.get("paths") if event else None, name)


def _job_steps(repository: Repository, path: str, name: str, job: Node, root: Node) -> Iterator[Step]:
    scenes = _scenes(root.get("on"))
    runs = _may_run(job, scenes)
    place = _place(job.get("environment"))
    values = _matrix(job.get("strategy", "matrix"))
    if (uses := job.get("uses")) is not None:
        yield Step("", uses.text, uses.line, name, inputs=inputs_of(job.get("with")), on_change=runs, values=values)
        return
    default = job.get("defaults", "run", "working-directory") or root.get("defaults", "run", "working-directory")
    steps = job.get("steps")
    foreign: set[str] = set()
    for step in _flat(steps):
        may = runs and _may_run(step, scenes)
        made = _step(repository, path, name, step, default.text if default else "")
        foreign |= _foreign(made)
        yield replace(
            made,
            command="" if made.folder in foreign else made.command,
            on_change=may,
            environment=place,
            values=values,
        )


def _place(where: Node | None) -> str:
    """Give the name of the environment that a job deploys to: `environment: prod`, or `environment: {name: prod}`."""
    if where is None:
        return ""
    name = where.get("name")
    return where.text or (name.text if name else "") or "an environment"


def _foreign(step: Step) -> set[str]:
    """Give the folder into which a step checks out another repository: what runs there is no check of this one."""
    given = dict(step.inputs)
    other = given.get("repository", "")
    if not step.uses.startswith("actions/checkout") or not other or "github.repository" in other:
        return set()
    return {folder_of(given.get("path", ""))} - {""}


def _matrix(node: Node | None) -> tuple[tuple[str, tuple[str, ...]], ...]:
    found: dict[str, list[str]] = {}
    for key, value in (node.keys if node else {}).items():
        if key == "include":
            for item in value.items:
                for name, inner in item.keys.items():
                    found.setdefault(name, []).extend([inner.text] if inner.text else [])
        elif key != "exclude":
            found.setdefault(key, []).extend(item.text for item in value.items if item.text)
    return tuple((key, tuple(dict.fromkeys(values))) for key, values in found.items() if values)


def _flat(steps: Node | None) -> Iterator[Node]:
    """Give the steps, and those of `parallel:`."""
    for step in steps.items if steps else ():
        yield step
        if (group := step.get("parallel")) is not None:
            yield from group.items


def _scenes(trigger: Node | None) -> list[dict[str, Value]]:
    """Give what is known when a change is proposed: as a pull request, as a push to a branch, or both."""
    if trigger is None:
        return [_PULL, _PUSH]
    events = set(trigger.keys) or {item.text for item in trigger.items}
    scenes = []
    if events & {"pull_request", "pull_request_target"}:
        event = "pull_request" if "pull_request" in events else "pull_request_target"
        scenes.append(_PULL | {"github.event_name": event})
    if "push" in events and _any_branch(trigger.get("push")):
        scenes.append(_PUSH)
    return scenes or [_PULL, _PUSH]


def _may_run(node: Node, scenes: list[dict[str, Value]]) -> bool:
    condition = node.get("if")
    return condition is None or any(evaluate(condition.text, scene) is not False for scene in scenes)


def _step(repository: Repository, path: str, job: str, step: Node, folder: str) -> Step:
    run, uses, name = step.get("run"), step.get("uses"), step.get("name")
    where = step.get("working-directory")
    spot = script_line(repository, path, run) if run else (uses.line if uses else step.line)
    return Step(
        run.text if run else "",
        uses.text if uses else "",
        spot,
        job,
        folder_of(where.text if where else folder),
        name.text if name else "",
        inputs_of(step.get("with"), step.get("env")),
    )


def _images(name: str, job: Node) -> Iterator[Container]:
    containers = [job.get("container"), *(services.keys.values() if (services := job.get("services")) else ())]
    for node in containers:
        image = node if node is None or node.text else node.get("image")
        if image is not None and image.text:
            yield Container(image.text, image.line, name)
