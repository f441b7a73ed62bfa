"""The macros that pages call, and nothing more: each hands over to a typed function.

`{{ opening() }}` begins a page and `{{ evidence() }}` ends it; the others fill what lies between.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from jinja2 import pass_context
from jinja2.runtime import Context

from playbook.pages.evidence import evidence
from playbook.pages.here import Here
from playbook.pages.home import doors, edition
from playbook.pages.opening import opening
from playbook.pages.roles import role_rest, role_top
from playbook.records.current import current
from playbook.records.evidence import Claim
from playbook.records.role import Role


def register(env: Any, root: Path) -> None:
    """Give `env` (of mkdocs-macros or Zensical) the macros for the playbook in `root`."""
    library = current(root)
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
    macro("doors", doors)
    macro("edition", edition)
    macro("claim_count", lambda here: str(len(here.library.all(Claim))))


def _as(here: Here, kind: type[Any]) -> Any:
    record = here.entry.record
    if not isinstance(record, kind):
        raise TypeError(f"docs/{here.file}: this macro is for pages with `kind: {kind.kind_name}`")
    return record
