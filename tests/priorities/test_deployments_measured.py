"""How often, in words; before and after; the range of a ratio; how long commits waited; and what is said with it."""

from __future__ import annotations

import csv
import datetime
import io
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from playbook.priorities.deployments.chance import ratio_range
from playbook.priorities.deployments.files import read_csv
from playbook.priorities.deployments.found import Deployment, Found, RefusedError, Waits
from playbook.priorities.deployments.measured import Measured, Ratio, measured
from playbook.priorities.deployments.report import csv_table, figure, json_report, markdown, more_often, text, wait
from playbook.priorities.deployments.rhythm import lead, rhythm, working_days
from tests.priorities.deploying import NOW, TODAY, every, on

D = datetime.date.fromisoformat


def measure(deployments: tuple[Deployment, ...], **days: str) -> Measured:
    dates: dict[str, Any] = {name: D(day) for name, day in days.items()}
    return measured(Found("git", "forecast", deployments), TODAY, **dates)


WEEKDAYS = range(5)


@pytest.mark.parametrize(
    ("days", "each", "first", "last", "words", "detail"),
    [
        pytest.param([], 1, "2026-01-01", "2026-04-30", "not once in 120 days", "", id="none"),
        pytest.param(["2026-02-01"], 1, "2026-01-01", "2026-04-30", "once in 120 days", "too few for a pace", id="one"),
        pytest.param(
            ["2026-02-01", "2026-03-01"],
            1,
            "2026-01-01",
            "2026-04-30",
            "twice in 120 days",
            "too few for a pace",
            id="two",
        ),
        pytest.param(
            ["2026-02-01"],
            10,
            "2026-01-01",
            "2026-04-30",
            "10 times on one day in 120 days",
            "too few for a pace",
            id="an afternoon",
        ),
        pytest.param(
            every(1, "2026-03-02", "2026-03-10"),
            1,
            "2026-03-02",
            "2026-03-10",
            "9 times in 9 days",
            "too few for a pace",
            id="nine days",
        ),
        pytest.param(
            every(120, "2025-01-15", "2025-12-31"), 1, "2025-01-01", "2025-12-31", "3 times a year", "", id="3 a year"
        ),
        pytest.param(
            every(91, "2025-01-15", "2025-12-31"), 1, "2025-01-01", "2025-12-31", "4 times a year", "", id="4 a year"
        ),
        pytest.param(
            every(400, "2020-01-15", "2025-12-31"), 1, "2020-01-01", "2025-12-31", "once a year", "", id="1 a year"
        ),
        pytest.param(
            every(900, "2010-01-15", "2025-12-31"),
            1,
            "2010-01-01",
            "2025-12-31",
            "less than once a year",
            "",
            id="less",
        ),
        pytest.param(
            every(60, "2025-01-05", "2025-12-31"), 1, "2025-01-01", "2025-12-31", "every two months", "", id="2 months"
        ),
        pytest.param(
            every(30, "2025-01-05", "2025-12-31"), 1, "2025-01-01", "2025-12-31", "every month", "", id="month"
        ),
        pytest.param(
            every(14, "2025-01-05", "2025-12-31"), 1, "2025-01-01", "2025-12-31", "every two weeks", "", id="2 weeks"
        ),
        pytest.param(every(7, "2025-01-05", "2025-12-31"), 1, "2025-01-01", "2025-12-31", "every week", "", id="week"),
        pytest.param(
            every(1, "2025-01-05", "2025-12-31", [1, 3]),
            1,
            "2025-01-01",
            "2025-12-31",
            "twice a week",
            "",
            id="Tuesday and Thursday",
        ),
        pytest.param(
            every(1, "2025-01-05", "2025-12-31", [0, 2, 4]),
            1,
            "2025-01-01",
            "2025-12-31",
            "3 times a week",
            "",
            id="3 a week",
        ),
        pytest.param(
            every(1, "2025-01-05", "2025-12-31", WEEKDAYS),
            1,
            "2025-01-01",
            "2025-12-31",
            "every working day",
            "",
            id="working days",
        ),
        pytest.param(
            every(1, "2025-01-05", "2025-12-31"), 1, "2025-01-01", "2025-12-31", "every day", "", id="all days"
        ),
        pytest.param(
            every(1, "2025-01-05", "2025-12-31", WEEKDAYS),
            3,
            "2025-01-01",
            "2025-12-31",
            "3 times every working day",
            "",
            id="3 a day",
        ),
        pytest.param(
            every(7, "2025-01-05", "2025-12-31"),
            5,
            "2025-01-01",
            "2025-12-31",
            "every week",
            "about 5 on such a day",
            id="5 each week",
        ),
        pytest.param(
            every(1, "2025-03-03", "2025-03-14"),
            1,
            "2025-01-01",
            "2025-12-31",
            "every month",
            "in bursts",
            id="a fortnight in a year",
        ),
        pytest.param(
            ["2025-02-12", "2025-06-04", "2025-09-24", "2025-12-03"],
            1,
            "2025-02-12",
            "2026-01-11",
            "3 times a year",
            "",
            id="four in eleven months, sixteen weeks apart",
        ),
    ],
)
def test_words(days: list[str], each: int, first: str, last: str, words: str, detail: str) -> None:
    found = rhythm(on(*days, each=each), D(first), D(last))
    assert (found.words, found.detail) == (words, detail)
    assert found.count == len(days) * each
    assert found.few == (detail == "too few for a pace" or not days)


