"""Whether the standards kept what the last release promised: an ID never vanishes and never means something else.

The pages of the release are read as they were, by their front matter alone, so that an older form of a page is no
obstacle.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path, PurePath
from typing import Any

from playbook.publish.branch import GitError, git
from playbook.records import front_matter
from playbook.records.evidence import plain
from playbook.records.library import Library
from playbook.records.problems import Place, Problem, ProblemsError
from playbook.records.standard import Standard

_TAG = re.compile(r"v(\d+)\.(\d+)\.(\d+)")
PAGES = "docs/standards"


def last_release(root: Path) -> str | None:
    """Give the newest tag vX.Y.Z, or None. Raises GitError."""
    tags = [match for name in git(root, "tag", "--list", "v*").split() if (match := _TAG.fullmatch(name))]
    newest = max(tags, key=lambda match: tuple(map(int, match.groups())), default=None)
    return newest[0] if newest else None


def promised(root: Path, tag: str) -> dict[str, tuple[PurePath, dict[str, Any]]]:
    """Give the front matter of each standard at `tag`, by ID, with its file. Raises GitError."""
    found = {}
    for name in git(root, "ls-tree", "-r", "--name-only", tag, "--", PAGES).splitlines():
        file = PurePath(name)
        if file.name == "index.md" and len(file.parts) == 4:
            try:
                document = front_matter.parse(git(root, "show", f"{tag}:{name}"), file).document
            except ProblemsError:
                continue  # the release was checked when it was made; what it holds is not to be mended here
            if document.data.get("kind") == "standard":
                found[str(document.data.get("id"))] = (file, document.data)
    return found


def broken(library: Library, tag: str) -> list[Problem]:
    """Give what the standards of `library` break of the promise that the release `tag` made. Raises GitError."""
    problems: list[Problem] = []
    for key, (file, before) in promised(library.root, tag).items():
        now = library.find(Standard, key)
        if now is None:
            problems.append(
                Problem(
                    Place(file),
                    f"{key} was in {tag} and is gone",
                    "bring the page back; to end a standard, set `state: withdrawn` and keep its page",
                )
            )
        else:
            problems += [
                Problem(Place(PurePath("docs") / library.file_of(now)), f"{key} {what} since {tag}", mend)
                for what, mend in _changed(before, now)
            ]
    return problems


def _changed(before: dict[str, Any], now: Standard) -> Iterator[tuple[str, str]]:
    told = len(now.history) > len(before.get("history", ()))
    if _words(before.get("rule")) != _words(now.rule) and not (told and now.history[0].rewords):
        yield (
            "changed its rule",
            "a new meaning is a new number; if only the words changed, add a line to `history` with `rewords: true`",
        )
    if before.get("slug") not in (now.slug, *now.former_slugs):
        yield f"lost its slug `{before.get('slug')}`", "add it to `former_slugs`: addresses stay"
    for field in ("level", "tier", "state"):
        if before.get(field) != getattr(now, field) and not told:
            yield f"changed its {field}", "add a line to `history` that says so"
    if [_words(item) for item in before.get("decides", ())] != [_words(item) for item in now.decides] and not told:
        yield "changed what its check decides", "add a line to `history` that says so"


def _words(text: object) -> str:
    return " ".join(plain(str(text)).split())


__all__ = ["GitError", "broken", "last_release", "promised"]
