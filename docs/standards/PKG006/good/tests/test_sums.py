import pandas as pd

from meter_days.sums import daily


def test_a_day_with_a_gap_is_left_out():
    hours = pd.date_range("2026-10-01", periods=47, freq="h")
    assert list(daily(pd.Series(1.0, index=hours))) == [24.0]
