"""Git repositories and deployments made for tests: commits and tags at given moments, and nothing of the machine's."""

from __future__ import annotations

import datetime
import os
import subprocess
from collections.abc import Iterable
from pathlib import Path

from playbook.priorities.deployments.found import Deployment, Found, in_order
from playbook.priorities.deployments.git import read_git

NOW = datetime.datetime(2026, 11, 27, 12, tzinfo=datetime.UTC)
TODAY = NOW.date()


class Repo:
    """A repository in `folder`. Moments are ISO dates or times in UTC, or Git's own raw dates."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        self.git("init", "-q", "-b", "main")

    def git(self, *arguments: str, at: str = "2026-01-01T00:00:00Z", given: str = "") -> str:
        clean = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
        who = {
            f"GIT_{one}_{what}": said
            for one in ("AUTHOR", "COMMITTER")
            for what, said in (("NAME", "a"), ("EMAIL", "a@example.org"))
        }
        dates = {"GIT_AUTHOR_DATE": at, "GIT_COMMITTER_DATE": at}
        alone = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
        done = subprocess.run(
            ["git", "-C", str(self.folder), *arguments],
            env=clean | who | dates | alone,
            capture_output=True,
            text=True,
            check=True,
            input=given,
        )
        return done.stdout.strip()

    def commit(self, at: str) -> str:
        self.git("commit", "-q", "--allow-empty", "-m", f"at {at}", at=moment(at))
        return self.git("rev-parse", "HEAD")

    def tag(self, name: str, at: str = "", of: str = "HEAD") -> None:
        """Make an annotated tag, or a lightweight one without `at`."""
        if at:
            self.git("tag", "-a", "-m", name, name, of, at=moment(at))
        else:
            self.git("tag", name, of)

    def read(
        self, *patterns: str, but_not: Iterable[str] = (), since: str = "", zone: datetime.tzinfo = datetime.UTC
    ) -> Found:
        first = datetime.date.fromisoformat(since) if since else None
        return read_git(self.folder, patterns or ("*",), tuple(but_not), zone, NOW, first)


def moment(at: str) -> str:
    return f"{at}T12:00:00Z" if len(at) == 10 else at


def on(*days: str, each: int = 1) -> tuple[Deployment, ...]:
    """Give `each` deployments at noon of each day."""
    found = []
    for day in days:
        date = datetime.date.fromisoformat(day)
        at = datetime.datetime.combine(date, datetime.time(12), datetime.UTC)
        found += [Deployment(at, date, f"v{day}-{number}") for number in range(each)]
    return in_order(found)


def every(step: int, first: str, last: str, weekdays: Iterable[int] = range(7)) -> list[str]:
    """Give each `step`th day from `first` to `last`, of these weekdays (Monday is 0)."""
    day, end = datetime.date.fromisoformat(first), datetime.date.fromisoformat(last)
    found = []
    while day <= end:
        if day.weekday() in set(weekdays):
            found.append(day.isoformat())
        day += datetime.timedelta(days=step)
    return found
