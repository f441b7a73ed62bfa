"""JSON as a browser reads it: no name twice in an object, not nested without end, no NaN. See json.js.

Reasons name no place in the text: browsers do not tell theirs, and both sides say the same.
"""

from __future__ import annotations

import json
import re
from typing import Any

from playbook.priorities.cleaning import Refused, shown

DEEPEST = 16
_TOKEN = re.compile(r'("(?:[^"\\]|\\.)*\\?(?:"|\Z))([ \t\n\r]*:)?|[{}\[\]]', re.DOTALL)


def parse(text: str, otherwise: str) -> Any:
    """Parse `text`; Refused, with the reason `otherwise` if it is no JSON. Whole numbers are int, however written."""
    twice = _scan(text)
    try:
        data = json.loads(text, parse_constant=_constant, parse_float=_number, parse_int=_number)
    except ValueError:
        raise Refused(otherwise) from None
    if twice is not None:
        raise Refused(
            f"The data have {shown(twice)} twice in one place, so nobody knows which one counts. Take one out."
        )
    return data


def _constant(name: str) -> Any:
    raise ValueError(name)


def _number(digits: str) -> int | float:
    value = float(digits)
    return int(value) if value.is_integer() else value


def _scan(text: str) -> str | None:
    """Give a name that stands twice in one object; Refused if brackets nest too deep."""
    open_: list[set[str]] = []
    twice: str | None = None
    for token in _TOKEN.finditer(text):
        string = token.group(1)
        if string is not None:
            if token.group(2) and open_:
                name = _plain(string)
                if twice is None and name in open_[-1]:
                    twice = name
                open_[-1].add(name)
        elif token.group() in "{[":
            open_.append(set())
            if len(open_) > DEEPEST:
                raise Refused(f"The data are nested more than {DEEPEST} deep. No board is: ask for the file again.")
        elif open_:
            open_.pop()
    return twice


def _plain(string: str) -> str:
    try:
        return str(json.loads(string))
    except ValueError:
        return string
