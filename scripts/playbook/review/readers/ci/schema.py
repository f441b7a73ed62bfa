"""What GitHub refuses: a workflow that it cannot accept does not run, whatever it says.

The schema is the one that check-jsonschema ships; the package itself is not imported, only its file is read. A schema
can be older than GitHub: only what is certain counts, such as an unknown key of a job or a step without an action.
"""

from __future__ import annotations

import json
import re
from collections import deque
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from playbook.review.readers.yaml import Node
from playbook.review.repository import Repository
from playbook.review.verdict import Finding, UnreadError

if TYPE_CHECKING:
    from jsonschema.exceptions import ValidationError

_FILE = "builtin_schemas/vendor/github-workflows.json"
MAX_BYTES = 300_000
"""Characters of a workflow with its aliases written out; GitHub's own limit is 512 kB."""

_NEEDED = frozenset({"on", "jobs", "runs-on", "run", "uses"})
"""Keys without which GitHub refuses a workflow; the schema asks for some more."""

_NEWER = re.compile(r"^(?:permissions|cache-mode|snapshot|concurrency|types)$")
"""Keys whose values GitHub adds to now and then."""


def refusals(repository: Repository, path: str) -> list[Finding]:
    """Give the reasons why GitHub refuses the workflow at `path`. Raises UnreadError, also without the schema."""
    return repository.once(f"refusals {path}", lambda: _refusals(repository, path))


def _refusals(repository: Repository, path: str) -> list[Finding]:
    documents: list[Node] = repository.yaml(path)
    if len(documents) != 1:
        line = documents[1].line if documents else 1
        return [Finding(path, line, 0, "a workflow is one YAML document")]
    root = documents[0]
    _small_enough(root, path)
    validator = _validator(path)
    try:
        data, repeated = _data(repository.text(path))
    except (yaml.YAMLError, ValueError) as error:
        raise UnreadError(
            path, f"this cannot be checked against GitHub's schema: {str(error).splitlines()[0]}"
        ) from None
    found = [Finding(path, line, 0, f"the key `{key}` stands twice") for key, line in repeated]
    lines = repository.lines(path)
    for fault in validator.iter_errors(data):
        found += [Finding(path, _line(root, leaf, lines), 0, why) for leaf in _leaves(fault) if (why := _certain(leaf))]
    return sorted(set(found))


def _small_enough(root: Node, path: str) -> None:
    try:
        size = len(json.dumps(root.plain()))
    except ValueError as error:
        raise UnreadError(path, str(error)) from None
    if size > MAX_BYTES:
        raise UnreadError(path, "this is too long to be checked against GitHub's schema")


@cache
def _schema() -> Any:
    spec = find_spec("check_jsonschema")
    if spec is None or not spec.submodule_search_locations:
        return None
    file = Path(next(iter(spec.submodule_search_locations))) / _FILE
    return json.loads(file.read_text("utf-8")) if file.is_file() else None


def _validator(path: str) -> Any:
    try:
        from jsonschema import Draft7Validator
    except ImportError:
        raise UnreadError(path, "jsonschema is not installed, so nobody knows whether GitHub accepts this") from None
    schema = _schema()
    if schema is None:
        raise UnreadError(path, "check-jsonschema is not installed, so nobody knows whether GitHub accepts this")
    return Draft7Validator(schema)


def _data(text: str) -> tuple[Any, list[tuple[str, int]]]:
    """Give the values as YAML 1.2 reads them (`on` is a text), and the keys that stand twice in one mapping."""
    repeated: list[tuple[str, int]] = []

    class Loader(yaml.SafeLoader if not hasattr(yaml, "CSafeLoader") else yaml.CSafeLoader):  # type: ignore[misc]
        yaml_implicit_resolvers: dict[str, Any] = {}  # noqa: RUF012 (PyYAML's own name for it)

        def construct_mapping(self, node: Any, deep: bool = False) -> Any:
            keys: set[str] = set()
            for key, _ in node.value:
                name = str(key.value)
                if name in keys:
                    repeated.append((name, key.start_mark.line + 1))
                keys.add(name)
            return super().construct_mapping(node, deep)

    Loader.add_implicit_resolver(
        "tag:yaml.org,2002:bool", re.compile(r"^(?:true|True|TRUE|false|False|FALSE)$"), list("tTfF")
    )
    Loader.add_implicit_resolver("tag:yaml.org,2002:null", re.compile(r"^(?:~|null|Null|NULL|)$"), ["~", "n", "N", ""])
    Loader.add_implicit_resolver("tag:yaml.org,2002:int", re.compile(r"^[-+]?[0-9]{1,18}$"), list("-+0123456789"))
    Loader.add_implicit_resolver(
        "tag:yaml.org,2002:float", re.compile(r"^[-+]?[0-9]{1,18}\.[0-9]{0,18}$"), list("-+0123456789")
    )
    return yaml.load(text, Loader=Loader), repeated  # noqa: S506 (a subclass of the safe loader)


