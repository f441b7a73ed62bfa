"""Trains the model of a park: `python -m wind_power.train`."""

import json
import tomllib
from pathlib import Path

import joblib
import pandas as pd
from sklearn.linear_model import LinearRegression

from wind_power.features import wind_features


def train(hours, folder, full):
    """Learn from `hours`, and write model and error into `folder`."""
    data = pd.read_csv(hours)
    features = wind_features(data["speed"], full)
    model = LinearRegression().fit(features, data["power"])
    error = (model.predict(features) - data["power"]).abs().mean()
    Path(folder).mkdir(parents=True, exist_ok=True)
    joblib.dump(model, Path(folder, "model.joblib"))
    report = json.dumps({"error": float(error)})
    Path(folder, "error.json").write_text(report)


if __name__ == "__main__":
    config = Path("config/monthly.toml").read_text(encoding="utf-8")
    train(**tomllib.loads(config))
