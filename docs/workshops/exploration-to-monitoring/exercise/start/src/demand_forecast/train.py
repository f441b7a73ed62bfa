"""Learns, and writes tomorrow's forecast: `python -m demand_forecast.train config/nightly.toml`."""

import logging
import sys
import tomllib
from datetime import timedelta
from pathlib import Path

from demand_forecast.model import TypicalWeek
from demand_forecast.readings import read, write

log = logging.getLogger(__name__)


def train(loads, forecast, weeks):
    """Learn from the last `weeks` of the file `loads`, and write the next 24 hours into the file `forecast`."""
    hours = read(loads)
    last = hours[-1][0]
    model = TypicalWeek.fit([(time, mwh) for time, mwh in hours if time > last - timedelta(weeks=weeks)])
    times = [last + timedelta(hours=number) for number in range(1, 25)]
    predicted = model.predict(times)
    write(forecast, zip(times, predicted, strict=True))
    log.info("%.1f MWh from %s on", sum(predicted), times[0].isoformat(timespec="minutes"))


if __name__ == "__main__":
    logging.basicConfig(level=logging.INFO)
    train(**tomllib.loads(Path(sys.argv[1]).read_text(encoding="utf-8")))
