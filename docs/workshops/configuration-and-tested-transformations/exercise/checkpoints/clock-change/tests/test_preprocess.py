from datetime import UTC, datetime, timedelta, timezone

import numpy as np
import pytest

from demand_forecast.preprocess import typical_day

SUMMER, WINTER = timezone(timedelta(hours=2)), timezone(timedelta(hours=1))
CHANGE = datetime(2026, 10, 25, 1, tzinfo=UTC)


def clock(first, count):
    """Give `count` hours from `first` on, as the clock on the wall shows them."""
    times = [first + timedelta(hours=number) for number in range(count)]
    return [time.astimezone(WINTER if time >= CHANGE else SUMMER) for time in times]


def by_the_clock(times):
    """Give each hour a load that tells it: 100 MWh at midnight, 123 at eleven in the evening."""
    return np.array([100.0 + time.hour for time in times])


EXPECTED = [100.0 + hour for hour in range(24)]


def test_an_ordinary_week_gives_each_hour_its_own_mean():
    times = clock(datetime(2026, 10, 11, 22, tzinfo=UTC), 7 * 24)
    assert typical_day(times, by_the_clock(times), days=7).tolist() == EXPECTED


def test_only_the_last_days_count():
    times = clock(datetime(2026, 10, 11, 22, tzinfo=UTC), 3 * 24)
    loads = np.array([900.0] * 24 + [100.0] * 24 + [200.0] * 24)
    assert typical_day(times, loads, days=2).tolist() == [150.0] * 24


def test_the_night_with_25_hours_moves_nothing():
    times = clock(datetime(2026, 10, 23, 22, tzinfo=UTC), 24 + 25 + 24)
    assert typical_day(times, by_the_clock(times), days=3).tolist() == EXPECTED


def test_a_missing_hour_moves_nothing():
    times = clock(datetime(2026, 10, 11, 22, tzinfo=UTC), 3 * 24)
    del times[30]
    assert typical_day(times, by_the_clock(times), days=3).tolist() == EXPECTED


def test_an_hour_that_no_day_has_is_named():
    times = clock(datetime(2026, 10, 11, 22, tzinfo=UTC), 24)
    del times[3]
    with pytest.raises(ValueError, match="3:00"):
        typical_day(times, by_the_clock(times), days=1)
