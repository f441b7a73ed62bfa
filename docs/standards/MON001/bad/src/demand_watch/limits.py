"""Which values are outside of what is normal."""


def breaches(values, limits):
    """Give the names in `limits` whose value is missing, or outside of `low` and `high`."""
    return [name for name, limit in limits.items() if not _within(values.get(name), **limit)]


def _within(value, low=float("-inf"), high=float("inf")):
    return value is not None and low <= value <= high
