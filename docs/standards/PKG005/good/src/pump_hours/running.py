"""Hours of running, from readings of every ten minutes."""


def running_hours(readings):
    """Give the hours in which each pump drew power: one row a reading, with `pump` and `kilowatts`."""
    running = readings[readings["kilowatts"] > 0]
    return running.groupby("pump").size() / 6
