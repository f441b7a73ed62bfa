"""YAML as data alone: no anchors, no tags, no duplicate keys, and a place for every value.

PyYAML's event stream is read directly, so that an alias is refused before anything is expanded
and every error can say its line and column.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import Any, NoReturn

import yaml

from playbook.records.problems import Place, Problem, ProblemsError

try:
    from yaml import CSafeLoader as _Loader
except ImportError:  # PyYAML was built without libyaml: slower, the same events
    from yaml import SafeLoader as _Loader  # type: ignore[assignment]

MAX_BYTES = 512 * 1024
MAX_DEPTH = 12

Path = tuple[str | int, ...]


@dataclass
class Document:
    """`data`, with the place of each value and each key under its path, such as `("skills", 0)`."""

    file: PurePath
    data: Any = None
    values: dict[Path, Place] = field(default_factory=dict)
    keys: dict[Path, Place] = field(default_factory=dict)

    def place(self, path: Path, *, key: bool = False) -> Place:
        """Give the place of the value (or key) at `path`, else that of its nearest parent."""
        table = self.keys if key else self.values
        while path:
            if path in table:
                return table[path]
            path = path[:-1]
        return self.values.get((), Place(self.file))


def read(text: str, file: PurePath, first_line: int = 1) -> Document:
    """Read one YAML document.

    `first_line` is the line of `file` at which `text` begins.
    Raises ProblemsError for anything that is not plain data.
    """
    document = Document(file)
    size = len(text.encode("utf-8", "surrogatepass"))
    if size > MAX_BYTES:
        raise ProblemsError(
            [
                Problem(
                    Place(file, first_line),
                    f"this YAML is {size / 1e6:.1f} MB; at most {MAX_BYTES / 1e6:.1f} MB is read",
                    "keep facts here and move long text into the page below it",
                )
            ]
        )
    try:
        _Builder(document, text, first_line).build()
    except yaml.MarkedYAMLError as error:
        raise ProblemsError([_syntax_problem(error, text, file, first_line)]) from None
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, error.position) + first_line
        column = error.position - (text.rfind("\n", 0, error.position) + 1) + 1
        raise ProblemsError(
            [
                Problem(
                    Place(file, line, column),
                    "a control character stands here, which YAML does not allow",
                    "delete it; editors show it with 'show invisible characters'",
                )
            ]
        ) from None
    return document


def _syntax_problem(error: yaml.MarkedYAMLError, text: str, file: PurePath, first_line: int) -> Problem:
    mark = error.problem_mark or error.context_mark
    place = Place(file, mark.line + first_line, mark.column + 1) if mark else Place(file)
    problem = error.problem or "this is not YAML"
    here = "".join(text.split("\n")[mark.line : mark.line + 1])[mark.column :] if mark else ""
    if here.startswith("\t"):
        return Problem(place, "a tab stands where YAML allows only spaces", "replace the tab by two spaces")
    if here.startswith(("@", "`")) and "cannot start" in problem:
        said = re.match(r"[@`][\w.-]*", here)
        mend = f'put it in double quotes: "{said[0] if said else here[0]}"'
        return Problem(place, f"in YAML no value begins with {here[0]}", mend)
    if "mapping values are not allowed" in problem:
        return Problem(place, "a second colon makes this line ambiguous", "put the value in double quotes")
    return Problem(
        place,
        f"YAML cannot be read here: {problem}",
        "check the quotes, brackets and indentation of this line and the one above it",
    )


class _Builder:
    """Turns the events of one document into data; every refusal is a ProblemsError."""

    def __init__(self, document: Document, text: str, first_line: int) -> None:
        self.document = document
        self.first_line = first_line
        self.loader = _Loader(text)
        self.events: Iterator[yaml.Event] = iter(self.loader.get_event, None)
        self.problems: list[Problem] = []

    def build(self) -> None:
        try:
            for event in self.events:
                if isinstance(event, yaml.DocumentStartEvent):
                    if self.document.values:
                        self._refuse(
                            event, "a second YAML document begins here", "delete the line '---' and what follows it"
                        )
                    first = next(self.events)
                    self.document.data = self._value(first, ())
        finally:
            self.loader.dispose()
        if self.problems:
            raise ProblemsError(self.problems)

    def _place(self, event: yaml.Event) -> Place:
        mark = event.start_mark
        assert mark is not None, "the loader marks every event"
        return Place(self.document.file, mark.line + self.first_line, mark.column + 1)

    def _refuse(self, event: yaml.Event, what: str, mend: str) -> NoReturn:
        raise ProblemsError([*self.problems, Problem(self._place(event), what, mend)])

    def _value(self, event: yaml.Event, path: Path) -> Any:
        if isinstance(event, yaml.NodeEvent):
            self._refuse_sharing(event)
        if len(path) > MAX_DEPTH:
            self._refuse(event, f"this is nested more than {MAX_DEPTH} deep", "flatten it; no record needs that depth")
        self.document.values[path] = self._place(event)
        if isinstance(event, yaml.MappingStartEvent):
            return self._mapping(path)
        if isinstance(event, yaml.SequenceStartEvent):
            return self._sequence(path)
        assert isinstance(event, yaml.ScalarEvent)
        return self._scalar(event)

    def _refuse_sharing(self, event: yaml.NodeEvent) -> None:
        """Refuse anchors, aliases and tags: with them a few lines can stand for gigabytes, or for code."""
        mend = "write the value out; records hold no anchors and aliases"
        if isinstance(event, yaml.AliasEvent):
            self._refuse(event, f"an alias (*{event.anchor}) stands here", mend)
        if event.anchor:
            self._refuse(event, f"an anchor (&{event.anchor}) stands here", mend)
        tag = getattr(event, "tag", None)
        if tag and tag != "!":
            self._refuse(event, f"a tag ({tag}) stands here", "delete it; records hold plain text, numbers and lists")

    def _mapping(self, path: Path) -> dict[str, Any]:
        found: dict[str, Any] = {}
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            key = self._key(event)
            here = (*path, key)
            if key in found:
                first = self.document.keys[here].line
                what = f"the key `{key}` stands here twice; the first is on line {first}"
                self.problems.append(Problem(self._place(event), what, "keep one of them"))
            self.document.keys.setdefault(here, self._place(event))
            found[key] = self._value(next(self.events), here)
        return found

    def _key(self, event: yaml.Event) -> str:
        if not isinstance(event, yaml.ScalarEvent):
            self._refuse(event, "a key must be a plain word", "write 'key: value'")
        self._refuse_sharing(event)
        if event.value == "<<":
            self._refuse(event, "a merge key (<<) stands here", "write the keys out")
        return str(event.value)

    def _sequence(self, path: Path) -> list[Any]:
        found: list[Any] = []
        while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
            found.append(self._value(event, (*path, len(found))))
        return found

    def _scalar(self, event: yaml.ScalarEvent) -> Any:
        tag = self.loader.resolve(yaml.ScalarNode, event.value, event.implicit)  # type: ignore[no-untyped-call]
        try:
            value = self.loader.construct_object(yaml.ScalarNode(tag, event.value))
            if isinstance(value, int):
                str(value)  # raises ValueError where it has more digits than any message could show
            return value
        except yaml.constructor.ConstructorError:  # `=`, which YAML 1.1 has a meaning for and nobody means
            return event.value
        except (ValueError, OverflowError) as error:
            what = f"`{event.value}` looks like a date or number but is none: {error}"
            self._refuse(event, what, "put it in double quotes")
