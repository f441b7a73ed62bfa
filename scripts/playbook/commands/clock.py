"""What day it is, as one function that tests set."""

from __future__ import annotations

import datetime


def today() -> datetime.date:
    """Give the day that it is on this machine."""
    return datetime.date.today()
