"""Writes tests/data/design-vectors.json: how answers become a document, in Python and in the browser's form.

`python -m tests.design_docs.vectors` writes it anew. Read the difference before you keep it.

`documents`: `sections` of a template as in design.json, `front` and `answers` as somebody gave them, `stage` and
`today`, and the lines of the `markdown`. `names`: file names. `known`: what a pain point says already, as answers.
"""

from __future__ import annotations

import datetime
import json
from pathlib import Path
from typing import Any

from playbook.design_docs.layout import known, written
from playbook.design_docs.writing import file_name
from playbook.records.design_catalogue import Asked, Number, PainPointEntry, SectionEntry

ROOT = Path(__file__).resolve().parents[2]
VECTORS = ROOT / "tests/data/design-vectors.json"
URL = "https://playbook.example/design/made-up/"
TODAY = "2026-11-27"


def _section(key: str, title: str, stage: str, asks: str, form: str | None = None) -> dict[str, Any]:
    return {
        "id": key,
        "title": title,
        "stage": stage,
        "asks": asks,
        "form": form,
        "formerly": [],
        "url": f"{URL}#{key}",
    }


SECTIONS = [
    _section("context", "Context", "problem", "What happened? Two sentences, with a number."),
    _section("pain", "Which pain does this answer", "problem", "A comment ends with --> or --!> and not here."),
    _section("before", "Where we are", "problem", "Numbers, each with its date and source.", "before"),
    _section("asks", "What is asked, and of whom", "problem", "Hours, of which role, until when?", "asks"),
    _section("success", "How we will know", "problem", "Which number, and by when?", "success"),
    _section("alternatives", "Alternatives", "problem", "What else could you do?", "alternatives"),
    _section("integration", "Are we allowed to connect?", "problem", "Who said so, and when?", "integration"),
    _section("design", "Design", "pilot", "How does it work?"),
    _section("rollback", "Going back, model and data", "rollout", "How do you go back?"),
    _section("after", "Where we are now", "operated", "The same numbers again.", "after"),
    _section("verdict", "Verdict", "operated", "Did it do what you built it for?"),
]
FRONT = {
    "template": "made-up@1",
    "id": "DD-0007",
    "title": "Prices from the table",
    "tier": "growing",
    "owner": "ml-engineer",
    "decision_makers": ["tech-lead", "@prices"],
    "consulted": ["data-engineer"],
    "informed": [],
    "pain_points": ["PP-012"],
    "measures": ["lead-time", "late mails"],
    "toolbelt": ["CI/CD"],
    "supersedes": ["DD-0003"],
}
FULL = {
    "context": "The mail came late nine times in June.\n\nEach time the forecast ran on yesterday’s prices.",
    "pain": "> When the mail is late, I have to ring somebody, which costs an hour.\n\nPP-012.",
    "before": [["late mails", "9 a month", "2026-07-01", "the mailbox"], ["lead-time", "12 days", "2026-07-02", "Git"]],
    "asks": [["A right to read", "data-engineer", "2", "2026-12-11"]],
    "success": [
        ["late mails", "9 a month", "1 a month", "2027-01-31"],
        ["lead-time", "12 days", "6 days", "2027-01-31"],
    ],
    "alternatives": [
        ["Do nothing", "Costs nothing", "No prices from October"],
        ["With what we have: the table `prices.day_ahead`", "It is there", "We need a right to read it"],
        ["A script", "Can start today", "Breaks with the next mail"],
    ],
    "integration": [["The table `prices.day_ahead`", "yes", "the data engineer", "2026-07-14"]],
    "design": "We read the table.\n\n```python\n# Not a heading\nread()\n```\n\n- one\n- two",
    "rollback": "Merge the old script again.",
    "after": [["late mails", "9 a month", "1 a month", "2026-11-20", "the mailbox"]],
    "verdict": "We keep it.",
}
ODD = 'A "quoted" C:\\path, 100 %: `code` *stars* _low_ [link](x) <b> &amp; R&D {#id} | – “ü” \U0001f680 #'
CASES: list[tuple[str, dict[str, Any], dict[str, Any], str]] = [
    ("nothing is answered", {}, {}, "problem"),
    ("all is answered", FRONT, FULL, "problem"),
    ("a pilot without the day on which it starts", FRONT, FULL, "pilot"),
    ("rollout", {**FRONT, "starts": "2026-12-01"}, FULL, "rollout"),
    (
        "operated, accepted",
        {
            **FRONT,
            "status": "accepted",
            "starts": "2026-08-01",
            "created": "2026-07-20",
            "review_by": "2027-03-01",
            "superseded_by": "DD-0011",
            "accepted": [{"by": "tech-lead", "on": "2026-07-24"}, {"by": "@prices", "on": "2026-07-25"}],
        },
        FULL,
        "operated",
    ),
    ("retired has the sections of operated", FRONT, {}, "retired"),
    ("a title of marks", {**FRONT, "title": ODD}, {}, "problem"),
    (
        "a title of blanks and control characters",
        {"title": " \t\n a\r\n\u0007b\u2028c\u0085\ufeffd\u00a0 \x7f"},
        {},
        "problem",
    ),
    ("a title of code with a loose backtick", {"title": "`a_b` and ` c_d `` `` e`"}, {}, "problem"),
    (
        "a title that looks like another type",
        {"title": "2026-11-27", "owner": "no", "tier": "yes please: #"},
        {},
        "problem",
    ),
    (
        "blank values",
        {"title": " ", "owner": "", "created": " ", "decision_makers": ["", " "], "measures": []},
        {"context": " \n\t\n"},
        "problem",
    ),
    ("a list with odd items", {**FRONT, "measures": ['a "b", c', "d\\e", " f\ng ", ""]}, {}, "problem"),
    ("the end of the year, and a leap day", {"created": "2027-12-01"}, {}, "problem"),
    ("created is not a date", {"created": "2026-02-30"}, {}, "problem"),
    ("created in another form of ISO 8601", {"created": "20261127"}, {}, "problem"),
    ("the last days that there are", {"created": "9999-12-30"}, {}, "problem"),
    ("text is kept", {}, {"context": "\n \n    code\n\n# A heading\n\ttab  \r\nnext\rlast\n\n <!-- x\n "}, "problem"),
    (
        "cells",
        {},
        {
            "before": [["a | b", "c\nd", " e ", "\\|"], ["", " ", "\t", "\n"], ["only what", "", "", ""], ["short"]],
            "alternatives": [["", "", ""]],
            "asks": [],
            "integration": [["nothing new", "–", "–", "–"]],
        },
        "problem",
    ),
    ("the alternatives are begun", {}, {"alternatives": [["Do nothing", "cheap", ""]]}, "problem"),
    ("an answer to a section that the template does not have", {}, {"nowhere": "words"}, "problem"),
]
NAMES = [
    (1, "Prices from the table"),
    (12, "  “Über” größe: 100 % – naïve?  "),
    (123, "日本語"),
    (9999, "a--b__c/d\\e.md"),
    (4, "Istanbul İ and ﬁne ½ \U0001f680"),
    (5, "a word " * 20),
    (6, "x" * 90),
    (7, "a-title-that-is-sixty-characters-long-and-not-one-more-or-le and more"),
    (8, ""),
]
POINTS = [
    PainPointEntry(
        "PP-012",
        "No forecast | during `the` day",
        "When the *wind* turns, I have to ask, which costs 40 minutes <each> time.",
        "A story.",
        "serving",
        (
            Number("from request_to number", 40.0, "minutes, median", "2026-03-02", "the desk’s list"),
            Number("requests", 61.5, "a month", "2026-03-02", "the same list"),
        ),
        (Number("from request_to number", 1.0, "minutes, median"),),
        (Asked("Agree on the numbers", "product-manager", 10.0, "2027-03-26"),),
    ),
    PainPointEntry(
        "PP-001",
        "No aims",
        "When a, I have to b, which costs c.",
        "",
        "",
        (Number("x", 4.0, "a year", "2026-01-12", "Git"),),
        (),
        (),
    ),
]
COMPONENTS = {"serving": "batch jobs", "monitoring": ""}


