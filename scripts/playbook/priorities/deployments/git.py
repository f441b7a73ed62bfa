"""Reads deployments from the tags of a Git repository.

An annotated tag is dated by its tagger, a lightweight one, which has no date of its own, by its commit. A tag is no
deployment: it stands for one only where a team tags whatever it deploys, when it deploys it.
"""

from __future__ import annotations

import datetime
import fnmatch
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

from playbook.priorities.deployments.asking import GitError, ask, rows
from playbook.priorities.deployments.found import (
    GIT_BEGAN,
    Dated,
    Deployment,
    Found,
    RefusedError,
    in_order,
    shown,
    times,
)
from playbook.priorities.deployments.waiting import waits

MOST_TAGS = 100_000
AT_ONCE = 600
"""Seconds: three or more tags made within so short a time, on commits of weeks, were made afterwards."""

_FIELDS = (
    "refname", "objecttype", "objectname", "taggerdate:raw",
    "*objecttype", "*objectname", "*committerdate:raw", "committerdate:raw",
)  # fmt: skip
_FORMAT = "%00".join(f"%({field})" for field in _FIELDS)


@dataclass(frozen=True)
class _Tag:
    """A tag on a commit, with the moments as seconds since 1970; `made` is None for a lightweight tag."""

    name: str
    commit: str
    made: int | None
    committed: int | None

    @property
    def seconds(self) -> int | None:
        return self.committed if self.made is None else self.made


def read_git(
    folder: Path,
    patterns: Sequence[str],
    but_not: Sequence[str],
    zone: datetime.tzinfo,
    now: datetime.datetime,
    since: datetime.date | None = None,
) -> Found:
    """Give a deployment for each tag in the repository `folder` that `patterns` match and `but_not` do not.

    Days are those of `zone`. What is dated after `now` is left out, and said. How long commits waited is known from
    the second deployment on, and, with `since`, for those from that day on. Raises RefusedError.
    """
    try:
        shallow = _opened(folder)
        tags, notes = _tags(folder, patterns, but_not)
        dated, more = _dated(tags, zone, now)
        notes += more
        deployments, more = _once(dated)
        notes += more
        if shallow:
            notes.append(
                "This clone is shallow: older commits, and perhaps tags, are missing. "
                "Run `git fetch --unshallow --tags` in it first."
            )
        light = sum(one.dated == "commit" for one in deployments)
        if light:
            notes.append(
                f"{light:,} of {times(len(deployments), 'tag')} {'is' if light == 1 else 'are'} lightweight and "
                f"{'has' if light == 1 else 'have'} the date of the commit, so a wait looks shorter than it was. "
                "Annotated tags (`git tag -a`) keep the date on which they were made."
            )
        deployments, more = waits(folder, deployments, since)
        notes += more
    except GitError as error:
        raise RefusedError(
            f"{shown(str(folder), 200)}: git cannot read this repository: {shown(str(error), 200)}",
            "run `git fsck` in it, or clone it anew",
        ) from None
    name = folder.resolve().name.removesuffix(".git")
    return Found("git", shown(name) or "repository", deployments, tuple(notes))


def _opened(folder: Path) -> bool:
    """Tell whether the repository is shallow. Raises RefusedError if `folder` is none."""
    try:
        return ask(folder, "rev-parse", "--is-shallow-repository") == "true"
    except GitError as error:
        if "not a git repository" not in str(error):
            raise
    above = next((parent for parent in folder.resolve().parents if (parent / ".git").exists()), None)
    mend = "name the folder of a clone, or a file with --from csv or --from github"
    raise RefusedError(
        f"{shown(str(folder), 200)}: this folder is not a Git repository",
        f"it lies in one, name that: {shown(str(above), 200)}" if above else mend,
    )


def _tags(folder: Path, patterns: Sequence[str], but_not: Sequence[str]) -> tuple[list[_Tag], list[str]]:
    every = _read(folder)
    if not every:
        raise RefusedError(
            f"{shown(str(folder), 200)}: this repository has no tags",
            "fetch them (git fetch --tags), tag what you deploy from now on, or measure a file with --from csv",
        )
    chosen = [tag for tag in every if _matches(tag[0], patterns) and not _matches(tag[0], but_not)]
    if not chosen:
        some = ", ".join(shown(tag[0], 40) for tag in islice(every, 3))
        raise RefusedError(
            f"{shown(str(folder), 200)}: none of the {times(len(every), 'tag')} is chosen by "
            f"--tags {' '.join(map(shown, patterns))}{' with --not-tags' if but_not else ''}",
            f"there are, for example: {some}",
        )
    notes = []
    left = len(every) - len(chosen)
    if left:
        notes.append(f"{times(left, 'tag')} of {len(every):,} {'was' if left == 1 else 'were'} not asked for.")
    tags = [_Tag(*tag) for tag in chosen if tag[1]]
    if len(tags) < len(chosen):
        notes.append(f"{times(len(chosen) - len(tags), 'tag names', 'tags name')} no commit and cannot be dated.")
    return tags, notes


def _matches(name: str, patterns: Sequence[str]) -> bool:
    return any(fnmatch.fnmatchcase(name, pattern) for pattern in patterns)


