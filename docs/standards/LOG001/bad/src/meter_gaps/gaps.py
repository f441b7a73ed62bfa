"""Gaps in the readings of a meter."""


def gaps(meter, hours):
    """Give the hours that are missing between the first and the last of `hours`."""
    missing = sorted(set(range(min(hours), max(hours) + 1)) - set(hours))
    print("here", hours)
    if missing:
        print(len(missing))
    return missing
