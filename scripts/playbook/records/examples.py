"""The two examples of a standard: small repositories beside its page, `bad/` and `good/`."""

from __future__ import annotations

from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Literal

from playbook.records.standard import FOLDER

if TYPE_CHECKING:
    from playbook.records.library import Library
    from playbook.records.standard import Standard

Side = Literal["bad", "good"]
SIDES: tuple[Side, Side] = ("bad", "good")
LINE = "2026-11-23T00:00:00Z,DE-LU,48.25\n"
"""What made files are filled with."""


def inside_example(file: PurePath) -> bool:
    """Tell whether `file`, a path under docs/, is part of an example and so no page."""
    parts = file.parts
    return len(parts) > 3 and parts[0] == FOLDER.name and parts[2] in SIDES


def kept(library: Library, standard: Standard, side: Side) -> dict[PurePath, Path]:
    """Give the files of an example that are in the repository: path in the example → file, in order."""
    folder = library.root / "docs" / library.file_of(standard).parent / side
    return {
        PurePath(path.relative_to(folder)): path
        for path in sorted(folder.rglob("*"))
        if path.is_file() and "__pycache__" not in path.parts
    }


def made(standard: Standard, side: Side) -> dict[PurePath, int]:
    """Give the files of an example that are made when it is laid out: path in the example → bytes."""
    return {
        PurePath(item.path).relative_to(side): item.kilobytes * 1000
        for item in standard.made
        if item.path.startswith(side)
    }


def lay_out(library: Library, standard: Standard, side: Side, into: Path) -> Path:
    """Write the whole example into the folder `into`, which is made, and give it."""
    for path, file in kept(library, standard, side).items():
        target = into / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(file.read_bytes())
    for path, size in made(standard, side).items():
        target = into / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text((LINE * (size // len(LINE) + 1))[:size], encoding="utf-8")
    return into
