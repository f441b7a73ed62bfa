"""Writes what to buy for tomorrow: `python -m demand_forecast.nightly config/forecast.toml`."""

import csv
import logging
import sys

from demand_forecast.postprocess import to_lots
from demand_forecast.preprocess import typical_day
from demand_forecast.readings import read
from demand_forecast.settings import load

log = logging.getLogger(__name__)


def run(settings):
    """Read the loads, and write what to buy for each hour of tomorrow."""
    times, loads = read(settings["loads"])
    typical = typical_day(times, loads, settings["days"])
    bought = to_lots(typical, 1 + settings["margin_percent"] / 100, settings["lot_mwh"])

    with open(settings["purchase"], "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["hour", "mwh"])
        writer.writerows((hour, f"{mwh:.1f}") for hour, mwh in enumerate(bought))
    log.info("%.1f MWh for the day after %s", bought.sum(), times[-1].date())


if __name__ == "__main__":
    logging.basicConfig(level=logging.INFO)
    run(load(sys.argv[1]))
