"""Storyboards for tests, and the vectors that Python and the browser must both meet.

`python -m tests.priorities.storyboards_made` writes the vectors anew; look at what has changed before you commit it.
"""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

from playbook.priorities.before_after import sheet
from playbook.priorities.storyboard_prints import markdown, svg
from playbook.records.storyboard import Storyboard
from tests.building import ROOT

VECTORS = ROOT / "tests/data/before-after-vectors.json"
MEASURES = "https://playbook.example/priorities/measures/"


def board(**parts: Any) -> Storyboard:
    """Give a storyboard of `parts`, as JSON has them."""
    data = {"format": "playbook-before-after/1", "id": "p1", "title": "A ticket for every deployment", **parts}
    return Storyboard.model_validate_json(json.dumps(data))


def saved(what: str = "Waiting", hours: Any = (1, 1), times: Any = (1, 1), **rest: Any) -> dict[str, Any]:
    return {"what": what, "hours": hours, "times": times, **rest}


def taken(what: str, value: float, unit: str = "days") -> dict[str, Any]:
    return {"what": what, "value": value, "unit": unit, "date": "2026-10-05", "source": "tags"}


WHOLE = board(
    id="PP-001",
    statement="When a model is ready, I have to wait for a ticket, which costs twelve days.",
    before={"story": "A ticket waits in a queue.", "measures": [taken("Merge to production", 12)]},
    ask=[
        {"what": "Write down what the ticket asks", "hours": 12, "of": "data scientists", "until": "2026-12-18"},
        {"what": "Give us the key", "hours": 2.5, "of": "platform engineer", "until": "2027-01-08"},
    ],
    after={
        "story": "Merged in the morning, in use at noon.",
        "measures": [{"what": "merge to  Production", "value": 1, "unit": "Days"}],
        "gains": ["Two more experiments a month"],
    },
    saving=[saved("Waiting for a ticket", [0.5, 1], [40, 60], hourly=[70, 90])],
    risks=["A release at the weekend"],
)

OUTCOMES = [
    taken("less", 2), taken("more", 15), taken("far more", 60), taken("the same", 12), taken("from none", 3),
    taken("below none", -2), taken("a touch", 999.999), taken("unheard of", 4), taken("other unit", 4, "weeks"),
    taken("all but gone", 0.2), taken("not held", 13),
]  # fmt: skip

BOARDS: dict[str, Storyboard] = {
    "nothing yet": board(),
    "whole": WHOLE,
    "verdict": board(
        ask=[{"what": "x", "hours": 1, "of": "us", "until": "2026-01-31"}],
        before={
            "measures": [
                taken("less", 12),
                taken("more", 12),
                taken("far more", 1),
                taken("the same", 12),
                taken("from none", 0),
                taken("below none", 3),
                taken("a touch", 1000),
                taken("other unit", 30),
                taken("all but gone", 47),
                taken("not held", 12),
            ]
        },
        after={
            "measures": [
                {"what": "less", "value": 2, "unit": "days"},
                {"what": "more", "value": 1, "unit": "days"},
                {"what": "far more", "value": 365.5, "unit": "days"},
                {"what": "the same", "value": 1, "unit": "days"},
                {"what": "from none", "value": 1, "unit": "weeks"},
                {"what": "not held", "value": 12, "unit": "days"},
            ]
        },
        verdict={"says": "partly kept", "story": "Not everywhere.", "measures": OUTCOMES},
    ),
    "verdict without a measure": board(verdict={"says": "not kept"}),
    "pieces are missing": board(
        before={"measures": [{"what": "Waiting", "value": 3}, {"what": "No number", "unit": "h"}]},
        ask=[{"what": "Come to a meeting"}, {"hours": 0.25, "of": "you"}, {}],
        saving=[
            saved("", [None, 2], [12, None], hourly=[80, None], currency="EUR"),
            saved("Hours", [1, 2], [None, None]),
        ],
    ),
    "currencies, no price, backwards": board(
        ask=[{"what": "All of it", "hours": 1234.5, "of": "them"}],
        saving=[
            saved("Here", [1, 2], [10, 20], hourly=[50, 60]),
            saved("There", [1, 2], [10, 20], hourly=[50, 60], currency="USD"),
            saved("Nobody is paid", [0.1, 0.1], [3, 3]),
            saved("Backwards", [2, 1], [10, 20]),
            saved("Also there", [3.5, 3.5], [52, 52], hourly=[19.99, 19.99], currency="USD"),
        ],
    ),
    "never": board(ask=[{"what": "x", "hours": 5}], saving=[saved(hours=[0, 0], times=[0, 10])]),
    "never at worst": board(ask=[{"what": "x", "hours": 5}], saving=[saved(hours=[0, 1], times=[1, 10])]),
    "under a week": board(ask=[{"what": "x", "hours": 1}], saving=[saved(hours=[10, 10], times=[1, 365])]),
    "nine weeks": board(ask=[{"what": "x", "hours": 9}], saving=[saved(times=[52, 52])]),
    "ten weeks are months": board(ask=[{"what": "x", "hours": 9.5}], saving=[saved(times=[52, 52])]),
    "one month": board(ask=[{"what": "x", "hours": 1}], saving=[saved(times=[5, 12])]),
    "months and years": board(ask=[{"what": "x", "hours": 200}], saving=[saved(times=[1, 150])]),
    "large": board(
        ask=[{"what": "x", "hours": 1_000_000}],
        saving=[saved(hours=[999_999.999999, 1e6], times=[1e6, 1e6], hourly=[0.000001, 1e6])],
        before={"measures": [taken("least", -1_234_567.000001), taken("most", 1e9), taken("small", 0.0000004)]},
    ),
    "hostile": board(
        title="<script>alert(1)</script> {{ 7*7 }} ](x)",
        statement="- [ ] # | `a` *b* _c_ ~d~ &amp; &lt; \\ \u202e\u0000\ufffe",
        before={"story": "1. Ünïcode 日本語 " + "W" * 90, "measures": [taken("a|b\nc", 1, "<b>")]},
        after={"gains": ["+ plus", "=== tab", "!!! note", "--- ", "2) two", "::: x", "https://elsewhere.example/<i>"]},
        risks=["\U0001f469\u200d\U0001f4bb " + "x" * 150],
    ),
}

DRAWN = ("nothing yet", "whole", "hostile")


def vectors() -> list[dict[str, Any]]:
    """Give each board with what must come of it."""
    found = []
    for name, made in BOARDS.items():
        page = sheet(made)
        vector = {"name": name, "board": made.model_dump(mode="json"), "sheet": asdict(page)}
        vector["markdown"] = markdown(page, MEASURES if name == "nothing yet" else "")
        found.append(vector | ({"svg": svg(page)} if name in DRAWN else {}))
    return found


if __name__ == "__main__":
    VECTORS.write_text(json.dumps(vectors(), indent=1, ensure_ascii=True) + "\n", encoding="utf-8")
