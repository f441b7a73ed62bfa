import hashlib
from pathlib import Path

import pytest

from demand_forecast.forecast import forecast
from demand_forecast.train import train
from demand_forecast.which import answer

DATA = Path(__file__).parents[1] / "data"


@pytest.fixture
def made(tmp_path):
    """Give the file of a forecast."""
    settings = {"loads": DATA / "load.csv", "model": tmp_path / "model.json", "forecast": tmp_path / "forecast.csv"}
    train({**settings, "weeks": 3}, code="4d8f2b6")
    forecast({**settings, "weeks": 3})
    return tmp_path / "forecast.csv"


def test_a_forecast_knows_its_code_and_its_data(made):
    said = answer(made, DATA / "load.csv")
    assert "4d8f2b6" in said
    assert hashlib.sha256((DATA / "load.csv").read_bytes()).hexdigest() in said


def test_the_file_that_is_there_today_may_be_the_same(made):
    assert "is the same data" in answer(made, DATA / "load.csv")


def test_corrected_loads_are_other_data(made):
    assert "is other data" in answer(made, DATA / "load-corrected.csv")
