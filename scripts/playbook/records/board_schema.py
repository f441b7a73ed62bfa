"""The JSON Schemas of a board, a ballot, a slip and a seal, made of the models; the browser checks with the same.

A schema cannot say that an id stands once, that a ballot ranks points of its board, or that a title can be seen:
`playbook.priorities.shapes` adds that.
"""

from __future__ import annotations

from typing import Any, Literal

from playbook.records.base import Strict
from playbook.records.board import BallotFile, Board, SealFile, Slip

Kind = Literal["board", "ballot", "slip", "seal"]
Shape = dict[str, Any]

BOARD = "board.schema.json"
BALLOT = "ballot.schema.json"

_MODELS: dict[Kind, type[Strict]] = {"board": Board, "ballot": BallotFile, "slip": Slip, "seal": SealFile}


def shapes() -> dict[Kind, Shape]:
    """Give the schema of each kind without names and references, as docs/assets/tools/priorities/shapes.js has it."""
    found: dict[Kind, Shape] = {}
    for kind, model in _MODELS.items():
        whole = model.model_json_schema()
        found[kind] = _inlined(whole, whole.get("$defs", {}))
    return found


def _inlined(shape: Shape, parts: Shape) -> Shape:
    if "$ref" in shape:
        part = parts[shape["$ref"].rsplit("/", 1)[1]]
        return _inlined({**part, **{key: value for key, value in shape.items() if key != "$ref"}}, parts)
    kept = {key: value for key, value in shape.items() if key not in ("title", "$defs", "additionalProperties")}
    if shape.get("type") == "object":
        kept.pop("description", None)
        kept["properties"] = {name: _inlined(part, parts) for name, part in shape["properties"].items()}
    if "items" in shape:
        kept["items"] = _inlined(shape["items"], parts)
    if "anyOf" in shape:
        kept["anyOf"] = [_inlined(part, parts) for part in shape["anyOf"]]
    return kept


def board_schema(site_url: str) -> Shape:
    """Give the schema of a board as it is published at `site_url`, which ends with a slash."""
    return {**_head(site_url, BOARD, "A pain-point board"), **_closed(shapes()["board"])}


def ballot_schema(site_url: str) -> Shape:
    """Give the schema of what goes to voters and comes back: a slip or a ballot."""
    made = shapes()
    kinds = {"ballot": made["ballot"], "slip": made["slip"]}
    return {
        **_head(site_url, BALLOT, "A ballot of a pain-point board, or the slip that it is filled in on"),
        "oneOf": [{"$ref": f"#/$defs/{name}"} for name in kinds],
        "$defs": {name: _closed(shape) for name, shape in kinds.items()},
    }


def _head(site_url: str, name: str, title: str) -> Shape:
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": f"{site_url}{name}", "title": title}


def _closed(shape: Shape) -> Shape:
    """Allow no unknown keys, at any depth."""
    closed = dict(shape)
    if shape.get("type") == "object":
        closed["properties"] = {name: _closed(part) for name, part in shape["properties"].items()}
        closed["additionalProperties"] = False
    if "items" in shape:
        closed["items"] = _closed(shape["items"])
    if "anyOf" in shape:
        closed["anyOf"] = [_closed(part) for part in shape["anyOf"]]
    return closed
