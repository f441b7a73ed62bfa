import datetime

from demand_forecast.days import alike

APRIL = [datetime.date(2026, 4, day) for day in range(7, 31)]
MAY_DAY = datetime.date(2026, 5, 1)  # a Friday


def test_a_friday_is_like_the_fridays_before():
    found = alike(MAY_DAY, APRIL, set(), weeks=2)
    assert found == [datetime.date(2026, 4, 24), datetime.date(2026, 4, 17)]


def test_a_holiday_is_like_a_sunday():
    found = alike(MAY_DAY, APRIL, {MAY_DAY}, weeks=2)
    assert found == [datetime.date(2026, 4, 26), datetime.date(2026, 4, 19)]


def test_without_a_day_like_it_the_last_seven_have_to_do():
    week = APRIL[:5]  # Tuesday to Saturday
    assert alike(datetime.date(2026, 4, 12), week, set(), weeks=3) == week[::-1]
