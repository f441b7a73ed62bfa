"""The line at the top of the morning mail."""


def headline(day, total):
    """Give the day and its total, such as "Tuesday: 310 MWh"."""
    return f"{day}: {total:.0f} MWh"
