"""Taskcluster: .taskcluster.yml, whose tasks are JSON-e, so that conditions stand between the keys."""

from __future__ import annotations

import posixpath
import re
import shlex
from collections.abc import Iterator

from playbook.review.readers.ci.common import MAX_STEPS, each, root_of, script_line
from playbook.review.readers.ci.model import Container, Pipeline, Step
from playbook.review.readers.yaml import Node
from playbook.review.repository import Repository
from playbook.review.verdict import Finding

SYSTEM = "Taskcluster"
FILES = (".taskcluster.yml", ".taskcluster.yaml")
MAX_NODES = 20_000
_SHELLS = frozenset({"bash", "sh", "zsh", "dash"})
_PROPOSED = re.compile(r"github-pull-request|\bpull_request\b")
_NEVER = re.compile(r"github-release|github-issue-comment|[\"'](?:cron|action)[\"']")
_MADE = "taskgraph"
"""A task that makes the other tasks, from files that only it can read."""


def read(repository: Repository) -> Iterator[Pipeline]:
    """Give the pipeline of .taskcluster.yml."""
    return each(repository, SYSTEM, repository.at(*FILES), _pipeline)


def _pipeline(repository: Repository, path: str) -> Pipeline:
    root, text = root_of(repository, path), repository.text(path)
    steps: list[Step] = []
    images: list[Container] = []
    for key, node, job, may_run in _entries(root):
        if key == "image" and node.text:
            images.append(Container(node.text, node.line, job))
        elif key == "command" and len(steps) < MAX_STEPS:
            steps += (
                Step(script, "", line, job, on_change=may_run) for script, line in _scripts(repository, path, node)
            )
    on_change, why = _trigger(text)
    unread = []
    if _MADE in text:
        line = text.count("\n", 0, text.index(_MADE)) + 1
        unread = [Finding(path, line, 0, "taskgraph makes the other tasks when it runs: look at what they do")]
    return Pipeline(SYSTEM, path, on_change, why, tuple(steps), tuple(images), tuple(unread))


def _trigger(text: str) -> tuple[bool | None, str]:
    if _PROPOSED.search(text):
        return True, "runs for pull requests"
    if "tasks_for" not in text and "events:" not in text:
        return True, "runs on every push and pull request"
    if "github-push" in text:
        return None, "has conditions that do not say for which pushes it runs"
    return None, "has conditions that do not say whether it runs for a proposed change"


def _entries(root: Node) -> Iterator[tuple[str, Node, str, bool]]:
    """Give each key with its value, the name of its task, and whether that may run for a proposed change."""
    stack: list[tuple[Node, str, bool]] = [(root, "", True)]
    seen: set[int] = set()
    while stack and len(seen) < MAX_NODES:
        node, job, on_change = stack.pop()
        if id(node) in seen:
            continue
        seen.add(id(node))
        if isinstance(node.value, list):
            stack.extend((item, job, on_change) for item in reversed(node.value))
            continue
        said = node.get("metadata", "name")
        here = said.text if said is not None and said.text else job
        condition = node.get("$if")
        never = condition is not None and _NEVER.search(condition.text) and not re.search("push|pull", condition.text)
        for key, value in node.keys.items():
            yield key, value, here, on_change
        stack.extend(
            (value, here, on_change and not (never and key == "then")) for key, value in reversed(node.keys.items())
        )


def _scripts(repository: Repository, path: str, node: Node) -> Iterator[tuple[str, int]]:
    """Give the scripts of `command`, each with its line: a text, arguments, or a list of lines or of arguments."""
    items = node.items
    for command in [item for item in items if isinstance(item.value, list)] or [node]:
        yield from _script(repository, path, [item for item in command.items if item.text])


def _script(repository: Repository, path: str, words: list[Node]) -> Iterator[tuple[str, int]]:
    texts = [word.text for word in words]
    shell = len(words) > 1 and posixpath.basename(texts[0]) in _SHELLS
    if shell or any(" " in text for text in texts):  # without a shell, each text is a line of its own
        for word in words if not shell else words[_handed(texts) :][:1]:
            yield word.text, script_line(repository, path, word)
    elif words:
        yield shlex.join(texts), words[0].line


def _handed(texts: list[str]) -> int:
    """Give the place of the script that a shell is handed: after `-c`, `-cx` and the like."""
    return next((place for place, text in enumerate(texts) if re.fullmatch(r"-[a-z]*c[a-z]*", text)), 0) + 1
