"""How far a participant is with an exercise: its checkpoints against the tests and the review of their folder."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from playbook.records.catalogue import Catalogue
from playbook.records.kit_parts import Checkpoint
from playbook.review.run import Demand, Result, review
from playbook.review.verdict import Answer, Finding
from playbook.workshops.exercises import Repository
from playbook.workshops.trying import Outcome, Outcomes, modules_missing, run_tests


@dataclass(frozen=True)
class Standing:
    """A checkpoint, and in words what holds of it and what does not yet."""

    checkpoint: Checkpoint
    holds: tuple[str, ...]
    lacks: tuple[str, ...]


@dataclass(frozen=True)
class Progress:
    """How far it is. `failing` are tests, the workshop's and the participant's; `short` are standards."""

    repository: Repository
    standings: tuple[Standing, ...]
    failing: tuple[Outcome, ...]
    passed: int
    short: tuple[Result, ...]
    missing: tuple[str, ...]
    """Modules that the tests need and that are not installed."""
    python: str
    tracked: bool
    """Whether Git said which files the review looked at."""

    @property
    def reached(self) -> bool:
        """Whether the solution is reached."""
        return not (self.failing or self.short or any(standing.lacks for standing in self.standings))


def progress(one: Repository, folder: Path, python: str, timeout: float, catalogue: Catalogue) -> Progress:
    """Run the tests in a copy of `folder`, review it, and say how far it is.

    `timeout` is in seconds. Raises ExerciseError, and what the review raises.
    """
    theirs = run_tests(folder, python, timeout)
    same = all(_same(folder, path, data) for path, data in one.own_tests.items())
    ours = theirs if same or not one.own_tests else run_tests(folder, python, timeout, one.own_tests)
    seen = review(folder, catalogue, Demand(only=tuple(one.record.standards)))
    by_id = {result.standard.id: result for result in seen.results}
    named = [ours.of(name) for checkpoint in one.checkpoints for name in checkpoint.tests]
    short = tuple(result for result in by_id.values() if not _holds(result))
    failing = {test.name: test for test in (*named, *theirs.failed) if test.how != "passed"}
    missing = modules_missing((*ours.tests, *theirs.tests), (p for s in one.states for p in one.files(s)))
    if "pytest is not installed" in (theirs.kept, ours.kept):
        missing = ["pytest", *missing]
    return Progress(
        one,
        tuple(_standing(checkpoint, ours, by_id, folder) for checkpoint in one.checkpoints),
        (*(failing.values()), *_kept(theirs)),
        sum(test.how == "passed" for test in theirs.tests),
        short,
        tuple(missing),
        python,
        seen.tracked,
    )


def _same(folder: Path, path: str, data: bytes) -> bool:
    try:
        return (folder / PurePosixPath(path)).read_bytes() == data
    except OSError:
        return False


def _kept(theirs: Outcomes) -> tuple[Outcome, ...]:
    return (Outcome("the tests of this folder", "failed", theirs.kept),) if theirs.kept else ()


def _holds(result: Result) -> bool:
    return result.verdict.answer in (Answer.HOLDS, Answer.NOT_APPLICABLE)


def _standing(checkpoint: Checkpoint, ours: Outcomes, by_id: dict[str, Result], folder: Path) -> Standing:
    holds, lacks = [], []
    for name in checkpoint.tests:
        test = ours.of(name)
        if test.how == "passed":
            holds.append(f"{name} passes")
        else:
            lacks.append(f"{name} {'is skipped' if test.how == 'skipped' else 'fails'}: {test.why or 'see below'}")
    for key in checkpoint.standards:
        result = by_id.get(key)
        if result is None or _holds(result):
            without = result is not None and result.verdict.answer is Answer.NOT_APPLICABLE
            holds.append(f"{key} does not apply yet" if without else f"{key} holds")
        else:
            lacks.append(
                f"{key} {result.verdict.answer}: {said((*result.verdict.findings, *result.verdict.unread)[0])}"
            )
    for path in checkpoint.removes:
        (lacks if (folder / path).exists() else holds).append(
            f"{path} is {'still there' if (folder / path).exists() else 'gone'}"
        )
    return Standing(checkpoint, tuple(holds), tuple(lacks))


def said(finding: Finding) -> str:
    """Give a finding with its place, on one line."""
    place = f"{finding.path}:{finding.line}" if finding.line else finding.path
    return f"{place}: {finding.message}" if place else finding.message
