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
from playbook.review.readers.ci.testers import runs_tests
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
    locked, loose = _installs(repository, known, main)
    if locked:
        tested = _tested(repository)
        late = [command for command in loose if _job(command) in tested]
        in_tests = [command for command in locked if _job(command) in tested]
        if late and not in_tests:
            return decide(_findings(repository, late, main), holds="")
        first = (in_tests or locked)[0]
        return holds(f"{first.path}:{first.line} installs from the lock")
    unread = [] if loose else list(_elsewhere(repository, known))
    if not loose and not unread:
        return not_applicable("CI installs nothing of this repository")
    return decide(_findings(repository, loose, main), unread, holds="")


def _installs(
    repository: Repository, known: tuple[Pipeline, ...], main: list[str]
) -> tuple[list[Command], list[Command]]:
    """Give what installs from a lock, and what installs the project without one."""
    lines = commands(repository)
    locked: list[Command] = []
    loose: list[Command] = []
    for command in (*lines, *built_commands(repository, lines, known)):
        kind = installs(command, main)
        if kind is not None:
            (locked if kind is Install.LOCKED else loose).append(command)
    for pipeline in known:
        locked += [
            Command(step.uses, step.path or pipeline.path, step.line, "", pipeline.path, step.job)
            for step in steps_of(repository, pipeline)
            if step.uses and step_installs(step, main)
        ]
    return locked, loose


def _tested(repository: Repository) -> set[tuple[str, str]]:
    """Give the jobs that run tests."""
    return {_job(command) for command in commands(repository) if runs_tests(command.text)}


def _job(command: Command) -> tuple[str, str]:
    """Give what shares an environment: a job, or in a system whose stages share one the whole pipeline."""
    return command.pipeline, command.job if command.pipeline.endswith((".yml", ".yaml")) else ""


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