def test_four_working_days_of_five_are_every_working_day_and_fewer_are_not() -> None:
    days = every(1, "2026-01-01", "2026-06-30", WEEKDAYS)
    most = [day for number, day in enumerate(days) if number % 5 or number < 10]
    less = [day for number, day in enumerate(days) if number % 4]
    assert rhythm(on(*most), D("2026-01-01"), D("2026-06-30")).words == "every working day"
    assert rhythm(on(*less), D("2026-01-01"), D("2026-06-30")).words == "4 times a week"


@given(st.dates(D("1995-01-01"), D("2040-01-01")), st.integers(0, 800))
def test_working_days_are_counted_as_a_calendar_does(first: datetime.date, more: int) -> None:
    days = [first + datetime.timedelta(days=number) for number in range(more + 1)]
    assert working_days(first, days[-1]) == sum(day.weekday() < 5 for day in days)


def test_rates_are_per_calendar_time() -> None:
    found = rhythm(on(*every(1, "2025-01-01", "2025-12-31")), D("2025-01-01"), D("2025-12-31"))
    assert found.a_week == 7
    assert found.a_year == pytest.approx(365.25)
    assert found.a_month == pytest.approx(365.25 / 12)


def test_before_and_after_stand_side_by_side() -> None:
    days = [*every(91, "2025-01-15", "2025-12-31"), *every(1, "2026-01-12", "2026-10-30", WEEKDAYS)]
    found = measure(on(*days), since="2025-01-01", until="2026-10-30", compare="2026-01-12")
    assert found.before is not None
    assert found.after is not None
    assert (found.before.first, found.before.last) == (D("2025-01-01"), D("2026-01-11"))
    assert (found.after.first, found.after.last) == (D("2026-01-12"), D("2026-10-30"))
    assert (found.before.rhythm.words, found.after.rhythm.words) == ("4 times a year", "every working day")
    assert found.before.rhythm.count + found.after.rhythm.count == found.whole.rhythm.count
    assert found.ratio is not None
    assert found.ratio.low < found.ratio.middle < found.ratio.high
    assert found.ratio.middle == pytest.approx((210 / 292) / (4 / 376))
    said = "\n".join(text(found))
    assert (
        "Before 12 January 2026: 4 times a year\n  4 deployments in 376 days, 3.9 a year; median 91 days in between"
        in said
    )
    assert (
        "From 12 January 2026: every working day\n  210 deployments in 292 days, 5 a week; median 1 day in between"
        in said
    )
    assert "times as often, allowing for chance." in said
    assert "A tag is not a deployment." in said
    assert "a part of DORA's picture" in said


