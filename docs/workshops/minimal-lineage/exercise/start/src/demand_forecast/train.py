"""Learns from the loads of the last weeks: `python -m demand_forecast.train config/weekly.toml`."""

import argparse
import logging
import tomllib
from datetime import timedelta
from pathlib import Path

from demand_forecast.model import TypicalWeek
from demand_forecast.readings import read

log = logging.getLogger(__name__)


def train(settings):
    """Learn from the file `loads` of the `settings`, and write the model into the file `model`."""
    hours = read(settings["loads"])
    begin = hours[-1][0] - timedelta(weeks=settings["weeks"])
    TypicalWeek.fit([(time, mwh) for time, mwh in hours if time > begin]).save(settings["model"])
    log.info("learned from %d hours", len(hours))


if __name__ == "__main__":
    logging.basicConfig(level=logging.INFO)
    parser = argparse.ArgumentParser()
    parser.add_argument("config", type=Path)
    train(tomllib.loads(parser.parse_args().config.read_text(encoding="utf-8")))
