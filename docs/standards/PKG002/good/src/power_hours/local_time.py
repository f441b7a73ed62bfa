"""Hours as the control room sees them."""

import pandas as pd
import pytz

AMSTERDAM = pytz.timezone("Europe/Amsterdam")


def local_hours(stamps):
    """Give the local hour of each of the UTC time stamps."""
    return pd.DatetimeIndex(stamps, tz="UTC").tz_convert(AMSTERDAM).hour