def _read(folder: Path) -> list[tuple[str, str, int | None, int | None]]:
    """Give (name, commit, tagger's moment, commit's moment) for each tag; no commit for a tag of something else."""
    found: list[tuple[str, str, int | None, int | None]] = []
    nested: list[int] = []
    for row in rows(folder, "for-each-ref", f"--count={MOST_TAGS + 1}", f"--format={_FORMAT}", "refs/tags"):
        ref, kind, name, made, inner, below, committed, own = row.decode("utf-8", "surrogateescape")[:-1].split("\0")
        short = ref.removeprefix("refs/tags/")
        if kind == "commit":
            found.append((short, name, None, _seconds(own)))
        elif inner == "commit":
            found.append((short, below, _seconds(made), _seconds(committed)))
        else:
            if inner == "tag":
                nested.append(len(found))
            found.append((short, "", _seconds(made), None))
    if len(found) > MOST_TAGS:
        raise RefusedError(
            f"{shown(str(folder), 200)}: it has more than {MOST_TAGS:,} tags",
            "export the dates that you mean to a file, and measure that with --from csv",
        )
    asked = [f"refs/tags/{found[index][0]}^{{commit}}" for index in nested]
    answers = rows(folder, "cat-file", "--batch-check=%(objecttype) %(objectname)", given=asked) if asked else ()
    for index, answer in zip(nested, answers, strict=False):
        kind, _, name = answer.decode("utf-8", "replace").strip().partition(" ")
        if kind == "commit":
            found[index] = (found[index][0], name, *found[index][2:])
    return found


def _seconds(raw: str) -> int | None:
    """Give the seconds of Git's raw date, `1700000000 +0100`: a moment is the same in each zone."""
    first = raw.split(" ", 1)[0]
    try:
        return int(first) if first else None
    except ValueError:
        return None


def _dated(
    tags: Collection[_Tag], zone: datetime.tzinfo, now: datetime.datetime
) -> tuple[list[tuple[_Tag, Deployment]], list[str]]:
    """Give a deployment for each tag whose date can be true, and say how many have none."""
    dated: list[tuple[_Tag, Deployment]] = []
    early, late = 0, 0
    for tag in tags:
        moment = _moment(tag.seconds)
        if moment is None or moment.date() < GIT_BEGAN:
            early += 1
        elif moment > now + datetime.timedelta(hours=1):
            late += 1
        else:
            day = moment.astimezone(zone).date()
            whose: Dated = "commit" if tag.made is None else "tagger"
            dated.append((tag, Deployment(moment, day, shown(tag.name), tag.commit, dated=whose)))
    dated.sort(key=lambda pair: pair[1].at)
    left = "is left out" if early == 1 else "are left out"
    notes = [f"{times(early, 'tag')} without a date, or with one from before Git began, {left}."] if early else []
    if late:
        notes.append(f"{times(late, 'tag')} dated in the future {'is' if late == 1 else 'are'} left out.")
    return dated, notes + list(_oddities([tag for tag, _one in dated]))


def _moment(seconds: int | None) -> datetime.datetime | None:
    try:
        return None if seconds is None else datetime.datetime.fromtimestamp(seconds, datetime.UTC)
    except (OverflowError, ValueError, OSError):
        return datetime.datetime.max.replace(tzinfo=datetime.UTC) if seconds and seconds > 0 else None


def _oddities(tags: list[_Tag]) -> Iterator[str]:
    """Say what dates give away: tags older than what they name, and tags that were made afterwards."""
    made = [(tag.made, tag.committed) for tag in tags if tag.made is not None and tag.committed is not None]
    older = sum(tagged < committed - 86_400 for tagged, committed in made)
    if older:
        yield f"{times(older, 'tag is', 'tags are')} dated before the commit that it names: a clock, or a date by hand."
    most = 0
    start = 0
    for end, (moment, _committed) in enumerate(made):
        while moment - made[start][0] > AT_ONCE:
            start += 1
        commits = [committed for _moment, committed in made[start : end + 1]]
        if end - start >= 2 and max(commits) - min(commits) > 7 * 86_400:
            most = max(most, end - start + 1)
    if most:
        yield (
            f"{most} tags were made within {AT_ONCE // 60} minutes, on commits that lie more than a week apart. "
            "They look as if they had been made afterwards: their dates are not those of deployments."
        )


def _once(dated: list[tuple[_Tag, Deployment]]) -> tuple[tuple[Deployment, ...], list[str]]:
    """Count tags on one commit on one day once: `v1.2.3` and `v1` are one deployment. Later days are another."""
    kept: dict[tuple[str, datetime.date], Deployment] = {}
    for _tag, one in dated:
        first = kept.setdefault((one.commit, one.day), one)
        if first.dated == "commit" and one.dated == "tagger":
            kept[one.commit, one.day] = replace(one, name=first.name)
    double = len(dated) - len(kept)
    notes = []
    if double:
        notes.append(
            f"{times(double, 'tag names', 'tags name')} a commit that another tag of that day names: counted once."
        )
    return in_order(kept.values()), notes
