import os

import pandas as pd
import pytest

from pressure_watch.clean import without_stuck


@pytest.fixture
def readings():
    week = "select sensor, bar from readings_of_last_week"
    return pd.read_sql(week, os.environ["PRODUCTION_DATABASE"])


def test_a_stuck_sensor_is_taken_out(readings):
    left = without_stuck(readings, hours=3)
    assert len(left) < len(readings)
