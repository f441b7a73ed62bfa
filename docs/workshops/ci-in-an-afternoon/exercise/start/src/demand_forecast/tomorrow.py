"""Forecasts the day after the last reading. It runs each night: python -m demand_forecast.tomorrow config.toml"""

import datetime
import logging
import sys
import tomllib
from pathlib import Path

from demand_forecast.forecast import forecast
from demand_forecast.readings import read

log = logging.getLogger(__name__)


def tomorrow(path):
    """Give the day, and its 24 hours in MW, with the settings in the TOML file `path`."""
    settings = tomllib.loads(Path(path).read_text(encoding="utf-8"))
    days = read(Path(path).parent / settings["load"])
    holidays = {datetime.date.fromisoformat(text) for text in settings["holidays"]}
    day = max(days) + datetime.timedelta(days=1)
    return day, forecast(days, day, holidays, settings["weeks"])


if __name__ == "__main__":
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    when, hours = tomorrow(sys.argv[1])
    log.info("%s: %.0f MWh, highest %.0f MW", when, hours.sum(), hours.max())
