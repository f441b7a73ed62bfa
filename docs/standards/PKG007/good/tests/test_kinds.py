from datetime import date

from gas_days.kinds import kind


def test_a_sunday_is_a_weekend():
    assert kind(date(2026, 10, 4)) == "weekend"
