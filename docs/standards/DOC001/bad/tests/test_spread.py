import pandas as pd

from price_spread.spread import daily_spread


def test_the_spread_of_a_day_is_highest_less_lowest():
    hours = pd.date_range("2026-11-02", periods=3, freq="h")
    prices = pd.Series([48.25, 31.0, 90.5], index=hours)
    assert list(daily_spread(prices)) == [59.5]
