"""MOD: models, and where their artefacts are kept."""

from __future__ import annotations

from collections.abc import Iterator

from playbook.review.readers.storage import elsewhere, size_text
from playbook.review.repository import Repository
from playbook.review.verdict import Check, Finding, Verdict, decide

LIMIT = 100_000
"""Bytes."""

ALWAYS = (".pkl", ".pickle", ".joblib", ".pth", ".onnx", ".h5", ".keras", ".safetensors", ".ckpt", ".tflite", ".gguf")
"""Suffixes of model artefacts that are always binary."""
BY_CONTENT = (".pt", ".model", ".bin")
"""Suffixes that other files have too, such as translations and lists of words."""

_TEXT_MODELS = (b"tree\nversion=", b'{"learner"', b'{"version":')
"""How the text models of LightGBM and XGBoost begin."""
_CACHES = {".doctrees", "doctrees"}
"""Folders of tools that keep something else in the same formats: Sphinx's, as it and as its Makefile call it."""
_TESTS = {"test", "tests", "testing", "testdata", "test_data"}


def not_in_git(repository: Repository) -> Verdict:
    """MOD001: no model binary over 100 kB, but for the fixtures of tests and what LFS or DVC keeps outside Git."""
    outside = elsewhere(repository)
    unread = [item for item in repository.absent(*ALWAYS) if not outside(item.path)]
    return decide(_models(repository), unread, holds="no model over 100 kB is tracked")


def _models(repository: Repository) -> Iterator[Finding]:
    outside = elsewhere(repository)
    for path in repository.suffixed(*ALWAYS, *BY_CONTENT):
        size = repository.size(path)
        folders = path.lower().split("/")[:-1]
        if size <= LIMIT or not (_TESTS | _CACHES).isdisjoint(folders) or outside(path):
            continue
        if path.lower().endswith(BY_CONTENT) and not _is_model(repository.head(path)):
            continue
        suffix = path[path.rfind(".") :]
        what, mend = "model artefact", "keep it in the model registry, and let the code name it and its version"
        if suffix.lower() in (".pkl", ".pickle"):  # may hold anything, and nobody should load it to see
            what, mend = "pickle", mend.replace("it", "a model", 1) + "; keep data where data is kept"
        yield Finding(path, message=f"a {what} is in Git (`{suffix}`, {size_text(size)}): {mend}")


def _is_model(head: bytes) -> bool:
    """Tell from its first bytes whether a file is binary, or a model that is kept as text."""
    return b"\0" in head or not _is_text(head) or head.startswith(_TEXT_MODELS)


def _is_text(head: bytes) -> bool:
    try:
        head[: head.rfind(b"\n") + 1 or len(head)].decode("utf-8")
    except UnicodeDecodeError as error:
        return error.start > len(head) - 4  # the last letter may be cut in two
    return True


CHECKS: dict[str, Check] = {"MOD001": not_in_git}
