"""What is wrong with a record, where, and how to mend it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import PurePath


@dataclass(frozen=True, order=True)
class Place:
    """A place in a file: `file` is relative to the repository, `line` and `column` start at 1."""

    file: PurePath
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.file.as_posix()}:{self.line}:{self.column}"


@dataclass(frozen=True, order=True)
class Problem:
    """One fault: the place, what is wrong there, and the mend, each a plain sentence."""

    place: Place
    what: str
    mend: str

    def __str__(self) -> str:
        return f"{self.place}: {self.what}\n    mend: {self.mend}"


class ProblemsError(Exception):
    """All the faults that a run has found, sorted by place."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(set(problems)))
        super().__init__(self.report())

    def report(self) -> str:
        """Give every problem, then one line that counts them."""
        files = {problem.place.file for problem in self.problems}
        noun = "problem" if len(self.problems) == 1 else "problems"
        where = "file" if len(files) == 1 else "files"
        lines = [str(problem) for problem in self.problems]
        return "\n".join([*lines, f"{len(self.problems)} {noun} in {len(files)} {where}"])
