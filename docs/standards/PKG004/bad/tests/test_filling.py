import pandas as pd

from price_hours.filling import every_hour


def test_a_missing_hour_takes_the_price_before():
    hours = pd.to_datetime(["2026-10-01 00:00", "2026-10-01 02:00"])
    assert list(every_hour(pd.Series([40.0, 55.0], index=hours))) == [40.0, 40.0, 55.0]
