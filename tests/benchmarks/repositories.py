"""Made repositories of a chosen size, in the mix that solutions have: package, tests, notebooks, configuration, CI."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

MODULE = '''\
"""Module {number}: readings of one plant."""

from __future__ import annotations

import logging
from dataclasses import dataclass

import numpy as np
import pandas as pd

from demand.settings import SETTINGS

LOGGER = logging.getLogger(__name__)


@dataclass(frozen=True)
class Plant{number}:
    """A plant with its capacity in megawatts."""

    name: str
    capacity: float


def clean_{number}(readings: pd.DataFrame) -> pd.DataFrame:
    """Drop what the meter could not have measured."""
    limit = SETTINGS["limits"]["plant_{number}"]
    kept = readings[(readings["power"] >= 0) & (readings["power"] <= limit)]
    LOGGER.info("kept %d of %d", len(kept), len(readings))
    return kept.assign(hour=kept["at"].dt.hour)


def features_{number}(readings: pd.DataFrame, lags: tuple[int, ...] = (1, 24, 168)) -> np.ndarray:
    """Give the features: lags, and the hour as a point on a circle."""
    columns = [readings["power"].shift(lag) for lag in lags]
    angle = 2 * np.pi * readings["hour"] / 24
    return np.column_stack([*columns, np.sin(angle), np.cos(angle)])
'''
TEST = """\
import pandas as pd

from demand.plant_{number} import clean_{number}


def test_negative_power_goes() -> None:
    at = pd.to_datetime(["2026-01-01T00:00Z", "2026-01-01T01:00Z"])
    readings = pd.DataFrame({{"at": at, "power": [-1.0, 2.0]}})
    assert len(clean_{number}(readings)) == 1
"""
SETTINGS = '''\
"""Settings, read once."""

from pathlib import Path

import yaml

SETTINGS = yaml.safe_load(Path("config/parameters.yaml").read_text(encoding="utf-8"))
'''
PROJECT = """\
[build-system]
requires = ["hatchling>=1.25"]
build-backend = "hatchling.build"

[project]
name = "demand"
version = "1.0.0"
dependencies = ["numpy>=1.26", "pandas>=2.1", "pyyaml>=6"]
"""
WORKFLOW = """\
name: CI
on: [pull_request]
jobs:
  test:
    runs-on: ubuntu-24.04
    steps:
      - uses: actions/checkout@v5
      - run: python -m pip install -r requirements.txt
      - run: python -m pip install --no-deps .
      - run: python -m pytest
"""
DOCKERFILE = """\
FROM python:3.12-slim
COPY requirements.txt .
RUN pip install -r requirements.txt
COPY . .
RUN pip install --no-deps .
CMD ["python", "-m", "demand"]
"""
README = "# demand\n\nForecasts demand.\n\nOwner: team Forecasting.\n\n```sh\npython -m pytest\n```\n"


def lay(folder: Path, files: int, *, git: bool = True) -> Path:
    """Write a repository of `files` files into `folder`, and give it: of ten, four modules, three tests, two texts."""
    fixed = {
        "README.md": README,
        "pyproject.toml": PROJECT,
        "requirements.txt": "numpy==2.1.3\npandas==2.2.3\npyyaml==6.0.2\npytest==8.4.2\n",
        ".github/workflows/ci.yml": WORKFLOW,
        "Dockerfile": DOCKERFILE,
        "config/parameters.yaml": "limits: {}\n",
        "src/demand/__init__.py": '"""Demand."""\n',
        "src/demand/settings.py": SETTINGS,
        "docs/decisions/0001-hours.md": "# 1. Hours\n\nDate: 2026-01-01.\n",
    }
    made = {_name(number): _content(number) for number in range(max(0, files - len(fixed)))}
    for name, content in {**fixed, **made}.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
    if git:
        for command in (["init", "-q"], ["add", "."]):
            subprocess.run(["git", "-C", str(folder), *command], check=True)
    return folder


def _name(number: int) -> str:
    kind = number % 20
    if kind < 8:
        return f"src/demand/plant_{number}.py"
    if kind < 14:
        return f"tests/test_plant_{number - 8 if kind < 14 else 0}.py"
    return f"notebooks/look_{number}.ipynb" if kind == 19 else f"docs/plants/plant_{number}.md"


def _content(number: int) -> str:
    kind = number % 20
    if kind < 8:
        return MODULE.format(number=number)
    if kind < 14:
        return TEST.format(number=number - 8)
    if kind == 19:
        cells = [
            {"cell_type": "markdown", "id": f"a{number}", "metadata": {}, "source": ["# What the readings look like"]},
            {
                "cell_type": "code", "execution_count": None, "id": f"b{number}", "metadata": {}, "outputs": [],
                "source": ["readings.describe()"],
            },
        ]  # fmt: skip
        return json.dumps({"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}, indent=1)
    return f"# Plant {number}\n\n" + "Its meter was replaced in spring; readings before that are in local time.\n" * 20
