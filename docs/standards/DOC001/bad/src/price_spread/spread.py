"""From prices by the hour to the spread of a day."""

import pandas as pd


def daily_spread(prices: pd.Series) -> pd.Series:
    """Give the highest price less the lowest, for each day of a series with a time index."""
    days = prices.groupby(prices.index.date)
    return days.max() - days.min()
