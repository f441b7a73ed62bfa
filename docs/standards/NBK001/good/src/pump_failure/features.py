"""From readings of pressure to features of a pump."""

import pandas as pd


def risk_features(readings, low_bar):
    """Give each pump the hours that it spent below `low_bar`, and its lowest pressure."""
    low = readings["bar"] < low_bar
    pump = readings["pump"]
    return pd.DataFrame({"hours_low": low.groupby(pump).sum(), "lowest": readings["bar"].groupby(pump).min()})
