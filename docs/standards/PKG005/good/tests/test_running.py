import pandas as pd

from pump_hours.running import running_hours


def test_a_pump_that_stands_still_does_not_count():
    readings = pd.DataFrame({"pump": ["P1"] * 12, "kilowatts": [3.0] * 9 + [0.0] * 3})
    assert dict(running_hours(readings)) == {"P1": 1.5}
