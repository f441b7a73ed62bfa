import pandas as pd

from pump_failure.features import risk_features


def test_an_hour_at_the_limit_is_not_low():
    readings = pd.DataFrame({"pump": ["P-1", "P-1", "P-2"], "bar": [1.8, 1.7, 2.4]})
    assert risk_features(readings, low_bar=1.8)["hours_low"].to_dict() == {"P-1": 1, "P-2": 0}
