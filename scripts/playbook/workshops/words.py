"""How a workshop's time and steps are put into words, wherever they are shown."""

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
