"""What must hold for every board: nobody is drowned, ties are never picked from, and firm is firm."""

from __future__ import annotations

from itertools import groupby, pairwise
from random import Random

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from playbook.priorities.agreement import kendall
from playbook.priorities.ranking import rank
from playbook.priorities.ranks import SAME
from playbook.priorities.results import Axis, Cut, ItemResult, Quadrant, Result
from playbook.priorities.votes import AXES, added, axis_of, collect
from playbook.priorities.words import words
from playbook.records.board import LEAD, Ballot, Board, Decided, Item
from tests.priorities.voting import board, boards, often, strict

IDS = ("a", "b", "c", "d", "e", "f")


def without_ballot(given: Board, place: int) -> Board:
    return given.model_copy(update={"ballots": given.ballots[:place] + given.ballots[place + 1 :]})


def without_ignored(given: Board, notes: tuple[str, ...]) -> Board:
    """Take out the decisions that `notes` say were ignored: they do not count in a recount either."""
    kept = {
        axis: () if any(f"of the {axis} was" in note for note in notes) else getattr(given.decided, axis)
        for axis in AXES
    }
    return given.model_copy(update={"decided": Decided(**kept)})


def score(item: ItemResult, axis: Axis) -> float | None:
    return item.lead if axis == "lead" else item.others


def cut(item: ItemResult, axis: Axis) -> Cut | None:
    return item.lead_cut if axis == "lead" else item.others_cut


@often
@given(boards(), st.randoms(use_true_random=False))
def test_the_order_of_the_ballots_does_not_matter(drawn: Board, random: Random) -> None:
    ballots = list(drawn.ballots)
    random.shuffle(ballots)
    assert rank(drawn.model_copy(update={"ballots": tuple(ballots)})) == rank(drawn)


@often
@given(boards())
def test_names_do_not_matter(drawn: Board) -> None:
    """With other ids for points, voters and groups, everything is the same under the new names."""

    def point(key: str) -> str:
        return f"x-{key[::-1]}"

    def group(key: str) -> str:
        return key if key == LEAD else f"y-{key[::-1]}"

    renamed = drawn.model_copy(
        update={
            "items": tuple(item.model_copy(update={"id": point(item.id)}) for item in drawn.items),
            "groups": tuple(each.model_copy(update={"id": group(each.id)}) for each in drawn.groups),
            "ballots": tuple(
                Ballot(
                    voter=f"z{place}",
                    group=group(ballot.group),
                    tiers=tuple(tuple(map(point, tier)) for tier in ballot.tiers),
                )
                for place, ballot in enumerate(drawn.ballots)
            ),
            "decided": Decided(
                lead=tuple(map(point, drawn.decided.lead)), others=tuple(map(point, drawn.decided.others))
            ),
        }
    )
    was, now = rank(drawn), rank(renamed)
    assert [point(item.id) for item in was.items] == [item.id for item in now.items]
    assert [point(key) for key in was.order] == list(now.order)
    assert [(each.kendall, each.few) for each in was.groups] == [(each.kendall, each.few) for each in now.groups]
    assert (was.others, was.spearman, words(was)) == (now.others, now.spearman, words(now))
    for before, after in zip(was.items, now.items, strict=True):
        assert list(before.groups.values()) == list(after.groups.values())
        for name in ("lead", "others", "lead_rank", "others_rank", "lead_cut", "others_cut", "quadrant", "firm"):
            assert getattr(before, name) == getattr(after, name), name


@often
@given(boards(), st.sampled_from(["data-science", "business"]), st.integers(2, 5))
def test_a_group_does_not_win_by_numbers(drawn: Board, group: str, times: int) -> None:
    """The same ballots several times over, from everybody in one group, change nothing on the axes."""
    more = tuple(ballot for ballot in drawn.ballots for _time in range(times if ballot.group == group else 1))
    was, now = rank(drawn), rank(drawn.model_copy(update={"ballots": more}))
    assert [(i.lead, i.others, i.quadrant) for i in was.items] == [(i.lead, i.others, i.quadrant) for i in now.items]


