from leak_watch.settings import Settings
from leak_watch.suspects import suspects

SETTINGS = Settings(flow="", left_out=["M-3"], litres_an_hour=4.5)


def test_a_meter_that_rests_once_is_no_suspect():
    rows = [("M-1", 9.0), ("M-2", 9.0), ("M-2", 0.0), ("M-3", 9.0)]
    assert suspects(rows, SETTINGS) == ["M-1"]
