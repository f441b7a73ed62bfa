"""What supersedes what: both documents say so, and nobody supersedes themselves by a detour."""

from __future__ import annotations

from collections.abc import Iterator

from playbook.design_docs.rules.model import Asked, Fault, Rule
from playbook.design_docs.rules.reading import front_fault


def _supersedes(asked: Asked) -> Iterator[Fault]:
    front = asked.front
    circle = _circle(asked)
    if circle:
        what = f"it supersedes itself: {' → '.join(circle)}"
        mend = "take one of the steps out, in `supersedes` of the one and `superseded_by` of the other"
        yield front_fault(asked, ("supersedes",), what, mend)
    for index, older in enumerate(front.supersedes):
        path = ("supersedes", index)
        if older == front.id:
            continue  # a circle of one, which has been said
        yield from _claimed(asked, path, older)
    yield from _superseded(asked)


def _claimed(asked: Asked, path: tuple[str | int, ...], older: str) -> Iterator[Fault]:
    other = asked.others.get(older)
    if other is None:
        yield front_fault(asked, path, f"there is no document {older} in this folder", _known(asked))
    elif other.front and other.front.superseded_by != asked.front.id:
        said = f"says `superseded_by: {other.front.superseded_by}`" if other.front.superseded_by else "does not say so"
        what = f"it supersedes {older}, and `{other.file.name}` {said}"
        keys = f"`superseded_by: {asked.front.id}`, `status: superseded` and `stage: retired`"
        mend = f"write {keys} in {other.file.as_posix()}"
        yield front_fault(asked, path, what, mend)


def _superseded(asked: Asked) -> Iterator[Fault]:
    front = asked.front
    if front.superseded_by is None:
        if front.status == "superseded":
            what = "the status is `superseded`, and `superseded_by` is missing"
            yield front_fault(asked, ("status",), what, "add `superseded_by: DD-…`; if nothing came after: `retired`")
        return
    path = ("superseded_by",)
    if front.status != "superseded":
        what = f"it is superseded by {front.superseded_by}, and its status is `{front.status}`"
        yield front_fault(asked, ("status",), what, "set `status: superseded` and `stage: retired`")
    newer = asked.others.get(front.superseded_by)
    if newer is None:
        yield front_fault(asked, path, f"there is no document {front.superseded_by} in this folder", _known(asked))
    elif newer.front and front.id not in newer.front.supersedes:
        what = f"it is superseded by {front.superseded_by}, and `{newer.file.name}` does not say so"
        mend = f"add {front.id} to `supersedes` in {newer.file.as_posix()}"
        yield front_fault(asked, path, what, mend)


def _known(asked: Asked) -> str:
    ids = sorted(key for key in asked.others if key != asked.front.id)
    return f"documents here are {', '.join(ids[:8])}{' …' if len(ids) > 8 else ''}" if ids else "take it out"


def _circle(asked: Asked) -> list[str]:
    """Give the shortest way from the document through what it supersedes back to itself, or nothing."""
    start = asked.front.id
    newer_of = {start: start}
    steps = [start]
    for step in steps:  # grows while it is walked through: the nearest first
        document = asked.others.get(step)
        for older in document.front.supersedes if document and document.front else ():
            if older == start:
                return [*_way(newer_of, step, start), start]
            if older not in newer_of:
                newer_of[older] = step
                steps.append(older)
    return []


def _way(newer_of: dict[str, str], end: str, start: str) -> list[str]:
    way = [end]
    while way[-1] != start:
        way.append(newer_of[way[-1]])
    return way[::-1]


RULES = (
    Rule(
        "DES011",
        "supersedes",
        "What supersedes what is said on both sides",
        "What it supersedes exists and says so itself, and the other way round; there is no circle.",
        "Whoever finds the old document has to be led to the new one. [@own]",
        "Write it into both documents: `supersedes` in the new one, `superseded_by` in the old one.",
        _supersedes,
    ),
)
