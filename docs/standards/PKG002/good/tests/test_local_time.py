from power_hours.local_time import local_hours


def test_an_hour_is_missing_when_summer_time_begins():
    assert list(local_hours(["2026-03-29 00:30", "2026-03-29 01:30"])) == [1, 3]
