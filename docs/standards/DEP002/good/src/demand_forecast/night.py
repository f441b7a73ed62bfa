"""The nightly run: tomorrow's demand, with the model that `config/production.toml` names."""

import json
import tomllib
from pathlib import Path

from demand_forecast.features import hour_features


def main():
    """Write 24 values, one an hour."""
    settings = tomllib.loads(Path("config/production.toml").read_text())
    model = json.loads(Path(settings["model"], "weights.json").read_text())
    features = hour_features(range(24))
    demand = model["base"] + features["sin"] * model["sin"] + features["cos"] * model["cos"]
    demand.to_csv(settings["out"])
