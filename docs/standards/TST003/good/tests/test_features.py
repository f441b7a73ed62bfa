import pandas as pd

from wind_power.features import wind_features


def test_above_full_speed_nothing_is_gained():
    cube = wind_features(pd.Series([2.0, 12.0, 25.0]), full=12.0)["cube"]
    assert cube.tolist() == [8.0, 1728.0, 1728.0]
