"""From a typical day to what is bought."""

import numpy as np


def to_lots(loads, margin, lot_mwh):
    """Give `loads` times `margin`, rounded up to whole lots. Nothing is bought where more is fed in than used.

    100 times 1.1 is a little more than 110 for a computer: that must not buy a lot more.
    """
    lots = np.round(np.maximum(loads * margin, 0) / lot_mwh, 9)
    return np.ceil(lots) * lot_mwh
