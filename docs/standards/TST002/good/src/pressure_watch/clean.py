"""From raw readings to readings that one can rely on."""


def without_stuck(readings, hours):
    """Take out each reading that is the same as in the `hours` hours before it: the sensor is stuck."""
    stuck = readings.groupby("sensor")["bar"].transform(lambda bar: bar.diff().eq(0).rolling(hours).sum().eq(hours))
    return readings[~stuck.astype(bool)]
