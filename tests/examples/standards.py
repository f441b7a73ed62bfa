"""The examples of the standards, laid out as repositories and reviewed with every check."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from tempfile import mkdtemp

from playbook.records.catalogue import Catalogue, export, read
from playbook.records.examples import SIDES, Side, lay_out
from playbook.records.library import Library
from playbook.records.loader import load
from playbook.records.standard import Standard
from playbook.review.run import Demand, review
from playbook.review.verdict import Answer, Check
from tests.building import ROOT

DAY = datetime.date(2026, 11, 23)


@lru_cache(maxsize=1)
def library() -> Library:
    return load(ROOT)


@lru_cache(maxsize=1)
def catalogue() -> Catalogue:
    return read(export(library()))


def standards() -> list[Standard]:
    """Give the standards, by ID."""
    return sorted(library().all(Standard), key=lambda standard: standard.id)


def examples() -> Iterator[tuple[Standard, Side]]:
    """Give every standard with each of its sides."""
    for standard in standards():
        for side in SIDES:
            yield standard, side


@lru_cache(maxsize=256)
def laid_out(key: str, side: Side) -> Path:
    """Give the example as a folder of its own, outside any repository. It is shared: change nothing in it."""
    return lay_out(library(), library().get(Standard, key), side, Path(mkdtemp(prefix=f"{key}-{side}-")))


def complaints(folder: Path, checks: Mapping[str, Check] | None = None) -> dict[str, list[str]]:
    """Give the standards that do not pass, with what their checks say; `checks` take the place of ours."""
    found = review(folder, catalogue(), Demand(stage="regulated", today=DAY), checks).results
    return {
        result.standard.id: [
            f"{item.path}:{item.line}: {item.message}" for item in (*result.verdict.findings, *result.verdict.unread)
        ]
        for result in found
        if result.verdict.answer in (Answer.FALLS_SHORT, Answer.UNREAD)
    }


def unread(folder: Path) -> set[str]:
    """Give the standards that could not be read."""
    found = review(folder, catalogue(), Demand(stage="regulated", today=DAY)).results
    return {result.standard.id for result in found if result.verdict.answer is Answer.UNREAD}
