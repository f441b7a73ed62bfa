"""The ballots of a board by group, as doubled ranks with what adds up over them, and the axes that come of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import reduce
from operator import add

from playbook.priorities.agreement import ties
from playbook.priorities.ranks import doubled_ranks, scores
from playbook.priorities.results import Axis
from playbook.records.board import LEAD, Board

AXES: tuple[Axis, Axis] = ("lead", "others")


@dataclass
class Votes:
    """The ballots of one group: doubled ranks by place on the board, their sums, and their tie corrections' sum."""

    ballots: list[list[int]] = field(default_factory=list)
    sums: list[int] = field(default_factory=list)
    tied: int = 0

    def add(self, ranks: list[int]) -> None:
        """Count one more ballot."""
        self.ballots.append(ranks)
        self.sums = [sum(pair) for pair in zip(self.sums, ranks, strict=True)] if self.sums else ranks
        self.tied += ties(ranks)

    def scores(self) -> list[float]:
        """Give each point's score among these ballots, of which there is at least one."""
        return scores(self.sums, len(self.ballots))

    def scores_without(self, ballot: Sequence[int]) -> list[float] | None:
        """Give the scores with one of the ballots left out; None if it was the only one."""
        left = len(self.ballots) - 1
        return scores([each - rank for each, rank in zip(self.sums, ballot, strict=True)], left) if left else None


def collect(board: Board) -> tuple[dict[str, Votes], list[str]]:
    """Give the votes of each group of `board`, in its order, and a note for the ballots that cannot be counted."""
    votes = {group.id: Votes() for group in board.groups}
    places = {item.id: place for place, item in enumerate(board.items)}
    strangers = empty = 0
    for ballot in board.ballots:
        ranks = doubled_ranks(ballot.tiers, places)
        if ballot.group not in votes:
            strangers += 1
        elif ranks is None:
            empty += 1
        else:
            votes[ballot.group].add(ranks)
    notes = [_not_counted(strangers, "of no group on this board")] if strangers else []
    return votes, notes + ([_not_counted(empty, "without a point of this board")] if empty else [])


def _not_counted(ballots: int, why: str) -> str:
    return f"Not counted: {ballots} {'ballot' if ballots == 1 else 'ballots'} {why}."


def axis_values(given: Mapping[str, Sequence[float]], axis: Axis) -> list[float] | None:
    """Give the scores on an axis from those of the groups with ballots: the lead's own, or the mean of the others'."""
    groups = [scores for key, scores in given.items() if (key == LEAD) == (axis == "lead")]
    # Added up one after the other: from Python 3.12 on, sum() corrects what rounding loses, and no browser does.
    return [reduce(add, each) / len(groups) for each in zip(*groups, strict=True)] if groups else None
