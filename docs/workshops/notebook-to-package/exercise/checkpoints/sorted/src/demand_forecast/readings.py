"""Settings and readings: what comes from files."""

import csv
import datetime

import yaml


def read_settings(path):
    """Give the settings in the file `path`."""
    with open(path, encoding="utf-8") as file:
        return yaml.safe_load(file)


def read(path):
    """Give the load in MW by its hour, from the CSV file `path`, in the order of the file."""
    with open(path, newline="", encoding="utf-8") as file:
        return {datetime.datetime.fromisoformat(row["hour"]): float(row["mw"]) for row in csv.DictReader(file)}


def clean_readings(load):
    """Leave out zeros: the city never uses nothing, so the meter was off."""
    return {hour: mw for hour, mw in load.items() if mw > 0}
