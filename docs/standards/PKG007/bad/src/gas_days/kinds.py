"""Kinds of day."""

from energy_calendar import is_bridge_day


def kind(day):
    """Give what a date is for the demand for gas: working, weekend or bridge."""
    if day.weekday() >= 5:
        return "weekend"
    return "bridge" if is_bridge_day(day) else "working"
