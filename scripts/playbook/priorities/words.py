"""Says a result in plain sentences: agreement, few ballots, run-offs, and what is firm.

docs/assets/tools/priorities/words.js says the same to the letter. All thresholds are our own advice.
"""

from __future__ import annotations

from collections.abc import Iterator
from math import floor

from playbook.priorities.results import GroupResult, OthersResult, Result, RunOff
from playbook.records.board import LEAD

_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


def words(result: Result) -> tuple[str, ...]:
    """Give the sentences, each complete in itself: by group, all others together, both sides, run-offs, firmness.

    Agreement within a group goes by the mean correlation of two ballots, r = (m W − 1) / (m − 1), since W alone
    depends on their number m: two ballots that have nothing in common give 0.5. From 0.6 on they "largely agree", from
    0.3 "agree in part", from −0.3 "hardly agree", below "contradict one another". The two sides go by Spearman's
    correlation: from 0.6 on "much alike", from 0.3 "alike in part", from −0.3 "hardly alike", below "rather the
    other way round". Under three ballots from a group of the others are few. All of it is our own advice.
    """
    return tuple(_sentences(result))


def _sentences(result: Result) -> Iterator[str]:
    for group in result.groups:
        yield f"{group.name}: {_group(group)}."
    if sum(group.ballots > 0 for group in result.groups if group.id != LEAD) > 1 and result.others.kendall is not None:
        yield f"All others together: {_agree(result.others)}."
    if result.spearman is not None:
        level = _level(result.spearman, "much alike", "alike in part", "hardly alike", "rather the other way round")
        yield f"The lead and the others rank the points {level} (Spearman’s correlation {_rounded(result.spearman)})."
    elif result.spearman_why_not == "one side ties all points":
        yield "One side has all points level, so the two sides cannot be compared."
    yield from _run_off(result, "lead", result.run_offs.lead)
    yield from _run_off(result, "others", result.run_offs.others)
    yield from _firm(result)


def _group(group: GroupResult) -> str:
    if not group.ballots:
        return "no ballot yet"
    if group.ballots == 1:
        few = " is few: another could move points" if group.few else ""
        return f"one ballot{few}; agreement takes two"
    few = "; two are few, and one more could move points" if group.few else ""
    return _agree(group) + few


def _agree(group: GroupResult | OthersResult) -> str:
    ballots = f"the {_number(group.ballots)} ballots"
    if group.kendall is None:
        return f"{ballots} have {'all points level' if group.why_not == 'all tied' else 'one point to rank'}"
    mean = (group.ballots * group.kendall - 1) / (group.ballots - 1)
    level = _level(mean, "largely agree with", "agree in part with", "hardly agree with", "contradict")
    return f"{ballots} {level} one another (Kendall’s W {_rounded(group.kendall)})"


def _level(value: float, high: str, part: str, hardly: str, against: str) -> str:
    """Give the word for a correlation. What misses a threshold by rounding alone has reached it."""
    value += 1e-9
    if value >= 0.3:
        return high if value >= 0.6 else part
    return hardly if value >= -0.3 else against


def _run_off(result: Result, whose: str, run_off: RunOff | None) -> Iterator[str]:
    if run_off:
        tied = [f"{place} “{item.title}”" for place, item in enumerate(result.items, 1) if item.id in run_off.items]
        choose = f"choose {_number(run_off.places)} of {_number(len(tied))} points that are tied"
        yield f"Run-off for the {whose}: {choose}: {', '.join(tied)}."


def _firm(result: Result) -> Iterator[str]:
    known = [item.firm for item in result.items if item.firm is not None and item.quadrant != "run-off"]
    if known:
        firm, all_ = sum(known), len(known)
        outside = " outside the run-off" if any(item.quadrant == "run-off" for item in result.items) else ""
        flip = f"; {all_ - firm} could flip" if firm < all_ else ""
        yield f"Firm: {firm} of {all_} points{outside} keep their quadrant whichever ballot is left out{flip}."


def _number(count: int) -> str:
    return _NUMBERS[count] if count < len(_NUMBERS) else str(count)


def _rounded(value: float) -> str:
    """Give two decimals, halves away from zero, the same in both languages; half of a hundredth counts as such."""
    hundredths = floor(abs(value) * 100 + 0.5 + 1e-9)
    sign = "−" if value < 0 < hundredths else ""
    return f"{sign}{hundredths // 100}.{hundredths % 100:02}"
