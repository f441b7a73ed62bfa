"""What the readers of all CI systems share: where a script begins, and pipelines that could not be read."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from playbook.review.readers.ci.model import Pipeline, Step
from playbook.review.readers.yaml import Node
from playbook.review.repository import Repository
from playbook.review.verdict import UnreadError

_BLOCK = re.compile(r"\s*(?:[&!]\S*\s+){0,2}[|>]")
MAX_STEPS = 5_000
"""Steps of one file; aliases could make many more of them."""


def root_of(repository: Repository, path: str) -> Node:
    """Give the first document of a YAML file that is a mapping. Raises UnreadError."""
    documents: list[Node] = repository.yaml(path)
    for document in documents:
        if isinstance(document.value, dict) and list(document.value) != ["spec"]:  # the head of a GitLab component
            return document
    raise UnreadError(path, "this is empty, or no mapping", 1)


def dark(system: str, path: str, error: UnreadError) -> Pipeline:
    """Give the pipeline of a file that could not be read."""
    return Pipeline(system, path, None, "could not be read", unread=(error.finding,), line=max(error.finding.line, 1))


def each(
    repository: Repository, system: str, paths: Iterable[str], make: Callable[[Repository, str], Pipeline]
) -> Iterator[Pipeline]:
    """Give the pipeline that `make` reads from each file; one that cannot be read says so."""
    for path in paths:
        try:
            yield make(repository, path)
        except UnreadError as error:
            yield dark(system, path, error)


def script_line(repository: Repository, path: str, node: Node) -> int:
    """Give the line on which the text of `node` begins: below a `|`, not beside it."""
    lines = repository.lines(path)
    written = lines[node.line - 1][node.column - 1 :] if 0 < node.line <= len(lines) else ""
    return node.line + 1 if _BLOCK.match(written) else node.line


def script_steps(
    repository: Repository, path: str, node: Node | None, job: str, *, runs: bool = True, environment: str = ""
) -> list[Step]:
    """Give a step for each script in `node`: a text, a list of texts, or lists of lists."""
    if node is None:
        return []
    texts = (item for item in node.walk() if isinstance(item.value, str) and item.value.strip())
    return [
        Step(item.text, "", script_line(repository, path, item), job, on_change=runs, environment=environment)
        for item in texts
    ]


def inputs_of(*nodes: Node | None) -> tuple[tuple[str, str], ...]:
    """Give names and texts of the mappings `nodes`."""
    return tuple(
        (key, value.text)
        for node in nodes
        if node is not None
        for key, value in node.keys.items()
        if isinstance(value.value, str)
    )


def folder_of(text: str) -> str:
    """Give a working directory as a path of the repository: "" for the root."""
    cleaned = re.sub(r"^(\$\{\{\s*github\.workspace\s*\}\}|\$\(\S+\)|\./|\$CI_PROJECT_DIR)/*", "", text.strip())
    return cleaned.strip("/").removeprefix("./") if cleaned not in (".", "/") else ""


RELEASES = re.compile(r"(?:rel(?:ease)?s?\b|v\d*[.*\[]|stable|hotfix|maint|support|backport|gh-|\d)", re.IGNORECASE)
"""Patterns of branches that hold releases, not proposed changes."""


def branches_any(node: Node | None) -> bool:
    """Tell whether the branches in `node` include those on which changes are proposed: one is a pattern."""
    if node is None:
        return False
    texts = [item.text.removeprefix("refs/heads/") for item in node.items]
    return any("*" in text and not text.startswith("!") and not RELEASES.match(text) for text in texts)


def limits(paths: Node | None, name: str) -> tuple[str, ...]:
    """Give what to note where the trigger `name` is limited to `paths`."""
    if paths is None or not paths.items or any(item.text in ("**", "*") for item in paths.items):
        return ()
    return (f"`{name}` is limited to {', '.join(f'`{item.text}`' for item in paths.items[:5])}",)


def is_empty(repository: Repository, path: str) -> bool:
    """Tell whether a file holds comments at most, as one that was switched off does."""
    try:
        return not any(line.strip() and not line.lstrip().startswith(("#", "---")) for line in repository.lines(path))
    except UnreadError:
        return False
