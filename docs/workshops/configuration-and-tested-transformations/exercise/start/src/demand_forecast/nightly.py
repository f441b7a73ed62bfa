"""Writes what to buy for tomorrow: `python -m demand_forecast.nightly`."""

import configparser
import csv
import json
import logging
import os

import numpy as np

from demand_forecast.readings import read

log = logging.getLogger(__name__)

LOADS = os.environ.get("LOADS", "/home/analyst/exports/load.csv")
MARGIN = float(os.environ.get("MARGIN", "1.02"))
DAYS = 14


def process_readings():
    """Turn the loads of the last days into what to buy for each hour of tomorrow, and write that."""
    config = configparser.ConfigParser()
    config.read("config/forecast.ini")
    with open("config/market.json", encoding="utf-8") as file:
        market = json.load(file)

    times, loads = read(LOADS)
    recent = loads[-24 * DAYS :].reshape(DAYS, 24)  # one row a day, one column an hour
    typical = recent.mean(axis=0)

    bought = typical * MARGIN
    bought[bought < 0] = 0
    bought = np.ceil(bought / market["lot_mwh"]) * market["lot_mwh"]

    with open(config["output"]["purchase"], "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["hour", "mwh"])
        writer.writerows((hour, f"{mwh:.1f}") for hour, mwh in enumerate(bought))
    log.info("%.1f MWh for the day after %s", bought.sum(), times[-1].date())


if __name__ == "__main__":
    logging.basicConfig(level=logging.INFO)
    process_readings()