def test_twelve_do_not_drown_two() -> None:
    many = [("data-science", [["a"], ["b"], ["c"], ["d"], ["e"], ["f"]])] * 12
    few = [("business", [["f"], ["e"], ["d"], ["c"], ["b"], ["a"]])] * 2
    items = rank(board(IDS, [*many, *few])).items
    assert {item.others for item in items} == {0.5}
    assert items[0].groups == {"data-science": 1.0, "business": 0.0}


@often
@given(boards())
def test_quadrants_partition(drawn: Board) -> None:
    """Every point is in the one quadrant that its two cuts give; with a side missing, in none."""
    result = rank(drawn)
    given: dict[tuple[Cut | None, Cut | None], Quadrant] = {
        ("in", "in"): "start",
        ("in", "out"): "case",
        ("out", "in"): "listen",
        ("out", "out"): "park",
    }
    voted = {axis_of(ballot.group) for ballot in drawn.ballots}
    for item in result.items:
        cuts = (item.lead_cut, item.others_cut)
        assert item.quadrant == (given.get(cuts, "run-off") if voted == set(AXES) else None)
        assert [value is None for value in (item.lead, item.lead_rank, item.lead_cut)] == [LEAD not in voted] * 3
        assert [value is None for value in (item.others, item.others_rank, item.others_cut)] == [
            "others" not in voted
        ] * 3
    assert sorted(result.order) == sorted(item.id for item in result.items if item.quadrant == "start")


@often
@given(boards(decided=False))
def test_the_cut_never_picks_among_the_tied(drawn: Board) -> None:
    """Equal scores stand on the same side of the cut or all in the run-off, whose places are what the top lacks."""
    result = rank(drawn)
    for axis in AXES:
        scored = sorted((value, cut(item, axis)) for item in result.items if (value := score(item, axis)) is not None)
        for (one, its), (other, others) in pairwise(scored):
            assert its == others or other - one >= SAME
        cuts = [found for _value, found in scored]
        run_off = getattr(result.run_offs, axis)
        if run_off is None:
            assert "run-off" not in cuts
            assert not cuts or cuts.count("in") == result.k
        else:
            assert run_off.items == tuple(item.id for item in result.items if cut(item, axis) == "run-off")
            assert 0 < run_off.places < len(run_off.items)
            assert cuts.count("in") + run_off.places == result.k
        assert [found for found, _same in groupby(cuts)] == [
            found for found in ("out", "run-off", "in") if found in cuts
        ], "out is below the run-off, and that below in"


@often
@given(boards(ballots=4, decided=False), st.randoms(use_true_random=False))
def test_a_run_off_that_was_decided(drawn: Board, random: Random) -> None:
    open_ = rank(drawn)
    for axis in AXES:
        run_off = getattr(open_.run_offs, axis)
        if run_off is None:
            continue
        chosen = tuple(random.sample(run_off.items, run_off.places))
        settled = rank(drawn.model_copy(update={"decided": Decided(**{axis: chosen})}))
        assert getattr(settled.run_offs, axis) is None
        assert settled.notes == open_.notes
        for before, after in zip(open_.items, settled.items, strict=True):
            expected = cut(before, axis) if before.id not in run_off.items else "in" if before.id in chosen else "out"
            assert cut(after, axis) == expected


@often
@given(boards(decided=False), st.sampled_from(AXES), st.data())
def test_a_decision_that_does_not_fit_is_ignored_and_said(drawn: Board, axis: Axis, data: st.DataObject) -> None:
    open_ = rank(drawn)
    ids = [item.id for item in drawn.items]
    chosen = tuple(data.draw(st.lists(st.sampled_from([*ids, "gone"]), min_size=1, unique=True)))
    run_off = getattr(open_.run_offs, axis)
    assume(not (run_off and set(chosen) <= set(run_off.items) and len(chosen) == run_off.places))
    other = rank(drawn.model_copy(update={"decided": Decided(**{axis: chosen})}))
    assert (other.items, other.run_offs, other.order) == (open_.items, open_.run_offs, open_.order)
    assert len(other.notes) == len(open_.notes) + 1
    assert "ignored" in other.notes[-1]


