"""Walks a record: every string in it with its path."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import BaseModel

from playbook.records.strict_yaml import Path


def strings(value: object, path: Path = ()) -> Iterator[tuple[Path, str]]:
    """Give each string in `value` (a record, a tuple, a dict) as (path, string), in order."""
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield from strings(getattr(value, name), (*path, name))
    elif isinstance(value, tuple | list):
        for index, item in enumerate(value):
            yield from strings(item, (*path, index))
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from strings(item, (*path, key))
