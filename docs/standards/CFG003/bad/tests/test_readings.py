from meter_feed.readings import rows


def test_a_line_is_a_meter_and_a_volume():
    assert rows("M-0107,3.2\nM-2214,0\n") == [("M-0107", 3.2), ("M-2214", 0.0)]
