"""Writes the next 24 hours: `python -m demand_forecast.forecast config/weekly.toml`."""

import logging
import sys
import tomllib
from datetime import datetime, timedelta
from pathlib import Path

from demand_forecast.lineage import hand_on
from demand_forecast.model import load
from demand_forecast.readings import write

log = logging.getLogger(__name__)


def forecast(settings):
    """Ask the file `model` of the `settings`, and write the 24 hours after its end, with a record, into `forecast`."""
    model = load(settings["model"])
    end = datetime.fromisoformat(model.end)
    times = [end + timedelta(hours=number) for number in range(1, 25)]
    predicted = model.predict(times)
    write(settings["forecast"], zip(times, predicted, strict=True))
    hand_on(settings["model"], settings["forecast"])
    log.info("%.1f MWh from %s on", sum(predicted), times[0].isoformat(timespec="minutes"))


if __name__ == "__main__":
    logging.basicConfig(level=logging.INFO)
    forecast(tomllib.loads(Path(sys.argv[1]).read_text(encoding="utf-8")))
