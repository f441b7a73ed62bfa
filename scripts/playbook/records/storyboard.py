"""A storyboard as data: what the browser exports and `playbook before-after` reads. Parts may be missing: it grows.

`format` counts up when meaning changes. A pain point's record, which must be whole, can be turned into one.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field, StringConstraints

from playbook.records.base import Strict
from playbook.records.page import Ordered
from playbook.records.pain_point import DAY, MOST, Date

SCHEMA = "before-after.schema.json"
"""The name under which the JSON Schema is published."""

Id = Annotated[
    str,
    Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9-]{0,23}$", description="letters, digits and hyphens, 24 at most"),
]
Line = Annotated[str, StringConstraints(max_length=MOST["line"])]
Story = Annotated[str, StringConstraints(max_length=MOST["story"])]
Rows = Field(strict=False, max_length=MOST["rows"])
Value = Annotated[float, Field(ge=-1e9, le=1e9)] | None
Amount = Annotated[float, Field(ge=0, le=1e6)] | None
Ends = Annotated[tuple[Amount, Amount], Ordered]
"""The least and the most; where one is missing, the other stands for both."""


class Target(Strict):
    """A number that should be reached."""

    what: Line = ""
    value: Value = None
    unit: Line = ""


class Reading(Target):
    """A number that somebody took, with its date and source."""

    date: Date | None = None
    source: Line = ""


class Now(Strict):
    story: Story = ""
    measures: Annotated[tuple[Reading, ...], Rows] = ()


class Then(Strict):
    """Where we will be; `gains` says what the saved time and money buy. Source: P04, P05."""

    story: Story = ""
    measures: Annotated[tuple[Target, ...], Rows] = ()
    gains: Annotated[tuple[Line, ...], Rows] = ()


class Asked(Strict):
    """What is asked: `hours` in all, of whom, until when. Source: P04."""

    what: Line = ""
    hours: Amount = None
    of: Line = ""
    until: Date | None = None


class Saved(Strict):
    """`hours` each time, `times` a year, and what an hour costs in `currency`."""

    what: Line = ""
    hours: Ends = (None, None)
    times: Ends = (None, None)
    hourly: Ends = (None, None)
    currency: Annotated[str, Field(pattern=r"^[A-Z]{3}$", description="three capitals, such as EUR")] = "EUR"


class Outcome(Strict):
    """What came of it: what the verdict says, and the same measures taken again."""

    says: Literal["", "kept", "partly kept", "not kept"] = ""
    story: Story = ""
    measures: Annotated[tuple[Reading, ...], Rows] = ()


class Storyboard(Strict):
    """A pain point before and after, on one page."""

    format: Literal["playbook-before-after/1"]
    id: Id
    title: Annotated[str, StringConstraints(min_length=1, max_length=80)]
    statement: Annotated[str, StringConstraints(max_length=MOST["statement"])] = ""
    before: Now = Now()
    ask: Annotated[tuple[Asked, ...], Rows] = ()
    after: Then = Then()
    saving: Annotated[tuple[Saved, ...], Rows] = ()
    risks: Annotated[tuple[Line, ...], Rows] = ()
    verdict: Outcome = Outcome()


def schema(site_url: str) -> dict[str, Any]:
    """Give the JSON Schema as it is published at `site_url`, which ends with a slash."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"{site_url}{SCHEMA}",
        **Storyboard.model_json_schema(),
    }


_CHECKED = frozenset(
    [
        "type",
        "const",
        "enum",
        "pattern",
        "description",
        "minLength",
        "maxLength",
        "minimum",
        "maximum",
        "minItems",
        "maxItems",
        "required",
        "default",
    ]
)
"""What the browser reads of a schema."""


def shape() -> dict[str, Any]:
    """Give the schema without names and references, as docs/assets/tools/priorities/shapes.js checks with it."""
    whole = Storyboard.model_json_schema()
    found: dict[str, Any] = _inlined(whole, whole["$defs"])
    return found


def _inlined(part: dict[str, Any], parts: dict[str, Any]) -> dict[str, Any]:
    if "$ref" in part:
        part = parts[part["$ref"].rsplit("/", 1)[1]] | {key: part[key] for key in part if key != "$ref"}
    kept = {key: part[key] for key in part if key in _CHECKED}
    if part.get("format") == "date":
        kept |= {"pattern": f"^(?:{DAY})$", "description": "a date such as 2026-12-31"}
    if part.get("type") == "number":
        ends = f"{part['maximum']:.0f} at most" if part["minimum"] else f"from 0 to {part['maximum']:.0f}"
        kept["description"] = f"a number such as 1400 or 0.5, {ends}"
    if part.get("type") == "object":
        kept.pop("description", None)
    if "prefixItems" in part:
        kept |= {"items": _inlined(part["prefixItems"][0], parts)}
    elif "items" in part:
        kept["items"] = _inlined(part["items"], parts)
    if "anyOf" in part:
        kept["anyOf"] = [_inlined(inner, parts) for inner in part["anyOf"]]
    if "properties" in part:
        kept["properties"] = {name: _inlined(inner, parts) for name, inner in part["properties"].items()}
    return kept
