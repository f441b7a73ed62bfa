"""CI of any system as pipelines and as shell lines. Each system has a file here; a new one is a line in `_SYSTEMS`."""

from __future__ import annotations

from collections.abc import Iterator

from playbook.review.readers.ci import azure, bitbucket, circleci, github, gitlab, jenkins, others, taskcluster
from playbook.review.readers.ci.commands import lines_of
from playbook.review.readers.ci.common import is_empty
from playbook.review.readers.ci.model import Command, Container, Pipeline, Step
from playbook.review.readers.ci.shell import logical_lines, simple_commands
from playbook.review.repository import Repository
from playbook.review.verdict import Finding

__all__ = [
    "Command",
    "Container",
    "Pipeline",
    "Step",
    "commands",
    "logical_lines",
    "pipelines",
    "simple_commands",
    "unread_commands",
]

_SYSTEMS = (github, gitlab, azure, bitbucket, circleci, jenkins, taskcluster, others)


def pipelines(repository: Repository) -> tuple[Pipeline, ...]:
    """Give every CI configuration of the repository, of whatever system, in the order of the systems and paths."""
    return repository.once("ci", lambda: tuple(_pipelines(repository)))


def _pipelines(repository: Repository) -> Iterator[Pipeline]:
    for system in _SYSTEMS:
        for found in system.read(repository):
            if found.steps or not found.unread or not is_empty(repository, found.path):
                yield found


def commands(repository: Repository) -> list[Command]:
    """Give every shell line that CI runs, followed into Makefiles, task runners and scripts of the repository."""
    return _lines(repository)[0]


def unread_commands(repository: Repository) -> list[Finding]:
    """Give the files of the repository that CI leads to and that could not be read."""
    return _lines(repository)[1]


def _lines(repository: Repository) -> tuple[list[Command], list[Finding]]:
    return repository.once("ci commands", lambda: lines_of(repository, pipelines(repository)))
