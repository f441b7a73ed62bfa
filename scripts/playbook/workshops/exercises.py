"""The exercises of hands-on kits: their states as files, how one is laid out in a folder, and the mark that it leaves.

An installed package carries them in `exercises.json`, made when it is built; a checkout reads them from its kits.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

from playbook.records.kit_parts import Checkpoint, Exercise

if TYPE_CHECKING:
    from playbook.records.library import Library

FILE = "exercises.json"
PACKAGE = Path(__file__).resolve().parents[1]
MARKER = ".playbook-exercise"
"""The file that says which exercise lies in a folder, and as which state it was laid out."""
LONGEST_MARKER = 4_000
"""Bytes. Ours has about 100."""
START, SOLUTION = "start", "solution"
TOOLS_OWN = frozenset({"__pycache__", ".pytest_cache", ".venv", ".ruff_cache", ".mypy_cache", ".ipynb_checkpoints"})
"""Folders that tools leave behind; no part of an exercise."""

Files = Mapping[str, bytes]
"""Contents by path, relative, with slashes."""


class ExerciseError(Exception):
    """It cannot be done: `what` is wrong, and the `mend`."""

    def __init__(self, what: str, mend: str) -> None:
        self.what, self.mend = what, mend
        super().__init__(f"{what}; {mend}")


@dataclass(frozen=True)
class Repository:
    """The exercise of one kit. `layers` are the files of its start, and of each state against the one before."""

    kit: str
    title: str
    record: Exercise
    layers: Mapping[str, Files]

    @cached_property
    def states(self) -> tuple[str, ...]:
        """The states in their order: `start`, the checkpoints but for the last, `solution`."""
        return (START, *(checkpoint.id for checkpoint in self.record.checkpoints[:-1]), SOLUTION)

    @property
    def checkpoints(self) -> tuple[Checkpoint, ...]:
        return self.record.checkpoints

    def named(self, state: str) -> str:
        """Give the state that is meant by `state`: the last checkpoint is the solution. Raises ExerciseError."""
        if state == self.checkpoints[-1].id:
            return SOLUTION
        if state not in self.states:
            raise ExerciseError(f"{self.kit} has no checkpoint {state}", f"use one of: {', '.join(self.states)}")
        return state

    def files(self, state: str) -> dict[str, bytes]:
        """Give all files of the repository as they are in `state`."""
        found: dict[str, bytes] = {}
        for at, key in enumerate(self.states):
            if at:
                for path in self.checkpoints[at - 1].removes:
                    found.pop(path, None)
            found |= self.layers[key]
            if key == state:
                break
        return dict(sorted(found.items()))

    def held(self, state: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Give the tests that pass in `state`, and the standards that hold."""
        until = self.checkpoints[: self.states.index(state)]
        return tuple(t for one in until for t in one.tests), tuple(s for one in until for s in one.standards)

    @cached_property
    def own_tests(self) -> dict[str, bytes]:
        """The files of the tests that checkpoints name, and what stands beside them for pytest, as they are at last."""
        names = {name.partition("::")[0] for checkpoint in self.checkpoints for name in checkpoint.tests}
        files: dict[str, bytes] = {}
        for state in self.states:
            files |= {p: data for p, data in self.files(state).items() if p in names or p.endswith("conftest.py")}
        return files


def repositories(root: Path | None = None) -> dict[str, Repository]:
    """Give the exercises by their kits, in the order of these: of the checkout `root`, or of this installation.

    Raises ProblemsError if they are to be read from pages, and one is at fault.
    """
    shipped = PACKAGE / FILE
    if root is None and shipped.is_file():
        return unpacked(json.loads(shipped.read_text(encoding="utf-8")))
    from playbook.records.current import current

    return of_library(current(root or PACKAGE.parents[1]))


def of_library(library: Library) -> dict[str, Repository]:
    """Give the exercises of a playbook that was read."""
    from playbook.records.kit import FOLDER, Kit

    found = {}
    for kit in sorted(library.all(Kit), key=lambda kit: kit.order):
        if kit.exercise is None:
            continue
        folder = library.root / "docs" / FOLDER / kit.id / "exercise"
        middle = kit.exercise.checkpoints[:-1]
        places = {START: START, **{one.id: f"checkpoints/{one.id}" for one in middle}, SOLUTION: SOLUTION}
        layers = {state: _below(folder / place) for state, place in places.items()}
        found[kit.id] = Repository(kit.id, kit.title, kit.exercise, layers)
    return found


