"""What issues, calendar and table say of a task in the same words: its day, its address, who does it."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePath

from playbook.records.evidence import plain
from playbook.records.library import Library
from playbook.records.page import address
from playbook.records.path import OWNERS, Path, Task

_DAY = datetime.timedelta(days=1)


def works(day: datetime.date) -> bool:
    """Tell whether `day` is one from Monday to Friday. Holidays are not known here."""
    return day.weekday() < 5


def working_day(start: datetime.date, day: int, *, leaves: bool) -> datetime.date:
    """Give the date of the working day that a path calls `day`.

    `start` is the first day at work, which is 1, and the one before it 0; or, where the path leaves, the last day,
    which is -1, and the one after it 1. docs/assets/tools/checklist.js does the same.
    """
    left = day + (day < 0) if leaves else day - 1
    step = _DAY if left > 0 else -_DAY
    date = start
    while left:
        date += step
        while not works(date):
            date += step
        left -= 1 if left > 0 else -1
    return date


def said(date: datetime.date) -> str:
    """Give a date for people, such as: Friday 5 March 2027."""
    return f"{date:%A} {date.day} {date:%B %Y}"


def lower(title: str) -> str:
    """Give the title of a horizon within a sentence."""
    return title[0].lower() + title[1:]


@dataclass(frozen=True)
class Plan:
    """A path as somebody walks it: from `start` on, if that is known, seen `today`."""

    library: Library
    path: Path
    today: datetime.date
    start: datetime.date | None = None

    @property
    def url(self) -> str:
        """Give the address of the path's page."""
        return self._url(self.library.file_of(self.path))

    def horizons(self) -> Iterator[tuple[str, str, list[Task]]]:
        """Give each horizon that has tasks: id, title, tasks."""
        for horizon, (title, _day) in self.path.horizons.items():
            tasks = [task for task in self.path.tasks if task.horizon == horizon]
            if tasks:
                yield horizon, title, tasks

    def owners(self, tasks: list[Task]) -> Iterator[tuple[str, list[Task]]]:
        """Give each owner of some of `tasks`, with these: whoever walks the path comes first."""
        for owner in OWNERS[self.path.leaves]:
            own = [task for task in tasks if task.owner == owner]
            if own:
                yield owner, own

    def date(self, day: int) -> datetime.date | None:
        """Give the date of a working day, if the start is known."""
        return working_day(self.start, day, leaves=self.path.leaves) if self.start else None

    def due(self, task: Task) -> datetime.date | None:
        """Give the date by which `task` is done, if the start is known."""
        return self.date(self.path.due(task))

    def waits(self, task: Task) -> list[Task]:
        """Give the tasks that come before `task`, in the order of the path."""
        return [other for other in self.path.tasks if other.id in task.after]

    def link(self, task: Task) -> str:
        """Give the address of what `task` links to, or nothing."""
        page, _, anchor = (task.link or "").partition("#")
        return self._url(PurePath(page), anchor) if page else ""

    def stale(self, task: Task) -> bool:
        """Tell whether nobody has verified `task` for too long."""
        return task.stale(self.today)

    def _url(self, page: PurePath, anchor: str = "") -> str:
        return self.library.organisation.site.url + address(page) + (anchor and f"#{anchor}")


def text(task: Task) -> str:
    """Give what is to be done, without its sources and the full stop."""
    return plain(task.text).removesuffix(".")
