"""What is made of the pages of a checkout, kept in `.cache` and made anew when one of its sources has changed.

An installed package carries the same files, made when it is built.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from playbook.records.library import Library

PACKAGE = Path(__file__).resolve().parents[1]


def kept(file: str, made_of: Iterable[str], make: Callable[[Library], dict[str, Any]]) -> dict[str, Any]:
    """Give the data in `file` of the package; in a checkout, what `make` makes of it.

    `made_of` are the places, relative to the repository, whose change makes it anew. Raises ProblemsError if it is to
    be made and a page is at fault.
    """
    shipped = PACKAGE / file
    if shipped.is_file():
        return json.loads(shipped.read_text(encoding="utf-8"))  # type: ignore[no-any-return]
    root = PACKAGE.parents[1]
    cache = root / ".cache" / file
    stamp = _stamp([root / "playbook.yml", PACKAGE / "records", *(root / place for place in made_of)])
    try:
        cached = json.loads(cache.read_text(encoding="utf-8"))
        if cached["stamp"] == stamp:
            return cached["whole"]  # type: ignore[no-any-return]
    except (OSError, ValueError, KeyError):
        pass  # nothing is kept yet, or not by this edition of the code
    from playbook.records.current import current

    whole = make(current(root))
    try:
        cache.parent.mkdir(exist_ok=True)
        cache.write_text(json.dumps({"stamp": stamp, "whole": whole}), encoding="utf-8")
    except OSError:
        pass  # a checkout that cannot be written to: made anew each time
    return whole


def _stamp(places: Iterable[Path]) -> str:
    """Give what changes when a file at or below one of `places` is written, added or removed."""
    digest = hashlib.sha256()
    for place in places:
        for file in [place] if place.is_file() else sorted(place.rglob("*")):
            if file.is_file() and "__pycache__" not in file.parts:
                digest.update(f"{file}\0{file.stat().st_mtime_ns}\n".encode())
    return digest.hexdigest()
