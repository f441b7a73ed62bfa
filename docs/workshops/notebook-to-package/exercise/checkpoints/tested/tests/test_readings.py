import datetime

from demand_forecast.readings import clean_readings, read


def test_readings_come_in_their_order(tmp_path):
    file = tmp_path / "load.csv"
    file.write_text("hour,mw\n2026-04-07T01:00,310.5\n2026-04-07T00:00,300\n", encoding="utf-8")
    assert list(read(file).values()) == [310.5, 300.0]


def test_a_zero_is_no_reading():
    first, second = datetime.datetime(2026, 4, 21, 9), datetime.datetime(2026, 4, 21, 10)
    assert clean_readings({first: 411.0, second: 0.0}) == {first: 411.0}
