from pathlib import Path

import pytest

from demand_forecast.settings import load

CONFIG = Path(__file__).parents[1] / "config" / "forecast.toml"


@pytest.fixture
def changed(tmp_path):
    """Give a copy of the production file in which one text is another."""

    def change(old, new):
        file = tmp_path / "forecast.toml"
        text = CONFIG.read_text(encoding="utf-8")
        assert old in text
        file.write_text(text.replace(old, new), encoding="utf-8")
        return file

    return change


def test_production_keeps_its_values():
    settings = load(CONFIG)
    assert (settings["days"], settings["margin_percent"], settings["lot_mwh"]) == (14, 2.0, 0.5)


def test_a_mistyped_key_is_named(changed):
    with pytest.raises(ValueError, match=r"\bday\b"):
        load(changed("days = 14", "day = 14"))


def test_a_missing_key_is_named(changed):
    with pytest.raises(ValueError, match="lot_mwh"):
        load(changed("lot_mwh = 0.5", ""))


def test_a_text_in_place_of_a_number_is_named(changed):
    with pytest.raises(ValueError, match="margin_percent"):
        load(changed("margin_percent = 2.0", 'margin_percent = "2 %"'))


def test_no_days_at_all_is_named(changed):
    with pytest.raises(ValueError, match="days"):
        load(changed("days = 14", "days = 0"))
