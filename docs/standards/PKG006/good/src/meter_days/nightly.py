"""What runs each night."""

import sys

import pandas as pd

from meter_days.sums import daily


def main():
    """Read the readings from the first file, and write the sum of each day into the second."""
    source, target = sys.argv[1:]
    readings = pd.read_csv(source, index_col="hour", parse_dates=True)["cubic_metres"]
    daily(readings).to_csv(target)