def test_too_few_is_said_and_gives_no_ratio() -> None:
    days = ["2025-03-01", "2025-09-01", *every(1, "2026-01-12", "2026-10-30", WEEKDAYS)]
    found = measure(on(*days), since="2025-01-01", compare="2026-01-12")
    assert found.ratio is None
    assert "Too few deployments before (2) for a ratio. Show both counts." in list(text(found))
    assert json.loads(json_report(found))["ratio"] is None
    quiet = measure(on(*days), since="2025-01-01", compare="2026-11-02")
    assert quiet.after is not None
    assert quiet.after.rhythm.words == "not once in 26 days"
    assert "Too few deployments after (0) for a ratio. Show both counts." in list(text(quiet))


@pytest.mark.parametrize(
    ("ratio", "says"),
    [
        (Ratio(0.5, 1.1, 2), "No clear difference: 0.5 to 2 times as often; chance explains that."),
        (Ratio(25.3, 53, 104), "25 to 100 times as often, allowing for chance."),
        (Ratio(1.21, 1.5, 1.9), "About 1.5 times as often; 1.2 to 1.9, allowing for chance."),
        (Ratio(0.21, 0.32, 0.4), "About 0.32 times as often; 0.21 to 0.4, allowing for chance."),
    ],
)
def test_a_ratio_is_a_range(ratio: Ratio, says: str) -> None:
    assert more_often(ratio, measure(on("2026-01-01"))) == says


@settings(max_examples=60, deadline=None)
@given(st.integers(1, 3000), st.integers(1, 3000), st.integers(1, 3000), st.integers(1, 9000))
def test_the_range_is_that_of_scipy(before: int, days_before: int, after: int, days_after: int) -> None:
    low, high = ratio_range(before, days_before, after, days_after)
    interval = stats.binomtest(after, before + after).proportion_ci(0.9, "exact")
    scale = days_before / days_after
    assert low == pytest.approx(interval.low / (1 - interval.low) * scale, rel=1e-6)
    assert high == pytest.approx(interval.high / (1 - interval.high) * scale, rel=1e-6)
    assert low < (after / days_after) / (before / days_before) < high


@pytest.mark.parametrize(
    ("days", "says"),
    [
        pytest.param(
            {"since": "2027-01-01"}, "--since 2027-01-01 lies in the future; today is 2026-11-27", id="since ahead"
        ),
        pytest.param({"compare": "2027-01-01"}, "--compare 2027-01-01 lies in the future", id="compare ahead"),
        pytest.param(
            {"since": "2026-05-01", "until": "2026-04-01"},
            "later than 2026-04-01.*\n    mend: turn the two",
            id="turned round",
        ),
        pytest.param(
            {"since": "2026-05-01"},
            "no deployment from 2026-05-01 to 2026-11-27; the source has 2 deployments, from 2026-03-01 to 2026-04-01",
            id="none since",
        ),
        pytest.param({"until": "2026-02-01"}, "no deployment to 2026-02-01; the source has 2", id="none until"),
        pytest.param(
            {"compare": "2026-03-01"},
            "has no period on both sides: this is measured from 2026-03-01",
            id="nothing before",
        ),
        pytest.param({"compare": "2026-05-01", "until": "2026-04-30"}, "no period on both sides", id="nothing after"),
    ],
)
def test_a_period_that_cannot_be_measured_says_why(days: dict[str, str], says: str) -> None:
    with pytest.raises(RefusedError, match=says):
        measure(on("2026-03-01", "2026-04-01"), **days)


def test_nothing_that_can_be_true_says_so() -> None:
    with pytest.raises(RefusedError, match="no deployment with a date that can be true"):
        measure(())


def test_until_in_the_future_counts_to_today_and_says_so() -> None:
    found = measure(on("2026-03-01"), until="2027-01-01")
    assert found.whole.last == TODAY
    assert "--until 2027-01-01 lies in the future: this counts to today, 2026-11-27." in found.notes


def test_silence_until_today_counts_and_is_said() -> None:
    found = measure(on(*every(7, "2026-01-01", "2026-04-30")))
    assert "Nothing was deployed in the last 211 days of the period. They count." in found.notes
    assert found.whole.rhythm.words == "every two weeks"
    assert not any("last" in note for note in measure(on(*every(7, "2026-01-01", "2026-11-26"))).notes)


