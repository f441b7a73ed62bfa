from pump_alarms.alarms import alarms


def test_each_pump_has_its_own_limit():
    rows = [("P-07", 6.5), ("P-12", 6.5)]
    assert alarms(rows, {"P-07": 6.0, "P-12": 8.5}, {"Harbour": ["P-07", "P-12"]}) == ["Harbour: P-07"]
