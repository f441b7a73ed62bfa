"""Points and ballots as CSV, in and out: docs/assets/tools/priorities/csv.js does the same, in the same words."""

from __future__ import annotations

import copy
import math
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from playbook.priorities.cleaning import WORDS, fold, listed, misfit, next_id, scrub, shown
from playbook.priorities.results import ItemResult, Result
from playbook.priorities.shapes import is_place, known, matches
from playbook.priorities.tables import Line, Refusal, Refuse, filled, quoted, tabled, written
from playbook.records.board import MOST_ITEMS, Ballot, BallotFile, Board, Item

COLUMNS = tuple(Item.model_fields)
COMPUTED = ("quadrant", "lead_score", "others_score", "lead_rank", "others_rank", "firm", "order")
"""What `write_items` adds, and nobody reads back."""
_VOTERS = ("voter", "group", "number")
_MOST_NUMBER = 1_000_000
_MOST_FELT = 20
_BULLET = re.compile(r"\A[ \t]*(?:[-*•]|[0-9]{1,3}[.)])[ \t]+")


class Points(NamedTuple):
    """What to add to the board, all that was not taken in, and what was changed or not read."""

    items: tuple[Item, ...]
    refused: tuple[Refusal, ...]
    notes: tuple[str, ...]


class Ballots(NamedTuple):
    """Ballots for `merging.accept`, all that was not taken in, and what was not read."""

    ballots: tuple[BallotFile, ...]
    refused: tuple[Refusal, ...]
    notes: tuple[str, ...]


def read_items(text: str, items: Sequence[Item] = (), ballots: Iterable[Ballot] = ()) -> Points:
    """Read points out of CSV with a header row; `title` alone is enough. `items` and `ballots` are there already."""
    table = tabled(text, ("title",), COLUMNS, COMPUTED)
    found: list[Item] = []
    ballots = tuple(ballots)
    ids = {item.id for item in items}
    titles = {fold(item.title): item.id for item in items}
    given = [line.get("id") for line in table.lines]
    for line in table.lines:
        item = _fields(line, table.notes)
        key = fold(item.get("title", ""))
        _doubles(line, item, ids, titles.get(key))
        if line.fine and len(items) + len(found) >= MOST_ITEMS:
            line.refuse("", f"the board holds {MOST_ITEMS} points at most", "Take points out first.")
        if not line.fine:
            continue
        item.setdefault("id", next_id(items, ballots, [*given, *ids]))
        found.append(Item.model_validate(item))
        ids.add(item["id"])
        titles[key] = item["id"]
    return Points(tuple(found), tuple(table.refused), tuple(table.notes))


def _fields(line: Line, notes: list[str]) -> dict[str, Any]:
    item: dict[str, Any] = {}
    for column in COLUMNS:
        cell = line.get(column)

        def refuse(what: str, mend: str, column: str = column) -> None:
            line.refuse(column, what, mend)

        value = _value(column, cell, refuse)
        if column != "id" or value is not None:
            item[column] = value
        notes.extend(f"Row {line.number}, column {column}: {note}." for note in scrub(cell).notes)
    return item


def _doubles(line: Line, item: Mapping[str, Any], ids: set[str], same: str | None) -> None:
    if item.get("id") in ids:
        line.refuse("id", f"{shown(item['id'])} is taken", "Give the point an id of its own, or none.")
    if same is not None:
        what = f"{shown(item['title'])} is there already, as {same}"
        line.refuse("title", what, "Write what is different about it, or take the row out.")


def _value(column: str, cell: str, refuse: Refuse) -> Any:
    """Give what a cell of a point says, or the default."""
    given = known()["board"]["properties"]["items"]["items"]["properties"][column]
    shape = given["anyOf"][0] if "anyOf" in given else given
    text, default = scrub(cell).text, copy.deepcopy(given.get("default"))
    name = column.replace("_", " ")
    if column == "felt_by":
        return _felt(text, refuse)
    if not text and column != "title":
        return default
    if "enum" in shape:
        choices = {fold(choice): choice for choice in shape["enum"]}
        if fold(text) not in choices:
            refuse(f"{shown(text)} is no {name}", f"Write {listed(shape['enum'])}.")
        return choices.get(fold(text), default)
    if shape["type"] == "integer":
        number = _whole(text, shape["minimum"], shape["maximum"])
        if number is None:
            mend = f"Write a whole number from {shape['minimum']} to {shape['maximum']}, or leave it empty."
            refuse(f"{shown(text)} is no number of {name}", mend)
        return default if number is None else number
    return _words(column, text, shape, refuse)


def _words(column: str, text: str, shape: Mapping[str, Any], refuse: Refuse) -> str | None:
    if "pattern" in shape:
        if matches(shape["pattern"], text):
            return text
        refuse(f"{shown(text)} is no id", "Write letters, digits and hyphens, 24 at most, or leave it empty.")
        return None
    off = misfit(text, shape.get("minLength", 0), shape["maxLength"])
    if off:
        refuse("it is empty" if off.what == "is empty" else f"{shown(text)} {off.what}", off.mend)
    if column == "design_document" and not is_place(text):
        what = f"{shown(text)} is neither a path nor a web address"
        refuse(what, "Write a path, or an address that starts with https:.")
    return text