def waiting(*hours: float, dated: Any = "tagger", merges: int = 0) -> Deployment:
    at = datetime.datetime(2026, 3, 2, 12, tzinfo=datetime.UTC)
    return Deployment(at, at.date(), "v1", dated=dated, waits=Waits(tuple(int(one * 3600) for one in hours), merges))


def test_lead_time_is_the_median_and_the_middle_half_over_all_commits() -> None:
    found = lead([waiting(1, 2, merges=1), waiting(3, 4, 100)])
    assert found is not None
    assert (found.commits, found.merges) == (5, 1)
    assert (found.quarter, found.median, found.three_quarters) == (2, 3, 4)
    assert not found.at_least
    assert lead([waiting()]) is None
    assert lead(on("2026-01-01")) is None
    one = lead([waiting(7)])
    assert one is not None
    assert (one.quarter, one.median, one.three_quarters) == (7, 7, 7)


def test_lightweight_tags_make_a_lead_time_a_least() -> None:
    found = lead([waiting(5, dated="commit"), waiting(6, dated="commit"), waiting(7)])
    assert found is not None
    assert found.at_least
    said = "\n".join(text(measure((waiting(5, dated="commit"),))))
    assert "median at least 5 hours, the middle half 5 hours to 5 hours; 1 commit (few)" in said


@pytest.mark.parametrize(
    ("hours", "says"),
    [
        (0, "0 minutes"),
        (0.75, "45 minutes"),
        (1, "60 minutes"),
        (2, "2 hours"),
        (47, "47 hours"),
        (72, "3 days"),
        (24 * 400, "400 days"),
    ],
)
def test_spans_of_time(hours: float, says: str) -> None:
    assert wait(hours) == says


@pytest.mark.parametrize(
    ("value", "says"),
    [
        (0.314, "0.31"),
        (0.998, "1"),
        (1, "1"),
        (4.24, "4.2"),
        (9.97, "10"),
        (47.3, "47"),
        (104, "100"),
        (1234, "1,200"),
        (98_765, "99,000"),
    ],
)
def test_two_digits_count(value: float, says: str) -> None:
    assert figure(value) == says


def test_json_holds_what_the_page_lists() -> None:
    page = Path("docs/priorities/measures/deployment-frequency.md").read_text(encoding="utf-8")
    listed = page.split("### What the JSON holds")[1].split("{{")[0]
    data = json.loads(json_report(measure((waiting(1, 2, 3), *on("2026-03-03", "2026-03-04")), compare="2026-03-03")))
    for key in {*data, *data["before"]} - {"format", "source"}:
        assert f"`{key}`" in listed, key
    assert data["format"] == "playbook-deployments/1"
    assert data["before"]["lead_time_hours"]["median"] == 2
    assert data["after"]["lead_time_hours"] is None
    assert [one["commits"] for one in data["deployments"]] == [3, None, None]


def test_csv_is_read_again_and_formulas_stay_text(tmp_path: Path) -> None:
    odd = Deployment(
        datetime.datetime(2026, 3, 2, 9, 30, tzinfo=datetime.UTC), D("2026-03-02"), "=1+1", "abc", "production"
    )
    plain = Deployment(datetime.datetime(2026, 3, 4, 12, tzinfo=datetime.UTC), D("2026-03-04"), "a,b", "", "production")
    table = csv_table(measured(Found("csv", "x", (odd, plain)), TODAY))
    assert [row[1] for row in csv.reader(io.StringIO(table))] == ["name", "'=1+1", "a,b"]
    (tmp_path / "again.csv").write_text(table, encoding="utf-8")
    assert read_csv(tmp_path / "again.csv", datetime.UTC, NOW).deployments == (odd, plain)


def test_markdown_cannot_be_led_astray_by_a_name() -> None:
    found = measured(Found("csv", "a|b](x)<i>", on("2026-03-02")), TODAY)
    said = markdown(found)
    assert "a\\|b\\](x)\\<i\\>" in said
    assert "| In all | once in 271 days, too few for a pace | 1 in 271 days | – | – | not known |" in said
