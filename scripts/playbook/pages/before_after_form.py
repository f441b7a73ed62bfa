"""The form of a storyboard, as the page hands it to the browser: heads, fields and lists of rows."""

from __future__ import annotations

from typing import Any

Field = tuple[str, str, str]
"""Path in the storyboard, label, and type: text, area, lines (one a line), number, range, date or choice."""


def form() -> list[dict[str, Any]]:
    """Give the groups of the form, in the order in which they are filled in."""
    number: list[Field] = [("what", "What is counted", "text"), ("value", "Number", "number"), ("unit", "Unit", "text")]
    reading: list[Field] = [*number, ("date", "Taken on", "date"), ("source", "Where it comes from", "text")]
    return [
        _group(
            "The pain point",
            [("title", "Title", "text"), ("statement", "When … I have to … which costs …", "area")],
        ),
        _group("Where we are", [("before.story", "What happens today", "area")], "before.measures", "Measure", reading),
        _group(
            "What we ask",
            [],
            "ask",
            "Request",
            [
                ("what", "What to do", "text"),
                ("hours", "Hours in all", "number"),
                ("of", "Of whom", "text"),
                ("until", "Until", "date"),
            ],
        ),
        _group(
            "Where we will be",
            [
                ("after.story", "What a day looks like then", "area"),
                ("after.gains", "What the time buys, one a line", "lines"),
            ],
            "after.measures",
            "Target",
            number,
        ),
        _group(
            "What it saves",
            [],
            "saving",
            "Saving",
            [
                ("what", "What is not done any more", "text"),
                ("hours", "Hours each time", "range"),
                ("times", "Times a year", "range"),
                ("hourly", "Price of an hour", "range"),
                ("currency", "Currency", "text"),
            ],
        ),
        _group("Risks taken away", [("risks", "One a line", "lines")]),
        _group(
            "Later: what came of it",
            [("verdict.says", "The promise was", "choice"), ("verdict.story", "Why", "area")],
            "verdict.measures",
            "Measure after",
            reading,
        ),
    ]


def _group(head: str, fields: list[Field], path: str = "", one: str = "", inner: list[Field] | None = None) -> Any:
    return {"head": head, "fields": fields, **({"rows": (path, one, inner)} if path else {})}
