from peak_hours.peaks import peaks


def test_an_hour_of_last_week_is_left_out():
    rows = [("old", 900.0)] + [("quiet", 700.0)] * 23 + [("peak", 860.0)]
    assert peaks(rows, {"days_back": 1, "megawatts": 850}) == ["peak"]
