"""Which days are like each other: weekdays by their name, and a public holiday is like a Sunday."""

import datetime

MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY, SATURDAY, SUNDAY = range(7)


def kind(day: datetime.date, holidays) -> int:
    """Give the weekday as which `day` counts."""
    return SUNDAY if day in holidays else day.weekday()


def alike(day: datetime.date, known, holidays, weeks: int) -> list[datetime.date]:
    """Give the last `weeks` of the days in `known` that are before `day` and like it.

    If there is none, the last seven days have to do.
    """
    before = sorted((other for other in known if other < day), reverse=True)
    wanted = kind(day, holidays)
    return [other for other in before if kind(other, holidays) == wanted][:weeks] or before[:7]
