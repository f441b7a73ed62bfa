"""Writes what to buy for tomorrow: `python -m demand_forecast.nightly`."""

import configparser
import csv
import json
import logging
import os

from demand_forecast.postprocess import to_lots
from demand_forecast.preprocess import typical_day
from demand_forecast.readings import read

log = logging.getLogger(__name__)

LOADS = os.environ.get("LOADS", "/home/analyst/exports/load.csv")
MARGIN = float(os.environ.get("MARGIN", "1.02"))
DAYS = 14


def run():
    """Read the loads, and write what to buy for each hour of tomorrow."""
    config = configparser.ConfigParser()
    config.read("config/forecast.ini")
    with open("config/market.json", encoding="utf-8") as file:
        market = json.load(file)

    times, loads = read(LOADS)
    bought = to_lots(typical_day(times, loads, DAYS), MARGIN, market["lot_mwh"])

    with open(config["output"]["purchase"], "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["hour", "mwh"])
        writer.writerows((hour, f"{mwh:.1f}") for hour, mwh in enumerate(bought))
    log.info("%.1f MWh for the day after %s", bought.sum(), times[-1].date())


if __name__ == "__main__":
    logging.basicConfig(level=logging.INFO)
    run()