def _leaves(error: ValidationError) -> Iterator[ValidationError]:
    """Give what is wrong in the alternative that the author meant: the one that the value got furthest with."""
    waiting = deque([error])
    budget = 200
    while waiting and budget:
        budget -= 1
        current = waiting.popleft()
        if not current.context:
            yield current
            continue
        branches: dict[Any, list[Any]] = {}
        for inner in current.context:
            branches.setdefault(inner.schema_path[0], []).append(inner)
        waiting.extend(max(branches.values(), key=_nearness))


def _nearness(found: Iterable[Any]) -> tuple[bool, int, int]:
    """Rank an alternative: the value has its kind and the key that tells it, the fault is deep, faults are few."""
    errors = list(found)
    wrong_kind = any(error.validator in ("type", "required") and len(error.path) == 0 for error in errors)
    return not wrong_kind, max(len(error.path) for error in errors), -len(errors)


def _certain(error: ValidationError) -> str:
    """Give what GitHub surely refuses, in words; "" where the schema may be behind or stricter than GitHub."""
    where = [str(part) for part in error.absolute_path]
    if any(_NEWER.match(part) for part in where) or (where == ["on"] and error.validator != "required"):
        return ""
    place = f" in `{'.'.join(where)}`" if where else ""
    if error.validator == "additionalProperties" and isinstance(error.instance, dict) and _settled(where):
        odd_key = _odd_key(error)
        return f"the key `{odd_key}`{place} is none that GitHub knows" if odd_key else ""
    if error.validator == "required":
        absent = [key for key in error.validator_value if key not in error.instance and key in _NEEDED]
        return f"`{absent[0]}` is missing{place}" if absent else ""
    if error.validator == "type":
        return _kind(error, place)
    if error.validator == "oneOf" and "steps" in where[-2:-1] and {"run", "uses"} <= set(error.instance):
        return f"a step has either `run` or `uses`, not both{place}"
    if error.validator == "dependencies" and isinstance(error.instance, dict):
        needs = error.validator_value
        odd = [key for key in needs if key in error.instance and needs[key][0] not in error.instance]
        return f"`{odd[0]}`{place} goes with `run` alone" if odd else ""
    return ""


def _settled(where: list[str]) -> bool:
    """Tell of the places whose keys hardly ever change: the top, the jobs, a job, a step."""
    return (len(where) <= 2 and where[:1] in ([], ["jobs"])) or (len(where) == 4 and where[2] == "steps")


def _odd_key(error: ValidationError) -> str:
    """Give the first key that the schema does not name."""
    known = set(error.schema.get("properties", {}))
    patterns = list(error.schema.get("patternProperties", {}))
    for key in error.instance:
        if key not in known and not any(re.search(pattern, str(key)) for pattern in patterns):
            return str(key)
    return ""


def _kind(error: ValidationError, place: str) -> str:
    """Tell of a list, a mapping or a text where GitHub wants another of the three; it converts the rest itself."""
    wanted = error.validator_value if isinstance(error.validator_value, list) else [error.validator_value]
    value = error.instance
    if isinstance(value, dict):
        return f"a mapping stands{place} where GitHub takes none"
    if isinstance(value, list) and "array" not in wanted:
        return f"a list stands{place} where GitHub takes none"
    if isinstance(value, str) and value and "${{" not in value and wanted == ["object"]:
        return f"a text stands{place} where GitHub takes a mapping"
    return ""


def _line(root: Node, error: ValidationError, lines: list[str]) -> int:
    node = root
    for part in error.absolute_path:
        inner: Node | None = None
        if isinstance(node.value, list) and isinstance(part, int) and part < len(node.value):
            inner = node.value[part]
        elif isinstance(node.value, dict):
            inner = node.value.get(str(part))
        if inner is None:
            break
        node = inner
    if error.validator == "additionalProperties" and (odd := _odd_key(error)):
        return _key_line(odd, node.keys[odd].line if odd in node.keys else node.line, lines)
    return node.line


def _key_line(key: str, near: int, lines: list[str]) -> int:
    """Give the line of a key whose value begins on the line `near`: the same, or a few above."""
    found = re.compile(rf"(?:^|[\s{{,])[\"']?{re.escape(key)}[\"']?\s*:")
    return next((line for line in range(near, max(near - 5, 0), -1) if found.search(lines[line - 1])), near)
