"""Which file of the repository a command in an image means, by what the image has copied before."""

from __future__ import annotations

import posixpath
import re

from playbook.review.readers.contexts import context
from playbook.review.readers.images import Image
from playbook.review.repository import Repository

MAX_COPIES = 100
MAX_PARTS = 30
_WORD = re.compile(r"(?<![\w./-])[\w./-]+")


def meant(repository: Repository, image: Image, name: str, line: int) -> list[str]:
    """Give the files that `name` may mean at a line of the image, the likeliest first; [] if none or too many fit.

    A file that was copied, also under another name, comes before what lies in a folder that was; then come the ends
    of the path, seen from the build context, if it is known, the folder of the Dockerfile and the root, and last the
    only file of that name.
    """
    clean = posixpath.normpath(name.strip("\"'")).lstrip("/")
    folder, parts = posixpath.dirname(image.path), clean.split("/")[-MAX_PARTS:]
    copies = repository.once(f"image_files.copies:{image.path}", lambda: _copies(image))
    before = [copy for copy in copies if copy[0] < line][-MAX_COPIES:]
    ends = [*_copied(before, clean), *("/".join(parts[start:]) for start in range(len(parts)))]
    known = context(repository, image.path)
    bases = [base for base in (known, folder, "") if base is not None]
    looked = ([posixpath.normpath(posixpath.join(base, end)) for base in bases] for end in ends)
    found = [path for some in looked for path in repository.at(*some)]
    if found:
        return list(dict.fromkeys(found))
    some = repository.named(parts[-1])
    inside = [path for path in some if path.startswith(f"{folder}/")]
    return some if len(some) == 1 else inside if len(inside) == 1 else []


def shell_scripts(text: str) -> list[str]:
    """Give the paths in a text that end in .sh."""
    return [word for word in _WORD.findall(text) if word.endswith(".sh")] if ".sh" in text else []


def _copied(copies: list[tuple[int, str, str]], name: str) -> list[str]:
    """Give the paths in the build context from which `name` may have been copied."""
    last = name.rpartition("/")[2]
    sure: list[str] = []
    likely: list[str] = []
    inside: list[str] = []
    for _, source, target in copies:
        base = source.rpartition("/")[2]
        if name in (target, posixpath.join(target, base)):
            sure.append(source)
        elif last in (base, target.rpartition("/")[2]):
            likely.append(source)
        tail = name.removeprefix(f"{target}/") if target else name
        inside.append(posixpath.normpath(posixpath.join(source, tail)))
    return [*sure, *likely, *inside]


def _copies(image: Image) -> list[tuple[int, str, str]]:
    """Give line, source and target of what each COPY and ADD takes from the build context, without a slash in front."""
    found = []
    for item in image.instructions:
        if item.name in ("COPY", "ADD") and "from" not in item.flags:
            *sources, target = item.words or [""]
            found += [(item.line, _clean(source), _clean(target)) for source in sources[:MAX_COPIES]]
    return found


def _clean(path: str) -> str:
    return posixpath.normpath(path.strip("\"'")).lstrip("/").removeprefix("./")
