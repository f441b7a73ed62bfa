"""Which Python of the repository an image's COPY and ADD bring in, as far as the build context can be told."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from fnmatch import translate

from playbook.review.readers.contexts import context
from playbook.review.readers.images import Image, Instruction
from playbook.review.readers.project import aside
from playbook.review.readers.source import tests
from playbook.review.repository import Repository

_BUILDING = ("setup.py", "conftest.py", "noxfile.py", "conf.py", "tasks.py")
_CODE_ELSEWHERE = re.compile(r"\bgit\s+clone\b|https?://|git@")
MARKERS = ("pyproject.toml", "setup.py", "setup.cfg", "requirements.txt", "package.json", "pipfile", "environment.yml")
"""Files beside a Dockerfile that make its folder the likely build context."""


def copied(repository: Repository, image: Image, instruction: Instruction) -> list[str]:
    """Give the Python files, without tests and build settings, that a COPY or ADD brings in; [] for other stages'."""
    if instruction.name not in ("COPY", "ADD") or "from" in instruction.flags:
        return []
    *words, target = instruction.words or [""]
    if "site-packages" in target or "dist-packages" in target:
        return []  # a patch of somebody else's package
    found: set[str] = set()
    for word in words:
        found.update(_matched(repository, image.path, word))
    return sorted(found)


def brings_code(instruction: Instruction) -> bool:
    """Tell whether it brings in code that the list of `copied` does not show: a mount, a clone or a download."""
    if instruction.name == "ADD":
        return bool(_CODE_ELSEWHERE.search(instruction.value))
    return instruction.name == "RUN" and (
        bool(re.search(r"\bgit\s+clone\b", instruction.script)) or "type=bind" in instruction.flags.get("mount", "")
    )


def _matched(repository: Repository, file: str, word: str) -> Iterator[str]:
    code = _code(repository)
    source = posixpath.normpath("./" + word.strip("\"'").lstrip("/"))
    known = context(repository, file)
    bases = [*([known] if known is not None else []), *_contexts(file)]
    if source in (".", "*"):
        base = next((base for base in bases if _likely(repository, base)), "") if known is None else known
        yield from (path for path in code if not base or path.startswith(f"{base}/"))
        return
    for base in bases:
        wanted = posixpath.join(base, source)
        if repository.at(wanted):
            yield from (path for path in code if path == wanted)
            return
        found = [path for path in code if path.startswith(f"{wanted}/")]
        if not found and re.search(r"[*?[]", source):
            matches = re.compile(translate(wanted)).match
            found = [path for path in code if matches(path)]
        if found:
            yield from found
            return


def _contexts(file: str) -> Iterator[str]:
    """Give the folders that may be the build context: the Dockerfile's own, and those above it."""
    folder = posixpath.dirname(file)
    while folder:
        yield folder
        folder = posixpath.dirname(folder)
    yield ""


def _likely(repository: Repository, base: str) -> bool:
    return bool(repository.at(*(posixpath.join(base, name) for name in MARKERS)))


def _code(repository: Repository) -> tuple[str, ...]:
    def make() -> tuple[str, ...]:
        out = set(tests(repository))
        return tuple(
            path
            for path in repository.suffixed(".py")
            if path not in out and not aside(path) and path.rpartition("/")[2].lower() not in _BUILDING
        )

    return repository.once("copying.code", make)
