"""Reviews all repositories side by side, and compares the result with that of the last run."""

from __future__ import annotations

import datetime
import os
from collections.abc import Iterable, Mapping
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from multiprocessing import get_context

from playbook.records.catalogue import Catalogue, Entry, catalogue
from playbook.review.adoption.targets import Target, opened
from playbook.review.run import Demand, review
from playbook.review.settings import SettingsError
from playbook.review.verdict import Answer, UnreadError

COUNTED = (Answer.HOLDS, Answer.FALLS_SHORT, Answer.UNREAD)
"""What the share is a share of: where a standard does not apply, it says nothing."""


@dataclass(frozen=True)
class Row:
    """A repository: the answer to each standard that was asked, and why there is none if it could not be read."""

    name: str
    answers: Mapping[str, Answer]
    fault: str = ""


@dataclass(frozen=True)
class Change:
    """An answer that became another since the last run."""

    name: str
    standard: str
    before: Answer
    now: Answer

    @property
    def better(self) -> bool:
        """Whether it holds now."""
        return self.now is Answer.HOLDS

    @property
    def worse(self) -> bool:
        """Whether it held before, and does not any more."""
        return self.before is Answer.HOLDS and self.now in (Answer.FALLS_SHORT, Answer.UNREAD)


@dataclass(frozen=True)
class Adoption:
    """A run: its day, the standards asked of at least one repository (by ID), and the repositories by name.

    `since` is the day of the run before it, if there was one; `changes`, `came` and `went` are against that.
    """

    day: datetime.date
    stage: str
    standards: tuple[Entry, ...]
    rows: tuple[Row, ...]
    since: datetime.date | None = None
    changes: tuple[Change, ...] = ()
    came: tuple[str, ...] = ()
    went: tuple[str, ...] = ()

    def share(self, key: str) -> float | None:
        """Give the share, 0 to 1, of repositories in which the standard `key` holds; None if it applies to none."""
        return _share(row.answers.get(key) for row in self.rows)

    @property
    def whole(self) -> float | None:
        """The share over all repositories and standards."""
        return _share(answer for row in self.rows for answer in row.answers.values())


def _share(answers: Iterable[Answer | None]) -> float | None:
    counted = [answer for answer in answers if answer in COUNTED]
    return counted.count(Answer.HOLDS) / len(counted) if counted else None


def measure(
    targets: Iterable[Target], stage: str, only: tuple[str, ...] = (), *, limit: float = 60, jobs: int | None = None
) -> Adoption:
    """Review `targets`, `jobs` at a time (default: one a processor), all at the same `stage`.

    The stage of a repository's own settings does not count here, so that rows can be compared; its exceptions do.
    """
    day = datetime.datetime.now(datetime.UTC).date()
    known = catalogue()  # once, before the workers: in a checkout it may have to be made
    work = partial(_row, stage=stage, only=only, limit=limit)
    todo = list(targets)
    jobs = min(jobs or os.cpu_count() or 1, len(todo)) or 1
    if jobs == 1:
        rows = [work(target) for target in todo]
    else:
        with ProcessPoolExecutor(jobs, mp_context=get_context("spawn")) as pool:
            rows = list(pool.map(work, todo, chunksize=1))
    return Adoption(day, stage, _asked(known, rows), tuple(rows))


def _row(target: Target, stage: str, only: tuple[str, ...], limit: float) -> Row:
    try:
        with opened(target, limit) as folder:
            found = review(folder, catalogue(), Demand(stage, only))
    except UnreadError as error:
        return Row(target.name, {}, error.finding.message)
    except (SettingsError, OSError) as error:
        return Row(target.name, {}, " ".join(str(error).split()))
    return Row(target.name, {result.standard.id: result.verdict.answer for result in found.results})


def _asked(known: Catalogue, rows: Iterable[Row]) -> tuple[Entry, ...]:
    asked = {key for row in rows for key in row.answers}
    return tuple(known.standards[key] for key in sorted(asked & set(known.standards)))
