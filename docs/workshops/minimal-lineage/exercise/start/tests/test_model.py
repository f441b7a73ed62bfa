from datetime import datetime, timedelta

import pytest

from demand_forecast.model import TypicalWeek, load

MONDAY = datetime.fromisoformat("2026-10-12T00:00+02:00")


@pytest.fixture
def model():
    """Give a model that saw midnight on two Mondays, and one more hour."""
    hours = [(MONDAY, 100.0), (MONDAY + timedelta(hours=1), 130.0), (MONDAY + timedelta(weeks=1), 120.0)]
    return TypicalWeek.fit(hours)


def test_an_hour_is_the_mean_of_the_same_hour_of_other_weeks(model):
    assert model.predict([MONDAY + timedelta(weeks=2)]) == [110.0]


def test_an_hour_that_was_never_seen_is_the_mean_of_all(model):
    assert model.predict([MONDAY + timedelta(hours=5)]) == [120.0]


def test_what_was_saved_says_the_same(model, tmp_path):
    model.save(tmp_path / "model.json")
    assert load(tmp_path / "model.json").predict([MONDAY]) == [110.0]
