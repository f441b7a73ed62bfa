"""From the loads of the last days to a typical day."""


def typical_day(times, loads, days):
    """Give 24 loads: for each hour of the clock, the mean over the last `days` days of `times`."""
    return loads[-24 * days :].reshape(days, 24).mean(axis=0)  # one row a day, one column an hour
