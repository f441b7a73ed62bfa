from datetime import timedelta

from demand_forecast.readings import read


def test_the_two_hours_that_are_called_two_stay_two(tmp_path):
    file = tmp_path / "load.csv"
    file.write_text("time,mwh\n2026-10-25T02:00+02:00,117.4\n2026-10-25T02:00+01:00,119.5\n")
    times, loads = read(file)
    assert times[1] - times[0] == timedelta(hours=1)
    assert loads.tolist() == [117.4, 119.5]
