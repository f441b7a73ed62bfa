"""Where storyboards come from: a file that the browser exported, a file of a pain point, or the playbook's records."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path, PurePath
from typing import Literal

from pydantic import ValidationError

from playbook.priorities.cleaning import scrub_all
from playbook.priorities.repository import spoken
from playbook.records import strict_json, strict_yaml
from playbook.records.evidence import plain
from playbook.records.front_matter import decode
from playbook.records.library import Library
from playbook.records.messages import explain
from playbook.records.pain_point import Measured, PainPoint
from playbook.records.problems import Place, Problem, ProblemsError
from playbook.records.role import Role
from playbook.records.storyboard import (
    Asked,
    Now,
    Outcome,
    Reading,
    Saved,
    Storyboard,
    Target,
    Then,
)

FORMAT: Literal["playbook-before-after/1"] = "playbook-before-after/1"
Found = tuple[Storyboard, tuple[str, ...]]
"""A storyboard, and what was cleaned in it."""

Named = Callable[[str], str]
"""Gives the title of a role for its id."""


def read(file: Path) -> Found:
    """Read the storyboard or the pain point in `file`. Raises ProblemsError with every fault and its place."""
    name = PurePath(file)
    try:
        data = file.read_bytes()
    except OSError as error:
        raise ProblemsError([Problem(Place(name), f"cannot be read: {error.strerror}", "name a file")]) from None
    return parse(decode(data, name), name)


def parse(text: str, file: PurePath) -> Found:
    """Read a storyboard from JSON, or a pain point from YAML or JSON; `file` is where the text stands."""
    document = (strict_json if text.lstrip().startswith("{") else strict_yaml).read(text, file)
    if not isinstance(document.data, dict):
        mend = f'export it with the tool "Before and after", or begin it with `"format": "{FORMAT}"`'
        raise ProblemsError([Problem(document.place(()), "this holds no storyboard and no pain point", mend)])
    format_ = document.data.get("format")
    kind: type[Storyboard] | type[PainPoint] = Storyboard if "format" in document.data else PainPoint
    if kind is Storyboard and format_ != FORMAT:
        what = f"`format` is {format_!r:.60}, which is no storyboard" if format_ else "`format` is empty"
        raise ProblemsError([Problem(document.place(("format",)), what, f'a storyboard has "{FORMAT}"')])
    notes: dict[str, None] = {}
    data = scrub_all(document.data, notes)
    try:
        found = kind.model_validate(data)
    except ValidationError as error:
        raise ProblemsError(explain(error, kind, document, ())) from None
    return found if isinstance(found, Storyboard) else of_record(found), tuple(notes)


def find(library: Library, key: str) -> Storyboard | None:
    """Give the storyboard of the pain point `key` of the playbook's own records, or None."""
    record = library.find(PainPoint, key.upper())
    return of_record(record, titles(library)) if record else None


def titles(library: Library) -> Named:
    """Give how roles are called in a sentence."""

    def named(key: str) -> str:
        role = library.find(Role, key)
        return _within(role.title) if role else spoken(key)

    return named


def _within(title: str) -> str:
    """`Data scientist` loses its capital within a sentence, `MLOps lead` does not."""
    first = title.split(maxsplit=1)[0]
    return title if first[1:] != first[1:].lower() else title[:1].lower() + title[1:]


def of_record(point: PainPoint, named: Named = spoken) -> Storyboard:
    """Turn a pain point's record into a storyboard. Citations fall out; roles are named by `named`."""
    end = point.verdict
    return Storyboard(
        format=FORMAT,
        id=point.id,
        title=point.title,
        statement=plain(point.statement),
        before=Now(story=plain(point.before.story), measures=_readings(point.before.measures)),
        ask=tuple(
            Asked(what=plain(item.what), hours=item.hours, of=named(item.of), until=item.until) for item in point.ask
        ),
        after=Then(
            story=plain(point.after.story),
            measures=tuple(
                Target(what=plain(item.what), value=item.value, unit=item.unit) for item in point.after.measures
            ),
            gains=tuple(plain(item.what) for item in point.gain),
        ),
        saving=tuple(
            Saved(
                what=plain(item.what),
                hours=item.hours,
                times=item.times,
                hourly=item.hourly or (None, None),
                currency=item.currency,
            )
            for item in point.saving
        ),
        risks=tuple(plain(risk) for risk in point.risks),
        verdict=Outcome(says=end.says, story=plain(end.story), measures=_readings(end.measures)) if end else Outcome(),
    )


def _readings(given: tuple[Measured, ...]) -> tuple[Reading, ...]:
    return tuple(
        Reading(what=plain(item.what), value=item.value, unit=item.unit, date=item.date, source=plain(item.source))
        for item in given
    )
