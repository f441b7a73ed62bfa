"""What `playbook exercise` prints: what to do first, and how far somebody is."""

from __future__ import annotations

import os
import shlex
import sys
from collections.abc import Iterator
from pathlib import Path

from playbook.commands.exercise_progress import Progress, Standing, said
from playbook.records.evidence import plain
from playbook.review.reports.lines import Line, line
from playbook.review.reports.safe import printed
from playbook.workshops.exercises import SOLUTION, Files, Repository

MOST = 12
"""Tests that are named; the rest are counted."""
INSTALLED_AS = {"yaml": "pyyaml", "sklearn": "scikit-learn"}


def first(one: Repository, state: str, folder: Path) -> Iterator[Line]:
    """Say what was laid out in `folder`, and what to do first."""
    yield line(f"{printed(str(folder))} holds the repository of “{one.title}”, as it is at: {state}.")
    place = one.states.index(state)
    yield line(plain(one.checkpoints[place - 1].says if place else one.record.says))
    yield line()
    yield line("First, make an environment of its own there:")
    for command in _commands(one.files(state), str(folder)):
        yield line(printed(command), depth=2, whole=True)
    yield line("Then, and as often as you like:")
    yield line("playbook exercise check .", depth=2, whole=True)
    if state != SOLUTION:
        at = one.checkpoints[place]
        yield line()
        yield line(f"You work towards “{at.title}” ({at.id}): {plain(at.says)}")


def _commands(files: Files, folder: str) -> Iterator[str]:
    """Give the lines that make the environment in which the tests run, as README.md has them."""
    windows = os.name == "nt"
    python = ".venv\\Scripts\\python" if windows else ".venv/bin/python"
    yield f'cd "{folder}"' if windows else f"cd {shlex.quote(folder)}"
    yield f"{'py' if windows else 'python3'} -m venv .venv"
    yield f"{python} -m pip install {'-r requirements.txt' if 'requirements.txt' in files else 'pytest'}"
    if b"[build-system]" in files.get("pyproject.toml", b""):
        yield f"{python} -m pip install {'--no-deps ' if 'requirements.txt' in files else ''}-e ."


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
        if "pytest" in done.missing and done.python == sys.executable:  # not into the command’s own environment
            yield line("There is no environment in .venv in that folder. Make one there, and check again:")
            for command in tuple(_commands(done.repository.files(done.repository.states[0]), ""))[1:]:
                yield line(printed(command), depth=2, whole=True)
            yield line()
            return
        names = " ".join(INSTALLED_AS.get(name, name) for name in done.missing)
        yield line(f"{printed(done.python)} lacks what the tests need. Install it, and check again:")
        python = done.python if os.name == "nt" else shlex.quote(done.python)
        yield line(printed(f"{python} -m pip install {names}"), depth=2, whole=True)
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
    """Name the tests that fail: the participant's own, and the workshop's up to the checkpoint that is next."""
    if "pytest" in done.missing:
        yield line(("Tests", "bold"), ": none could be run")
        return
    later = _later(done)
    now = [test for test in done.failing if test.name not in later]
    failing = f"{done.passed} of yours passed, {len(done.failing)} do not pass yet"
    yield line(("Tests", "bold"), f": {failing if done.failing else f'all pass, {done.passed} in your folder'}")
    for test in now[:MOST]:
        yield line(printed(f"{test.name}: {test.why or test.how}"), depth=1, mark="- ")
    if len(now) > MOST:
        yield line(f"and {len(now) - MOST} more", depth=1, mark="- ")
    if len(done.failing) > len(now):
        yield line(f"and {len(done.failing) - len(now)} of later checkpoints", depth=1, mark="- ")


def _later(done: Progress) -> set[str]:
    """Give the tests of the checkpoints after the first that is not reached."""
    places = [place for place, standing in enumerate(done.standings) if standing.lacks]
    after = done.standings[places[0] + 1 :] if places else ()
    return {name for standing in after for name in standing.checkpoint.tests}
