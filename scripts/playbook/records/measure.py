"""Measures: a page each, with what it is, how to get a baseline in a day, and how it is gamed."""

from __future__ import annotations

from typing import ClassVar, Literal

from playbook.records.base import Slug, Text
from playbook.records.page import Page


class Measure(Page):
    """Something that a team counts. `unit` is what a number of it means; `dora` its name among DORA's measures, if any."""

    kind_name: ClassVar[str] = "measure"
    kind: Literal["measure"]  # type: ignore[assignment]

    id: Slug
    unit: Text
    dora: Text | None = None

    @property
    def key(self) -> str:
        return self.id
