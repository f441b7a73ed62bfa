"""Which files Git holds only a pointer to: those of Git LFS, by `.gitattributes`, and those of DVC.

Where LFS is installed, the work tree holds the whole file, so that its size alone would mislead.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from playbook.review.repository import Repository
from playbook.review.verdict import UnreadError

MAX_STARS = 8
"""In one pattern; trying more of them could take for ever."""
_NEVER = re.compile(r"(?!)")

_Rule = tuple[str, re.Pattern[str], bool]
"""A folder with its slash, what matches below it, and whether it goes to LFS."""


def elsewhere(repository: Repository) -> Callable[[str], bool]:
    """Give a function that tells whether the contents of a path are kept outside Git."""
    return repository.once("storage.elsewhere", lambda: _elsewhere(repository))


def size_text(size: int) -> str:
    """Give a size in bytes as people say it: "2.4 MB", "180 kB"."""
    return f"{size / 1e6:.1f} MB" if size >= 1_000_000 else f"{size // 1000} kB"


def _elsewhere(repository: Repository) -> Callable[[str], bool]:
    rules = list(_rules(repository))
    # DVC ignores what it keeps, so that Git does not track it; without Git it lies beside its .dvc file.
    kept = set() if repository.tracked else {path.removesuffix(".dvc") for path in repository.suffixed(".dvc")}

    def inside(path: str) -> bool:
        lfs = False
        for folder, matches, on in rules:
            if path.startswith(folder) and matches.fullmatch(path, len(folder)):
                lfs = on
        return lfs or any(f"{path}/".startswith(f"{target}/") for target in kept)

    return inside


def _rules(repository: Repository) -> list[_Rule]:
    """Give the rules about LFS: the root's first, so that the last one that matches decides, as with Git."""
    found: list[_Rule] = []
    for path in sorted(repository.named(".gitattributes"), key=lambda path: path.count("/")):
        try:
            lines = repository.lines(path)
        except UnreadError:
            continue
        for line in lines:
            words = line.split()
            if len(words) > 1 and not line.startswith("#") and (on := _filtered(words[1:])) is not None:
                found.append((path.removesuffix(".gitattributes"), _pattern(words[0].strip('"')), on))
    return found


def _filtered(attributes: list[str]) -> bool | None:
    """Tell whether the attributes set the filter of LFS, take it back, or say nothing of filters."""
    for word in reversed(attributes):
        if word.startswith("filter="):
            return word == "filter=lfs"
        if word in ("-filter", "!filter"):
            return False
    return None


def _pattern(glob: str) -> re.Pattern[str]:
    """Give what a pattern of .gitattributes matches, relative to its folder. `*` stops at slashes, `**` does not."""
    inner = glob.strip("/")
    anywhere = "/" not in inner and not glob.startswith("/")
    pieces = re.findall(r"\*\*/|/\*\*$|\*+|\?|\[[^]/]+\]|.", inner)
    known = (_PIECES.get(piece) or (piece if piece[1:] else re.escape(piece)) for piece in pieces)
    if glob.count("*") > MAX_STARS:
        return _NEVER
    text = ("(?:.*/)?" if anywhere else "") + "".join(known).replace("[!", "[^")
    try:
        return re.compile(text)
    except re.error:
        return _NEVER


_PIECES = {"**/": "(?:.*/)?", "/**": "/.+", "*": "[^/]*", "**": "[^/]*", "?": "[^/]"}
