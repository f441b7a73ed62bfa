import pandas as pd

from price_forecast.forecast import forecast


def test_only_the_last_days_count():
    hours = pd.date_range("2026-10-05", periods=96, freq="h")
    prices = pd.Series([900.0] * 24 + [40.0] * 24 + [50.0] * 24 + [60.0] * 24, index=hours)
    assert forecast(prices, days=3).tolist() == [50.0] * 24
