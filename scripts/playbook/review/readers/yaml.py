"""YAML of any origin, with the line of every value. Scalars stay text, so that `on:` is `on` and 3.10 is 3.10.

PyYAML's event stream is read without recursion: deep nesting would overflow the stack of its C loader, and
aliases are shared instead of copied, so that a few lines cannot become gigabytes.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import yaml

from playbook.review.verdict import UnreadError

try:
    from yaml import CSafeLoader as _Loader
except ImportError:  # PyYAML was built without libyaml: slower, the same events
    from yaml import SafeLoader as _Loader  # type: ignore[assignment]

MAX_DEPTH = 60
MAX_NODES = 200_000


@dataclass(slots=True, eq=False)
class Node:
    """A value and where it stands: `value` is text, a list of nodes, or a dict of nodes by their key."""

    value: str | list[Node] | dict[str, Node]
    line: int
    column: int
    tag: str = ""

    def get(self, *path: str) -> Node | None:
        """Give the node below the keys `path`, or None."""
        node: Node | None = self
        for key in path:
            node = node.value.get(key) if node is not None and isinstance(node.value, dict) else None
        return node

    @property
    def text(self) -> str:
        """The value if it is text, else nothing."""
        return self.value if isinstance(self.value, str) else ""

    @property
    def items(self) -> list[Node]:
        """The items of a list; a single text is a list of one, as CI systems read it."""
        if isinstance(self.value, list):
            return self.value
        return [self] if isinstance(self.value, str) and self.value else []

    @property
    def keys(self) -> dict[str, Node]:
        """The nodes by their key; nothing if this is no mapping."""
        return self.value if isinstance(self.value, dict) else {}

    def walk(self) -> Iterator[Node]:
        """Give this node and all below it, each once, whatever aliases there are."""
        seen: set[int] = set()
        stack = [self]
        while stack:
            node = stack.pop()
            if id(node) in seen:
                continue
            seen.add(id(node))
            yield node
            if isinstance(node.value, dict):
                stack.extend(reversed(node.value.values()))
            elif isinstance(node.value, list):
                stack.extend(reversed(node.value))

    def plain(self) -> Any:
        """Give the value as text, lists and dicts. Raises ValueError where aliases make too much of it."""
        return _plain(self, 0, [MAX_NODES])


def _plain(node: Node, depth: int, budget: list[int]) -> Any:
    budget[0] -= 1
    if depth > MAX_DEPTH or budget[0] < 0:
        raise ValueError("aliases make more of it than can be read")
    if isinstance(node.value, dict):
        return {key: _plain(child, depth + 1, budget) for key, child in node.value.items()}
    if isinstance(node.value, list):
        return [_plain(child, depth + 1, budget) for child in node.value]
    return node.value


def read_yaml(text: str, path: str) -> list[Node]:
    """Read all documents of `text`. Raises UnreadError with the line at which it cannot be read."""
    try:
        return _Builder(path).build(text)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (0, 0)
        raise UnreadError(path, f"this is not YAML: {error.problem or error.context}", line, column) from None
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        raise UnreadError(path, "a control character stands here, which YAML does not allow", line) from None
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        raise UnreadError(path, f"this is not YAML: {error}") from None


class _Builder:
    def __init__(self, path: str) -> None:
        self.path = path
        self.anchors: dict[str, Node] = {}
        self.count = 0
        self.stack: list[tuple[Node, list[str]]] = []
        """Open collections; for a mapping, the key that waits for its value."""

    def build(self, text: str) -> list[Node]:
        documents: list[Node] = []
        for event in yaml.parse(text, Loader=_Loader):
            if isinstance(event, yaml.DocumentStartEvent):
                self.anchors = {}
            elif isinstance(event, (yaml.MappingEndEvent, yaml.SequenceEndEvent)):
                self.stack.pop()
            elif isinstance(event, yaml.NodeEvent):
                node = self._node(event)
                if not self.stack:
                    documents.append(node)
                else:
                    self._put(node)
                if isinstance(event, (yaml.MappingStartEvent, yaml.SequenceStartEvent)):
                    if len(self.stack) >= MAX_DEPTH:
                        raise UnreadError(self.path, f"this is nested more than {MAX_DEPTH} deep", node.line)
                    self.stack.append((node, []))
        return documents

    def _node(self, event: yaml.NodeEvent) -> Node:
        self.count += 1
        if self.count > MAX_NODES:
            raise UnreadError(self.path, f"this holds more than {MAX_NODES} values")
        mark = event.start_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (0, 0)
        if isinstance(event, yaml.AliasEvent):
            known = self.anchors.get(str(event.anchor))
            if known is None:
                raise UnreadError(self.path, f"the alias *{event.anchor} names nothing", line, column)
            return known
        tag = str(getattr(event, "tag", None) or "")
        if isinstance(event, yaml.MappingStartEvent):
            node = Node({}, line, column, tag)
        elif isinstance(event, yaml.SequenceStartEvent):
            node = Node([], line, column, tag)
        else:
            node = Node(str(getattr(event, "value", "")), line, column, tag)
        if event.anchor:
            self.anchors[str(event.anchor)] = node
        return node

    def _put(self, node: Node) -> None:
        parent, waiting = self.stack[-1]
        if isinstance(parent.value, list):
            parent.value.append(node)
        elif isinstance(parent.value, dict):
            if not waiting:
                waiting.append(node.text)
                return
            key = waiting.pop()
            if key == "<<":
                self._merge(parent.value, node)
            else:
                parent.value[key] = node

    @staticmethod
    def _merge(into: dict[str, Node], node: Node) -> None:
        """Take the keys of a merge (`<<: *base`), which do not overwrite."""
        for source in node.value if isinstance(node.value, list) else [node]:
            for key, value in source.keys.items():
                into.setdefault(key, value)
