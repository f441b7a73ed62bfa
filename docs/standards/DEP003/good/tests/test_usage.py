from pump_watch.usage import running_hours, starts


def test_half_an_hour_in_two_starts():
    switch = [1] * 15 + [0] * 30 + [1] * 15
    assert running_hours(switch) == 0.5
    assert starts(switch) == 2
