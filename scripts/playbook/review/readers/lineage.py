"""Which data a deployment used: committed records, pointers of DVC, and code that writes both versions down."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from playbook.review.readers.ci import pipelines
from playbook.review.readers.modules import source
from playbook.review.readers.noted import notes_code, notes_data
from playbook.review.readers.purpose import trains
from playbook.review.readers.roots import ASIDE
from playbook.review.repository import Repository
from playbook.review.verdict import UnreadError

MAX_BYTES = 100_000
MAX_VALUES = 5_000
_SUFFIXES = (".json", ".yml", ".yaml", ".toml", ".md", ".csv", ".jsonl", ".txt")
_PLACE = re.compile(r"deploy|release|lineage|provenance|model[-_]?card|registry|handover")
_POINTER = re.compile(r"^\s*-?\s*(?:md5|etag|checksum|version_id|rev_lock|hash):\s*\S", re.MULTILINE)
_MODEL = re.compile(r"model|weights|checkpoint|\.(?:pkl|joblib|pt|pth|onnx|h5|keras|safetensors)\.dvc$")
"""A pointer to what was trained, not to what it was trained with."""
_PAIR = re.compile(
    r"^[ \t>*|-]*+[\"'`]*+([A-Za-z][\w .-]{0,40}?)[\"'`*]*\s*[:=|]\s*[\"'`*]*([^\n|]{1,200})", re.MULTILINE
)

_CODE_KEY = re.compile(r"(?:^|[^a-z])(?:code|commit|git|sha|revision|rev|source)(?:[^a-z]|$)")
_DATA_KEY = re.compile(
    r"(?:^|[^a-z])(?:data|datasets?|dataset|tables?|snapshots?|training set|training_set|inputs?|readings)(?:[^a-z]|$)"
)
_VERSION_KEY = re.compile(r"version|revision|snapshot|sha|hash|md5|digest|checksum|etag|commit|fingerprint")
_HEX = re.compile(r"\b[0-9a-f]{7,64}\b")
_NUMBERED = re.compile(
    r"\bv?\d+\.\d+|\bv\d+\b|\b(?:revision|version|snapshot|rev)\W{0,3}\d|\d{4}-?\d{2}-?\d{2}|@\w|^\d+$"
)


def lineage(repository: Repository) -> str:
    """Give what records the code and the data of a deployment, in words; "" if nothing does."""
    return repository.once("lineage", lambda: next(_records(repository), ""))


def _records(repository: Repository) -> Iterator[str]:
    for path in repository.named("dvc.lock"):
        yield f"`{path}` holds the versions of the data, beside the code"
    for path in repository.suffixed(".dvc"):
        if not _MODEL.search(path.lower()) and _POINTER.search(_text(repository, path)):
            yield f"`{path}` holds the version of the data, beside the code"
    for path in repository.suffixed(*_SUFFIXES):
        if _may_record(repository, path) and _says_both(repository, path):
            yield f"`{path}` records the versions of code and data"
    yield from _written(repository)


def _text(repository: Repository, path: str) -> str:
    try:
        return repository.text(path) if repository.size(path) <= MAX_BYTES else ""
    except UnreadError:
        return ""


def _may_record(repository: Repository, path: str) -> bool:
    lower = path.lower()
    aside = not (ASIDE - {"docs", "doc"}).isdisjoint(lower.split("/")[:-1])
    return bool(_PLACE.search(lower)) and not aside and not lower.startswith(".") and repository.size(path) <= MAX_BYTES


def _says_both(repository: Repository, path: str) -> bool:
    """Tell whether a file names a version of the code and one of the data."""
    code = data = False
    for key, value in _values(repository, path):
        if _DATA_KEY.search(key):
            data = data or _is_version(key, value)
        elif _CODE_KEY.search(key):
            code = code or bool(_HEX.search(value) or _NUMBERED.search(value))
    return code and data


def _is_version(key: str, value: str) -> bool:
    if _HEX.search(value) or _NUMBERED.search(value):
        return True
    return bool(_VERSION_KEY.search(key)) and any(character.isdigit() for character in value)


def _values(repository: Repository, path: str) -> Iterator[tuple[str, str]]:
    """Give the values of a file, each with the keys that lead to it, in lower case."""
    try:
        if path.endswith(".json"):
            tree: Any = repository.json(path)
        elif path.endswith(".toml"):
            tree = repository.toml(path)
        elif path.endswith((".yml", ".yaml")):
            tree = [node.plain() for node in repository.yaml(path)]
        else:
            yield from ((match[1].lower(), match[2]) for match in _PAIR.finditer(repository.text(path)))
            return
    except (UnreadError, ValueError):
        return
    yield from _flat(tree)


def _flat(tree: Any) -> Iterator[tuple[str, str]]:
    waiting: list[tuple[str, Any]] = [("", tree)]
    for _ in range(MAX_VALUES):
        if not waiting:
            return
        key, value = waiting.pop()
        if isinstance(value, dict):
            waiting += [(f"{key} {name}".lower(), child) for name, child in value.items()]
        elif isinstance(value, list):
            waiting += [(key, child) for child in value]
        else:
            yield key, str(value)


def _written(repository: Repository) -> Iterator[str]:
    """Give the code that writes down the version of the data, if code near it, or what runs it, notes the commit.

    A run of a tracker is a record of what was trained; where nothing is, it is a product's own feature.
    """
    of_ci = {pipeline.path for pipeline in pipelines(repository)}
    automated = [path for path in repository.suffixed(".yml", ".yaml", ".sh", "") if path in of_ci or _runs(path)]
    paths = [*(module.path for module in source(repository)), *automated]
    trained = bool(trains(repository))
    with_code: list[str] | None = None
    for path in paths:
        if notes_data(repository, path, trained=trained):
            if with_code is None:
                with_code = [other for other in paths if notes_code(repository, other, trained=trained)]
            if any(path == other or other in of_ci or _near(path, other) for other in with_code):
                yield f"`{path}` notes the version of the data, and the commit is noted with it"


def _near(one: str, other: str) -> bool:
    """Tell whether two files belong together: what runs here, the same folder at the top, or one at the root."""
    first, second = one.partition("/"), other.partition("/")
    return _runs(other) or not first[2] or not second[2] or first[0] == second[0]


def _runs(path: str) -> bool:
    name = path.rpartition("/")[2].lower()
    return path.startswith((".github/workflows/", ".gitlab", ".circleci/", ".azure", "azure-pipelines")) or (
        name.endswith(".sh") or name in ("makefile", "justfile", "jenkinsfile", "mlproject", "databricks.yml")
    )
