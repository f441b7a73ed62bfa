"""Agreement against SciPy, by the textbook's formula, and in words at the thresholds."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from scipy import stats

from playbook.priorities.agreement import kendall, spearman
from playbook.priorities.ranking import rank
from playbook.priorities.ranks import ballot_ranks, doubled_ranks
from playbook.priorities.results import GroupResult, OthersResult, Result
from playbook.priorities.words import words
from playbook.records.board import Board
from tests.priorities.voting import board, boards, often, tiers

LEVELS = st.integers(2, 8).flatmap(
    lambda points: st.lists(st.lists(st.integers(0, 4), min_size=points, max_size=points), min_size=2, max_size=9)
)
PAIRS = st.integers(3, 12).flatmap(
    lambda points: st.tuples(*[st.lists(st.integers(0, 9), min_size=points, max_size=points)] * 2)
)


@often
@given(LEVELS)
def test_ranks_are_those_of_scipy(rows: list[list[int]]) -> None:
    for row in rows:
        assert doubled_ranks(row) == [2 * each for each in stats.rankdata([-value for value in row])]


@often
@given(st.lists(st.sampled_from("abcdef"), min_size=1, max_size=6, unique=True).flatmap(tiers))
def test_a_ballot_is_ranked_as_scipy_ranks_its_tiers(found: list[list[str]]) -> None:
    tier_of = {each: number for number, tier in enumerate(found) for each in tier}
    expected = stats.rankdata([tier_of.get(each, 99) for each in "abcdef"])
    assert ballot_ranks(found, {each: place for place, each in enumerate("abcdef")}) == [2 * each for each in expected]


@often
@given(LEVELS)
@example([[0, 1, 2], [0, 0, 0]])
@example([[0, 1], [1, 0]])
def test_kendall_is_that_of_scipy(rows: list[list[int]]) -> None:
    """W = χ² / (m (n − 1)) for Friedman's χ², which SciPy corrects for ties; it takes three points."""
    found, why_not = kendall([doubled_ranks(row) for row in rows])
    m, n = len(rows), len(rows[0])
    if all(len(set(row)) == 1 for row in rows):
        assert (found, why_not) == (None, "all tied")
        return
    assert why_not is None
    assert found == pytest.approx(textbook(rows), abs=1e-12)
    if n > 2:
        chi = stats.friedmanchisquare(*([row[place] for row in rows] for place in range(n))).statistic
        assert found == pytest.approx(chi / (m * (n - 1)), abs=1e-12)


def textbook(rows: list[list[int]]) -> float:
    """W by Kendall's formula with his correction for ties, from SciPy's ranks, in floating point."""
    ranks = [stats.rankdata(row) for row in rows]
    m, n = len(rows), len(rows[0])
    sums = [sum(float(each[place]) for each in ranks) for place in range(n)]
    tied = sum(row.count(value) ** 3 - row.count(value) for row in rows for value in set(row))
    above = 12 * sum(each**2 for each in sums) - 3 * m**2 * n * (n + 1) ** 2
    return above / (m**2 * n * (n**2 - 1) - m * tied)


@often
@given(PAIRS)
def test_spearman_is_that_of_scipy(pair: tuple[list[int], list[int]]) -> None:
    found, why_not = spearman(*map(doubled_ranks, pair))
    if any(len(set(side)) == 1 for side in pair):
        assert (found, why_not) == (None, "one side ties all points")
    else:
        assert found == pytest.approx(stats.spearmanr(*pair).statistic, abs=1e-12)
        assert why_not is None


@often
@given(boards())
def test_a_ranked_board_has_these_numbers(drawn: Board) -> None:
    result = rank(drawn)
    everybody = [group for group in result.groups if group.id != "lead"]
    assert result.others.ballots == sum(group.ballots for group in everybody)
    numbers: list[GroupResult | OthersResult] = [*result.groups, result.others]
    for found in numbers:
        assert (found.kendall is None) == (found.why_not is not None)
        assert found.kendall is None or 0 <= found.kendall <= 1
        assert (found.why_not == "one ballot") == (found.ballots == 1)
    assert [group.few for group in result.groups] == [
        group.id != "lead" and group.ballots in {1, 2} for group in result.groups
    ]
    lead, others = ([getattr(item, f"{axis}_rank") for item in result.items] for axis in ("lead", "others"))
    if result.spearman is not None:
        assert result.spearman == pytest.approx(stats.spearmanr(lead, others).statistic, abs=1e-12)


SAID = rank(board("abc", [("lead", [["a"]]), *[("business", [["a"]])] * 3, *[("operations", [["a"]])] * 3]))


def said(spearman: float = 1.0, **others: float) -> str:
    """Give the words for a result with these numbers in place of its own."""
    pooled = OthersResult(int(others.get("ballots", 6)), others.get("kendall", 1.0), None)
    return "\n".join(words(replace(SAID, spearman=spearman, others=pooled)))


@pytest.mark.parametrize(
    ("mean", "words_"),
    [
        (1.0, "largely agree with one another"),
        (0.6, "largely agree with one another"),
        (0.59, "agree in part with one another"),
        (0.3, "agree in part with one another"),
        (0.29, "hardly agree with one another"),
        (-0.3, "hardly agree with one another"),
        (-0.31, "contradict one another"),
    ],
)
@pytest.mark.parametrize("ballots", [2, 3, 7, 12])
def test_agreement_is_called_by_the_mean_correlation_of_two_ballots(mean: float, words_: str, ballots: int) -> None:
    w = (mean * (ballots - 1) + 1) / ballots
    if w >= 0:
        assert f"ballots {words_} (Kendall’s W {w + 1e-9:.2f})" in said(ballots=ballots, kendall=w)


@pytest.mark.parametrize(
    ("value", "sentence"),
    [
        (1.0, "much alike (Spearman’s correlation 1.00)"),
        (0.6, "much alike (Spearman’s correlation 0.60)"),
        (0.595, "alike in part (Spearman’s correlation 0.60)"),
        (0.3, "alike in part (Spearman’s correlation 0.30)"),
        (0.125, "hardly alike (Spearman’s correlation 0.13)"),
        (0.285, "hardly alike (Spearman’s correlation 0.29)"),
        (-0.0001, "hardly alike (Spearman’s correlation 0.00)"),
        (-0.125, "hardly alike (Spearman’s correlation −0.13)"),
        (-0.3, "hardly alike (Spearman’s correlation −0.30)"),
        (-0.999, "rather the other way round (Spearman’s correlation −1.00)"),
        (math.nextafter(-0.3, -1), "hardly alike (Spearman’s correlation −0.30)"),
    ],
)
def test_two_sides_in_words(value: float, sentence: str) -> None:
    """With halves of a hundredth rounded away from zero, whatever the floating point has made of them."""
    assert f"rank the points {sentence}." in said(value)


def test_few_ballots_are_said_to_be_few_but_the_leads_are_not() -> None:
    result: Result = rank(board("abc", [("lead", [["a"]]), ("business", [["b"]]), *[("operations", [["a"]])] * 2]))
    assert words(result)[:4] == (
        "Lead: one ballot; agreement takes two.",
        "Data-Science: no ballot yet.",
        "Business: one ballot is few: another could move points; agreement takes two.",
        "Operations: the two ballots largely agree with one another (Kendall’s W 1.00); two are few, and one more "
        "could move points.",
    )
