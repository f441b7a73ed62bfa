"""What the readers give: deployments with their moments, and what was odd about where they came from."""

from __future__ import annotations

import datetime
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

From = Literal["git", "csv", "github"]
Dated = Literal["tagger", "commit", "recorded"]
"""Whose date it is: an annotated tag's, that of the commit under a lightweight one, or one that a file records."""

GIT_BEGAN = datetime.date(2005, 4, 7)
"""The first commit of Git itself: an older date is a clock that was never set."""


class RefusedError(Exception):
    """The source cannot be measured. `what` says why, and where; `mend` what to do."""

    def __init__(self, what: str, mend: str) -> None:
        super().__init__(f"{what}\n    mend: {mend}")
        self.what = what
        self.mend = mend


@dataclass(frozen=True)
class Waits:
    """Of the commits that a deployment brings for the first time: the seconds from commit to deployment.

    `merges` were left out, `younger` are dated after the deployment and left out too.
    """

    seconds: tuple[int, ...]
    merges: int = 0
    younger: int = 0


@dataclass(frozen=True)
class Deployment:
    """One deployment. `at` has a time zone; `day` is its date in the reader's zone, or as a file gives it.

    `name` and `environment` are safe to print. `waits` is None where it is not known.
    """

    at: datetime.datetime
    day: datetime.date
    name: str = ""
    commit: str = ""
    environment: str = ""
    dated: Dated = "recorded"
    waits: Waits | None = None


@dataclass(frozen=True)
class Found:
    """All deployments of a source, the oldest first. `notes` are sentences that whoever shows the numbers must know."""

    kind: From
    name: str
    deployments: tuple[Deployment, ...]
    notes: tuple[str, ...] = ()


def in_order(deployments: Iterable[Deployment]) -> tuple[Deployment, ...]:
    """Give the deployments, the oldest day first, then by moment and name.

    A date without a time is that day in every zone, and may come before a moment that is earlier than its noon.
    """
    return tuple(sorted(deployments, key=lambda one: (one.day, one.at, one.name, one.commit)))


def shown(text: str, most: int = 80) -> str:
    """Give somebody's text on one line of at most `most` characters, with what cannot be seen spelled out: `\\x1b`."""
    line = "".join(_visible(char) for char in text[: 4 * most])
    return line if len(line) <= most else line[: most - 1] + "…"


def _visible(char: str) -> str:
    if unicodedata.category(char)[0] not in "CZ" or char == " ":
        return char
    if char in "\t\r\n\u00a0":
        return " "
    code = ord(char)
    if 0xDC80 <= code <= 0xDCFF:  # a byte of a name that is not UTF-8, as Python keeps it
        return f"\\x{code - 0xDC00:02x}"
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def times(number: int, one: str, many: str = "") -> str:
    """Give `1 tag`, `3 tags`, `2,400 tags`."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"