def _below(folder: Path) -> dict[str, bytes]:
    found = {}
    for file in sorted(folder.rglob("*")):
        path = file.relative_to(folder)
        if file.is_file() and not TOOLS_OWN & set(path.parts) and not any(p.endswith(".egg-info") for p in path.parts):
            found[path.as_posix()] = file.read_bytes()
    return found


def packed(library: Library, edition: str) -> dict[str, Any]:
    """Give the exercises for exercises.json. Raises ExerciseError if a file of theirs is not text in UTF-8."""
    return {
        "format": 1,
        "edition": edition,
        "exercises": [
            {
                "kit": one.kit,
                "title": one.title,
                "record": one.record.model_dump(mode="json"),
                "layers": {
                    state: {path: _text(f"{one.kit}: {state}: {path}", data) for path, data in files.items()}
                    for state, files in one.layers.items()
                },
            }
            for one in of_library(library).values()
        ],
    }


def _text(name: str, data: bytes) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        raise ExerciseError(f"{name} is not UTF-8", "keep what an exercise consists of as text") from None


def unpacked(data: dict[str, Any]) -> dict[str, Repository]:
    """Give the exercises that `packed` wrote."""
    return {
        row["kit"]: Repository(
            row["kit"],
            row["title"],
            Exercise.model_validate(row["record"]),
            {state: {p: text.encode("utf-8") for p, text in files.items()} for state, files in row["layers"].items()},
        )
        for row in data["exercises"]
    }


# -- in a folder


def lay(repository: Repository, state: str, folder: Path, edition: str) -> None:
    """Write the files of `state`, and the mark, into `folder`, which is new or empty. Raises ExerciseError."""
    mark = {"kit": repository.kit, "state": state, "edition": edition}
    files = {**repository.files(state), MARKER: f"{json.dumps(mark)}\n".encode()}
    try:
        _make_empty(folder)
        for path, data in files.items():
            file = folder / PurePosixPath(path)
            file.parent.mkdir(parents=True, exist_ok=True)
            with file.open("xb") as opened:
                opened.write(data)
    except OSError as error:
        raise ExerciseError(
            f"{folder} cannot be written: {error.strerror}", "name a folder in a place where you may write"
        ) from None


def _make_empty(folder: Path) -> None:
    if folder.is_symlink():
        raise ExerciseError(f"{folder} is a link", "name a new folder; an exercise is never laid out through a link")
    if folder.exists() and not folder.is_dir():
        raise ExerciseError(f"{folder} is a file", "name a new folder")
    folder.mkdir(parents=True, exist_ok=True)
    if any(folder.iterdir()):
        raise ExerciseError(f"{folder} is not empty", "name a new folder: nothing that lies there is overwritten")


def kit_in(folder: Path) -> str:
    """Give the kit whose exercise lies in `folder`, by the mark there. Raises ExerciseError."""
    if folder.is_symlink():
        raise ExerciseError(f"{folder} is a link", "name the folder that it leads to")
    if not folder.is_dir():
        raise ExerciseError(f"there is no folder {folder}", "begin with: playbook exercise start KIT DIR")
    file = folder / MARKER
    try:
        handle = os.open(file, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0))
        with open(handle, "rb") as opened:
            data = opened.read(LONGEST_MARKER + 1)
    except FileNotFoundError:
        what = f"{folder} is no exercise: it holds no {MARKER}"
        raise ExerciseError(what, "name the folder that `playbook exercise start` laid out") from None
    except OSError as error:
        raise ExerciseError(f"{file} cannot be read: {error.strerror}", "lay the exercise out anew") from None
    try:
        value = json.loads(data.decode("utf-8")) if len(data) <= LONGEST_MARKER else None
    except (ValueError, RecursionError):
        value = None
    if not isinstance(value, dict) or not isinstance(kit := value.get("kit"), str):
        raise ExerciseError(f"{file} is damaged", 'write {"kit": "…"} into it, with the kit’s id')
    return kit


def of_kit(found: Mapping[str, Repository], kit: str) -> Repository:
    """Give the exercise of `kit`. Raises ExerciseError."""
    if kit not in found:
        raise ExerciseError(f"there is no exercise of a kit {kit}", _known(found))
    return found[kit]


def _known(kits: Iterable[str]) -> str:
    names = ", ".join(kits)
    return f"use one of: {names}" if names else "this playbook has no exercise yet"
