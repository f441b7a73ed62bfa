"""CI005: CI installs from the lock file."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from playbook.review.readers.ci import commands, pipelines, unread_commands
from playbook.review.readers.ci.built import built_commands
from playbook.review.readers.ci.commands import own_action, steps_of
from playbook.review.readers.ci.evidence import at
from playbook.review.readers.ci.installs import WORTH, Install, installs, step_installs
from playbook.review.readers.ci.model import Command, Pipeline
from playbook.review.readers.ci.near import near_locks
from playbook.review.readers.ci.testers import runs_tests
from playbook.review.readers.project import locks, packages, requirement_files
from playbook.review.repository import Repository
from playbook.review.verdict import Finding, Verdict, decide, holds, not_applicable

_ASIDE = re.compile(
    r"(?:^|[/._-])(?:docs?|documentation|readthedocs|rtd|lint|mypy|pre-?commit|build|publish|release)(?:[/._-]|$)"
)
_TOOLS = re.compile(r"(?:^|[/._-])(?:dev|develop|development|tools?|tooling)(?:[._-][\w.-]*)?\.(?:txt|in|pip)$")


def ci_uses_lock(repository: Repository) -> Verdict:
    """CI005: an install step of CI uses the lock; one that installs the project without it falls short."""
    known = pipelines(repository)
    if not known:
        return not_applicable("there is no CI")
    kept = locks(repository)
    main = [lock for lock in kept if not _ASIDE.search(lock.lower()) and not _of_tools(repository, lock)]
    if not main:
        return not_applicable("there is no lock file" if not kept else "the only locks are those of tools and docs")
    main += [path for path in _leading_to(repository, main) if path not in main]
    found = _installs(repository, known, main)
    if found.locked:
        tested = _tested(repository)
        late = [(command, near) for command, near in found.loose if _job(command) in tested]
        in_tests = [command for command in found.locked if _job(command) in tested]
        if late and not in_tests:
            return decide(_findings(repository, late), holds="")
        first = (in_tests or found.locked)[0]
        return holds(f"{first.path}:{first.line} installs from the lock")
    unread = [] if found.loose else list(_elsewhere(repository, known))
    if not found.loose and not unread:
        nothing = "no lock belongs to what CI installs" if found.apart else "CI installs nothing of this repository"
        return not_applicable(nothing)
    return decide(_findings(repository, found.loose), unread, holds="")


def _of_tools(repository: Repository, lock: str) -> bool:
    """Tell whether a file for developers pins tools alone: nothing of what the solution needs is in it."""
    if not _TOOLS.search(lock.lower()):
        return False
    files = requirement_files(repository)
    pinned = {line.name for file in files if file.path == lock for line in file.lines}
    needed = {line.name for file in files if not _TOOLS.search(file.path.lower()) for line in file.lines}
    needed |= {item.name for package in packages(repository) for item in package.own}
    return bool(needed) and pinned.isdisjoint(needed)


@dataclass(slots=True)
class _Installs:
    """What installs from a lock, what does it without one, each with the locks that it could use, and what has none."""

    locked: list[Command] = field(default_factory=list)
    loose: list[tuple[Command, list[str]]] = field(default_factory=list)
    apart: bool = False


def _installs(repository: Repository, known: tuple[Pipeline, ...], main: list[str]) -> _Installs:
    lines = commands(repository)
    found = _Installs()
    for command in (*lines, *built_commands(repository, lines, known)):
        if not WORTH.search(command.text):
            continue
        near = near_locks(repository, command, main)
        kind = installs(command, near)
        if kind is Install.LOCKED:
            found.locked.append(command)
        elif kind is Install.LOOSE and near:
            found.loose.append((command, near))
        else:
            found.apart = found.apart or kind is Install.LOOSE
    for pipeline in known:
        found.locked += [
            Command(step.uses, step.path or pipeline.path, step.line, "", pipeline.path, step.job)
            for step in steps_of(repository, pipeline)
            if step.uses and step_installs(step, main)
        ]
    return found


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


def _findings(repository: Repository, loose: Iterable[tuple[Command, list[str]]]) -> Iterator[Finding]:
    tested = {pipeline for pipeline, _ in _tested(repository)}
    for command, near in loose:
        several = f"{near[0]} and {len(near) - 1} more" if len(near) > 1 else near[0]
        does = "tests" if command.pipeline in tested else "runs"
        why = f"this installs without the lock, so CI {does} other versions than {several} holds: install from it"
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
