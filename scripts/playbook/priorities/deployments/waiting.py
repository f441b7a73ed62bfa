"""How long commits waited: from the commit to the first deployment that brings it.

DORA's change lead time runs "from committed to version control to deployed in production". Here it runs from a commit's
committer date (which a rebase or a squash renews) to the date of the first tag that holds the commit. Merge commits are
left out: they bring no change of their own, and the commits that they merge count by themselves.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from playbook.priorities.deployments.asking import rows
from playbook.priorities.deployments.found import Deployment, Waits, times

MOST_COMMITS = 500_000
SLACK = 300
"""Seconds: clocks of two machines differ by a little, and a commit so much younger than its tag waited not at all."""

_History = dict[bytes, tuple[int, tuple[bytes, ...]]]
"""Each commit with its moment and its parents."""


def waits(
    folder: Path, deployments: Sequence[Deployment], since: datetime.date | None
) -> tuple[tuple[Deployment, ...], list[str]]:
    """Give the deployments with what their commits waited, and sentences on what is not known.

    The first of all, and those before `since`, only say which commits are no news: what was there before the first
    tag waited for nobody knows what. Raises GitError.
    """
    first = sum(since is not None and one.day < since for one in deployments)
    first = max(first, 1)
    old, new = deployments[:first], deployments[first:]
    if not new:
        return tuple(deployments), []
    given = [one.commit for one in new] + [f"^{commit}" for commit in {one.commit for one in old}]
    history: _History = {}
    for row in rows(folder, "rev-list", "--parents", "--timestamp", "--stdin", given=given):
        moment, commit, *parents = row.split()
        history[commit] = int(moment), tuple(parents)
        if len(history) > MOST_COMMITS:
            return tuple(deployments), [
                f"Lead time is left out: there are more than {MOST_COMMITS:,} commits. "
                "Ask for less with --since, and it is measured."
            ]
    known = tuple(_brought(new, history))
    younger = sum(one.waits.younger for one in known if one.waits)
    notes = []
    if younger:
        notes.append(
            f"{times(younger, 'commit is', 'commits are')} dated after the tag that brings "
            f"{'it' if younger == 1 else 'them'}, and left out of the lead time."
        )
    return (*old, *known), notes


def _brought(new: Sequence[Deployment], history: _History) -> Iterator[Deployment]:
    """Give each deployment with its own commits: those that no earlier one has brought."""
    seen: set[bytes] = set()
    for one in new:
        at = int(one.at.timestamp())
        seconds: list[int] = []
        merges = younger = 0
        stack = [one.commit.encode()]
        while stack:
            commit = stack.pop()
            if commit in seen or commit not in history:
                continue
            seen.add(commit)
            moment, parents = history[commit]
            stack += parents
            if len(parents) > 1:
                merges += 1
            elif moment > at + SLACK:
                younger += 1
            else:
                seconds.append(max(0, at - moment))
        yield replace(one, waits=Waits(tuple(sorted(seconds)), merges, younger))
