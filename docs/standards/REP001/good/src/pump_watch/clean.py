"""From the current of a motor to a switch of 0 and 1."""

import numpy as np


def switch(current, idle):
    """Give 1 for each minute in which the motor draws more than it does idle, else 0."""
    return (np.asarray(current) > idle).astype(int)
