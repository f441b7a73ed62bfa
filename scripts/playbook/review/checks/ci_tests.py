"""CI002: CI runs the tests."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from playbook.review.readers.ci import commands, pipelines, unread_commands
from playbook.review.readers.ci.built import built_commands
from playbook.review.readers.ci.commands import OWN, own_action, steps_of
from playbook.review.readers.ci.evidence import at, shown
from playbook.review.readers.ci.looking import looks
from playbook.review.readers.ci.model import Command, Pipeline, Step
from playbook.review.readers.ci.testers import action_runs_tests, is_test, runs_tests
from playbook.review.readers.ci.wrappers import programs
from playbook.review.repository import Repository
from playbook.review.verdict import Answer, Finding, UnreadError, Verdict, holds, missing

_WHEEL = "cibuildwheel"
SHORT = 60
"""Characters of a line that are shown."""


@dataclass(frozen=True, slots=True)
class Run:
    """A place that runs tests: where, what, and whether that is for a proposed change."""

    path: str
    line: int
    what: str
    on_change: bool
    where: str = ""
    """The pipeline and the job, in words."""


def ci_runs_tests(repository: Repository) -> Verdict:
    """CI002: a step of the CI that runs for changes starts a test runner, by itself or through the repository."""
    known = pipelines(repository)
    if not known:
        return missing("no CI runs the tests, for there is none: add a pipeline with a step such as `python -m pytest`")
    late: Run | None = None
    for some in runs(repository, known):
        found = sorted(some, key=_telling)
        if found and found[0].on_change:
            return holds(f"{found[0].path}:{found[0].line} runs {found[0].what}")
        late = late or next(iter(found), None)
    unread = list(_unread(repository, known))
    if late is not None and not any(pipeline.on_change is not False for pipeline in known if looks(pipeline)):
        return holds(f"{late.path}:{late.line} runs {late.what}", notes=["it runs after the merge; see CI001"])
    if late is not None and not unread:
        why = (
            "the tests run here, but not for a proposed change: run them in the pipeline of pull or merge requests too"
        )
        return Verdict(Answer.FALLS_SHORT, "", (at(repository, late.path, late.line, why),))
    if unread:
        return missing("", unread)
    why = "no step of this CI runs a test runner: add one, such as `python -m pytest`"
    return missing(why, path=_first(known).path)


def _telling(run: Run) -> tuple[bool, bool, bool, bool]:
    """Rank the places: for changes, not a benchmark, and in a file or a job that says that it is about tests."""
    said = re.search(r"test|\bci\b|check", run.where) is None
    return not run.on_change, "bench" in run.where, said, "leads to" in run.what


def runs(repository: Repository, known: tuple[Pipeline, ...]) -> Iterator[list[Run]]:
    """Give the places that run tests, the cheapest to find first: commands, actions, and images that CI builds."""
    starts = {pipeline.path: pipeline.on_change is not False for pipeline in known}
    lines = commands(repository)
    yield list(_by(lines, starts))
    found = []
    for pipeline in known:
        for step in steps_of(repository, pipeline):
            if _step(repository, pipeline, step):
                on_change = starts[pipeline.path] and step.on_change
                found.append(Run(step.path or pipeline.path, step.line, f"`{step.uses}`", on_change, step.job))
    yield found
    yield list(_by(built_commands(repository, lines, known), starts))


def _by(lines: Iterable[Command], starts: dict[str, bool]) -> Iterator[Run]:
    tested: dict[str, bool] = {}
    for command in lines:
        text = command.text
        if text not in tested:
            tested[text] = runs_tests(text)
        if tested[text]:
            way = f", which `{_short(command.via)}` leads to" if command.via else ""
            on_change = starts[command.pipeline] and command.on_change
            yield Run(
                command.path,
                command.line,
                f"`{_telling_part(text)}`{way}",
                on_change,
                f"{command.pipeline} {command.job}",
            )


def _telling_part(text: str) -> str:
    """Give the line, or of a long one the command in it that tests."""
    tests = [" ".join(words) for words in programs(text) if is_test(words)] if len(text) > SHORT else []
    return _short(tests[0] if tests else text)


def _short(text: str) -> str:
    return shown(text, SHORT)


def _step(repository: Repository, pipeline: Pipeline, step: Step) -> bool:
    if not step.uses or own_action(repository, step.uses):
        return False
    return action_runs_tests(step) or (_WHEEL in step.uses and _wheels_tested(repository, pipeline))


def _wheels_tested(repository: Repository, pipeline: Pipeline) -> bool:
    """Tell whether cibuildwheel is told to test what it builds."""
    try:
        if "CIBW_TEST_COMMAND" in repository.text(pipeline.path):
            return True
        return any("test-command" in repository.text(path) for path in repository.at("pyproject.toml"))
    except UnreadError:
        return False


def _unread(repository: Repository, known: tuple[Pipeline, ...]) -> Iterator[Finding]:
    """Give what may hold the tests and could not be read, of pipelines that run for changes."""
    for pipeline in known:
        if pipeline.on_change is False:
            continue
        yield from pipeline.unread
        for step in steps_of(repository, pipeline):
            if step.on_change and _elsewhere(repository, step):
                path = step.path or pipeline.path
                why = f"`{step.uses}` is outside the repository: look there whether it runs the tests"
                yield at(repository, path, step.line, why)
    yield from unread_commands(repository)


def _elsewhere(repository: Repository, step: Step) -> bool:
    """Tell of a reusable workflow, or an own action, of which nobody can say here what it runs."""
    if not step.uses or own_action(repository, step.uses):
        return False
    return step.uses.startswith(OWN) or "/.github/workflows/" in step.uses or "/.github/actions/" in step.uses


def _first(known: tuple[Pipeline, ...]) -> Pipeline:
    """Give the pipeline to which the step is best added: one that looks at each change."""
    return min(known, key=lambda pipeline: (not pipeline.on_change, not looks(pipeline), len(pipeline.notes)))
