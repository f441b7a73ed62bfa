"""What runs each night."""

import sys

import pandas as pd

from price_hours.filling import every_hour


def main():
    """Read prices from the first file, and write one for every hour into the second."""
    source, target = sys.argv[1:]
    every_hour(pd.read_csv(source, index_col="hour", parse_dates=True)).to_csv(target)
