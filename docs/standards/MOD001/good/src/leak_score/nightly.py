"""Writes the scores of the night: `python -m leak_score.nightly`."""

import tomllib
from pathlib import Path

import mlflow.sklearn
import pandas as pd

from leak_score.score import scores


def nightly(flows, scores_to, model):
    """Score the file `flows` with the `model` of the registry."""
    found = mlflow.sklearn.load_model(model)
    scores(found, pd.read_csv(flows)).to_csv(scores_to)


if __name__ == "__main__":
    config = Path("config/nightly.toml").read_text(encoding="utf-8")
    nightly(**tomllib.loads(config))
