import os

import pandas as pd
import pytest

from pressure_watch.clean import without_stuck


@pytest.fixture
def readings():
    query = "select sensor, bar from readings where at > now() - interval '7 days'"
    return pd.read_sql(query, os.environ["PRODUCTION_DATABASE"])


def test_a_stuck_sensor_is_taken_out(readings):
    left = without_stuck(readings, hours=3)
    assert len(left) < len(readings)
