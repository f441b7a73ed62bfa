import numpy as np

from demand_forecast.postprocess import to_lots


def test_a_started_lot_is_bought_whole():
    assert to_lots(np.array([100.0, 100.2, 100.5]), margin=1.0, lot_mwh=0.5).tolist() == [100.0, 100.5, 100.5]


def test_the_margin_comes_before_the_lots():
    assert to_lots(np.array([100.0]), margin=1.02, lot_mwh=5).tolist() == [105.0]


def test_nothing_is_bought_where_more_is_fed_in_than_used():
    assert to_lots(np.array([-3.2, 0.0]), margin=1.02, lot_mwh=0.5).tolist() == [0.0, 0.0]


def test_a_lot_that_is_just_full_is_not_followed_by_another():
    assert to_lots(np.array([100.0]), margin=1.1, lot_mwh=1).tolist() == [110.0]
