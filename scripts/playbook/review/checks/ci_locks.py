"""CI005: CI installs from the lock file."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from playbook.review.readers.ci import commands, pipelines, unread_commands
from playbook.review.readers.ci.built import built_commands
from playbook.review.readers.ci.commands import own_action, steps_of
from playbook.review.readers.ci.evidence import at
from playbook.review.readers.ci.installs import Install, installs, step_installs
from playbook.review.readers.ci.model import Command, Pipeline
from playbook.review.readers.project import locks, requirement_files
from playbook.review.repository import Repository
from playbook.review.verdict import Finding, Verdict, decide, holds, not_applicable

_ASIDE = re.compile(
    r"(?:^|[/._-])(?:docs?|documentation|readthedocs|rtd|lint|mypy|pre-?commit|build|publish|release)(?:[/._-]|$)"
)


def ci_uses_lock(repository: Repository) -> Verdict:
    """CI005: an install step of CI uses the lock; one that installs the project without it falls short."""
    known = pipelines(repository)
    if not known:
        return not_applicable("there is no CI")
    kept = locks(repository)
    main = [lock for lock in kept if not _ASIDE.search(lock.lower())]
    if not main:
        return not_applicable("there is no lock file" if not kept else "the only locks are those of tools and docs")
    main += [path for path in _leading_to(repository, main) if path not in main]
    lines = [*commands(repository), *built_commands(repository, commands(repository), known)]
    loose: list[Command] = []
    for command in lines:
        kind = installs(command, main)
        if kind is Install.LOCKED:
            return holds(f"{command.path}:{command.line} installs from the lock")
        if kind is Install.LOOSE:
            loose.append(command)
    for pipeline in known:
        for step in steps_of(repository, pipeline):
            if step.uses and step_installs(step, main):
                return holds(f"{step.path or pipeline.path}:{step.line} installs from the lock")
    unread = [] if loose else list(_elsewhere(repository, known))
    if not loose and not unread:
        return not_applicable("CI installs nothing of this repository")
    return decide(_findings(repository, loose, main), unread, holds="")


def _leading_to(repository: Repository, main: list[str]) -> list[str]:
    """Give the files of requirements that include a lock, or name it as a constraint."""
    files = requirement_files(repository)
    return [file.path for file in files if set(main) & {*file.includes, *file.constraints}]


def _findings(repository: Repository, loose: Iterable[Command], main: list[str]) -> Iterator[Finding]:
    several = f"{main[0]} and {len(main) - 1} more" if len(main) > 1 else main[0]
    for command in loose:
        why = f"this installs without the lock, so CI tests other versions than {several} holds: install from it"
        yield at(repository, command.path, command.line, why)


def _elsewhere(repository: Repository, known: tuple[Pipeline, ...]) -> Iterator[Finding]:
    """Give what may install from the lock and is outside the repository."""
    for pipeline in known:
        yield from pipeline.unread
        for step in steps_of(repository, pipeline):
            if "/.github/workflows/" in step.uses and not own_action(repository, step.uses):
                why = f"`{step.uses}` is outside the repository: look there whether it installs from the lock"
                yield at(repository, step.path or pipeline.path, step.line, why)
    yield from unread_commands(repository)
