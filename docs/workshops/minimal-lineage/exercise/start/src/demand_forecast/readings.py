"""Reads and writes hours with a load: CSV files with the columns `time` and `mwh`."""

import csv
from datetime import datetime
from pathlib import Path


def read(path):
    """Give the hours of the file `path`, in order: pairs of a time, with its offset from UTC, and a load in MWh."""
    with open(path, encoding="utf-8", newline="") as file:
        return [(datetime.fromisoformat(row["time"]), float(row["mwh"])) for row in csv.DictReader(file)]


def write(path, hours):
    """Write `hours`, which are pairs of a time and a load, into the file `path`."""
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    with open(path, "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["time", "mwh"])
        writer.writerows((time.isoformat(timespec="minutes"), f"{mwh:.1f}") for time, mwh in hours)
