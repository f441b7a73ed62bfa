"""The night run: python -m demand_forecast.nightly settings.yml writes the forecast of tomorrow."""

import csv
import datetime
import logging
import sys
from pathlib import Path

from demand_forecast.features import WEEK, features
from demand_forecast.readings import clean_readings, read, read_settings
from demand_forecast.train import train

log = logging.getLogger(__name__)


def run(path):
    """Train, forecast the day after the last reading, and write it where the settings in the file `path` say."""
    folder, settings = Path(path).parent, read_settings(path)
    load = clean_readings(read(folder / settings["load"]))
    hours = [hour for hour in load if hour - WEEK >= min(load)]
    model, error = train(features(load, hours), [load[hour] for hour in hours])
    log.info("%.1f per cent off in the last week", error)
    first = datetime.datetime.combine(max(load).date() + datetime.timedelta(days=1), datetime.time())
    tomorrow = [first + datetime.timedelta(hours=n) for n in range(24)]
    forecast = model.predict(features(load, tomorrow))
    with open(folder / settings["out"], "w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(["hour", "mw"])
        for hour, mw in zip(tomorrow, forecast, strict=True):
            writer.writerow([hour.isoformat(timespec="minutes"), round(float(mw), 1)])


if __name__ == "__main__":
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    run(sys.argv[1])
