from pathlib import Path

import pandas as pd

from price_spread.spread import daily_spread

FILE = Path("data/day_ahead.csv")


def test_no_spread_is_negative():
    rows = pd.read_csv(FILE, names=["hour", "zone", "price"])
    prices = rows.set_index(pd.to_datetime(rows["hour"]))["price"]
    assert (daily_spread(prices) >= 0).all()
