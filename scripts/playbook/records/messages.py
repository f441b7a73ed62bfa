"""pydantic's errors in the playbook's words: what is wrong, at which line, and the mend."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping
from typing import Any, get_args

from pydantic import BaseModel, ValidationError

from playbook.records.problems import Problem
from playbook.records.strict_yaml import Document, Path

_TYPES = {
    "string_type": ("text", 'put it in double quotes: "…"'),
    "int_type": ("a whole number", "write digits only, without quotes"),
    "bool_type": ("true or false", "write true or false, without quotes"),
    "float_type": ("a number", "write digits, without quotes"),
    "tuple_type": ("a list", "begin each item with '- ' on a line of its own"),
    "model_type": ("keys with values", "write 'key: value' lines, indented below it"),
    "model_attributes_type": ("keys with values", "write 'key: value' lines, indented below it"),
}


def explain(error: ValidationError, model: type[BaseModel], document: Document, base: Path) -> Iterator[Problem]:
    """Turn each of pydantic's errors into a Problem with its place in `document` below `base`."""
    faults = error.errors(include_url=False)
    for item in faults:
        if item["type"] == "too_short" and any(_inside(other["loc"], item["loc"]) for other in faults):
            continue  # short only because an item in it is broken, which has its own problem
        path = (*base, *item["loc"])
        name = ".".join(str(part) for part in item["loc"]) or model.__name__.lower()
        kind = item["type"]
        if kind == "extra_forbidden":
            names = sorted(_fields(model, item["loc"][:-1]))
            near = difflib.get_close_matches(str(item["loc"][-1]), names, n=1)
            mend = f"did you mean `{near[0]}`?" if near else f"take it out; allowed here: {', '.join(names)}"
            yield Problem(document.place(path, key=True), f"unknown key `{name}`", mend)
        elif kind == "missing":
            yield Problem(document.place(path[:-1]), f"the key `{name}` is missing", f"add `{item['loc'][-1]}: …`")
        else:
            what, mend = _say(kind, item.get("input"), item.get("ctx") or {}, item["msg"])
            yield Problem(document.place(path), f"`{name}` {what}", mend)


def _inside(path: Path, outer: Path) -> bool:
    return len(path) > len(outer) and path[: len(outer)] == outer


def _say(kind: str, value: Any, context: Mapping[str, Any], message: str) -> tuple[str, str]:
    shown = repr(value) if len(repr(value)) <= 60 else repr(value)[:57] + "…"
    if kind in _TYPES:
        wanted, mend = _TYPES[kind]
        return f"must be {wanted}, not {shown}", mend
    if kind == "literal_error":
        return f"cannot be {shown}", f"use one of: {context['expected']}"
    if kind == "string_pattern_mismatch":
        return f"has the wrong form: {shown}", f"it must match {context['pattern']}"
    if kind in ("string_too_short", "too_short"):
        return "is empty or too short", f"give at least {context['min_length']}"
    if kind in ("string_too_long", "too_long"):
        return "is too long", f"give at most {context['max_length']}"
    said = f"is not right: {message.removeprefix('Value error, ')}"
    if "it is a date" in said:
        return f"{said}, not {shown}", "write the day as 2026-12-31"
    return said, "correct the value"


def _fields(model: type[BaseModel], path: tuple[int | str, ...]) -> set[str]:
    """Give the keys that are allowed in the part of `model` to which `path` leads."""
    for part in path:
        if isinstance(part, int):
            continue
        annotation = model.model_fields[part].annotation if part in model.model_fields else None
        inner = next(_models(annotation), None)
        if inner is None:
            return set()
        model = inner
    return set(model.model_fields)


def _models(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for argument in get_args(annotation):
        yield from _models(argument)
