"""Where strings over several lines stand in Python: found without parsing, for what looks like code in a docstring."""

from __future__ import annotations

import re
from bisect import bisect_right

_TOKEN = re.compile(
    r'"""[^"\\]*+(?:(?:\\.|"(?!""))[^"\\]*+)*+(?:""")?'
    r"|'''[^'\\]*+(?:(?:\\.|'(?!''))[^'\\]*+)*+(?:''')?"
    r'|"[^"\\\n]*+(?:\\.[^"\\\n]*+)*+"?'
    r"|'[^'\\\n]*+(?:\\.[^'\\\n]*+)*+'?"
    r"|#[^\n]*+",
    re.DOTALL,
)
"""Every quantifier is possessive: whatever the text, no character is looked at twice."""


class Strings:
    """The strings in triple quotes that begin in the first `end` characters of a text, by where they begin and end."""

    def __init__(self, text: str, end: int | None = None) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        for token in _TOKEN.finditer(text, 0, len(text) if end is None else end):
            if token[0].startswith(('"""', "'''")):
                self._starts.append(token.start())
                self._ends.append(token.end())

    def hold(self, position: int) -> bool:
        """Tell whether `position` is inside one of the strings."""
        index = bisect_right(self._starts, position) - 1
        return index >= 0 and self._starts[index] < position < self._ends[index]
