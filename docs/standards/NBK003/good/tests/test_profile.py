import pandas as pd

from load_profiles.profile import typical_day


def test_one_evening_with_guests_does_not_count():
    hours = pd.date_range("2026-10-05", periods=72, freq="h")
    readings = pd.Series(0.3, index=hours)
    readings["2026-10-06 20:00"] = 9.0
    assert typical_day(readings)[20] == 0.3
