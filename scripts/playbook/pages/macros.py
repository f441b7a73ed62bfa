"""The macros that pages call, and nothing more: each hands over to a typed function.

`{{ opening() }}` begins a page and `{{ evidence() }}` ends it; the others fill what lies between.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import Any

from jinja2 import pass_context
from jinja2.runtime import Context

from playbook.pages.evidence import evidence
from playbook.pages.here import Here
from playbook.pages.opening import opening
from playbook.pages.roles import role_rest, role_top
from playbook.records import Library, load
from playbook.records.role import Role


def register(env: Any, root: Path) -> None:
    """Give `env` (of mkdocs-macros or Zensical) the macros for the playbook in `root`."""
    library = _library(root, _fingerprint(root))
    env.variables["org"] = library.organisation

    def macro(name: str, fragment: Callable[..., str]) -> None:
        @pass_context
        def call(context: Context, *args: Any, **options: Any) -> str:
            return fragment(Here.of(library, context["page"]), *args, **options)

        env.macro(call, name)

    macro("opening", opening)
    macro("evidence", evidence)
    macro("role_top", lambda here: role_top(here, _as(here, Role)))
    macro("role_rest", lambda here: role_rest(here, _as(here, Role)))


def _as(here: Here, kind: type[Any]) -> Any:
    record = here.entry.record
    if not isinstance(record, kind):
        raise TypeError(f"docs/{here.file}: this macro is for pages with `kind: {kind.kind_name}`")
    return record


@lru_cache(maxsize=2)
def _library(root: Path, fingerprint: tuple[int, ...]) -> Library:
    return load(root)


def _fingerprint(root: Path) -> tuple[int, ...]:
    """What changes when a record does: so that a live reload reads anew, and a page does not."""
    files = [root / "playbook.yml", *(root / "docs").rglob("*.md"), *(root / "docs").rglob("*.yml")]
    stats = [file.stat() for file in files]
    return (len(files), *sorted(stat.st_mtime_ns for stat in stats))
