"""A board as a repository keeps it: `items` may be `"pain-points"`, the folder of records beside it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path, PurePath
from typing import Any

from pydantic import ValidationError

from playbook.priorities.cleaning import Refused, fold, scrub, scrub_all
from playbook.priorities.csv_files import read_items
from playbook.priorities.files import text_of
from playbook.priorities.shapes import is_place, sound
from playbook.records import strict_json, strict_yaml
from playbook.records.board import LEAD, Board, Group
from playbook.records.front_matter import decode
from playbook.records.library import Library
from playbook.records.messages import explain
from playbook.records.pain_point import PainPoint
from playbook.records.problems import Place, Problem, ProblemsError
from playbook.records.strict_yaml import Document

BOARD = PurePath("docs/priorities/board.json")
"""Where a playbook keeps its own board."""

FOLDER = "pain-points"
"""What `items` of such a board may say in place of the items."""

GROUPS = {LEAD: "MLOps lead", "data-science": "Data scientists", "business": "Business"}
"""Who votes where nobody has said it yet."""


@dataclass(frozen=True)
class Kept:
    """A board that was read and holds; `points` are the records it names, if any, `notes` what cleaning changed."""

    board: Board
    document: Document
    points: tuple[PainPoint, ...] = ()
    notes: tuple[str, ...] = ()


def of_playbook(library: Library) -> Kept | None:
    """Give the board of the playbook in `library`; None if it keeps none. Raises ProblemsError.

    A board that lists its items, as the tool exports it, has those records whose ids are among them.
    """
    file = library.root / BOARD
    if not file.is_file():
        return None
    points = sorted(library.all(PainPoint), key=lambda point: point.id)
    kept = _read(decode(file.read_bytes(), BOARD), BOARD, lambda: points)
    known = {point.id: point for point in points}
    return replace(kept, points=tuple(known[item.id] for item in kept.board.items if item.id in known))


def read(data: bytes, file: Path) -> Kept:
    """Read what stands in `file`: JSON of a board, or CSV of points, which nobody has ranked yet.

    Records that the board names are looked for beside it. Raises ProblemsError with all that is wrong, by place.
    """
    try:
        text = text_of(data)
    except Refused as refused:
        raise ProblemsError([_problem(Place(PurePath(file)), refused.reason)]) from None
    if text.lstrip()[:1] in ("{", "["):
        return _read(text, PurePath(file), lambda: _beside(file))
    return _of_csv(text, file)


def _of_csv(text: str, file: Path) -> Kept:
    points = read_items(text)
    if points.refused or not points.items:
        problems = [
            Problem(
                Place(PurePath(file), one.row), f"{f'column {one.column}: ' if one.column else ''}{one.what}", one.mend
            )
            for one in points.refused
        ]
        nothing = Problem(Place(PurePath(file)), "there is nothing in it", "begin with the header: title")
        raise ProblemsError(problems or [nothing])
    groups = tuple(Group(id=key, name=name) for key, name in GROUPS.items())
    title = scrub(file.stem).text[:80] or "Board"
    key = re.sub(r"[^A-Za-z0-9]+", "-", file.stem).strip("-")[:24] or "board"
    board = Board(id=key, title=title, groups=groups, items=points.items)
    return Kept(board, Document(PurePath(file)), notes=points.notes)


def _read(text: str, file: PurePath, records: Callable[[], Iterable[PainPoint]]) -> Kept:
    document = strict_json.read(text, file)
    data = document.data
    if not isinstance(data, dict):
        raise ProblemsError([Problem(document.place(()), "this is no board", "a board begins with { and has a format")])
    points: tuple[PainPoint, ...] = ()
    if data.get("items") == FOLDER:
        points = tuple(records())
        data = {**data, "items": [_item(point) for point in points]}
    try:
        board = Board.model_validate(scrub_all(data, {}))  # `sound` says what was changed
    except ValidationError as error:
        raise ProblemsError(explain(error, Board, document, ())) from None
    problems = [Problem(document.place(path), what, mend) for path, what, mend in _faults(board)]
    if problems:
        raise ProblemsError(problems)
    try:
        held = sound("board", data)
    except Refused as refused:
        raise ProblemsError([_problem(document.place(()), refused.reason)]) from None
    return Kept(Board.model_validate(held.data), document, points, held.notes)


def _problem(place: Place, reason: str) -> Problem:
    what, _dot, mend = reason.rstrip(".").partition(". ")
    return Problem(place, what[:1].lower() + what[1:], mend or "correct the value")


def _item(point: PainPoint) -> dict[str, Any]:
    """Give a record as an item of a board."""
    return {
        "id": point.id,
        "title": point.title,
        "statement": point.statement,
        "felt_by": [spoken(role) for role in point.felt_by],
        "component": point.component,
        "area": point.area,
        "effort": point.effort,
        "days": point.days,
        "procurement_weeks": point.procurement_weeks,
        "status": point.status,
        "design_document": point.design_document or "",
    }


def spoken(role: str) -> str:
    """Give a role’s id as people say it, `ml-engineer` as ML engineer: a board is read without the pages of roles."""
    return " ".join({"ml": "ML", "mlops": "MLOps"}.get(word, word) for word in role.split("-"))


def _beside(file: Path) -> Iterator[PainPoint]:
    """Read the records beside the board in `file`, all faults at once; references to roles are not looked up."""
    problems: list[Problem] = []
    points: list[PainPoint] = []
    document = Document(PurePath(file))
    folder = file.parent / FOLDER
    for path in sorted(folder.glob("*.yml")):
        try:
            document = strict_yaml.read(decode(path.read_bytes(), PurePath(path)), PurePath(path))
            points.append(PainPoint.model_validate(document.data))
        except ProblemsError as error:
            problems += error.problems
        except ValidationError as error:
            problems += explain(error, PainPoint, document, ())
        except OSError as error:
            problems.append(Problem(Place(path), f"it cannot be read: {error.strerror}", "check its permissions"))
    if problems:
        raise ProblemsError(problems)
    if not points:
        what = f"`items` names the folder {folder.as_posix()}, which holds no pain point"
        raise ProblemsError([Problem(Place(PurePath(file)), what, "write one: PP-001.yml, or list the items here")])
    yield from points


Faults = Iterator[tuple[tuple[str | int, ...], str, str]]


def _faults(board: Board) -> Faults:
    """Give what no single value shows: ids twice, and names that nobody has."""
    groups = [group.id for group in board.groups]
    items = [item.id for item in board.items]
    yield from _twice("groups", "id", groups)
    yield from _twice("items", "id", items)
    yield from _twice("items", "title", [item.title for item in board.items], fold)
    yield from _twice("ballots", "voter", [ballot.voter for ballot in board.ballots])
    yield from _twice("seals", "voter", [seal.voter for seal in board.seals])
    if LEAD not in groups:
        yield ("groups",), f"no group has the id `{LEAD}`", "give the lead's group that id: its ranking is one axis"
    known = f"use one of: {', '.join(dict.fromkeys(groups))}"
    voted = {
        "ballots": [ballot.group for ballot in board.ballots],
        "seals": [seal.group for seal in board.seals],
    }
    for name, given in voted.items():
        for index, group in enumerate(given):
            if group not in groups:
                yield (name, index, "group"), f"there is no group `{group}`", known
    for index, ballot in enumerate(board.ballots):
        yield from _tiers(("ballots", index, "tiers"), ballot.tiers, items)
    for index, item in enumerate(board.items):
        if not is_place(item.design_document):
            mend = "write a path, or an address that starts with https:"
            yield ("items", index, "design_document"), f"`{item.design_document}` is no path or web address", mend
    for axis, ids in (("lead", board.decided.lead), ("others", board.decided.others)):
        yield from _tiers(("decided", axis), (ids,), items, flat=True)


def _twice(name: str, key: str, values: Iterable[str], same: Callable[[str], str] = str) -> Faults:
    seen: set[str] = set()
    for index, each in enumerate(values):
        if same(each) in seen:
            yield (name, index, key), f"`{each}` stands here twice", "keep one"
        seen.add(same(each))


def _tiers(
    path: tuple[str | int, ...], tiers: Iterable[Iterable[str]], items: list[str], *, flat: bool = False
) -> Faults:
    seen: set[str] = set()
    for number, tier in enumerate(tiers):
        for index, each in enumerate(tier):
            place = (*path, index) if flat else (*path, number, index)
            if each not in items:
                yield place, f"there is no pain point `{each}` on this board", "take it out, or bring the point back"
            if each in seen:
                yield place, f"`{each}` stands here twice", "keep one"
            seen.add(each)
    if not seen and not flat:
        yield path, "this ballot ranks nothing", "take the ballot out"
