"""GitHub Actions (and Gitea's and Forgejo's, which read the same files): workflows and composite actions."""

from __future__ import annotations

import re
from collections.abc import Iterator

from playbook.review.readers.ci.common import dark, folder_of, inputs_of, root_of, script_line
from playbook.review.readers.ci.model import Container, Pipeline, Step
from playbook.review.readers.yaml import Node
from playbook.review.repository import Repository
from playbook.review.verdict import UnreadError

SYSTEM = "GitHub Actions"
_WORKFLOW = re.compile(r"\.(?:github|gitea|forgejo)/workflows/[^/]+\.ya?ml$")
_RELEASES = re.compile(r"(?:re?l(?:ease)?s?\b|v\d*[.*\[]|stable|hotfix|maint|support|backport|gh-|\d)", re.IGNORECASE)
_PROPOSED = frozenset({"opened", "synchronize", "reopened"})


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
        steps += _job_steps(repository, path, name, job, root)
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
        return any(
            "*" in item.text and not item.text.startswith("!") and not _RELEASES.match(item.text)
            for item in branches.items
        )
    return "branches-ignore" in event.keys or not {"tags", "tags-ignore"} & set(event.keys)


def _limits(event: Node | None, name: str) -> tuple[str, ...]:
    paths = event.get("paths") if event else None
    if paths is None or any(item.text in ("**", "*") for item in paths.items):
        return ()
    return (f"`{name}` is limited to {', '.join(f'`{item.text}`' for item in paths.items[:5])}",)


def _job_steps(repository: Repository, path: str, name: str, job: Node, root: Node) -> Iterator[Step]:
    if (uses := job.get("uses")) is not None:
        yield Step("", uses.text, uses.line, name, inputs=inputs_of(job.get("with")))
        return
    default = job.get("defaults", "run", "working-directory") or root.get("defaults", "run", "working-directory")
    steps = job.get("steps")
    for step in steps.items if steps else ():
        yield _step(repository, path, name, step, default.text if default else "")


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
