"""Conditions of jobs (`if:` of GitHub, `rules:` of GitLab) in three values: true, false, or nobody can say from here.

Only comparisons, `&&`, `||`, `!`, brackets and the common functions are known; all else is unknown, which is no guess.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import Enum
from typing import Final


class Unknown(Enum):
    """A value that only the CI system knows."""

    VALUE = 0


UNKNOWN: Final = Unknown.VALUE
Value = str | bool | None | Unknown
MAX_TOKENS = 300
MAX_DEPTH = 20
MAX_PATTERN = 120
MAX_REPEATS = 5
MAX_TEXT = 2_000
"""Characters of a regular expression that is tried; it is tried on a few characters only."""

_REPEATS = re.compile(r"[*+?{]")
_TOKEN = re.compile(
    r"\s+|(?P<op>&&|\|\||==|!=|=~|!~|>=|<=|[<>!(),\[\]])"
    r"|'(?P<single>(?:[^']|'')*)'|\"(?P<double>[^\"]*)\""
    r"|/(?P<regex>(?:[^/\\]|\\.)+)/(?P<flags>[a-z]*)"
    r"|\$\{(?P<braced>\w+)\}|\$(?P<variable>\w+)|(?P<name>[A-Za-z_][\w.*-]*)|(?P<number>[\d.]+)"
)
_FUNCTIONS: Mapping[str, bool] = {"always": True, "success": True, "failure": False, "cancelled": False}
_CONSTANTS: Mapping[str, bool | None] = {"true": True, "false": False, "null": None}


def evaluate(text: str, known: Mapping[str, Value]) -> bool | None:
    """Give the truth of the condition `text` where names have the values `known`; None: unknown.

    Names are written as the system writes them, without a dollar: `github.ref`, `CI_COMMIT_BRANCH`.
    """
    if len(text) > MAX_TEXT:
        return None
    source = re.sub(r"^\s*\$\{\{(.*)\}\}\s*$", r"\1", text, flags=re.DOTALL)
    try:
        parser = _Parser(_tokens(source), known)
        value = parser.either()
        return None if parser.rest() else truth(value)
    except _OddError:
        return None


def truth(value: Value) -> bool | None:
    """Give whether a value counts as true; None: unknown."""
    return None if value is UNKNOWN else bool(value)


class _OddError(Exception):
    """The condition is of a form that is not known here."""


def _tokens(text: str) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    place = 0
    while place < len(text):
        match = _TOKEN.match(text, place)
        if match is None or len(found) > MAX_TOKENS:
            raise _OddError
        place = match.end()
        if kind := match.lastgroup:
            kind = "regex" if kind == "flags" else kind
            found.append((kind, match.group(kind)))
    return found


class _Parser:
    def __init__(self, tokens: list[tuple[str, str]], known: Mapping[str, Value]) -> None:
        self.tokens = tokens
        self.known = known
        self.place = 0
        self.depth = 0

    def rest(self) -> bool:
        return self.place < len(self.tokens)

    def take(self, *operators: str) -> str:
        """Take the next token if it is one of `operators`; give it, or nothing."""
        if self.rest() and self.tokens[self.place][0] == "op" and self.tokens[self.place][1] in operators:
            self.place += 1
            return self.tokens[self.place - 1][1]
        return ""

    def either(self) -> Value:
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise _OddError
        value = self.both()
        while self.take("||"):
            value = _or(value, self.both())
        self.depth -= 1
        return value

    def both(self) -> Value:
        value = self.compared()
        while self.take("&&"):
            value = _and(value, self.compared())
        return value

    def compared(self) -> Value:
        left = self.single()
        operator = self.take("==", "!=", "=~", "!~", "<", ">", "<=", ">=")
        if not operator:
            return left
        if operator in ("=~", "!~"):
            return _matched(left, self.pattern(), operator == "=~")
        right = self.single()
        if left is UNKNOWN or right is UNKNOWN or operator not in ("==", "!="):
            return UNKNOWN
        return _same(left, right) == (operator == "==")

    def pattern(self) -> str | None:
        if self.rest() and self.tokens[self.place][0] == "regex":
            self.place += 1
            return self.tokens[self.place - 1][1]
        self.single()
        return None

    def single(self) -> Value:
        negations = 0
        while self.take("!"):
            negations += 1
        value = self.atom()
        if not negations or value is UNKNOWN:
            return value
        return bool(value) if negations % 2 == 0 else not value

    def atom(self) -> Value:
        if self.take("("):
            value = self.either()
            if not self.take(")"):
                raise _OddError
            return value
        if not self.rest():
            raise _OddError
        kind, text = self.tokens[self.place]
        self.place += 1
        if kind in ("single", "double", "number"):
            return text
        if kind in ("variable", "braced"):
            return self.known.get(text, UNKNOWN)
        if kind != "name":
            raise _OddError
        return self.named(text)

    def named(self, name: str) -> Value:
        if self.take("("):
            return _called(name, self.arguments())
        if self.take("["):
            raise _OddError
        if name in _CONSTANTS:
            return _CONSTANTS[name]
        return self.known.get(name, UNKNOWN)

    def arguments(self) -> list[Value]:
        found: list[Value] = []
        while not self.take(")"):
            found.append(self.either())
            if not self.take(",") and not (self.rest() and self.tokens[self.place] == ("op", ")")):
                raise _OddError
        return found


def _or(left: Value, right: Value) -> Value:
    for value in (left, right):
        if truth(value):
            return True
    return UNKNOWN if UNKNOWN in (left, right) else False


def _and(left: Value, right: Value) -> Value:
    for value in (left, right):
        if truth(value) is False:
            return False
    return UNKNOWN if UNKNOWN in (left, right) else True


def _same(left: Value, right: Value) -> bool:
    def plain(value: Value) -> str:
        return str(value or "").lower()

    return plain(left) == plain(right)


def _matched(value: Value, pattern: str | None, wanted: bool) -> Value:
    if pattern is None or value is UNKNOWN:
        return UNKNOWN
    if value is None:
        return not wanted
    found = matches(pattern.replace("\\/", "/"), str(value))
    return UNKNOWN if found is None else found == wanted


def matches(pattern: str, text: str) -> bool | None:
    """Tell whether the regular expression of a CI file is found in `text`, a few characters; None: too odd to try."""
    if len(pattern) > MAX_PATTERN or len(_REPEATS.findall(pattern)) > MAX_REPEATS:
        return None
    try:
        return re.search(pattern, text) is not None
    except (re.error, OverflowError, RecursionError):
        return None


def _called(name: str, arguments: list[Value]) -> Value:
    low = name.lower()
    if low in _FUNCTIONS:
        return _FUNCTIONS[low]
    if len(arguments) != 2 or UNKNOWN in arguments:
        return UNKNOWN
    first, second = (str(value or "").lower() for value in arguments)
    if low == "startswith":
        return first.startswith(second)
    if low == "endswith":
        return first.endswith(second)
    return second in first if low == "contains" else UNKNOWN
