import pandas as pd

from meter_gaps.gaps import missing_hours


def test_the_hour_without_a_reading_is_found():
    times = pd.to_datetime(["2026-11-02 00:00", "2026-11-02 02:00"])
    readings = pd.Series([1.2, 1.4], index=times)
    assert list(missing_hours(readings)) == [pd.Timestamp("2026-11-02 01:00")]
