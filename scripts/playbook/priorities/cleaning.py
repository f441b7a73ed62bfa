"""Text that people type, paste or import, made safe to keep: docs/assets/tools/priorities/cleaning.js does the same.

Nothing is cut. What was changed is said in a note, what cannot be kept is refused with the reason.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple, Protocol

INVISIBLE = "invisible characters were taken out"
CONTROLS = "control characters became spaces"
BROKEN = "a broken character became \ufffd"
WORDS = 400
SHOWN = 40
"""So many characters of a text are quoted in a reason."""

_PLAIN = re.compile(r"(?:[!-~]+(?: [!-~]+)*)?")
"""What most texts are: nothing to clean, found out in one go."""
_SEPARATORS = re.compile(r"[\t\n\r]")
_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f]")
_INVISIBLE = re.compile("[\u061c\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")
_BROKEN = re.compile("[\ud800-\udfff]")
_SPACES = re.compile("[ \u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+")
_UNSEEN = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f"
    "\ufeff\uffa0\ufff0-\ufff8\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
"""What no eye sees: two titles that differ in it alone are the same title."""
_TYPED = re.compile(r"p([0-9]{1,9})")


class Refused(Exception):  # noqa: N818 - it is no error of the program
    """Something that was not taken in. `reason` is a sentence for people."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class Cleaned(NamedTuple):
    """A text and what was changed in it."""

    text: str
    notes: tuple[str, ...]


class Misfit(NamedTuple):
    """Why a text does not fit, and the mend."""

    what: str
    mend: str


class Point(Protocol):
    """What an id and a title has."""

    @property
    def id(self) -> str: ...
    @property
    def title(self) -> str: ...


class Ranking(Protocol):
    """What ranks points in tiers."""

    @property
    def tiers(self) -> Sequence[Sequence[str]]: ...


def scrub(text: str) -> Cleaned:
    """Clean without a limit: no control, invisible or broken characters, single spaces, none at the ends."""
    if _PLAIN.fullmatch(text):
        return Cleaned(text, ())
    notes: list[str] = []
    text = _SEPARATORS.sub(" ", text)
    for pattern, to, note in ((_CONTROLS, " ", CONTROLS), (_INVISIBLE, "", INVISIBLE), (_BROKEN, "\ufffd", BROKEN)):
        changed = pattern.sub(to, text)
        if changed != text:
            notes.append(note)
        text = changed
    return Cleaned(_SPACES.sub(" ", text).strip(" "), tuple(notes))


def scrub_all(data: Any, notes: dict[str, None]) -> Any:
    """Give a copy of `data`, as JSON or YAML give it, with its texts scrubbed; what was changed goes to `notes`."""
    if isinstance(data, str):
        text, said = scrub(data)
        notes.update(dict.fromkeys(said))
        return text
    if isinstance(data, dict):
        return {key: scrub_all(value, notes) for key, value in data.items()}
    return [scrub_all(value, notes) for value in data] if isinstance(data, list) else data


def clean(text: str, most: int, least: int = 1) -> Cleaned:
    """Clean a text of `least` to `most` characters; Refused if it is empty, too short or too long."""
    cleaned = scrub(text)
    wrong = misfit(cleaned.text, least, most)
    if wrong:
        raise Refused(f"{shown(cleaned.text)} {wrong.what}. {wrong.mend}")
    return cleaned


def misfit(text: str, least: int, most: int) -> Misfit | None:
    """Tell why a cleaned text does not have `least` to `most` characters, if it does not."""
    if least and not _UNSEEN.sub("", text).strip(" "):
        return Misfit("is empty", f"Write {least} to {most} characters.")
    has = "has 1 character" if len(text) == 1 else f"has {len(text)} characters"
    if len(text) < least:
        return Misfit(has, f"Write at least {least}.")
    return Misfit(has, f"Shorten it to {most}.") if len(text) > most else None


def fold(title: str) -> str:
    """Give what is the same for two titles that nobody can tell apart. Upper case: browsers have no case folding."""
    seen = _UNSEEN.sub("", unicodedata.normalize("NFKC", scrub(title).text))
    return unicodedata.normalize("NFKC", seen.upper())


def shown(text: str) -> str:
    """Quote a text in a reason: cleaned, and 40 characters at most."""
    cleaned = scrub(text).text
    return f"“{cleaned[:SHOWN]}…”" if len(cleaned) > SHOWN else f"“{cleaned}”"


def listed(words: Sequence[str], link: str = "or") -> str:
    """Give "a, b or c"."""
    return "".join(words) if len(words) < 2 else f"{', '.join(words[:-1])} {link} {words[-1]}"


def next_id(items: Iterable[Point], ballots: Iterable[Ranking] = (), taken: Iterable[str] = ()) -> str:
    """Give the id of the next point that is typed: `p` and one more than the highest that stands anywhere."""
    ids = [item.id for item in items]
    ids += [key for ballot in ballots for tier in ballot.tiers for key in tier]
    numbers = [int(found.group(1)) for key in [*ids, *taken] if (found := _TYPED.fullmatch(key))]
    return f"p{max(numbers, default=0) + 1}"
