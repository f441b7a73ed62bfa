"""Data held against the shape of a board, a ballot, a slip or a seal, with faults in words: see shapes.js."""

from __future__ import annotations

import copy
import re
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from typing import Any, NamedTuple

from playbook.priorities.cleaning import Refused, fold, listed, misfit, scrub, shown
from playbook.records.board import LEAD
from playbook.records.board_schema import Kind, Shape, shapes

_SAFE = 2**53 - 1
"""The largest whole number that a browser keeps exactly."""
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE | re.ASCII)
_WEB = re.compile(r"https?:", re.IGNORECASE | re.ASCII)
_FAULTS = 3
_MEND = "Mend the file, or ask for it again."


class Sound(NamedTuple):
    """Data that hold, cleaned and with defaults filled in, and what cleaning changed."""

    data: dict[str, Any]
    notes: tuple[str, ...]


class Said(NamedTuple):
    """What reading finds on its way."""

    faults: list[str]
    notes: list[str]


@cache
def known() -> dict[Kind, Shape]:
    """Give the shapes, made once."""
    return shapes()


def sound(kind: Kind, data: Any) -> Sound:
    """Check `data`, as JSON gives it; Refused with the first three faults, and how many more there are."""
    said = Said([], [])
    held = read(known()[kind], data, "", said)
    if not said.faults:
        said.faults.extend(_breaches(kind, held))
    if said.faults:
        more = len(said.faults) - _FAULTS
        rest = f" And {more} more." if more > 0 else ""
        first = "; ".join(fault.removesuffix(".") for fault in said.faults[:_FAULTS])
        raise Refused(f"This {kind} cannot be read: {first}.{rest} {_MEND}")
    return Sound(held, tuple(said.notes))


def read(shape: Shape, value: Any, at: str, said: Said) -> Any:
    """Give a cleaned copy of `value`; what does not fit `shape` goes to `said`, with its place `at`."""
    if "anyOf" in shape:
        return None if value is None else read(shape["anyOf"][0], value, at, said)

    def wrong(is_: str) -> Any:
        said.faults.append(f"{at or 'it'} must be {_named(shape)}{is_}.")
        return None

    if shape["type"] == "array":
        if not isinstance(value, list):
            return wrong(_found(value))
        if not shape.get("minItems", 0) <= len(value) <= shape["maxItems"]:
            return wrong(f", and has {len(value)}")
        return [read(shape["items"], item, f"{at} {index}", said) for index, item in enumerate(value, start=1)]
    if shape["type"] == "object":
        return _parts(shape, value, at, said) if isinstance(value, dict) else wrong(_found(value))
    if shape["type"] == "integer":
        fits = _whole(value) and shape["minimum"] <= value <= shape["maximum"]
        return value if fits else wrong(_found(value))
    return _texts(shape, value, at, said, wrong) if isinstance(value, str) else wrong(_found(value))


def _parts(shape: Shape, value: dict[str, Any], at: str, said: Said) -> dict[str, Any]:
    properties: dict[str, Shape] = shape["properties"]
    unknown = sorted((key for key in value if key not in properties), key=utf16)
    said.faults.extend(f"{at or 'it'} has {shown(key)}, which is not known." for key in unknown)
    held: dict[str, Any] = {}
    for key, part in properties.items():
        place = f"{at}, {key}" if at else key
        if key in value:
            held[key] = read(part, value[key], place, said)
        elif key in shape.get("required", ()):
            said.faults.append(f"{place} is missing.")
        elif "default" in part:
            held[key] = copy.deepcopy(part["default"])
    return held


def _texts(shape: Shape, value: str, at: str, said: Said, wrong: Callable[[str], Any]) -> Any:
    choices = shape.get("enum") or ([shape["const"]] if "const" in shape else None)
    if choices:
        return value if value in choices else wrong(_found(value))
    if "maxLength" not in shape:
        return value if matches(shape["pattern"], value) else wrong(_found(value))
    text, notes = scrub(value)
    said.notes.extend(f"{at}: {note}." for note in notes)
    off = misfit(text, shape.get("minLength", 0), shape["maxLength"])
    if off:
        return wrong(f", and {off.what}")
    return text if matches(shape.get("pattern", ""), text) else wrong(_found(text))


