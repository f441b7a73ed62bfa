import tomllib
from pathlib import Path

import pytest

from demand_forecast.readings import read, write
from demand_forecast.watch import watch

ROOT = Path(__file__).parents[1]
EXPECTATIONS = ROOT / "config" / "watch.toml"


@pytest.fixture
def forecast(tmp_path):
    """Give a file with an ordinary forecast."""
    write(tmp_path / "forecast.csv", read(ROOT / "data" / "load.csv")[-24:])
    return tmp_path / "forecast.csv"


def test_each_alert_has_a_team_and_a_first_step():
    every = tomllib.loads(EXPECTATIONS.read_text(encoding="utf-8"))
    nobody = [name for name, one in every.items() if not one.get("team")]
    assert every, "nothing is expected yet"
    assert not nobody, f"it reaches nobody: {', '.join(nobody)}"
    vague = [name for name, one in every.items() if len(one.get("first_step", "").split()) < 4]
    assert not vague, f"no first step, or one of less than four words: {', '.join(vague)}"


def test_an_ordinary_night_alerts_nobody(forecast, caplog):
    assert watch(ROOT / "data" / "load.csv", forecast, EXPECTATIONS) == 0
    assert caplog.text == ""


def test_an_alert_says_whom_it_reaches_and_what_they_do_first(forecast, caplog):
    assert watch(ROOT / "data" / "load-silent.csv", forecast, EXPECTATIONS) > 0
    one = tomllib.loads(EXPECTATIONS.read_text(encoding="utf-8"))["longest_gap_hours"]
    assert one["team"] in caplog.text
    assert one["first_step"] in caplog.text
