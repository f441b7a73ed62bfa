import pandas as pd

from heat_demand.features import heating_degrees


def test_a_warm_hour_has_no_heating_degrees():
    assert heating_degrees(pd.Series([20.0, 15.0, -5.0]), threshold=15.0)["degrees"].tolist() == [0, 0, 20]
