import datetime
from pathlib import Path

import numpy as np
import pytest

from demand_forecast.forecast import error, forecast
from demand_forecast.tomorrow import tomorrow

APRIL = [datetime.date(2026, 4, day) for day in range(7, 31)]
DAYS = {day: np.full(24, 300.0 if day.weekday() == 6 else 400.0) for day in APRIL}
MAY_DAY = datetime.date(2026, 5, 1)


def test_a_working_day_is_the_mean_of_those_like_it():
    assert forecast(DAYS, MAY_DAY, set(), weeks=3).tolist() == [400.0] * 24


def test_a_holiday_has_the_load_of_a_sunday():
    assert forecast(DAYS, MAY_DAY, {MAY_DAY}, weeks=3).tolist() == [300.0] * 24


def test_nothing_is_forecast_from_nothing():
    with pytest.raises(ValueError, match="no day before"):
        forecast({}, MAY_DAY, set(), weeks=3)


def test_the_error_is_in_per_cent():
    assert error(np.full(24, 110.0), np.full(24, 100.0)) == pytest.approx(10)


def test_the_night_run_forecasts_the_day_after_the_last_reading():
    day, hours = tomorrow(Path(__file__).parents[1] / "config.toml")
    assert day == MAY_DAY
    assert hours.shape == (24,)
    assert 200 < hours.min() < hours.max() < 700
