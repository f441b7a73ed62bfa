from meter_gaps.gaps import gaps


def test_the_hours_between_are_the_gap():
    assert gaps("M-0107", [5, 6, 9]) == [7, 8]
