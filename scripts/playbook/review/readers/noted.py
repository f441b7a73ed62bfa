"""What a Python module or an automated file notes: the version of the data, the commit, or a run that notes it.

In Python the syntax tree is asked for what is written down: keys, keywords, fields, and what a logging call is given.
A comment, an address, or a variable that only has such a name notes nothing.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass

from playbook.review.readers.constants import called
from playbook.review.repository import Repository
from playbook.review.verdict import UnreadError

_DATA = re.compile(
    r"\b(?:\w{1,40}_)?(?:(?:data|dataset|table|delta|snapshot|training)(?:_\w{1,40})?|(?-i:inputs?))_"
    r"(?:version|hash|sha\d*|md5|checksum|digest|fingerprint|commit|revision|etag|snapshot)\b|\bsnapshot_id\b",
    re.IGNORECASE,
)
_IDENTIFIED = re.compile(r"(?:\w{1,40}_)?(?:data|dataset|table|snapshot)_?id", re.IGNORECASE)
"""In what is logged, the name of a registered version of the data."""
_AS_OF = re.compile(r"versionAsOf|timestampAsOf|version_as_of|DESCRIBE HISTORY|\blakefs\b|\bdvc\.lock\b|^dvc\.api\b")
_TRACKED_DATA = re.compile(r"(?:^|\.)(?:log_inputs?|use_artifact)$")
_CODE = re.compile(
    r"\b(?:\w{1,40}_)?(?:(?:git|code|commit|vcs)_(?:\w{1,20}_)?(?:sha\d*|commit|hash|version|revision|rev)"
    r"|commit_id|source_(?:version|commit|revision))\b|^(?:commit|sha)$",
    re.IGNORECASE,
)
_COMMIT = re.compile(
    r"GITHUB_SHA|github\.sha|CI_COMMIT_(?:SHORT_)?SHA|BUILD_SOURCEVERSION|Build\.SourceVersion|BITBUCKET_COMMIT|CIRCLE_SHA1"
    r"|GIT_COMMIT\b|GIT_SHA|COMMIT_SHA|SHORT_SHA|^rev-parse$|\brev-parse (?:--short(?:=\d+)? )?HEAD"
    r"|\bgit_sha\b|\bgit_commit\b|\bcommit_sha\b|\bcode_version\b"
)
"""Names under which CI knows the commit, and the command that gives it."""
_TRACKED = re.compile(
    r"(?:^|\.)mlflow\.(?:start_run|log_\w+|set_tags?|autolog|\w+\.autolog)$|^MlflowClient$|^wandb\.init$|^neptune\.init\w*$"
    r"|^(?:clearml\.)?Task\.init$|^comet_ml\.\w+$"
)
"""Calls of trackers, which note the commit by themselves."""
_AZURE_RUN = re.compile(r"(?:^|\.)(?:tag|submit|get_context|start_logging)$")
_WRITES = re.compile(
    r"(?:\w*_)?(?:log|tag|set|record|write|dump|add|note|save|update|register|put)(?:_\w+)?s?$", re.IGNORECASE
)
_READS = re.compile(
    r"(?:get|read|load|open|fetch|query|find|list|download|print|add_argument|pop)(?:_\w+)?$|(?:Option|Argument|Field)$"
)
_WORTH_DATA = re.compile(
    r"_(?:version|hash|sha|md5|checksum|digest|fingerprint|commit|revision|etag)|snapshot|log_input|dvc|use_artifact|AsOf"
    r"|as_of|HISTORY|lakefs|log_datasets|(?:data|dataset|table)_?id"
)
_WORTH_CODE = re.compile(
    r"(?i:git|code|commit|vcs|source)_(?i:\w{0,20}_?)(?i:sha|commit|hash|version|rev|id)|[\"'](?:commit|sha)[\"']|\bcommit:"
    r"|\bsha:|hexsha|rev-parse|[A-Z]_SHA\b|CI_COMMIT|github\.sha|SOURCEVERSION|SourceVersion|\bmlflow|MlflowClient|\bwandb"
    r"|\bneptune|clearml|comet_ml|azureml|azure\.ai\.ml"
)
_TITLES = re.compile(
    r"^[ \t]*(?:- )?(?:job|jobName|name|displayName|stage|id|needs|dependsOn|template|task|description)[ \t]*:[^\n]*"
    r"|^[ \t]*(?:- )?[\w-]+:[ \t]*$|(?:^|[ \t])\#[^\n]*",
    re.MULTILINE,
)
"""Names of jobs and steps, keys that only open a block, and comments."""


@dataclass(frozen=True, slots=True)
class Noted:
    """What is noted: by itself, or (`run_…`) on the run of a tracker, which is a record of training alone."""

    data: bool = False
    code: bool = False
    run_data: bool = False
    run_code: bool = False


def notes_data(repository: Repository, path: str, *, trained: bool) -> bool:
    """Tell whether a file notes the version of the data; runs of trackers count where something is `trained`."""
    found = _noted(repository, path, _WORTH_DATA)
    return found.data or (trained and found.run_data)


def notes_code(repository: Repository, path: str, *, trained: bool) -> bool:
    """Tell whether a file notes the commit; runs of trackers count where something is `trained`."""
    found = _noted(repository, path, _WORTH_CODE)
    return found.code or (trained and found.run_code)


def _noted(repository: Repository, path: str, worth: re.Pattern[str]) -> Noted:
    """Give what a file notes if it is `worth` a closer look; nothing if it cannot be read."""
    try:
        if not worth.search(repository.text(path)):
            return Noted()
        return repository.once(f"noted {path}", lambda: _read(repository, path))
    except UnreadError:
        return Noted()


def _read(repository: Repository, path: str) -> Noted:
    return _in_python(repository.python(path)) if path.endswith(".py") else _in_text(repository.text(path))


def _in_text(text: str) -> Noted:
    said = _TITLES.sub("", text)
    return Noted(bool(_DATA.search(said) or _AS_OF.search(said)), bool(_COMMIT.search(said)))


def _in_python(tree: ast.Module) -> Noted:
    azure = any(_azure(node) for node in ast.walk(tree))
    data = code = run_data = run_code = False
    for word, logged in _words(tree):
        data = data or bool(_DATA.search(word) or _AS_OF.search(word) or (logged and _IDENTIFIED.fullmatch(word)))
        code = code or bool(_CODE.search(word) or _COMMIT.search(word))
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            name = called(node)
            run_data = run_data or bool(_TRACKED_DATA.search(name)) or _logs_datasets(node)
            run_code = run_code or bool(_TRACKED.search(name) or (azure and _AZURE_RUN.search(name)))
            data = data or name.startswith("dvc.api.")
    return Noted(data, code, run_data, run_code)


def _azure(node: ast.AST) -> bool:
    names = [node.module or ""] if isinstance(node, ast.ImportFrom) else []
    names += [item.name for item in node.names] if isinstance(node, ast.Import) else []
    return any(name.startswith(("azureml", "azure.ai.ml")) for name in names)


def _logs_datasets(node: ast.Call) -> bool:
    return any(
        item.arg == "log_datasets" and isinstance(item.value, ast.Constant) and item.value.value is True
        for item in node.keywords
    )


def _words(tree: ast.Module) -> Iterator[tuple[str, bool]]:
    """Give the names under which something is written down, and whether a logging call is given them."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Dict):
            yield from ((text, False) for text in map(_text, node.keys) if text)
        elif isinstance(node, ast.Assign):
            yield from ((text, False) for target in node.targets if (text := _index(target)))
        elif isinstance(node, ast.ClassDef):
            for item in node.body:
                if isinstance(item, ast.AnnAssign) and isinstance(item.target, ast.Name):
                    yield item.target.id, False
        elif isinstance(node, ast.Call):
            yield from _given(node)
        elif isinstance(node, ast.Attribute) and node.attr == "hexsha":
            yield "git_sha", False
        elif isinstance(node, (ast.Import, ast.ImportFrom)):
            yield from ((name, False) for name in _imported(node) if name.startswith(("lakefs", "dvc.api")))


