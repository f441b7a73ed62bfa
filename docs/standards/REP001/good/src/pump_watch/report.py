"""The line of a pump in the monthly report."""


def line(name, hours, starts):
    """Give what the report says of a pump."""
    return f"{name}: {hours:.1f} h, {starts} starts"
