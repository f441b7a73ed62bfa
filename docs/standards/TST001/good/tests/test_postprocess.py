import pandas as pd

from demand_forecast.postprocess import to_schedule


def test_the_schedule_stays_between_zero_and_capacity():
    schedule = to_schedule(pd.Series([-3.0, 41.6, 900.0]), capacity=120)
    assert schedule.tolist() == [0, 42, 120]
