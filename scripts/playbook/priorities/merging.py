"""Ballots that come back, taken into the board: docs/assets/tools/priorities/merging.js does the same."""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Iterable, Sequence
from typing import Literal, NamedTuple

from playbook.priorities.cleaning import Point, Refused, listed, shown
from playbook.priorities.shapes import sound
from playbook.records.board import MOST_BALLOTS, Ballot, BallotFile, Board, Seal, SealFile, Slip, SlipItem

Outcome = Literal["added", "replaced", "already", "refused"]


class Merged(NamedTuple):
    """The board afterwards, what was done, and for people what was done, left out or why it was refused."""

    board: Board
    outcome: Outcome
    said: str


def digest(items: Iterable[Point]) -> str:
    """Tell one list of points from another: CRC-32 of ids and titles in the order of the ids, 8 hexadecimal digits."""
    lines = "".join(f"{item.id}\t{item.title}\n" for item in sorted(items, key=lambda item: item.id))
    return f"{zlib.crc32(lines.encode()):08x}"


def slip_of(board: Board) -> Slip:
    """Give what voters get of a board: its groups and points, no ballots."""
    items = tuple(SlipItem(id=item.id, title=item.title, statement=item.statement) for item in board.items)
    return Slip(format="playbook-slip/1", board=board.id, title=board.title, groups=board.groups, items=items)


def hash_of(ballot: BallotFile) -> str:
    """Give the SHA-256 that seals a ballot with its salt."""
    tiers = [sorted(tier) for tier in ballot.tiers]
    parts = [ballot.board, ballot.voter, ballot.group, ballot.number, tiers, ballot.salt or ""]
    return hashlib.sha256(json.dumps(parts, ensure_ascii=False, separators=(",", ":")).encode()).hexdigest()


def opens(board: Board, ballot: BallotFile) -> bool | None:
    """Tell whether a ballot is the one that its voter sealed on this board; None if there is no seal or no salt."""
    for seal in board.seals:
        if seal.voter == ballot.voter and ballot.salt:
            return seal.hash == hash_of(ballot) and seal.group == ballot.group
    return None


def accept(board: Board, ballot: BallotFile, opened: bool | None = None) -> Merged:
    """Take a ballot into a board. `opened` is what `opens` says; it is needed where there is a seal."""
    try:
        sound("ballot", ballot.model_dump(mode="json"))
    except Refused as refused:
        return Merged(board, "refused", refused.reason)
    wrong = _misplaced(board, ballot) or _unsealed(board, ballot, opened)
    if wrong:
        return Merged(board, "refused", wrong)
    known = {item.id for item in board.items}
    gone = [key for tier in ballot.tiers for key in tier if key not in known]
    tiers = tuple(kept for tier in ballot.tiers if (kept := tuple(key for key in tier if key in known)))
    who = f"The ballot of {ballot.voter} ({_name(board, ballot.group)})"
    if not tiers:
        said = f"{who} ranks {listed(gone, 'and')}, and none of them is on this board. Ask for a new ballot."
        return Merged(board, "refused", said)
    new = Ballot(voter=ballot.voter, group=ballot.group, number=ballot.number, items=ballot.items, tiers=tiers)
    before = next((one for one in board.ballots if one.voter == new.voter), None)
    if before and new.number < before.number:
        said = f"{who} is number {new.number}, and number {before.number} has been counted. The newer one counts."
        return Merged(board, "refused", said)
    outcome: Outcome = "added" if before is None else "already" if _same(before, new) else "replaced"
    if outcome == "added" and len(board.ballots) >= MOST_BALLOTS:
        return Merged(board, "refused", f"The board holds {MOST_BALLOTS} ballots at most. {who} was not added.")
    told = {"added": "was added", "already": "is counted already", "replaced": "replaces the one before"}
    said = " ".join([f"{who} {told[outcome]}.", *_changed(board, ballot, gone)])
    if outcome == "already":
        return Merged(board, outcome, said)
    ballots = tuple(new if one is before else one for one in board.ballots) if before else (*board.ballots, new)
    return Merged(board.model_copy(update={"ballots": ballots}), outcome, said)


def accept_seal(board: Board, seal: SealFile) -> Merged:
    """Take the seal of a ballot into a board: a later one of the same voter replaces it, until the ballot is open."""
    wrong = _misplaced(board, seal)
    if wrong:
        return Merged(board, "refused", wrong)
    who = f"The seal of {seal.voter} ({_name(board, seal.group)})"
    new = Seal(voter=seal.voter, group=seal.group, hash=seal.hash)
    before = next((one for one in board.seals if one.voter == seal.voter), None)
    if before == new:
        return Merged(board, "already", f"{who} is there already.")
    if any(one.voter == seal.voter for one in board.ballots):
        return Merged(board, "refused", f"{who} came after the ballot itself, so it seals nothing.")
    if before is None and len(board.seals) >= MOST_BALLOTS:
        return Merged(board, "refused", f"The board holds {MOST_BALLOTS} seals at most. {who} was not added.")
    seals = tuple(new if one is before else one for one in board.seals) if before else (*board.seals, new)
    after = board.model_copy(update={"seals": seals})
    return (
        Merged(after, "replaced", f"{who} replaces the one before.")
        if before
        else Merged(after, "added", f"{who} was added.")
    )


def _name(board: Board, group: str) -> str:
    return next(one.name for one in board.groups if one.id == group)


def _misplaced(board: Board, given: BallotFile | SealFile) -> str | None:
    if given.board != board.id:
        return (
            f"This is for another board, {shown(given.board)}; this one is {shown(board.id)}. "
            "Open that board, or ask for a ballot of this one."
        )
    groups = [group.id for group in board.groups]
    if given.group in groups:
        return None
    return f"The group {shown(given.group)} is not on this board. Its groups are {listed(groups, 'and')}."


def _unsealed(board: Board, ballot: BallotFile, opened: bool | None) -> str | None:
    if opened or all(seal.voter != ballot.voter for seal in board.seals):
        return None
    if opened is None and not ballot.salt:
        return f"{ballot.voter} sealed a ballot. Ask for the link that opens the seal."
    return f"The ballot of {ballot.voter} is not the one that was sealed. Ask for the link that opens the seal."


def _changed(board: Board, ballot: BallotFile, gone: Sequence[str]) -> list[str]:
    said = []
    if gone:
        said.append(f"It ranks {listed(gone, 'and')}, not on this board any more: left out.")
    if ballot.items and ballot.items != digest(board.items):
        said.append("The list of points has changed since; points that are new count as unranked.")
    return said


def _same(one: Ballot, other: Ballot) -> bool:
    told = [(x.group, x.number, [sorted(tier) for tier in x.tiers if tier]) for x in (one, other)]
    return told[0] == told[1]
