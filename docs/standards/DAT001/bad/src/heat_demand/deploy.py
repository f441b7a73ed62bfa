"""Trains a model, hands it over and records it: `python -m heat_demand.deploy`."""

import argparse
import json
import tomllib
from pathlib import Path

import joblib
import pandas as pd
from sklearn.linear_model import LinearRegression

from heat_demand.features import heating_degrees
from heat_demand.record import record


def deploy(code, build, readings, model, records, threshold):
    """Learn from the file `readings`, write the `model`, and add a file to the folder `records`."""
    hours = pd.read_csv(readings)
    degrees = heating_degrees(hours["temperature"], threshold)
    joblib.dump(LinearRegression().fit(degrees, hours["demand"]), model)
    said = record(code, build)
    Path(records, f"{said['date']}.json").write_text(json.dumps(said, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--code", required=True)
    parser.add_argument("--build", required=True, type=int)
    config = tomllib.loads(Path("config/weekly.toml").read_text(encoding="utf-8"))
    deploy(**vars(parser.parse_args()), **config)
