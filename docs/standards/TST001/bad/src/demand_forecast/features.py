"""From raw readings to features."""

import pandas as pd


def demand_features(readings):
    """Give each hour its own demand and that of the same hour yesterday."""
    yesterday = readings.shift(24)
    return pd.DataFrame({"demand": readings, "yesterday": yesterday})
