"""Which standards a caller means, and what commands say of names that are none."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from playbook.records.catalogue import Catalogue


def wrong(what: str, mend: str) -> click.UsageError:
    """Give the error that ends with 2."""
    return click.UsageError(f"{what}\n    mend: {mend}")


def installed() -> Catalogue:
    from playbook.records.catalogue import catalogue
    from playbook.records.problems import ProblemsError

    try:
        return catalogue()
    except ProblemsError as error:
        raise click.UsageError(f"the playbook's own pages are at fault:\n{error.report()}") from None


def chosen(standards: Catalogue, only: Iterable[str]) -> Iterable[str]:
    """Give IDs and families for what the caller wrote in any case, or as a slug."""
    families = {key[:-3] for key in standards.standards}
    for key in only:
        entry = standards.find(key)
        if key.upper() in families:
            yield key.upper()
        elif entry is None:
            raise wrong(f"--only {key}: there is no such standard or family", near(standards, key, families))
        elif entry.state in ("draft", "withdrawn"):
            raise wrong(
                f"--only {key}: {entry.id} is {entry.state}, and not asked", f"see playbook standard {entry.id}"
            )
        else:
            yield entry.id


def closest(name: str, known: Sequence[str], kind: str) -> str:
    """Give the ids that come closest to `name`, as a mend; where none is known, that a page of `kind` is missing."""
    import difflib

    if not known:
        return f"write one first: a page with `kind: {kind}`"
    found = difflib.get_close_matches(name.lower(), known, n=3)
    return f"did you mean {' or '.join(found)}?" if found else f"use one of: {', '.join(known)}"


def near(standards: Catalogue, key: str, families: Iterable[str] = ()) -> str:
    """Give the names that come closest to `key`, as a mend."""
    import difflib

    names = [*standards.standards, *families, *standards.names]
    found = [*difflib.get_close_matches(key.upper(), names, n=3), *difflib.get_close_matches(key.lower(), names, n=3)]
    unique = list(dict.fromkeys(found))[:3]
    return f"did you mean {' or '.join(unique)}?" if unique else "playbook standard --list names all"
