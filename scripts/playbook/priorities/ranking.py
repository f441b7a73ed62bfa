"""Ranks a board: scores, the cut on each side, quadrants, agreement, and what is firm.

docs/assets/tools/priorities/ranking.js does the same in the browser; tests/data/ranking-vectors.json holds both to the
same answers. Start here is the interview's advice (P03); the cut, the other quadrants and all statistics are our own.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain

from playbook.priorities.agreement import Ranks, kendall, spearman
from playbook.priorities.ranks import Side, doubled_ranks, scores, side, top
from playbook.priorities.results import (
    Axis,
    GroupResult,
    ItemResult,
    OthersResult,
    Quadrant,
    Result,
    RunOff,
    RunOffs,
)
from playbook.priorities.votes import AXES, added, axis_of, axis_scores, collect
from playbook.records.board import LEAD, Board, Group

FEW = 3
"""Fewer ballots than this from a group of the others are said to be few. Our own advice."""

_DONE = ("verified", "dropped")
"""What nobody works on any more."""

_EFFORTS = ("S", "M", "L", None)
_LAST = 10**6

_Votes = Mapping[str, Sequence[Ranks]]
_Sides = Mapping[Axis, Side | None]


def rank(board: Board) -> Result:
    """Rank `board`; what cannot be said without ballots or points is None in the result. Raises nothing."""
    votes, notes = collect(board)
    count = _Count(board, votes)
    sides = {axis: count.side(axis, count.scores) for axis in AXES}
    ranks = {axis: doubled_ranks(found.scores) if (found := sides[axis]) else None for axis in AXES}
    quadrants = _quadrants(sides)
    others = list(chain.from_iterable(ballots for group, ballots in votes.items() if group != LEAD))
    firm = _firm(quadrants, count.recounts(votes, sides))
    correlation, why_not = spearman(ranks["lead"], ranks["others"])
    return Result(
        n=len(board.items),
        k=count.k,
        groups=tuple(_group(group, votes[group.id]) for group in board.groups),
        others=OthersResult(len(others), *kendall(others)),
        spearman=correlation,
        spearman_why_not=why_not,
        items=_items(board, count.scores, sides, ranks, quadrants, firm),
        run_offs=RunOffs(*(_run_off(board, sides[axis]) for axis in AXES)),
        order=_order(board, sides, quadrants),
        notes=(*notes, *(note for axis in AXES for note in count.ignored(axis, sides[axis]))),
    )


class _Count:
    """Counts a board, as it is or with a ballot left out: `k` is its top, `scores` are those in each group."""

    def __init__(self, board: Board, votes: _Votes) -> None:
        places = {item.id: place for place, item in enumerate(board.items)}
        self.k = top(len(places), board.top)
        self.scores = {group: scores(added(ballots), len(ballots)) for group, ballots in votes.items()}
        given = {"lead": board.decided.lead, "others": board.decided.others}
        # -1 stands for a point that is not on the board, so that the decision fits no run-off.
        self.decided = {axis: {places.get(each, -1) for each in chosen} for axis, chosen in given.items()}

    def side(self, axis: Axis, given: Mapping[str, Sequence[float]], *, decide: bool = True) -> Side | None:
        """Cut one side, from the scores in each group; None if it has no ballots. `decide`: what was decided counts."""
        found = axis_scores(given, axis)
        return side(found, self.k, self.decided[axis] if decide else ()) if found else None

    def recounts(self, votes: _Votes, sides: _Sides) -> Iterator[Sequence[Quadrant]]:
        """Give the quadrants with each ballot left out in turn, but the only one of a side."""
        for group, ballots in votes.items():
            axis, sums = axis_of(group), added(ballots)
            for ballot in ballots:
                left = scores([each - rank for each, rank in zip(sums, ballot, strict=True)], len(ballots) - 1)
                was = sides[axis]  # a decision that is ignored in the count is ignored in the recounts too
                if again := self.side(axis, {**self.scores, group: left}, decide=was is not None and was.fits):
                    yield _quadrants({**sides, axis: again})

    def ignored(self, axis: Axis, found: Side | None) -> Iterator[str]:
        """Say that what was decided does not fit."""
        if self.decided[axis] and not (found and found.fits):
            why = "it does not name as many of the tied points as there are places"
            yield f"The run-off vote of the {axis} was ignored: {why}."


def _quadrants(sides: _Sides) -> list[Quadrant]:
    """Give the quadrant of each point; nothing while a side has no ballots."""
    lead, others = sides["lead"], sides["others"]
    return [_quadrant(*pair) for pair in zip(lead.cuts, others.cuts, strict=True)] if lead and others else []


def _quadrant(lead: str, others: str) -> Quadrant:
    if "run-off" in (lead, others):
        return "run-off"
    if lead == "in":
        return "start" if others == "in" else "case"
    return "listen" if others == "in" else "park"


def _firm(quadrants: Sequence[Quadrant], recounts: Iterator[Sequence[Quadrant]]) -> list[bool | None]:
    """Tell of each point whether its quadrant is the same in every recount; None if there is no recount."""
    firm: list[bool | None] = [None] * len(quadrants)
    for recount in recounts if quadrants else ():
        firm = [was is not False and now == then for was, now, then in zip(firm, recount, quadrants, strict=True)]
    return [False if quadrant == "run-off" else stays for quadrant, stays in zip(quadrants, firm, strict=True)]


def _items(
    board: Board,
    given: Mapping[str, Sequence[float]],
    sides: _Sides,
    ranks: Mapping[Axis, Ranks | None],
    quadrants: Sequence[Quadrant],
    firm: Sequence[bool | None],
) -> tuple[ItemResult, ...]:
    lead, others = sides["lead"], sides["others"]
    return tuple(
        ItemResult(
            id=item.id,
            title=item.title,
            lead=lead.scores[place] if lead else None,
            others=others.scores[place] if others else None,
            groups={group: each[place] for group, each in given.items() if each},
            lead_rank=_half(ranks["lead"], place),
            others_rank=_half(ranks["others"], place),
            lead_cut=lead.cuts[place] if lead else None,
            others_cut=others.cuts[place] if others else None,
            quadrant=quadrants[place] if quadrants else None,
            firm=firm[place] if quadrants else None,
        )
        for place, item in enumerate(board.items)
    )


def _half(doubled: Ranks | None, place: int) -> float | None:
    return doubled[place] / 2 if doubled else None


def _group(group: Group, ballots: Sequence[Ranks]) -> GroupResult:
    few = group.id != LEAD and 0 < len(ballots) < FEW
    return GroupResult(group.id, group.name, len(ballots), *kendall(ballots), few)


def _run_off(board: Board, found: Side | None) -> RunOff | None:
    return RunOff(found.free, tuple(board.items[place].id for place in found.tied)) if found and found.tied else None


def _order(board: Board, sides: _Sides, quadrants: Sequence[Quadrant]) -> tuple[str, ...]:
    """Give what is left of Start here in the order of work: days, effort, sum of both scores, order on the board."""
    lead, others = sides["lead"], sides["others"]
    if not lead or not others:
        return ()
    both = doubled_ranks([one + other for one, other in zip(lead.scores, others.scores, strict=True)])
    start = [
        (item.days or _LAST, _EFFORTS.index(item.effort), both[place], place, item.id)
        for place, item in enumerate(board.items)
        if quadrants[place] == "start" and item.status not in _DONE
    ]
    return tuple(key for *_keys, key in sorted(start))