@often
@given(boards(points=6, ballots=7))
def test_firm_is_what_no_ballot_moves(drawn: Board) -> None:
    """Against brute force: rank the board anew without each ballot, but for the only one of a side."""
    result = rank(drawn)
    sides = [axis_of(ballot.group) for ballot in drawn.ballots]
    counted = without_ignored(drawn, result.notes)
    again = [rank(without_ballot(counted, place)) for place, side in enumerate(sides) if sides.count(side) > 1]
    for place, item in enumerate(result.items):
        if item.quadrant == "run-off":
            expected: bool | None = False
        elif item.quadrant is None or not again:
            expected = None
        else:
            expected = all(recount.items[place].quadrant == item.quadrant for recount in again)
        assert item.firm == expected


@often
@given(st.integers(2, 7).flatmap(lambda n: st.lists(strict([f"p{i}" for i in range(n)]), min_size=1, max_size=7)))
def test_an_agreeing_ballot_never_lowers_agreement(rankings: list[list[list[str]]]) -> None:
    """One more ballot in the group's own order leaves Kendall's W where it is, or raises it.

    Proof: of all orders the group's own has the largest product with the rank sums, so at least the mean of the
    ballots'; hence its correlation ρ with the sums is at least √W, and (2m + 1) W − 2ρm √W − 1 ≤ W − 1 ≤ 0, which is
    W' ≥ W. It takes ballots that all spread alike, so no ties: see `test_with_ties_it_may`.
    """
    ids = sorted(each for [each] in rankings[0])
    votes, _notes = collect(board(ids, [("business", ranking) for ranking in rankings]))
    sums = added(votes["business"])
    own = [[each] for each in sorted(ids, key=lambda key: sums[ids.index(key)])]
    more, _notes = collect(board(ids, [("business", ranking) for ranking in [*rankings, own]]))
    was, now = kendall(votes["business"])[0], kendall(more["business"])[0]
    assert now is not None
    assert was is None or now >= was - 1e-12


def test_with_ties_it_may() -> None:
    """The new ballot also ranks what two others left tied. That spread is new, and they have no part in it."""
    tied = [(2, 4, 6), (2, 5, 5), (2, 5, 5)]
    assert kendall(tied)[0] == pytest.approx(14 / 15)
    assert kendall([*tied, (2, 4, 6)])[0] == pytest.approx(13 / 14)


def test_order_of_work() -> None:
    """Days, then effort, then both scores, then the place on the board; what is not known comes last."""
    items = (
        Item(id="a", title="Long", days=20, effort="S"),
        Item(id="b", title="Large", days=5, effort="L"),
        Item(id="c", title="Unknown days", effort="S"),
        Item(id="d", title="Unknown effort", days=5),
        Item(id="e", title="Small and low", days=5, effort="S"),
        Item(id="f", title="Small and high", days=5, effort="S"),
        Item(id="g", title="Small and low, later on the board", days=5, effort="S"),
    )
    ids = [item.id for item in items]
    ranked = [["f"], ["a"], ["e", "g"], ["b"], ["c"], ["d"]]
    result = rank(board(ids, [("lead", ranked), ("business", ranked)], items=items, top=7))
    assert result.order == ("f", "e", "g", "b", "d", "a", "c")


@pytest.mark.parametrize(
    ("n", "top", "k"),
    [(0, None, 0), (1, None, 1), (2, None, 2), (7, None, 2), (8, None, 3), (60, None, 20), (6, 4, 4), (3, 60, 3)],
)
def test_how_many_count_as_high(n: int, top: int | None, k: int) -> None:
    assert rank(board([f"p{place}" for place in range(n)], [], top=top)).k == k


def test_one_ballot_of_a_side_is_never_left_out() -> None:
    result: Result = rank(board(IDS, [("lead", [["a"], ["b"]]), ("business", [["a"], ["b"]])]))
    assert [item.firm for item in result.items] == [None] * len(IDS)
