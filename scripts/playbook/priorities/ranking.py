"""Ranks a board: scores, the cut on each side, quadrants, agreement, and what is firm.

docs/assets/tools/priorities/ranking.js does the same in the browser; tests/data/ranking-vectors.json holds both to the
same answers. Start here is the interview's advice (P03); the cut, the other quadrants and all statistics are our own.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from playbook.priorities.agreement import kendall, spearman
from playbook.priorities.ranks import Side, cut, doubled_places, top
from playbook.priorities.results import (
    Axis,
    GroupResult,
    ItemResult,
    OthersResult,
    Quadrant,
    Result,
    RunOff,
    RunOffs,
    WhyNot,
    WhyNotBoth,
)
from playbook.priorities.votes import AXES, Votes, axis_values, collect
from playbook.records.board import LEAD, Board, Group, Item

FEW = 3
"""Fewer ballots than this from a group of the others are said to be few. Our own advice."""

_EFFORTS = ("S", "M", "L", None)
_LAST = 10**6

_Cuts = Mapping[Axis, Side | None]


def rank(board: Board) -> Result:
    """Rank `board`; what cannot be said without ballots or points is None in the result. Raises nothing."""
    n = len(board.items)
    votes, notes = collect(board)
    given = {key: group.scores() for key, group in votes.items() if group.ballots}
    count = _Count(top(n, board.top), {axis: _decided(board, axis) for axis in AXES})
    values = {axis: axis_values(given, axis) for axis in AXES}
    sides = {axis: count.side(values[axis], axis) for axis in AXES}
    places = {axis: doubled_places(found) if (found := values[axis]) else None for axis in AXES}
    quadrants = _quadrants(sides, n)
    firm = _firm(quadrants, (_quadrants(each, n) for each in _recounts(votes, given, sides, count)))
    correlation, why_not = _spearman(places["lead"], places["others"])
    others = [group for key, group in votes.items() if key != LEAD]
    return Result(
        n=n,
        k=count.k,
        groups=tuple(_group(group, votes[group.id], n) for group in board.groups),
        others=OthersResult(*_agreement(others, n)),
        spearman=correlation,
        spearman_why_not=why_not,
        items=tuple(
            ItemResult(
                item.id,
                item.title,
                _at(values["lead"], index),
                _at(values["others"], index),
                {key: scores[index] for key, scores in given.items()},
                _half(places["lead"], index),
                _half(places["others"], index),
                sides["lead"].cuts[index] if sides["lead"] else None,
                sides["others"].cuts[index] if sides["others"] else None,
                quadrants[index],
                firm[index],
            )
            for index, item in enumerate(board.items)
        ),
        run_offs=RunOffs(_run_off(board, sides["lead"]), _run_off(board, sides["others"])),
        order=_order(board.items, values, quadrants),
        notes=(*notes, *(note for axis in AXES if (note := _ignored(board, axis, sides[axis])))),
    )


@dataclass(frozen=True)
class _Count:
    """What stays the same in every recount: how many count as high, and what run-offs decided, by place."""

    k: int
    decided: Mapping[Axis, Sequence[int]]

    def side(self, values: Sequence[float] | None, axis: Axis) -> Side | None:
        return cut(values, self.k, self.decided[axis]) if values else None


def _decided(board: Board, axis: Axis) -> list[int]:
    """Give the places of what a run-off chose; -1 stands for a point that is not on the board."""
    places = {item.id: place for place, item in enumerate(board.items)}
    return [places.get(each, -1) for each in dict.fromkeys(getattr(board.decided, axis))]


def _ignored(board: Board, axis: Axis, side: Side | None) -> str | None:
    """Say that a decision does not fit."""
    if not getattr(board.decided, axis) or (side and side.fits):
        return None
    whose = "lead’s" if axis == "lead" else "others’"
    why = "it does not name as many of the tied points as there are places"
    return f"The run-off vote on the {whose} side was ignored: {why}."


def _quadrants(sides: _Cuts, n: int) -> list[Quadrant | None]:
    lead, others = sides["lead"], sides["others"]
    if not lead or not others:
        return [None] * n
    return [_quadrant(*pair) for pair in zip(lead.cuts, others.cuts, strict=True)]


def _quadrant(lead: str, others: str) -> Quadrant:
    if "run-off" in (lead, others):
        return "run-off"
    if lead == "in":
        return "start" if others == "in" else "case"
    return "listen" if others == "in" else "park"


def _recounts(
    votes: Mapping[str, Votes], given: Mapping[str, Sequence[float]], sides: _Cuts, count: _Count
) -> Iterator[_Cuts]:
    """Give the sides with each ballot left out in turn, but a side's only one. Only the ballot's own side is new."""
    for key, group in votes.items():
        axis: Axis = "lead" if key == LEAD else "others"
        for ballot in group.ballots:
            changed = {**given, key: group.scores_without(ballot)}
            if values := axis_values({other: scores for other, scores in changed.items() if scores}, axis):
                yield {**sides, axis: count.side(values, axis)}


def _firm(quadrants: Sequence[Quadrant | None], recounts: Iterator[list[Quadrant | None]]) -> list[bool | None]:
    """Tell of each point whether its quadrant is the same in every recount; None if there is no recount."""
    if None in quadrants:
        return [None] * len(quadrants)
    kept: list[bool | None] = [None] * len(quadrants)
    for recount in recounts:
        kept = [was is not False and now == then for was, now, then in zip(kept, recount, quadrants, strict=True)]
    return [False if quadrant == "run-off" else stays for quadrant, stays in zip(quadrants, kept, strict=True)]


def _agreement(groups: Sequence[Votes], n: int) -> tuple[int, float | None, WhyNot | None]:
    ballots = sum(len(group.ballots) for group in groups)
    sums = [sum(each) for each in zip(*(group.sums for group in groups if group.ballots), strict=True)]
    return ballots, *kendall(sums or [0] * n, ballots, sum(group.tied for group in groups))


def _group(group: Group, votes: Votes, n: int) -> GroupResult:
    ballots, w, why_not = _agreement([votes], n)
    return GroupResult(group.id, group.name, ballots, w, why_not, few=group.id != LEAD and 0 < ballots < FEW)


def _spearman(lead: Sequence[int] | None, others: Sequence[int] | None) -> tuple[float | None, WhyNotBoth | None]:
    if not lead or not others:
        return None, "a side without ballots"
    if len(lead) < 3:
        return None, "under three points"
    found = spearman(lead, others)
    return found, "one side ties all points" if found is None else None


def _run_off(board: Board, side: Side | None) -> RunOff | None:
    return RunOff(side.places, tuple(board.items[index].id for index in side.tied)) if side and side.places else None


def _order(
    items: Sequence[Item], values: Mapping[Axis, Sequence[float] | None], quadrants: Sequence[Quadrant | None]
) -> tuple[str, ...]:
    """Give Start here in the order of work: days, effort, the sum of both scores, the order on the board."""
    lead, others = values["lead"], values["others"]
    if not lead or not others:
        return ()
    both = doubled_places([one + other for one, other in zip(lead, others, strict=True)])
    start = [index for index, quadrant in enumerate(quadrants) if quadrant == "start"]
    start.sort(key=lambda index: (items[index].days or _LAST, _EFFORTS.index(items[index].effort), both[index]))
    return tuple(items[index].id for index in start)


def _at(values: Sequence[float] | None, index: int) -> float | None:
    return values[index] if values else None


def _half(doubled: Sequence[int] | None, index: int) -> float | None:
    return doubled[index] / 2 if doubled else None
