"""Prices without gaps."""


def every_hour(prices):
    """Give a price for each hour: a missing one is that of the hour before."""
    return prices.asfreq("h").ffill()
