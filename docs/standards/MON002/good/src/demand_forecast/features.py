"""From raw readings to features."""

import numpy as np
import pandas as pd


def hour_features(hours):
    """Give sine and cosine of the hour, so that 23 stands beside 0."""
    angle = 2 * np.pi * np.asarray(hours) / 24
    return pd.DataFrame({"sin": np.sin(angle), "cos": np.cos(angle)})
