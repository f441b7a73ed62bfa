"""How time, and the steps of a workshop, are put into words, wherever they are shown."""

from __future__ import annotations

KINDS = {
    "talk": "short talk",
    "solo": "alone",
    "pairs": "in pairs",
    "group": "in groups",
    "plenary": "all together",
    "vote": "vote",
    "break": "break",
}
"""What a step's kind is called."""


def clock(minutes: int) -> str:
    """Give minutes as on a clock: 75 is `1:15`."""
    return f"{minutes // 60}:{minutes % 60:02d}"


def span(minutes: int) -> str:
    """Give what a task takes: `90 min`, and above that `2 h`, `2 h 30`."""
    hours, rest = divmod(minutes, 60)
    return f"{minutes} min" if minutes <= 90 else f"{hours} h {rest}" if rest else f"{hours} h"
