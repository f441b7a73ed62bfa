"""The JSON Schema of standards.json. `format` in the file counts up when something in it changes its meaning."""

from __future__ import annotations

from typing import Any

from playbook.records.catalogue import SCHEMA

TEXT: dict[str, Any] = {"type": "string", "minLength": 1}
TEXTS: dict[str, Any] = {"type": "array", "items": TEXT}
ID: dict[str, Any] = {"type": "string", "pattern": "^[A-Z]{2,4}[0-9]{3}$"}
IDS: dict[str, Any] = {"type": "array", "items": ID}
SLUG: dict[str, Any] = {"type": "string", "pattern": "^[a-z][a-z0-9]*(-[a-z0-9]+)*$"}
EDITION: dict[str, Any] = {"type": "string", "pattern": "^[0-9]+\\.[0-9]+$"}


def schema(site_url: str) -> dict[str, Any]:
    """Give the schema as it is published at `site_url`, which ends with a slash."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"{site_url}{SCHEMA}",
        "title": "The standards of an MLOps team playbook",
        **_object(
            {
                "$schema": TEXT,
                "format": {"const": 1},
                "playbook": _object({"name": TEXT, "url": TEXT, "edition": TEXT}),
                "families": {
                    "type": "array",
                    "items": _object(
                        {"id": {"type": "string", "pattern": "^[A-Z]{2,4}$"}, "title": TEXT, "order": IDS}
                    ),
                },
                "standards": {"type": "array", "items": {"$ref": "#/$defs/standard"}},
            }
        ),
        "$defs": {"standard": _standard(), "example": _example()},
    }


def _object(properties: dict[str, Any], optional: tuple[str, ...] = ()) -> dict[str, Any]:
    required = [name for name in properties if name not in optional]
    return {"type": "object", "properties": properties, "required": required, "additionalProperties": False}


def _standard() -> dict[str, Any]:
    from playbook.records.standard import LEVELS, STATES, TIERS

    return _object(
        {
            "id": ID,
            "slug": SLUG,
            "former_slugs": {"type": "array", "items": SLUG},
            "family": {"type": "string", "pattern": "^[A-Z]{2,4}$"},
            "name": TEXT,
            "level": {"enum": list(LEVELS)},
            "tier": {"enum": list(TIERS)},
            "state": {"enum": list(STATES)},
            "since": EDITION,
            "replaced_by": {"anyOf": [ID, {"type": "null"}]},
            "rule": TEXT,
            "pain": TEXT,
            "cost": TEXT,
            "first_step": TEXT,
            "comment": TEXT,
            "decides": {**TEXTS, "description": "What the check decides; empty where a reviewer asks."},
            "leaves": {**TEXTS, "description": "What it leaves to the reviewer."},
            "bring_in": TEXTS,
            "felt_by": {**TEXTS, "description": "Ids of roles."},
            "exceptions": {"type": "array", "items": _object({"when": TEXT, "instead": TEXT})},
            "review_comment": {**TEXT, "description": "Markdown, without a place."},
            "examples": _object({"bad": {"$ref": "#/$defs/example"}, "good": {"$ref": "#/$defs/example"}}),
            "related": IDS,
            "history": {
                "type": "array",
                "items": _object({"edition": EDITION, "date": {"type": "string", "format": "date"}, "what": TEXT}),
            },
            "sources": {**TEXTS, "description": "Claims of the interview, works, or `own`."},
            "page": {**TEXT, "description": "Below the folder of the version."},
            "permalink": TEXT,
        }
    )


def _example() -> dict[str, Any]:
    kept = _object({"path": TEXT, "text": {"type": "string"}})
    made = _object({"path": TEXT, "bytes": {"type": "integer", "minimum": 1}})
    return _object(
        {"title": TEXT, "says": TEXT, "shows": TEXTS, "files": {"type": "array", "items": {"anyOf": [kept, made]}}}
    )
