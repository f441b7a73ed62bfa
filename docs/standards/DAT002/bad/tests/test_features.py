import pandas as pd

from meter_features.features import daily_use


def test_an_estimate_is_left_out():
    dates = pd.to_datetime(["2026-05-01", "2026-05-11", "2026-05-21"])
    readings = pd.DataFrame({"reading": [100.0, 900.0, 140.0], "estimated": [False, True, False]}, index=dates)
    assert daily_use(readings).tolist() == [2.0]