def matches(pattern: str, text: str) -> bool:
    """Tell whether a pattern of a schema is in `text`. `$` is the very end, as in JavaScript."""
    return re.search(pattern.replace("$", r"\Z"), text) is not None


def utf16(text: str) -> bytes:
    """Give what to sort by to have the order of a browser."""
    return text.encode("utf-16-be", "surrogatepass")


def _whole(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _found(value: Any) -> str:
    if isinstance(value, str):
        return f", and is {shown(value)}"
    return f", and is {value}" if _whole(value) and abs(value) <= _SAFE else ""


def _named(shape: Shape) -> str:
    if "description" in shape:
        return str(shape["description"])
    if "enum" in shape or "const" in shape:
        return listed([f"“{word}”" for word in shape.get("enum") or [shape["const"]]])
    if shape["type"] == "integer":
        return f"a whole number from {shape['minimum']} to {shape['maximum']}"
    if shape["type"] == "array":
        return f"a list of {shape.get('minItems', 0)} to {shape['maxItems']}"
    if shape["type"] == "object":
        return "an object"
    return f"a text of {shape.get('minLength', 0)} to {shape['maxLength']} characters"


def _breaches(kind: Kind, data: dict[str, Any]) -> Iterable[str]:
    """Give what a schema cannot say: ids that stand twice, and ids that nothing has."""
    if kind == "ballot":
        yield from _ranked(data["tiers"], None, "tiers")
    elif kind != "seal":
        ballots, seals = data.get("ballots", []), data.get("seals", [])
        yield from _doubles(data["groups"], "id", "groups")
        yield from _doubles(data["items"], "id", "items")
        yield from _doubles(data["items"], "title", "items", fold)
        yield from _doubles(ballots, "voter", "ballots")
        yield from _doubles(seals, "voter", "seals")
        if kind == "slip" and not data["items"]:
            yield "items: there is nothing to rank."
        yield from _sides(data["groups"], {"ballots": ballots, "seals": seals})
        yield from _points(data["items"], ballots, data.get("decided", {}))


def _sides(groups: Sequence[dict[str, Any]], votes: dict[str, Sequence[dict[str, Any]]]) -> Iterable[str]:
    sides = list(dict.fromkeys(group["id"] for group in groups))
    if LEAD not in sides:
        yield f"groups must have one with the id “{LEAD}”."
    for name, found in votes.items():
        for index, one in enumerate(found, start=1):
            if one["group"] not in sides:
                yield f"{name} {index}, group: {shown(one['group'])} is none of {listed(sides)}."


def _points(
    items: Sequence[dict[str, Any]], ballots: Sequence[dict[str, Any]], decided: dict[str, list[str]]
) -> Iterable[str]:
    ids = {item["id"] for item in items}
    for index, one in enumerate(ballots, start=1):
        yield from _ranked(one["tiers"], ids, f"ballots {index}, tiers")
    for side, chosen in decided.items():
        if chosen:
            yield from _ranked([chosen], ids, f"decided, {side}")
    for index, item in enumerate(items, start=1):
        link = item.get("design_document", "")
        if not is_place(link):
            yield f"items {index}, design_document must be a path or a web address, and is {shown(link)}."


def is_place(link: str) -> bool:
    """Tell a path or web address from what might run when somebody follows it."""
    return not _SCHEME.match(link) or _WEB.match(link) is not None


def _doubles(
    found: Sequence[dict[str, Any]], key: str, at: str, same: Callable[[str], str] = lambda text: text
) -> Iterable[str]:
    seen: dict[str, int] = {}
    for index, item in enumerate(found, start=1):
        first = seen.setdefault(same(item[key]), index)
        if first != index:
            yield f"{at} {index}, {key}: {shown(item[key])} stands in {at} {first} already."


def _ranked(tiers: Sequence[Sequence[str]], ids: set[str] | None, at: str) -> Iterable[str]:
    seen: set[str] = set()
    for key in (key for tier in tiers for key in tier):
        if key in seen:
            yield f"{at}: {shown(key)} stands there twice."
        elif ids is not None and key not in ids:
            yield f"{at}: {shown(key)} is no point of this board."
        seen.add(key)
    if not seen:
        yield f"{at}: nothing is ranked."
