"""CircleCI: jobs, the workflows that start them, and the commands and executors that they share."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from playbook.review.readers.ci.common import MAX_STEPS, dark, folder_of, inputs_of, root_of, script_line
from playbook.review.readers.ci.conditions import matches
from playbook.review.readers.ci.model import Container, Pipeline, Step
from playbook.review.readers.yaml import Node
from playbook.review.repository import Repository
from playbook.review.verdict import UnreadError

SYSTEM = "CircleCI"
_FILE = re.compile(r"\.circleci/[^/]+\.ya?ml$")
_MAIN = (".circleci/config.yml", ".circleci/config.yaml")
_PARAMETER = re.compile(r"<<\s*parameters\.(\w+)\s*>>")


def read(repository: Repository) -> Iterator[Pipeline]:
    """Give the pipeline of .circleci/config.yml, and those of the files that a set-up workflow goes on with."""
    for path in repository.at(*_MAIN):
        try:
            root = root_of(repository, path)
            setup = root.get("setup")
            yield _pipeline(repository, path, root)
            if setup is not None and setup.text == "true":
                others = [p for p in repository.suffixed(".yml", ".yaml") if _FILE.match(p) and p not in _MAIN]
                yield from (_pipeline(repository, other, root_of(repository, other)) for other in others)
        except UnreadError as error:
            yield dark(SYSTEM, error.finding.path, error)


def _pipeline(repository: Repository, path: str, root: Node) -> Pipeline:
    wanted, scheduled = _started(root)
    jobs = root.get("jobs")
    steps: list[Step] = []
    images: list[Container] = []
    for name, job in (jobs.keys if jobs else {}).items():
        runs = wanted.get(name, not wanted and name == "build")
        steps += islice(_steps(repository, path, root, name, job, runs), max(0, MAX_STEPS - len(steps)))
        images += _images(name, job)
    executors = root.get("executors")
    for name, node in (executors.keys if executors else {}).items():
        images += _images(name, node)
    known = set(jobs.keys) if jobs else set()
    line = workflows.line if (workflows := root.get("workflows")) else 1
    for name, runs in wanted.items():
        if name not in known:  # the job of an orb
            steps.append(Step("", name, line, name, on_change=runs))
    on_change = any(wanted.values()) if wanted else "build" in known
    why = "runs on every push" if on_change else "starts no job for every push"
    if scheduled and not on_change:
        why = "runs on a schedule alone"
    return Pipeline(SYSTEM, path, on_change, why, tuple(steps), tuple(images), line=line)


def _started(root: Node) -> tuple[dict[str, bool], bool]:
    """Give the jobs that workflows start, and whether for every push; and whether there is a schedule."""
    found: dict[str, bool] = {}
    scheduled = False
    workflows = root.get("workflows")
    for workflow in (workflows.keys if workflows else {}).values():
        jobs = workflow.get("jobs")
        timed = workflow.get("triggers") is not None
        scheduled = scheduled or timed
        for job in jobs.items if jobs else ():
            entries = {job.text: None} if job.text else dict(job.keys)
            for name, settings in entries.items():
                found[name] = found.get(name, False) or (not timed and _on_branches(settings))
    return found, scheduled


def _on_branches(settings: Node | None) -> bool:
    """Tell whether the filters of a job let it run on the branch of a change. Patterns stand between slashes."""
    branches = settings.get("filters", "branches") if settings else None
    if branches is None:
        return settings is None or settings.get("type") is None or settings.get("type").text != "approval"  # type: ignore[union-attr]
    if (only := branches.get("only")) is not None:
        return any(item.text.startswith("/") and _matches(item.text) for item in only.items)
    ignore = branches.get("ignore")
    return ignore is None or not any(item.text.startswith("/") and _matches(item.text) for item in ignore.items)


def _matches(text: str) -> bool:
    return matches(f"^(?:{text.strip('/')})$", "a-change") is True


def _steps(repository: Repository, path: str, root: Node, name: str, job: Node, runs: bool) -> Iterator[Step]:
    folder = job.get("working_directory")
    steps = job.get("steps")
    waiting = list(reversed(steps.items if steps else []))
    budget = MAX_STEPS
    while waiting and budget:
        budget -= 1
        item = waiting.pop()
        if item.text:
            waiting.extend(_shared(root, item.text))
            yield Step("", item.text, item.line, name, on_change=runs)
            continue
        for key, node in item.keys.items():
            if key in ("when", "unless"):
                inner = node.get("steps")
                waiting.extend(reversed(inner.items if inner else []))
            elif key == "run":
                yield _run(repository, path, name, node, folder.text if folder else "", runs)
            else:
                waiting.extend(_shared(root, key))
                yield Step("", key, item.line, name, inputs=inputs_of(node), on_change=runs)


def _shared(root: Node, name: str) -> list[Node]:
    """Give the steps of a command of the file, last first."""
    steps = root.get("commands", name, "steps")
    return list(reversed(steps.items)) if steps else []


def _run(repository: Repository, path: str, job: str, node: Node, folder: str, runs: bool) -> Step:
    script = node if node.text else node.get("command")
    name, where = node.get("name"), node.get("working_directory")
    if script is None:
        return Step("", "", node.line, job, on_change=runs)
    line = script_line(repository, path, script)
    place = folder_of(where.text if where else folder)
    return Step(
        script.text, "", line, job, "" if place.startswith("~") else place, name.text if name else "", on_change=runs
    )


def _images(job: str, node: Node) -> Iterator[Container]:
    docker = node.get("docker")
    for item in docker.items if docker else ():
        if (image := item.get("image")) is not None and image.text:
            yield Container(image.text, image.line, job)
