"""Writes the list of Monday: `python -m pump_failure.weekly`."""

import logging
import tomllib
from pathlib import Path

import pandas as pd

from pump_failure.features import risk_features
from pump_failure.train import train

log = logging.getLogger(__name__)


def weekly(history, failures, week, risk, low_bar):
    """Learn from the files `history` and `failures`, and write the risk of each pump of `week` into `risk`."""
    failed = pd.read_csv(failures, index_col="pump")["failed"]
    model = train(risk_features(pd.read_csv(history), low_bar), failed)
    now = risk_features(pd.read_csv(week), low_bar)
    listed = pd.Series(model.predict_proba(now)[:, 1], index=now.index, name="risk")
    listed.sort_values(ascending=False).to_csv(risk)
    log.info("%d pumps, the highest risk is %.2f", len(listed), listed.max())


if __name__ == "__main__":
    logging.basicConfig(level=logging.INFO)
    weekly(**tomllib.loads(Path("config/weekly.toml").read_text(encoding="utf-8")))
