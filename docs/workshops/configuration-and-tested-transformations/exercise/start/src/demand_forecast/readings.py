"""Reads the loads that the meters sent."""

import csv
from datetime import datetime

import numpy as np


def read(path):
    """Give the times in the CSV file `path`, each with its offset from UTC, and an array of their loads in MWh."""
    with open(path, encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    times = [datetime.fromisoformat(row["time"]) for row in rows]
    return times, np.array([float(row["mwh"]) for row in rows])
