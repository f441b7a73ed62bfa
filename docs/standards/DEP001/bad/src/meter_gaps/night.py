"""The nightly run: readings in, missing hours out."""

import logging
import tomllib
from pathlib import Path

import pandas as pd

from meter_gaps.gaps import missing_hours

log = logging.getLogger(__name__)


def main():
    """Write the missing hours of the meter that `config/night.toml` names."""
    settings = tomllib.loads(Path("config/night.toml").read_text())
    readings = pd.read_csv(settings["readings"], index_col=0, parse_dates=True)
    missing = missing_hours(readings)
    log.info("%d hours are missing", len(missing))
    missing.to_frame(name="hour").to_csv(settings["missing"], index=False)
