from pathlib import Path

from demand_forecast.settings import load

CONFIG = Path(__file__).parents[1] / "config" / "forecast.toml"


def test_production_keeps_its_values():
    settings = load(CONFIG)
    assert (settings["days"], settings["margin_percent"], settings["lot_mwh"]) == (14, 2.0, 0.5)
