"""Hours above the limit."""


def peaks(rows, settings):
    """Give the hours above the limit in the last days of `rows`, which are (hour, megawatts) in order."""
    recent = rows[-24 * settings["days_back"] :]
    return [hour for hour, load in recent if load > settings["megawatts"]]
