"""Files and pasted text, told apart and read: docs/assets/tools/priorities/files.js does the same."""

from __future__ import annotations

import json
import re
from typing import Any, Literal, NamedTuple

from playbook.priorities.cleaning import Refused, scrub, shown
from playbook.priorities.csv_files import Ballots, Points, read_ballots, read_items
from playbook.priorities.json_text import parse
from playbook.priorities.links import decode
from playbook.priorities.shapes import sound
from playbook.priorities.tables import split
from playbook.records.board import BallotFile, Board, SealFile, Slip
from playbook.records.board_schema import Kind

LARGEST = 2_000_000
"""Bytes of a file or of a pasted text."""
_FORMATS: dict[str, Kind] = {"playbook-board/1": "board", "playbook-ballot/1": "ballot", "playbook-slip/1": "slip"}
_JSON = re.compile(r"[ \t\r\n]*[\[{]")
_LINK = re.compile(r"[ \t\r\n]*[^ \t\r\n]*#(?:ballot|vote|seal)=")
_NO_JSON = "This is no whole JSON. It was cut off or changed on the way: save or send it again."


class Given(NamedTuple):
    """What a file holds, and what cleaning changed in it."""

    data: Board | BallotFile | Slip | SealFile
    notes: tuple[str, ...]

    @property
    def kind(self) -> Literal["board", "ballot", "slip", "seal"]:
        """The same word as in the browser."""
        names: dict[type, Literal["board", "ballot", "slip", "seal"]] = {
            Board: "board", BallotFile: "ballot", Slip: "slip", SealFile: "seal",
        }  # fmt: skip
        return names[type(self.data)]


def text_of(file: bytes) -> str:
    """Give the text of a file; Refused if it is too large or no UTF-8."""
    if len(file) > LARGEST:
        raise Refused("The file is larger than 2 MB. No board is: choose another file.")
    try:
        return file.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Refused("The file is not written in UTF-8. Save it again as “CSV UTF-8”, or as JSON.") from None


def read_file(given: str | bytes, board: Board | None = None) -> Given | Points | Ballots:
    """Tell what a file or a text is, and read it. Refused, with the reason, if it cannot be read.

    It may be a link, the JSON of a board, a ballot or a slip, or CSV of points or ballots. `board` is what is there
    already; ballots as CSV need it.
    """
    if isinstance(given, str) and len(given.encode("utf-8", "surrogatepass")) > LARGEST:
        raise Refused("The text is larger than 2 MB. No board is: choose another file.")
    text = (given if isinstance(given, str) else text_of(given)).removeprefix("\ufeff")
    if not scrub(text).text:
        raise Refused("There is nothing in it. Choose another file.")
    if _JSON.match(text):
        return read_data(parse(text, _NO_JSON))
    if _LINK.match(text):
        return Given(*decode(text)[1:])
    head = next(iter(split(text)), None)
    if head is None or "voter" not in [scrub(cell).text.lower() for cell in head.cells]:
        return read_items(text, board.items if board else (), board.ballots if board else ())
    if board is None:
        raise Refused("These are ballots as CSV. Open their board first.")
    return read_ballots(text, board)


def read_data(data: Any) -> Given:
    """Check what JSON holds. Refused, with the reason, if it is no board, ballot or slip."""
    form = data.get("format", "playbook-board/1") if isinstance(data, dict) else "playbook-board/1"
    kind = _FORMATS.get(form) if isinstance(form, str) else None
    if kind is None:
        is_ = f", and is {shown(form)}" if isinstance(form, str) else ""
        raise Refused(
            "Its format must be “playbook-board/1”, “playbook-ballot/1” or “playbook-slip/1”"
            f"{is_}. Open a file that this playbook made."
        )
    held, notes = sound(kind, data)
    models: dict[str, type[Board | BallotFile | Slip]] = {"board": Board, "ballot": BallotFile, "slip": Slip}
    return Given(models[kind].model_validate(held), notes)


def written(data: Board | BallotFile | Slip) -> str:
    """Give a board, a ballot or a slip as the text of a file."""
    return json.dumps(data.model_dump(mode="json"), ensure_ascii=False, indent=1) + "\n"
