import datetime

import numpy as np
import pytest

from demand_forecast.readings import filled, read


def test_a_missing_hour_is_nan(tmp_path):
    file = tmp_path / "load.csv"
    file.write_text("hour,mw\n2026-04-07T00:00,300.5\n2026-04-07T02:00,310\n", encoding="utf-8")
    day = read(file)[datetime.date(2026, 4, 7)]
    assert day[0] == 300.5
    assert np.isnan(day[1])
    assert day[2] == 310


def test_a_missing_hour_lies_between_its_neighbours():
    day = np.full(24, 100.0)
    day[5], day[6], day[7] = 200.0, np.nan, 300.0
    assert filled(day)[6] == 250.0


def test_a_day_without_a_reading_is_refused():
    with pytest.raises(ValueError, match="without a single reading"):
        filled(np.full(24, np.nan))
