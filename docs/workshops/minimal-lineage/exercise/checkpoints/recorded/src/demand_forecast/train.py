"""Learns from the loads of the last weeks: `python -m demand_forecast.train config/weekly.toml --code COMMIT`."""

import argparse
import logging
import tomllib
from datetime import timedelta
from pathlib import Path

from demand_forecast.lineage import record
from demand_forecast.model import TypicalWeek
from demand_forecast.readings import read

log = logging.getLogger(__name__)


def train(settings, code):
    """Learn from the file `loads` of the `settings`, and write the file `model`, with a record of that."""
    hours = read(settings["loads"])
    begin = hours[-1][0] - timedelta(weeks=settings["weeks"])
    TypicalWeek.fit([(time, mwh) for time, mwh in hours if time > begin]).save(settings["model"])
    said = record(settings["model"], code, settings["loads"])
    log.info("learned from %d hours; code %s, data version %s", len(hours), said["code"], said["data_sha256"])


if __name__ == "__main__":
    logging.basicConfig(level=logging.INFO)
    parser = argparse.ArgumentParser()
    parser.add_argument("config", type=Path)
    parser.add_argument("--code", required=True, help="the commit that runs")
    given = parser.parse_args()
    train(tomllib.loads(given.config.read_text(encoding="utf-8")), given.code)
