"""The ballots of a board by group, as ranks, and the scores on each side that come of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import reduce
from operator import add

from playbook.priorities.agreement import Ranks
from playbook.priorities.ranks import ballot_ranks
from playbook.priorities.results import Axis
from playbook.records.board import LEAD, Board

AXES: tuple[Axis, Axis] = ("lead", "others")


def axis_of(group: str) -> Axis:
    """Give the axis that a group's ballots count for."""
    return "lead" if group == LEAD else "others"


def collect(board: Board) -> tuple[dict[str, list[Ranks]], list[str]]:
    """Give the ballots of each group of `board`, in its order, and notes on those that cannot be counted."""
    votes: dict[str, list[Ranks]] = {group.id: [] for group in board.groups}
    places = {item.id: place for place, item in enumerate(board.items)}
    strangers = empty = 0
    for ballot in board.ballots:
        ranks = ballot_ranks(ballot.tiers, places)
        if ballot.group not in votes:
            strangers += 1
        elif ranks is None:
            empty += 1
        else:
            votes[ballot.group].append(ranks)
    return votes, [
        *_uncounted(strangers, "of no group on this board"),
        *_uncounted(empty, "without a point of this board"),
    ]


def _uncounted(ballots: int, why: str) -> list[str]:
    return [f"Not counted: {ballots} ballot{'' if ballots == 1 else 's'} {why}."] if ballots else []


def added(ballots: Sequence[Ranks]) -> list[int]:
    """Add up the ranks of each point over the ballots."""
    return [sum(ranks) for ranks in zip(*ballots, strict=True)]


def axis_scores(given: Mapping[str, Sequence[float]], axis: Axis) -> list[float]:
    """Give the scores on an axis from those in the groups: the mean of the groups that have any; none if none has."""
    groups = [each for group, each in given.items() if each and axis_of(group) == axis]
    # Added up one after the other: from Python 3.12 on, sum() corrects what rounding loses, and no browser does.
    return [reduce(add, each) / len(groups) for each in zip(*groups, strict=True)]
