"""Files of boards and ballots: what is wrong with one, and many ballots taken into one board."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import Any

from playbook.priorities.cleaning import Refused
from playbook.priorities.csv_files import Ballots, Points
from playbook.priorities.files import Given, read_data, read_file, text_of
from playbook.priorities.json_text import parse
from playbook.priorities.links import links_in
from playbook.priorities.merging import Merged, accept, accept_seal, opens
from playbook.priorities.repository import FOLDER, Kept, read
from playbook.records.board import BallotFile, Board, SealFile, Slip
from playbook.records.problems import Place, Problem, ProblemsError

_MERGE = "What becomes of them shows `playbook board merge BOARD FILE`, which writes nothing by itself"


def _is_ballots(text: str) -> bool:
    """Tell CSV of ballots by its header: ballots can be read beside their board alone."""
    header = text.lstrip("\ufeff").split("\n", 1)[0].lower().replace('"', "")
    return {"voter", "group"} <= {cell.strip() for cell in re.split("[,;\t]", header)}


def checked(data: bytes, file: Path) -> str:
    """Say what a file holds. Raises ProblemsError with all that is wrong with it."""
    try:
        text = text_of(data)
        if links := _links(text):
            for link in links:
                read_file(link)
            return f"{_count(len(links), 'link')}. {_MERGE}"
        if _is_ballots(text):
            return f"ballots. {_MERGE}"
        ours = _form(text)
        if ours in ("", "playbook-board/1"):
            board = read(data, file).board
            return f"{_count(len(board.items), 'point')}, {_count(len(board.ballots), 'ballot')}"
        given = read_file(text)
    except Refused as refused:
        problem = Problem(Place(PurePath(file)), refused.reason.rstrip("."), "ask for it again, or mend it by hand")
        raise ProblemsError([problem]) from None
    assert isinstance(given, Given), "text that is no board is JSON here"
    if isinstance(given.data, BallotFile):
        return f"the ballot of {given.data.voter} for the board {given.data.board}"
    assert isinstance(given.data, Slip), "JSON that is no board and no ballot is a slip"
    return f"{_count(len(given.data.items), 'point')} to rank, for the board {given.data.board}"


def _count(number: int, one: str) -> str:
    return f"{number} {one}{'' if number == 1 else 's'}"


def _form(text: str) -> str:
    """Give the format that JSON names; nothing for all else, also for JSON that cannot be read."""
    try:
        data = parse(text, "")
    except Refused:
        return ""
    form = data.get("format") if isinstance(data, dict) else None
    return form if isinstance(form, str) else ""


@dataclass(frozen=True)
class Row:
    """What became of one ballot: added, replaced, already or refused, in words, and where it came from."""

    outcome: str
    said: str
    source: str


@dataclass(frozen=True)
class Done:
    """What became of all of them, and the text of the board afterwards."""

    rows: tuple[Row, ...]
    text: str
    changed: bool

    @property
    def refused(self) -> bool:
        return any(row.outcome == "refused" for row in self.rows)

    @property
    def summary(self) -> str:
        """Give how many came to what: `3 added, 1 refused`."""
        counts = {word: sum(row.outcome == word for row in self.rows) for word in WORDS}
        return ", ".join(f"{count} {WORDS[word]}" for word, count in counts.items() if count) or "no ballot"


WORDS = {"added": "added", "replaced": "replaced", "already": "there already", "refused": "refused"}


def merged(kept: Kept, sources: Sequence[tuple[str, bytes]], *, moved: bool = False) -> Done:
    """Take ballots and seals into a board, one after the other; `sources` are names with what stands there.

    A file at fault is a row too, and the others are taken in all the same. `moved` says that the new board goes to
    another folder, where the records that it names are not: their points stand in it then.
    """
    board = kept.board
    rows: list[Row] = []
    for name, data in sources:
        source = (
            "standard input" if name == "-" else "a link" if data == name.encode("utf-8", "surrogateescape") else name
        )
        for given in _found(data, board):
            if isinstance(given, str):
                rows.append(Row("refused", given, source))
                continue
            done = _taken(board, given)
            board = done.board
            rows.append(Row(done.outcome, done.said, source))
    return Done(tuple(rows), _written(kept, board, moved=moved), board != kept.board)


def _taken(board: Board, given: BallotFile | SealFile) -> Merged:
    return accept_seal(board, given) if isinstance(given, SealFile) else accept(board, given, opens(board, given))


def _found(data: bytes, board: Board) -> Iterator[BallotFile | SealFile | str]:
    """Give each ballot and seal in `data`, and as text the reason for each that cannot be read."""
    try:
        text = text_of(data)
    except Refused as refused:
        yield refused.reason
        return
    parts = _parts(text, board)
    if not parts:
        yield "The list is empty. Ask for the ballots again."
    for part in parts:
        try:
            given = read_file(part, board) if isinstance(part, str) else read_data(part)
        except Refused as refused:
            yield refused.reason
        else:
            yield from _ballots(given)


def _links(text: str) -> Sequence[str]:
    """Give the links in text that is no JSON. A text that begins with its only link is that link: mail may break it."""
    if text.lstrip()[:1] in ("{", "["):
        return ()
    links = links_in(text)
    return [text] if len(links) == 1 and "#" in text.split(maxsplit=1)[0] else links


def _parts(text: str, board: Board) -> list[Any]:
    """Take apart a list of ballots as JSON, and text with links in it, such as a chat.

    A copy of the board that names its records' folder gets the points of this one: only its ballots are wanted.
    """
    if text.lstrip()[:1] not in ("{", "["):
        return list(_links(text)) or [text]
    try:
        data = parse(text, "")
    except Refused:
        return [text]  # whoever reads it says what is wrong
    if isinstance(data, dict) and data.get("items") == FOLDER:
        return [{**data, "items": [item.model_dump(mode="json") for item in board.items]}]
    return data if isinstance(data, list) else [text]


def _ballots(given: Given | Points | Ballots) -> Iterator[BallotFile | SealFile | str]:
    if isinstance(given, Points):
        yield "There are pain points in it and no ballots. Name a file of ballots."
    elif isinstance(given, Ballots):
        yield from given.ballots
        yield from (refused.sentence for refused in given.refused)
    elif isinstance(given.data, Board):
        yield from _of_board(given.data)
    elif isinstance(given.data, Slip):
        yield "This is the board as voters get it, without a ballot. Ask for the ballot."
    else:
        yield given.data


def _of_board(board: Board) -> Iterator[BallotFile | str]:
    """Give the ballots of another copy of the board, such as a second facilitator's."""
    if not board.ballots:
        yield "There is a board in it, and no ballot."
    for ballot in board.ballots:
        yield BallotFile(
            format="playbook-ballot/1",
            board=board.id,
            voter=ballot.voter,
            group=ballot.group,
            number=ballot.number,
            items=ballot.items,
            tiers=ballot.tiers,
        )


def _written(kept: Kept, board: Board, *, moved: bool) -> str:
    """Give the file of the board: a line for each ballot, so that a change of one is a line, and the rest as it was."""
    data = dict(kept.document.data) if isinstance(kept.document.data, dict) else board.model_dump(mode="json")
    if moved and data["items"] == FOLDER:
        data["items"] = [item.model_dump(mode="json", exclude_defaults=True) for item in board.items]
    for name, votes in (("ballots", board.ballots), ("seals", board.seals)):
        before = {one["voter"]: one for one in data.get(name, ())}
        was = {one.voter: one for one in getattr(kept.board, name)}
        rows = [
            before[one.voter] if was.get(one.voter) == one else one.model_dump(mode="json", exclude_defaults=True)
            for one in votes
        ]
        if rows or name in data:
            data[name] = rows
    return "{\n" + ",\n".join(f"  {_json(key)}: {_value(value)}" for key, value in data.items()) + "\n}\n"


def _value(value: Any) -> str:
    if isinstance(value, list) and value:
        return "[\n" + ",\n".join(f"    {_json(one)}" for one in value) + "\n  ]"
    return _json(value)


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