def vectors() -> dict[str, Any]:
    """Write every case."""
    made: dict[str, Any] = {"documents": [], "names": [], "known": []}
    sections = [SectionEntry(**{**one, "formerly": ()}) for one in SECTIONS]
    for name, front, answers, stage in CASES:
        text = written(sections, front, answers, stage=stage, today=datetime.date.fromisoformat(TODAY))
        asked = {"name": name, "stage": stage, "today": TODAY, "front": front, "answers": answers}
        made["documents"].append({**asked, "markdown": text.split("\n")})
    made["names"] = [{"number": number, "title": title, "file": file_name(number, title)} for number, title in NAMES]
    made["known"] = [
        {"point": _point(point), "components": COMPONENTS, "answers": known(point, COMPONENTS)} for point in POINTS
    ]
    return {"sections": SECTIONS, **made}


def _point(point: PainPointEntry) -> dict[str, Any]:
    """Give the point as design.json has it."""
    plain: dict[str, Any] = json.loads(
        json.dumps({key: getattr(point, key) for key in point.__slots__}, default=_slots)
    )
    for number in plain["after"]:
        del number["date"], number["source"]
    return plain


def _slots(entry: Any) -> dict[str, Any]:
    return {key: getattr(entry, key) for key in entry.__slots__}


def as_text(made: dict[str, Any]) -> str:
    """Give the vectors as JSON in which a value has a line, and a document its own lines."""
    return _lines(made, 3) + "\n"


def _lines(value: Any, deep: int, indent: str = "") -> str:
    """Give JSON that is broken down to the depth `deep`, and where it holds the lines of a document."""
    if not value or not isinstance(value, dict | list) or not deep:
        return json.dumps(value, ensure_ascii=False)
    deeper = indent + " "
    if isinstance(value, dict):
        inside = [
            f"{json.dumps(key)}: {_lines(each, deep - (key != 'markdown'), deeper)}" for key, each in value.items()
        ]
    else:
        inside = [_lines(each, deep - 1, deeper) for each in value]
    opening, closing = "{}" if isinstance(value, dict) else "[]"
    return opening + ",".join(f"\n{deeper}{each}" for each in inside) + f"\n{indent}{closing}"


if __name__ == "__main__":
    VECTORS.write_text(as_text(vectors()), encoding="utf-8")
