from datetime import datetime, timedelta

from demand_forecast.model import TypicalWeek

MONDAY = datetime.fromisoformat("2026-10-12T00:00+02:00")


def test_an_hour_is_the_mean_of_the_same_hour_of_other_weeks():
    model = TypicalWeek.fit(
        [(MONDAY, 100.0), (MONDAY + timedelta(weeks=1), 120.0), (MONDAY + timedelta(days=1), 900.0)]
    )
    assert model.predict([MONDAY + timedelta(weeks=2)]) == [110.0]


def test_an_hour_that_was_never_seen_is_the_mean_of_all():
    model = TypicalWeek.fit([(MONDAY, 100.0), (MONDAY + timedelta(hours=1), 140.0)])
    assert model.predict([MONDAY + timedelta(hours=5)]) == [120.0]
