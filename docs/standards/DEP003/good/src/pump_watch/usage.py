"""From the switch of a pump to its hours and starts."""

import numpy as np


def running_hours(switch):
    """Give the hours for which a pump ran, from a 0 or 1 for each minute."""
    return float(np.sum(switch)) / 60


def starts(switch):
    """Give how often the pump went from off to on."""
    return int(np.sum(np.diff(switch, prepend=0) == 1))
