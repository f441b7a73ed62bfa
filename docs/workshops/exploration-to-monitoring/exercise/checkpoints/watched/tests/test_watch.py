import tomllib
from datetime import timedelta
from pathlib import Path

import pytest

from demand_forecast.readings import read
from demand_forecast.watch import breaches, values

ROOT = Path(__file__).parents[1]


@pytest.fixture
def found():
    """Give a function that tells what is not normal in a file of `data/`; the forecast is the day of a week before."""
    expectations = tomllib.loads((ROOT / "config" / "watch.toml").read_text(encoding="utf-8"))
    forecast = [(time + timedelta(weeks=1), mwh) for time, mwh in read(ROOT / "data" / "load.csv")[-24:]]
    return lambda name: breaches(values(read(ROOT / "data" / name), forecast), expectations)


def test_three_ordinary_weeks_are_normal(found):
    assert found("load.csv") == []


def test_kilowatt_hours_are_not_normal(found):
    assert "error_yesterday_percent" in found("load-in-kwh.csv")


def test_nine_silent_hours_are_not_normal(found):
    assert "longest_gap_hours" in found("load-silent.csv")


def test_a_value_at_its_limit_is_normal():
    assert breaches({"highest_forecast_mwh": 400}, {"highest_forecast_mwh": {"low": 240, "high": 400}}) == []


def test_a_value_that_is_missing_is_not_normal():
    assert breaches({"longest_gap_hours": None}, {"longest_gap_hours": {"high": 3}}) == ["longest_gap_hours"]
