"""A small playbook with one kit, whose facilitator says in each field a word that stands nowhere else."""

from __future__ import annotations

import re
import types
from pathlib import Path
from typing import Any, Union, get_args, get_origin

import yaml
from pydantic import BaseModel

from playbook.records.kit import Kit
from playbook.records.kit_parts import KitNotes, StepNotes
from tests.building import ROOT
from tests.versions import small

FACILITATION = """\
---
kind: facilitation
kit: {id}
title: "Lead it"
description: For whoever leads.
reader: You lead.
outcome: Words.
minutes: 1
search: {{exclude: true}}
---

{{{{ opening() }}}}

{{{{ facilitation() }}}}

{{{{ evidence() }}}}
"""
OF_A_PAGE = ("search", "hide", "sources", "lede")


class Words:
    """Gives words that stand nowhere else, and knows for each which field holds it."""

    def __init__(self) -> None:
        self.fields: dict[str, str] = {}

    def word(self, field: str) -> str:
        found = f"zq{len(self.fields)}x"
        self.fields[found] = field
        return found

    def filled(self, kind: type[BaseModel], at: str = "") -> dict[str, Any]:
        """Give data for `kind` with something in every field, also in those that may be empty."""
        return {
            name: self._value(field.annotation, f"{at}{kind.__name__}.{name}")
            for name, field in kind.model_fields.items()
        }

    def _value(self, kind: Any, field: str) -> Any:
        origin, inside = get_origin(kind), [part for part in get_args(kind) if part not in (type(None), ...)]
        if origin in (Union, types.UnionType) or (origin is not None and origin is not tuple):
            return self._value(inside[0], field)
        if origin is tuple:
            return [self._value(inside[0], field) for _ in range(2)]
        if isinstance(kind, type) and issubclass(kind, BaseModel):
            return self.filled(kind, f"{field}: ")
        if kind is int:
            return 5
        assert kind is str, f"{field} is {kind}: say in tests/papers/made.py what to put there"
        return f"Now {self.word(field)} then."


def leading(kit: Kit) -> tuple[dict[str, Any], Words]:
    """Give `kit` as data, with a word of its own in each field that only facilitators read."""
    words = Words()
    data = kit.model_dump(mode="json", exclude_defaults=True, exclude=set(OF_A_PAGE))
    data["kind"] = "kit"
    data["facilitator"] = words.filled(KitNotes)
    for step in data["steps"]:
        step["facilitator"] = words.filled(StepNotes, f"{step['id']}: ")
    for output in data["outputs"]:
        output["template"] = "worksheet"
    data |= {"roles": ["one"], "led_by": "one"}
    data.pop("exercise", None)
    return _uncited(data), words


def _uncited(value: Any) -> Any:
    """Have all texts cite what the small playbook has."""
    if isinstance(value, dict):
        return {key: _uncited(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_uncited(item) for item in value]
    return re.sub(r"\[@[^\]]*\]", "[@own]", value) if isinstance(value, str) else value


def repository(root: Path, data: dict[str, Any]) -> Path:
    """Write the small playbook with the kit `data` into `root`, and give it."""
    small.repository(root)
    if (chosen := ROOT / ".cache/chromium").is_file():
        (root / ".cache").mkdir()
        (root / ".cache/chromium").write_bytes(chosen.read_bytes())
    folder = root / "docs/workshops" / data["id"]
    (folder / "files").mkdir(parents=True)
    (folder / "files/message.md").write_text("# A message\n", encoding="utf-8")
    write(folder / "index.md", data)
    (folder / "facilitator.md").write_text(FACILITATION.format(id=data["id"]), encoding="utf-8")
    return root


def write(file: Path, data: dict[str, Any]) -> None:
    """Write the kit `data` as the page `file`."""
    front = yaml.safe_dump(data, allow_unicode=True, sort_keys=False, width=10_000)
    file.write_text(
        f"---\n{front}---\n\n{{{{ opening() }}}}\n\n{{{{ kit_page() }}}}\n\n{{{{ evidence() }}}}\n", "utf-8"
    )
