import pandas as pd

from demand_forecast.features import demand_features


def test_a_missing_hour_does_not_move_yesterday():
    hours = pd.date_range("2026-10-05", periods=48, freq="h")
    readings = pd.Series(range(48), index=hours).drop(hours[30])
    assert demand_features(readings)["yesterday"][hours[40]] == 16
