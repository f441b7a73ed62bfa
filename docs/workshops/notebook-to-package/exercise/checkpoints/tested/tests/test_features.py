import datetime

import pytest

from demand_forecast.features import features

START = datetime.datetime(2026, 4, 6)  # a Monday
HOURS = [START + datetime.timedelta(hours=n) for n in range(14 * 24)]
LOAD = {hour: 100.0 + n for n, hour in enumerate(HOURS)}
THURSDAY = datetime.datetime(2026, 4, 16, 9)


def a_week_before(load, hour):
    return features(load, [hour])[0][2]


def test_the_load_a_week_before_is_found():
    assert a_week_before(LOAD, THURSDAY) == LOAD[THURSDAY - datetime.timedelta(days=7)]


def test_a_missing_hour_moves_no_other():
    load = {hour: mw for hour, mw in LOAD.items() if hour != datetime.datetime(2026, 4, 14, 3)}
    assert a_week_before(load, THURSDAY) == LOAD[THURSDAY - datetime.timedelta(days=7)]


def test_where_the_hour_itself_is_missing_the_one_before_has_to_do():
    gone = THURSDAY - datetime.timedelta(days=7)
    load = {hour: mw for hour, mw in LOAD.items() if hour != gone}
    assert a_week_before(load, THURSDAY) == LOAD[gone - datetime.timedelta(hours=1)]


def test_a_gap_of_a_day_is_refused():
    with pytest.raises(ValueError, match="no load on the day before"):
        features({START: 300.0}, [THURSDAY])


def test_the_weekend_is_a_flag():
    saturday = datetime.datetime(2026, 4, 18, 9)
    assert [row[1] for row in features(LOAD, [THURSDAY, saturday])] == [0, 1]