def _felt(text: str, refuse: Refuse) -> list[str]:
    felt = [part for one in text.split(";") if (part := scrub(one).text)]
    off = next((found for one in felt if (found := misfit(one, 1, WORDS))), None)
    if off:
        refuse(f"a part {off.what}", off.mend)
    if len(felt) > _MOST_FELT:
        refuse(f"it names {len(felt)}", f"Keep to {_MOST_FELT}.")
    return felt


def _whole(text: str, least: int, most: int) -> int | None:
    number = int(text) if re.fullmatch(r"[0-9]{1,9}", text) else -1
    return number if least <= number <= most else None


def read_list(text: str, items: Sequence[Item] = (), ballots: Iterable[Ballot] = ()) -> Points:
    """Read points out of a list: a title in each line, with or without a bullet or number before it."""
    lines = [quoted(_BULLET.sub("", line)) for line in re.split(r"\r\n?|\n", text)]
    points = read_items("\n".join(["title", *lines]), items, ballots)
    refused = tuple(one._replace(row=one.row - 1, column="") for one in points.refused)
    notes = tuple(
        re.sub(r"^Row ([0-9]+), column title", lambda found: f"Row {int(found.group(1)) - 1}", note)
        for note in points.notes
    )
    return Points(points.items, refused, notes)


def read_ballots(text: str, board: Board) -> Ballots:
    """Read ballots: `voter,group,number` and a column for each point, with the tier in the cell (1 hurts most)."""
    ids = [item.id for item in board.items]
    table = tabled(text, ("voter", "group"), (*_VOTERS, *ids))
    groups = {fold(group.name): group.id for group in board.groups} | {group.id: group.id for group in board.groups}
    ballots: list[BallotFile] = []
    for line in table.lines:
        made = {"format": "playbook-ballot/1", "board": board.id, **_voter(line, board, groups)}
        tiers = _tiers(line, ids)
        if line.fine and not tiers:
            line.refuse("", "nothing is ranked", "Write 1 below the point that hurts most.")
        if line.fine:
            ballots.append(BallotFile.model_validate({**made, "tiers": [tiers[tier] for tier in sorted(tiers)]}))
    return Ballots(tuple(ballots), tuple(table.refused), tuple(table.notes))


def _voter(line: Line, board: Board, groups: Mapping[str, str]) -> dict[str, Any]:
    voter = scrub(line.get("voter")).text
    if not matches(known()["ballot"]["properties"]["voter"]["pattern"], voter):
        line.refuse("voter", f"{shown(voter)} is no id", "Write letters, digits and hyphens, 24 at most.")
    said = scrub(line.get("group")).text
    group = groups.get(said, groups.get(fold(said)))
    if group is None:
        what = f"{shown(said)} is no group of this board"
        line.refuse("group", what, f"Write {listed([one.id for one in board.groups])}.")
    cell = scrub(line.get("number")).text
    number = _whole(cell, 1, _MOST_NUMBER) if cell else 1
    if number is None:
        mend = f"Write a whole number from 1 to {_MOST_NUMBER}, or leave it empty."
        line.refuse("number", f"{shown(cell)} is no number of a ballot", mend)
    return {"voter": voter, "group": group, "number": number}


def _tiers(line: Line, ids: Iterable[str]) -> dict[int, list[str]]:
    tiers: dict[int, list[str]] = {}
    for key in ids:
        cell = line.get(key)
        if not filled(cell):
            continue
        tier = _whole(scrub(cell).text, 1, MOST_ITEMS)
        if tier is None:
            mend = f"Write a whole number from 1 (hurts most) to {MOST_ITEMS}, or leave it empty."
            line.refuse(key, f"{shown(cell)} is no tier", mend)
        else:
            tiers.setdefault(tier, []).append(key)
    return tiers


def write_items(board: Board, result: Result | None = None) -> str:
    """Give all points as CSV, with what `ranking.rank` says of them; `read_items` reads it back."""
    about = {one.id: one for one in result.items} if result else {}
    order = result.order if result else ()
    rows: list[Sequence[Any]] = [(*COLUMNS, *COMPUTED)]
    for item in board.items:
        fields = item.model_dump(mode="json") | {"felt_by": ";".join(item.felt_by)}
        place = order.index(item.id) + 1 if item.id in order else ""
        rows.append([*(fields[column] for column in COLUMNS), *_ranked(about.get(item.id)), place])
    return written(rows)


def _ranked(one: ItemResult | None) -> list[str | None]:
    if one is None:
        return [None] * (len(COMPUTED) - 1)
    scores, ranks = (one.lead, one.others), (one.lead_rank, one.others_rank)
    firm = {True: "yes", False: "no", None: ""}[one.firm]
    return [one.quadrant, *map(_score, scores), *map(_short, ranks), firm]


def write_ballots(board: Board) -> str:
    """Give all ballots as CSV; `read_ballots` reads it back."""
    ids = [item.id for item in board.items]
    rows: list[Sequence[Any]] = [(*_VOTERS, *ids)]
    for ballot in board.ballots:
        places = {key: number for number, tier in enumerate(ballot.tiers, start=1) for key in tier}
        rows.append([ballot.voter, ballot.group, ballot.number, *(places.get(key, "") for key in ids)])
    return written(rows)


def _score(value: float | None) -> str:
    return "" if value is None else f"{math.floor(value * 1000 + 0.5) / 1000:.3f}"


def _short(value: float | None) -> str:
    return "" if value is None else f"{value:g}"
