"""Writes tomorrow's prices: `python -m price_forecast.publish`."""

import logging

import pandas as pd

from price_forecast.forecast import forecast
from price_forecast.lineage import log_versions
from price_forecast.settings import settings


def publish(prices, schedule, days):
    """Write the forecast from `prices` into the file `schedule`."""
    log_versions(prices)
    history = pd.read_csv(prices, index_col="hour", parse_dates=True)
    forecast(history["price"], days).to_csv(schedule)


if __name__ == "__main__":
    logging.basicConfig(level=logging.INFO)
    publish(**settings())
