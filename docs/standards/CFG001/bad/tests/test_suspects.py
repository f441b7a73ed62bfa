from leak_watch.suspects import suspects


def test_a_meter_that_rests_once_is_no_suspect():
    rows = [("M-1", 9.0), ("M-2", 9.0), ("M-2", 0.0), ("M-3", 9.0)]
    assert suspects(rows, ["M-3"]) == ["M-1"]
