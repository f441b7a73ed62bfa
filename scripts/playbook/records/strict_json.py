"""JSON as data alone: no key twice, no NaN, not too deep, and a place for every value, as records have it in YAML."""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from pathlib import PurePath
from typing import Any, NoReturn

from playbook.records.problems import Place, Problem, ProblemsError
from playbook.records.strict_yaml import MAX_DEPTH, Document, Path

MAX_BYTES = 2_000_000  # as in the browser

_SPACE = re.compile(r"[ \t\n\r]*")
_SCALAR = re.compile(r'"(?:[^"\\]|\\.)*"|[^\s,:\[\]{}"]+', re.DOTALL)


def read(text: str, file: PurePath) -> Document:
    """Read one JSON document. Raises ProblemsError with the place of what cannot be read."""
    size = len(text.encode("utf-8", "surrogatepass"))
    if size > MAX_BYTES:
        what = f"this file is {size / 1e6:.1f} MB; at most {MAX_BYTES / 1e6:.0f} MB is read"
        raise ProblemsError([Problem(Place(file), what, "take out what nobody needs")])
    return _Reader(text, file).document


class _Reader:
    """Goes through the text once. Texts and numbers are read by `json`; here is where they stand."""

    def __init__(self, text: str, file: PurePath) -> None:
        self.text, self.at = text, 0
        self.lines = [0, *(end.end() for end in re.finditer("\n", text))]
        self.document = Document(file)
        self.document.data = self._value(())
        self._skip()
        if self.at < len(text):
            self._refuse("something stands behind the end of the data", "delete it")

    def _skip(self) -> str:
        """Go over white space; give the next sign, or nothing at the end."""
        space = _SPACE.match(self.text, self.at)
        assert space is not None, "it matches nothing as well"
        self.at = space.end()
        return self.text[self.at : self.at + 1]

    def _place(self) -> Place:
        line = bisect_right(self.lines, self.at)
        return Place(self.document.file, line, self.at - self.lines[line - 1] + 1)

    def _refuse(self, what: str, mend: str) -> NoReturn:
        raise ProblemsError([Problem(self._place(), what, mend)])

    def _value(self, path: Path) -> Any:
        sign = self._skip()
        self.document.values[path] = self._place()
        if len(path) > MAX_DEPTH:
            self._refuse(f"this is nested more than {MAX_DEPTH} deep", "flatten it")
        if sign == "{":
            return self._object(path)
        if sign == "[":
            found: list[Any] = []
            while self._more("]", first=not found):
                found.append(self._value((*path, len(found))))
            return found
        return self._scalar()

    def _object(self, path: Path) -> dict[str, Any]:
        found: dict[str, Any] = {}
        while self._more("}", first=not found):
            if self._skip() != '"':
                self._refuse("a key in double quotes is missing here", "is there a comma too many before it?")
            place = self._place()
            key = self._scalar()
            if key in found:
                first = self.document.keys[(*path, key)].line
                what = f"the key `{key}` stands here twice; the first is on line {first}"
                raise ProblemsError([Problem(place, what, "keep one of them")])
            self.document.keys[(*path, key)] = place
            if self._skip() != ":":
                self._refuse("a colon is missing here", f"write a colon behind `{key}`")
            self.at += 1
            found[key] = self._value((*path, key))
        return found

    def _more(self, end: str, *, first: bool) -> bool:
        """Go over the bracket or the comma before an item; False at `end`, which is gone over too."""
        if first:
            self.at += 1
        sign = self._skip()
        if sign == end:
            self.at += 1
            return False
        if not first:
            if sign != ",":
                self._refuse(f"a comma or `{end}` is missing here", "is the file whole?")
            self.at += 1
        return True

    def _scalar(self) -> Any:
        found = _SCALAR.match(self.text, self.at)
        if found is None:
            self._refuse("a value is missing here", "is the file whole?")
        try:
            value = json.loads(found.group(), parse_constant=self._constant)
        except ValueError:
            self._refuse("this is no JSON", "text stands in double quotes, on one line")
        self.at = found.end()
        return int(value) if isinstance(value, float) and value.is_integer() else value  # 5.0 is 5, as in a browser

    def _constant(self, name: str) -> NoReturn:
        self._refuse(f"{name} is no number", "write digits, or null")
