"""What `playbook exercise` prints: what to do first, and how far somebody is."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from playbook.commands.exercise_progress import Progress, Standing, said
from playbook.records.evidence import plain
from playbook.review.reports.lines import Line, line
from playbook.review.reports.safe import printed
from playbook.workshops.exercises import SOLUTION, Repository

MOST = 12
"""Tests that are named; the rest are counted."""
INSTALLED_AS = {"yaml": "pyyaml", "sklearn": "scikit-learn"}


def first(one: Repository, state: str, folder: Path) -> Iterator[Line]:
    """Say what was laid out in `folder`, and what to do first."""
    yield line(f"{printed(str(folder))} holds the repository of “{one.title}”, as it is at: {state}.")
    yield line(plain(one.record.says))
    yield line()
    yield line("First, make an environment of its own there, and install what README.md names:")
    python = ".venv\\Scripts\\python" if os.name == "nt" else ".venv/bin/python"
    yield line(f"cd {printed(str(folder))}", depth=2, whole=True)
    yield line(f"{os.path.basename('python' if os.name == 'nt' else 'python3')} -m venv .venv", depth=2, whole=True)
    yield line(f"{python} -m pip install --upgrade pip pytest", depth=2, whole=True)
    yield line("Then, and as often as you like:")
    yield line("playbook exercise check .", depth=2, whole=True)
    if state != SOLUTION:
        at = one.checkpoints[one.states.index(state)]
        yield line()
        yield line(f"You work towards “{at.title}” ({at.id}): {plain(at.says)}")


def progress(done: Progress) -> Iterator[Line]:
    """Say how far it is."""
    yield line("A test that the workshop names is run from its own copy: what counts is your code, not the test.")
    yield line()
    yield from _missing(done)
    open_ = [standing for standing in done.standings if standing.lacks]
    for number, standing in enumerate(done.standings, 1):
        yield from _checkpoint(number, standing, hinted=bool(open_) and standing is open_[0])
    yield line()
    yield from _standards(done)
    yield from _tests(done)
    yield line()
    if done.reached:
        yield line(f"You have reached the solution of “{done.repository.title}”.")
    elif open_:
        at = open_[0].checkpoint
        yield line(f"Next: “{at.title}” ({at.id}). {plain(at.says)}")
    else:
        yield line("All checkpoints are reached. What is named above keeps it from being the solution.")


def _missing(done: Progress) -> Iterator[Line]:
    if done.missing:
        names = " ".join(INSTALLED_AS.get(name, name) for name in done.missing)
        yield line(f"{printed(done.python)} lacks what the tests need. Install it, and check again:")
        yield line(printed(f"{done.python} -m pip install {names}"), depth=2, whole=True)
        yield line()


def _checkpoint(number: int, standing: Standing, *, hinted: bool) -> Iterator[Line]:
    at = standing.checkpoint
    yield line((f"{number}. {at.title} ({at.id})", "bold"), f": {'not yet' if standing.lacks else 'reached'}")
    if standing.holds:
        yield line(f"holds: {'; '.join(standing.holds)}", depth=2)
    if standing.lacks:
        yield line(printed(standing.lacks[0]), depth=2, mark="- ")
        more = len(standing.lacks) - 1
        if more:
            yield line(f"and {more} more", depth=2, mark="- ")
    if hinted:
        yield line(f"hint: {plain(at.hint)}", depth=2)


def _standards(done: Progress) -> Iterator[Line]:
    total = len(done.repository.record.standards)
    yield line(("Standards", "bold"), f": {total - len(done.short)} of {total} hold")
    for result in done.short:
        yield line(f"{result.standard.id} {result.verdict.answer}: {result.standard.name}", depth=1)
        for finding in (*result.verdict.findings, *result.verdict.unread):
            yield line(printed(said(finding)), depth=2, mark="- ")
    if done.short and done.tracked:
        yield line("Git says which files are looked at here: a new file counts after `git add`.", depth=1)


def _tests(done: Progress) -> Iterator[Line]:
    count = (
        f"{done.passed} of yours passed, {len(done.failing)} do not pass yet"
        if done.failing
        else (f"all pass, {done.passed} in your folder")
    )
    yield line(("Tests", "bold"), f": {count}")
    for test in done.failing[:MOST]:
        yield line(printed(f"{test.name}: {test.why or test.how}"), depth=1, mark="- ")
    if len(done.failing) > MOST:
        yield line(f"and {len(done.failing) - MOST} more", depth=1, mark="- ")
