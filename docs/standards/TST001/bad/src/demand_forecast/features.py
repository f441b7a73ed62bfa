"""From raw readings to features."""

import pandas as pd


def demand_features(readings):
    """Give each hour its demand, and that of yesterday."""
    yesterday = readings.shift(24)
    return pd.DataFrame({"demand": readings, "yesterday": yesterday})
