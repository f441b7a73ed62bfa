"""`playbook exercise`: the repository of a hands-on workshop, laid out in a folder, and how far somebody is with it."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from playbook.commands.choosing import installed, wrong
from playbook.commands.ending import ending_once

if TYPE_CHECKING:
    from playbook.workshops.exercises import Repository

root: Callable[..., Any] = click.option(
    "--root",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="A checkout of the playbook to take the exercises from (default: those that came with this command).",
)


@click.group()
def exercise() -> None:
    """Lay out the exercise of a hands-on workshop, and see how far you are."""


@exercise.command("list")
@root
def list_(root: Path | None) -> None:
    """Name the kits that have an exercise, with its checkpoints and the standards that it is about."""
    for one in _found(root).values():
        click.echo(f"{one.kit}: {one.title}")
        click.echo(f"    states: {', '.join(one.states)}")
        click.echo(f"    standards: {', '.join(one.record.standards)}")


@exercise.command()
@click.argument("kit")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--at", "state", default="start", show_default=True, help="start, a checkpoint of the kit, or solution.")
@root
def start(kit: str, folder: Path, state: str, root: Path | None) -> None:
    """Lay out the exercise of KIT in DIR, a new or empty folder. Nothing is ever overwritten.

    Who has fallen behind goes on from a checkpoint: `--at` lays out what has been reached there, in another folder.
    """
    from playbook.commands.exercise_saying import first
    from playbook.workshops.exercises import lay, of_kit

    with _refusing():
        one = of_kit(_found(root), kit)
        state = one.named(state)
        lay(one, state, folder, installed().edition)
    _say(first(one, state, folder))


@exercise.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--python", help="The Python that runs the tests (default: that of DIR/.venv, or else this one).")
@click.option(
    "--timeout",
    type=click.IntRange(1, 86_400),
    default=120,
    show_default=True,
    help="Seconds after which the tests are stopped.",
)
@root
def check(folder: Path, python: str | None, timeout: int, root: Path | None) -> None:
    """Say how far you are in DIR, in words: what each checkpoint still wants, and the hint for the first.

    It runs the tests of DIR, in a copy of it: do this with folders that you trust. Tests that the workshop names are
    run from its own copy, so what counts is the code. It ends with 0 when the solution is reached, and with 1 before.
    """
    from playbook.commands.exercise_saying import progress
    from playbook.workshops.exercises import kit_in, of_kit
    from playbook.workshops.trying import python_of

    with _refusing():
        one = of_kit(_found(root), kit_in(folder))
        if python and os.path.dirname(python):
            python = os.path.abspath(python)  # the tests run in another folder
        used = python or str(python_of(folder) or sys.executable)
        click.echo(f"Running the tests of {click.format_filename(folder)}, in a copy of it, with {used}.")
        with ending_once():  # whatever ends this ends the tests too, which run in a session of their own
            done = _progress(one, folder, used, timeout)
    _say(progress(done))
    sys.exit(0 if done.reached else 1)


def _progress(one: Repository, folder: Path, python: str, timeout: float) -> Any:
    from playbook.commands.exercise_progress import progress
    from playbook.review.settings import SettingsError
    from playbook.review.verdict import UnreadError

    try:
        return progress(one, folder, python, timeout, installed())
    except SettingsError as error:
        raise click.UsageError(f"{folder}: {error}") from None
    except UnreadError as error:
        raise wrong(f"{folder} cannot be reviewed: {error}", "lay the exercise out in a new folder") from None


def _found(root: Path | None) -> dict[str, Repository]:
    from playbook.workshops.exercises import repositories

    if root is not None and not (root / "mkdocs.yml").is_file():
        raise wrong(f"--root {root}: it holds no mkdocs.yml", "name a checkout of the playbook, or leave --root out")
    return repositories(root.resolve() if root else None)


@contextmanager
def _refusing() -> Iterator[None]:
    """Say what cannot be done as the caller's mistake, which ends with 2."""
    from playbook.review.reports.safe import printed
    from playbook.workshops.exercises import ExerciseError

    try:
        yield
    except ExerciseError as error:
        raise wrong(printed(error.what), printed(error.mend)) from None


def _say(lines: Any) -> None:
    from playbook.review.reports.lines import show

    show(lines, sys.stdout)
