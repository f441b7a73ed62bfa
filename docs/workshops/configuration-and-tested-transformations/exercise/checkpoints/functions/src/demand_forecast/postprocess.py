"""From a typical day to what is bought."""

import numpy as np


def to_lots(loads, margin, lot_mwh):
    """Give `loads` times `margin`, rounded up to whole lots. Nothing is bought where more is fed in than used."""
    return np.ceil(np.maximum(loads * margin, 0) / lot_mwh) * lot_mwh
