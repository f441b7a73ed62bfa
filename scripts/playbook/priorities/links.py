"""Boards for voters, ballots and seals as links: "1", then base64url of deflated JSON, behind the # of an address.

What comes in is hostile until it has been read. docs/assets/tools/priorities/links.js says the same.
"""

from __future__ import annotations

import base64
import binascii
import json
import re
import zlib
from typing import Any, Literal, NamedTuple

from playbook.priorities.cleaning import Refused, shown
from playbook.priorities.json_text import parse
from playbook.priorities.shapes import sound, utf16
from playbook.records.board import BallotFile, SealFile, Slip
from playbook.records.board_schema import Kind

LinkKind = Literal["ballot", "vote", "seal"]
"""A board for voters, a voter's ballot, the seal of one."""

LONGEST = 65_536
"""Characters of a link, before anything of it is read."""
INFLATED = 262_144
"""Bytes that its data may have; inflating stops there."""

_KEYS: dict[LinkKind, dict[str, str]] = {
    "ballot": {"v": "", "b": "board", "t": "title", "g": "groups", "i": "items"},
    "vote": {
        "v": "", "b": "board", "w": "voter", "g": "group", "n": "number", "d": "items", "r": "tiers", "s": "salt",
    },
    "seal": {"v": "", "b": "board", "w": "voter", "g": "group", "h": "hash"},
}  # fmt: skip
"""The short names of each kind, and what they stand for."""
_NAMES: dict[str | None, LinkKind] = {kind: kind for kind in _KEYS}
_READ_AS: dict[LinkKind, Kind] = {"ballot": "slip", "vote": "ballot", "seal": "seal"}
_FORMATS = {"ballot": {"format": "playbook-slip/1"}, "vote": {"format": "playbook-ballot/1"}, "seal": {}}
_LINK = re.compile(r"(?:[^#]*#)?(?:(ballot|vote|seal)=)?([A-Za-z0-9_-]+)")
_IN_TEXT = re.compile(r"#(?:ballot|vote|seal)=[A-Za-z0-9_-]+")
_SPACE = re.compile(r"[\t\n\r ]")
_CUT = "It was cut off or changed on the way. Copy the whole link again, or ask for the file."
_VERSION = "The link is of another version of the board. Open it on the page that it came from."


class Link(NamedTuple):
    """What a link holds, and what cleaning changed in it."""

    kind: LinkKind
    data: Slip | BallotFile | SealFile
    notes: tuple[str, ...]


def encode(data: Slip | BallotFile | SealFile) -> str:
    """Give the payload of `data`; the link is `…#KIND=PAYLOAD`, with `kind_of(data)`."""
    kind = kind_of(data)
    long = data.model_dump(mode="json", exclude_none=True)
    short: dict[str, Any] = {"v": 1} | {key: long[name] for key, name in _KEYS[kind].items() if name in long}
    if kind == "ballot":
        short["g"] = [[group["id"], group["name"]] for group in long["groups"]]
        short["i"] = [[item["id"], item["title"]] for item in long["items"]]
    packed = zlib.compress(json.dumps(short, ensure_ascii=False, separators=(",", ":")).encode(), 9)
    return f"1{base64.urlsafe_b64encode(packed).decode().rstrip('=')}"


def kind_of(data: Slip | BallotFile | SealFile) -> LinkKind:
    """Give the word that stands before the payload."""
    return "ballot" if isinstance(data, Slip) else "vote" if isinstance(data, BallotFile) else "seal"


def decode(given: str) -> Link:
    """Read a link, what stands behind its #, or a payload. Refused if it cannot be read."""
    if len(utf16(given)) > 2 * LONGEST:
        raise Refused("The link is longer than 64 kB. No board makes such a link: ask for the file.")
    found = _LINK.fullmatch(_SPACE.sub("", given))
    if not found:
        raise Refused("This is no link of a board. Copy the whole link and nothing else.")
    named, payload = found.groups()
    if payload[0] != "1":
        raise Refused(_VERSION)
    data = parse(_inflated(payload[1:]), f"The link holds no data. {_CUT}")
    if not isinstance(data, dict):
        raise Refused(f"The link holds no data. {_CUT}")
    if data.get("v") != 1 or data["v"] is True:
        raise Refused(_VERSION)
    unnamed: LinkKind = "ballot" if "i" in data else "seal" if "h" in data else "vote"
    kind = _NAMES.get(named, unnamed)
    held, notes = sound(_READ_AS[kind], _lengthened(kind, data))
    models: dict[LinkKind, type[Slip | BallotFile | SealFile]] = {"ballot": Slip, "vote": BallotFile, "seal": SealFile}
    return Link(kind, models[kind].model_validate(held), notes)


def links_in(text: str) -> list[str]:
    """Find the links in a text, such as a chat that was copied; each as `decode` takes it."""
    return _IN_TEXT.findall(text)


def _lengthened(kind: LinkKind, data: dict[str, Any]) -> dict[str, Any]:
    long: dict[str, Any] = dict(_FORMATS[kind])
    for key in sorted(data, key=utf16):
        if key not in _KEYS[kind]:
            raise Refused(f"The link has {shown(key)}, which is not known. {_CUT}")
        if name := _KEYS[kind][key]:
            long[name] = data[key]
    if kind == "ballot":
        for name, second in (("groups", "name"), ("items", "title")):
            if isinstance(pairs := long.get(name), list):
                long[name] = [_pair(pair, second) for pair in pairs]
    return long


def _pair(pair: Any, second: str) -> Any:
    return {"id": pair[0], second: pair[1]} if isinstance(pair, list) and len(pair) == 2 else pair


def _inflated(payload: str) -> str:
    inflating = zlib.decompressobj()
    try:
        packed = base64.urlsafe_b64decode(payload + "=" * (-len(payload) % 4))
        data = inflating.decompress(packed, INFLATED + 1)
        if len(data) > INFLATED:
            raise Refused("The link unpacks to more than 256 kB. No board makes such a link: ask for the file.")
        if inflating.eof and not inflating.unused_data:
            return data.decode()
    except (binascii.Error, zlib.error, UnicodeDecodeError):
        pass
    raise Refused(f"The link cannot be read. {_CUT}")