def _given(node: ast.Call) -> Iterator[tuple[str, bool]]:
    last = called(node).rpartition(".")[2]
    environment = [
        text for argument in node.args for text in _texts(argument) if _COMMIT.search(text) or _AS_OF.search(text)
    ]
    yield from ((text, False) for text in environment)
    if _READS.match(last):
        return
    for item in node.keywords:
        switch = isinstance(item.value, ast.Constant) and isinstance(item.value.value, bool)
        if item.arg and not switch:
            yield f"{item.arg}=", False  # a keyword that is `commit` alone is one of a database
    if _WRITES.match(last):
        yield from ((text, True) for text in map(_text, node.args) if text and not text.startswith("-"))


def _texts(node: ast.expr) -> list[str]:
    items = node.elts if isinstance(node, (ast.List, ast.Tuple)) else [node]
    return [text for text in map(_text, items) if text]


def _text(node: ast.expr | None) -> str:
    """Give a short text that is a name; addresses and sentences are none."""
    if (
        isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and len(node.value) < 200
        and "://" not in node.value
    ):
        return node.value
    return ""


def _index(node: ast.expr) -> str:
    return _text(node.slice) if isinstance(node, ast.Subscript) else ""


def _imported(node: ast.Import | ast.ImportFrom) -> list[str]:
    if isinstance(node, ast.ImportFrom):
        return [f"{node.module or ''}.{item.name}" for item in node.names]
    return [item.name for item in node.names]
