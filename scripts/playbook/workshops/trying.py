"""Runs the tests of an exercise in a copy of a participant's folder, with the Python that they work with.

It is the one thing here that runs other people's code, and only `playbook exercise check` asks for it.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory, TemporaryFile

from playbook.workshops import outcomes
from playbook.workshops.exercises import TOOLS_OWN, ExerciseError, Files

LEFT_OUT = TOOLS_OWN | {"venv", ".git", ".hg", "node_modules", ".tox", ".nox"}
MOST_BYTES = 50_000_000
"""What is copied at most. Exercises have less than a hundredth of it."""


@dataclass(frozen=True)
class Outcome:
    """How a test ended: `passed`, `failed` or `skipped`. `name` is its path, or that of a file without tests to run."""

    name: str
    how: str
    why: str = ""


@dataclass(frozen=True)
class Outcomes:
    """How the tests ended, and what kept them from running at all, if something did."""

    tests: tuple[Outcome, ...]
    kept: str = ""

    @property
    def failed(self) -> tuple[Outcome, ...]:
        return tuple(test for test in self.tests if test.how == "failed")

    def of(self, name: str) -> Outcome:
        """Give how the test `name` ended: with all its parameters, the first of them that did not pass."""
        file = name.partition("::")[0]
        cases = [test for test in self.tests if test.name == name or test.name.startswith((f"{name}[", f"{name}::"))]
        whole = [test for test in self.tests if test.name == file]
        for case in (*whole, *cases):
            if case.how != "passed":
                return Outcome(name, case.how, case.why)
        return Outcome(name, "passed") if cases else Outcome(name, "failed", self.kept or "it did not run")


def python_of(folder: Path) -> Path | None:
    """Give the Python of the environment `.venv` in `folder`, if there is one."""
    places = (folder / ".venv/bin/python", folder / ".venv/Scripts/python.exe")
    return next((place.absolute() for place in places if place.is_file()), None)


def run_tests(folder: Path, python: str, timeout: float, instead: Files | None = None) -> Outcomes:
    """Run the tests below `folder` in a copy of it; with `instead`, only these files, put into the copy.

    `timeout` is in seconds. Raises ExerciseError if they do not end in time, or Python cannot be started.
    """
    with TemporaryDirectory() as made:
        place = Path(made).resolve()
        copy, log, plugins = place / "copy" / folder.resolve().name, place / "outcomes", place / "plugins"
        _copy(folder, copy, instead or {})
        plugins.mkdir()
        shutil.copy(outcomes.__file__, plugins / "playbook_exercise_outcomes.py")
        what = ["-m", "pytest", "-q", "-p", "no:cacheprovider", "-p", "playbook_exercise_outcomes"]
        what += ["--continue-on-collection-errors", *sorted(p for p in instead or {} if not p.endswith("conftest.py"))]
        ended = _run([python, *what], copy, {outcomes.FILE: str(log), "PYTHONPATH": _paths(plugins, copy)}, timeout)
        return Outcomes(tuple(_read(log)), _kept(*ended))


def _copy(folder: Path, copy: Path, instead: Files) -> None:
    """Copy what participants write, and put the files `instead` into the copy.

    Links stay links, so that nothing from elsewhere comes along.
    """
    try:
        if sum(_sizes(folder)) > MOST_BYTES:
            raise ExerciseError(
                f"{folder} holds more than {MOST_BYTES // 10**6} MB", "move what is no part of the exercise elsewhere"
            )
        shutil.copytree(folder, copy, symlinks=True, ignore=shutil.ignore_patterns(*LEFT_OUT))
        for path, data in instead.items():
            _put(copy, PurePosixPath(path), data)
    except OSError as error:
        why = error.args[0][0][-1] if isinstance(error, shutil.Error) else error
        raise ExerciseError(f"{folder} cannot be copied: {why}", "see to it that you may read all of it") from None


def _put(copy: Path, path: PurePosixPath, data: bytes) -> None:
    """Write a file into the copy, in place of what stands in its way: a link leads to where nothing is written."""
    for part in reversed(path.parents):
        folder = copy / part
        if folder.is_symlink() or not folder.is_dir():
            folder.unlink(missing_ok=True)
            folder.mkdir()
    file = copy / path
    if file.is_dir() and not file.is_symlink():
        shutil.rmtree(file)
    file.unlink(missing_ok=True)
    file.write_bytes(data)


def _sizes(folder: Path) -> Iterator[int]:
    for where, folders, files in os.walk(folder):
        folders[:] = [name for name in folders if name not in LEFT_OUT]
        for name in files:
            yield os.lstat(os.path.join(where, name)).st_size


def _paths(*folders: Path) -> str:
    """Give where Python looks first: what participants wrote is found whether or not they have installed it."""
    plugins, copy = folders
    return os.pathsep.join(map(str, (plugins, *(place for place in (copy / "src", copy) if place.is_dir()))))


def _run(command: list[str], folder: Path, more: dict[str, str], timeout: float) -> tuple[int, str]:
    """Run `command`, and give its code and the end of what it printed; what it started ends with it."""
    dropped = ("PYTEST_ADDOPTS", "PYTEST_PLUGINS", "PYTEST_CURRENT_TEST", "PYTEST_XDIST_WORKER")
    env = {key: value for key, value in os.environ.items() if key not in dropped}
    env |= {"PYTHONDONTWRITEBYTECODE": "1", "PYTHONIOENCODING": "utf-8", "NO_COLOR": "1", **more}
    with TemporaryFile() as out:
        try:
            started = subprocess.Popen(
                command, cwd=folder, env=env, stdin=subprocess.DEVNULL, stdout=out, stderr=out, start_new_session=True
            )
        except OSError as error:
            what = f"{command[0]} cannot be started: {error.strerror}"
            raise ExerciseError(what, "name a Python with --python, or make .venv anew") from None
        try:
            code = started.wait(timeout)
        except subprocess.TimeoutExpired:
            mend = "look for a loop without an end, or give it longer with --timeout"
            raise ExerciseError(f"the tests did not end within {timeout:g} seconds", mend) from None
        finally:
            _end(started)
        out.seek(max(0, out.seek(0, os.SEEK_END) - 200_000))
        return code, out.read().decode("utf-8", "replace")


def _end(started: subprocess.Popen[bytes]) -> None:
    if hasattr(os, "killpg"):
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(started.pid, signal.SIGKILL)
    else:
        started.kill()
    started.wait()


def _read(log: Path) -> Iterator[Outcome]:
    if not log.is_file():
        return
    for line in log.read_text(encoding="utf-8", errors="replace").splitlines():
        try:
            row = json.loads(line)
            yield Outcome(str(row["name"]), str(row["how"]), str(row["why"]))
        except (ValueError, TypeError, KeyError):
            continue  # a test wrote there too; what it wrote counts for nothing


def _kept(code: int, text: str) -> str:
    """Say what kept pytest from running, for its codes 3 (its own fault), 4 (called wrongly) and the like."""
    if "No module named pytest" in text:
        return "pytest is not installed"
    if code in (0, 1, 2, 5):
        return "no test was found" if code == 5 else ""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    errors = [line for line in lines if "rror" in line]
    return (errors or lines or [f"pytest ended with {code}"])[-1]


def modules_missing(tests: Iterable[Outcome], known: Iterable[str]) -> list[str]:
    """Give the modules that tests could not import, but for those that the exercise itself has or will have."""
    own = {name for path in known for part in PurePosixPath(path).parts[:2] for name in (part.removesuffix(".py"),)}
    found = set()
    for test in tests:
        _, quote, rest = test.why.partition("No module named '")
        name = rest.partition("'")[0].partition(".")[0]
        if quote and name.isidentifier() and name not in own:  # it becomes part of a command to paste
            found.add(name)
    return sorted(found)
