import pandas as pd

from pressure_watch.clean import without_stuck

READINGS = pd.DataFrame(
    {
        "sensor": ["S-1"] * 4 + ["S-2"] * 4,
        "bar": [4.1, 4.1, 4.1, 4.1, 4.1, 4.2, None, 4.2],
    }
)


def test_a_stuck_sensor_is_taken_out():
    left = without_stuck(READINGS, hours=3)
    assert left.index.tolist() == [0, 1, 2, 4, 5, 6, 7]


def test_a_gap_stays_a_gap():
    left = without_stuck(READINGS, hours=3)
    assert left["bar"].isna().sum() == 1
